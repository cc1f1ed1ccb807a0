using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Domain.Process;

/// <summary>What the steps of a process are decided from.</summary>
public sealed record ProcessFacts
{
    public required EvaluationFacts Case { get; init; }
    public required Verdict Verdict { get; init; }
    /// <summary>What the contract review came to; null while there is none.</summary>
    public bool? Accepted { get; init; }

    /// <summary>Notes of the site visit.</summary>
    public int SiteRecords { get; init; }

    /// <summary>Brought in as a case folder: its contract was concluded before.</summary>
    public bool Imported { get; init; }

    /// <summary>Whether a technical review of the newest draft stands.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Whether an approval of it stands.</summary>
    public bool Approved { get; init; }

    /// <summary>When the newest report was issued; null before.</summary>
    public DateOnly? IssuedOn { get; init; }

    public required DateOnly Today { get; init; }
}

/// <summary>What each step and each named guard means for an engagement: the definition orders the steps, these decide whether one can be finished.</summary>
public sealed class StepRules(ProcessFacts facts) : IStepFacts
{
    /// <summary>For an engagement that has a past when its process begins: work that the facts show to be done is not asked for again. Nobody's signature is made up.</summary>
    public bool CatchesUp { get; init; }

    private IEnumerable<Issue> Blocks => facts.Verdict.Issues.Where(i => i.Blocks);

    public string? OutcomeOf(Place place)
    {
        var step = place.Step;
        return step.Type switch
        {
            StepType.Decision => Holds(step, "True") ? "True" : "False",
            StepType.Switch => step.Outcomes.FirstOrDefault(o => o != "Default" && Holds(step, o)) ?? "Default",
            StepType.IndependenceCheck => OfGate(step.Gate).Any() ? null : "Cleared",
            StepType.EvidenceRequest => RequestsOutcome(),
            StepType.FindingsLoop => facts.Case.Findings.All(f => f.IsClosed) ? "Closed" : null,
            StepType.Timer => DueOn(step) <= facts.Today ? "Due" : null,

            // What was signed is no longer so: it goes back by itself.
            StepType.SignOff when step.Level == "approval" && !facts.Reviewed => "Returned",
            StepType.Issue => facts.IssuedOn is not null && facts.Case.Amendment is null ? "Issued" : facts.Reviewed && facts.Approved ? null : "Returned",
            StepType.Checklist when CatchesUp && !OfChecklist(step.Phase).Any() => "Done",
            StepType.Task when CatchesUp => step.Outcomes.FirstOrDefault(o => step.GuardsOf(o).Any() && Holds(step, o)),
            _ => null,
        };
    }

    /// <summary>Every reason why a person cannot finish a step with this outcome now.</summary>
    public IReadOnlyList<Refusal> ToFinish(WorkflowStep step, string outcome) =>
    [
        .. step.GuardsOf(outcome).SelectMany(OfGuard),
        .. step.Type switch
        {
            StepType.Checklist when outcome == "Done" => OfChecklist(step.Phase),
            StepType.FindingsLoop when outcome == "Closed" => OfRules("finding.") is [_, ..] rules ? rules : Open(),
            StepType.FindingsLoop when facts.Case.Findings.All(f => f.IsClosed) => [new Refusal("step.all-closed")],

            // A contract can be declined after work has begun: nothing is reported of it then.
            StepType.Draft => [.. OfGuard(Guards.ContractAccepted), .. Blocks.Any() ? [new Refusal("report.blocked", ("count", Blocks.Count()))] : Array.Empty<Refusal>()],
            StepType.SignOff when outcome == "Signed" => [.. OfGuard(Guards.ContractAccepted), .. OfGuard(Guards.MayIssue), .. OfGuard(Guards.CommentsAnswered)],
            StepType.Issue when outcome == "Issued" => [.. OfGuard(Guards.ContractAccepted), .. OfGuard(Guards.MayIssue), .. Signed()],
            StepType.IndependenceCheck => OfGate(step.Gate),
            StepType.EvidenceRequest or StepType.Timer => [new Refusal("step.by-itself")],
            _ => Array.Empty<Refusal>(),
        },
    ];

    /// <summary>What stands against an independence gate: before the contract the body's own conflicts, later those of its people and their declarations too.</summary>
    public IReadOnlyList<Refusal> OfGate(string gate) => gate == "contract"
        ? [.. Blocks.Where(i => DutyRules.IsConflict(i.Rule.Key)).Select(i => new Refusal(i.Finding))]
        : OfRules("independence.");

    /// <summary>The day on which a timer is due; null while what it counts from has not been.</summary>
    public DateOnly? DueOn(WorkflowStep timer) => timer.Time is not { } time ? null : time.Fact switch
    {
        "event.end" => time.After.After(facts.Case.Event.End),
        "contract.date" => time.After.After(facts.Case.Terms.ContractDate),
        _ => facts.IssuedOn is { } issued ? time.After.After(issued) : null,
    };

    private bool Holds(WorkflowStep step, string outcome) => !step.GuardsOf(outcome).SelectMany(OfGuard).Any();

    private IReadOnlyList<Refusal> OfGuard(string guard) => guard switch
    {
        Guards.ContractAccepted => Unless(facts.Accepted ?? facts.Imported, guard),
        Guards.ContractDeclined => Unless(facts.Accepted is false, guard),
        Guards.TeamReady => [.. OfRules(RuleKeys.TeamMinimum), .. Unless(facts.Case.Team.Any(m => m.Role == TeamRole.Leader && m.To is null), guard)],
        Guards.DeclarationsSigned => [.. OfRules(RuleKeys.DeclarationMissing), .. OfRules(RuleKeys.ThreatHigh), .. OfRules(RuleKeys.SafeguardMissing)],
        Guards.PlanComplete => OfRules(RuleKeys.PlanIncomplete),
        Guards.RequestsSent => Unless(facts.Case.Requests.Count + facts.Case.Evidence.Count > 0, guard),
        Guards.SiteVisitRecorded => Unless(facts.Case.Terms.SiteVisitFrom is not null && (facts.SiteRecords > 0 || facts.Imported), guard),
        Guards.SiteVisitNotNeeded => Unless(!string.IsNullOrWhiteSpace(facts.Case.Terms.NoSiteVisitReason), guard),
        Guards.FiguresChecked => [.. OfRules("inventory."), .. Unless(facts.Case.Inventory.Count > 0, guard)],
        Guards.OffsetsChecked => OfRules("offset."),
        Guards.ReviewerNamed => OfRules(RuleKeys.ReviewerInTeam),
        Guards.ApproverNamed => OfRules(RuleKeys.ApproverNotSeparate),
        Guards.CommentsAnswered => Unless(facts.Case.Comments.All(c => c.ResolvedAt is not null || c.Replies.Count > 0), guard),
        Guards.MayIssue => [.. Blocks.Select(i => new Refusal(i.Finding))],
        Guards.Disclosed => Unless(facts.Case.Evidence.Any(e => e.Kind == "disclosure"), guard),
        _ => [new Refusal("guard.unknown", ("name", guard))],
    };

    private IReadOnlyList<Refusal> OfRules(string prefix) => [.. Blocks.Where(i => i.Rule.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(i => new Refusal(i.Finding))];

    private IReadOnlyList<Refusal> OfChecklist(string phase) =>
    [
        .. Blocks.Where(i => i.Rule.Key is RuleKeys.ChecklistUnanswered or RuleKeys.ChecklistEvidenceMissing && facts.Case.Guide.FindItem(i.Subject.Key)?.Phase == phase)
            .Select(i => new Refusal(i.Finding)),
    ];

    // Open findings only warn where the conclusion is no positive one; closed they are not.
    private IReadOnlyList<Refusal> Open() => facts.Case.Findings.Count(f => !f.IsClosed) is > 0 and var open ? [new Refusal("step.findings-open", ("count", open))] : [];

    private IEnumerable<Refusal> Signed() =>
        [.. facts.Reviewed ? Array.Empty<Refusal>() : [new Refusal("issue.not-reviewed")], .. facts.Approved ? Array.Empty<Refusal>() : [new Refusal("issue.not-approved")]];

    private static IReadOnlyList<Refusal> Unless(bool holds, string guard) => holds ? [] : [new Refusal($"guard.{guard}")];

    private string? RequestsOutcome()
    {
        var open = facts.Case.Requests.Where(r => !r.IsEnded).ToList();
        return open.Any(r => r.AwaitsOrganizer && r.DueOn < facts.Today) ? "Overdue"
            : open.Count == 0 && facts.Case.Requests.Count + facts.Case.Evidence.Count > 0 ? "Received" : null;
    }
}
