namespace EvaluatorSuite.Domain.Workflows;

/// <summary>What must have been done before a report is issued (domain.md § 3 and § 4), as what the steps of a definition give and take back.</summary>
public static class Obligations
{
    public const string ContractGate = "gate.contract";
    public const string ImplementationGate = "gate.implementation";
    public const string Documents = "documents";
    public const string SiteVisit = "site-visit";
    public const string Findings = "findings";
    public const string Draft = "draft";
    public const string Review = "review";
    public const string Approval = "approval";

    /// <summary>All of them, each with what has to come before it.</summary>
    public static IReadOnlyList<(string Name, string? After)> All { get; } =
    [
        (ContractGate, null),
        (Guards.ContractAccepted, ContractGate),
        (Guards.TeamReady, Guards.ContractAccepted),
        (Guards.DeclarationsSigned, Guards.ContractAccepted),
        (Guards.PlanComplete, Guards.ContractAccepted),
        (Documents, Guards.PlanComplete),
        (SiteVisit, Guards.PlanComplete),
        (Guards.FiguresChecked, Guards.PlanComplete),
        (Guards.OffsetsChecked, Guards.PlanComplete),
        (Findings, Documents),
        (ImplementationGate, Findings),
        (Draft, ImplementationGate),
        (Review, Draft),
        (Approval, Review),
    ];

    /// <summary>What a step gives when it is finished with an outcome.</summary>
    public static IEnumerable<string> GivenBy(WorkflowStep step, string outcome) => step.Type switch
    {
        StepType.IndependenceCheck when outcome == "Cleared" => step.Gate switch { "contract" => [ContractGate], "implementation" => [ImplementationGate], _ => [] },
        StepType.Checklist when outcome == "Done" && step.Phase == "implement" => [Documents],
        StepType.FindingsLoop => [Findings],
        StepType.Draft => [Draft],
        StepType.SignOff when outcome == "Signed" => [step.Level],
        StepType.Task => step.GuardsOf(outcome).Select(g => g is Guards.SiteVisitRecorded or Guards.SiteVisitNotNeeded ? SiteVisit : g),
        _ => [],
    };

    /// <summary>What no longer holds after it: a new draft has not been reviewed, a returned one not been signed.</summary>
    public static IEnumerable<string> TakenBy(WorkflowStep step, string outcome) => step.Type switch
    {
        StepType.Draft => [Review, Approval],
        StepType.SignOff or StepType.Issue when outcome == "Returned" => [Draft, Review, Approval],
        StepType.Task when step.GuardsOf(outcome).Contains(Guards.ContractDeclined) => [Guards.ContractAccepted],
        _ => [],
    };

    /// <summary>What is taken and then given when a step is finished so. What is done before what has to come first does not count; it can be done again.</summary>
    public static IReadOnlyList<(TraceKind Kind, string Name)> ChangedBy(WorkflowStep step, IReadOnlyList<string> outcomes, IReadOnlySet<string> held)
    {
        var changes = outcomes.SelectMany(o => TakenBy(step, o)).Distinct().Where(held.Contains).Select(name => (TraceKind.Took, name)).ToList();
        var now = held.Except(changes.Select(c => c.name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, after) in All)
        {
            if (outcomes.Any(o => GivenBy(step, o).Contains(name)) && (after is null || now.Contains(after)) && now.Add(name))
            {
                changes.Add((TraceKind.Gave, name));
            }
        }

        return changes;
    }

    /// <summary>
    /// What has to stand before a step is finished so, whether or not a report can come of it: no contract before the independence check,
    /// and nothing of the evaluation before the contract. Steps of the house's own, without a guard, may come at any time.
    /// </summary>
    public static IReadOnlyList<string> NeededFor(WorkflowStep step, string outcome) => step.Type switch
    {
        StepType.Task when step.GuardsOf(outcome).Contains(Guards.ContractAccepted) => [ContractGate],
        StepType.Task when step.GuardsOf(outcome).Any(g => g != Guards.ContractDeclined) => [ContractGate, Guards.ContractAccepted],
        StepType.Checklist when step.Phase != "prepare" => [ContractGate, Guards.ContractAccepted],
        StepType.IndependenceCheck when step.Gate != "contract" && outcome == "Cleared" => [ContractGate, Guards.ContractAccepted],
        StepType.EvidenceRequest or StepType.FindingsLoop or StepType.Draft or StepType.SignOff => [ContractGate, Guards.ContractAccepted],
        _ => [],
    };

    /// <summary>What is still missing before a report may be issued.</summary>
    public static IReadOnlyList<string> MissingIn(WorkflowState state) => [.. All.Select(o => o.Name).Where(o => !state.Held.Contains(o))];

    /// <summary>
    /// Whether a decision can say yes: where it asks for something mandatory, the process itself must have done it. That facts
    /// happen to look so is not enough.
    /// </summary>
    public static bool AllowYes(WorkflowStep decision, WorkflowState state) =>
        decision.Guards.All(g => All.All(o => o.Name != g.Name) || state.Held.Contains(g.Name));
}
