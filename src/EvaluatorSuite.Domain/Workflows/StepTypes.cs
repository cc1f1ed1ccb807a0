namespace EvaluatorSuite.Domain.Workflows;

/// <summary>What a step of a definition is; the names in the files are <see cref="StepTypes.Names"/>.</summary>
public enum StepType
{
    Start,
    End,

    /// <summary>Ends its definition at once and on purpose, whatever is under way in it; what runs the definition goes on.</summary>
    Finish,
    Complete,
    Fork,
    Join,
    Decision,
    Switch,
    SetVariable,
    Child,
    IndependenceCheck,
    Checklist,
    Task,
    EvidenceRequest,
    FindingsLoop,
    Draft,
    SignOff,
    Issue,
    Timer,
}

public enum JoinMode { WaitAll, WaitAllActive, WaitAny }

/// <summary>The part of Elsa 3.7's format that is executed, and the closed lists of its words.</summary>
public static class StepTypes
{
    public const string Flowchart = "Elsa.Flowchart";

    /// <summary>What Elsa writes in place of an activity whose type its host does not know.</summary>
    public const string NotFound = "Elsa.NotFoundActivity";

    /// <summary>Letters of a step's key; what names it elsewhere has no room for more.</summary>
    public const int MaxKey = 100;

    public static IReadOnlyDictionary<string, StepType> Names { get; } = new Dictionary<string, StepType>(StringComparer.Ordinal)
    {
        ["Elsa.Start"] = StepType.Start,
        ["Elsa.End"] = StepType.End,
        ["Elsa.Finish"] = StepType.Finish,
        ["Elsa.Complete"] = StepType.Complete,
        ["Elsa.FlowFork"] = StepType.Fork,
        ["Elsa.FlowJoin"] = StepType.Join,
        ["Elsa.FlowDecision"] = StepType.Decision,
        ["Elsa.FlowSwitch"] = StepType.Switch,
        ["Elsa.SetVariable"] = StepType.SetVariable,
        ["Elsa.ExecuteWorkflow"] = StepType.Child,
        ["EvaluatorSuite.IndependenceCheck"] = StepType.IndependenceCheck,
        ["EvaluatorSuite.EvidenceChecklist"] = StepType.Checklist,
        ["EvaluatorSuite.HumanTask"] = StepType.Task,
        ["EvaluatorSuite.EvidenceRequest"] = StepType.EvidenceRequest,
        ["EvaluatorSuite.FindingsLoop"] = StepType.FindingsLoop,
        ["EvaluatorSuite.DraftReport"] = StepType.Draft,
        ["EvaluatorSuite.SignOff"] = StepType.SignOff,
        ["EvaluatorSuite.Issue"] = StepType.Issue,
        ["EvaluatorSuite.Timer"] = StepType.Timer,
    };

    public static IReadOnlyList<string> Roles { get; } = ["leader", "evaluator", "reviewer", "approver", "organizer", "officer"];

    public static IReadOnlyList<string> Gates { get; } = ["contract", "implementation", "report"];

    public static IReadOnlyList<string> Levels { get; } = ["review", "approval"];

    public static IReadOnlyList<string> Phases { get; } = ["prepare", "implement", "report"];

    /// <summary>Days that a timer can count from.</summary>
    public static IReadOnlyList<string> TimedFacts { get; } = ["event.end", "contract.date", "report.issued"];

    /// <summary>The only role that a step which signs or issues can have; null for other steps.</summary>
    public static string? SignerOf(StepType type, string level) => (type, level) switch
    {
        (StepType.SignOff, "review") => "reviewer",
        (StepType.SignOff, "approval") or (StepType.Issue, _) => "approver",
        _ => null,
    };

    /// <summary>Whether the process stands still there until facts or a person let it go on.</summary>
    public static bool Waits(this StepType type) => type >= StepType.IndependenceCheck;

    /// <summary>Whether facts choose the outcome, without anybody acting.</summary>
    public static bool GoesOnByFacts(this StepType type) =>
        type is StepType.Decision or StepType.Switch or StepType.IndependenceCheck or StepType.EvidenceRequest or StepType.FindingsLoop or StepType.Timer or StepType.Issue;

    /// <summary>The outcomes that a type always has; a task, a fork and a switch name their own.</summary>
    public static IReadOnlyList<string> Outcomes(StepType type) => type switch
    {
        StepType.End or StepType.Finish or StepType.Complete => [],
        StepType.Decision => ["True", "False"],
        StepType.IndependenceCheck => ["Cleared", "Blocked"],
        StepType.Checklist => ["Done", "Returned"],
        StepType.EvidenceRequest => ["Received", "Overdue"],
        StepType.FindingsLoop => ["Closed", "Unmended"],
        StepType.Draft => ["Drafted"],
        StepType.SignOff => ["Signed", "Returned"],
        StepType.Issue => ["Issued", "Returned"],
        StepType.Timer => ["Due"],
        _ => ["Done"],
    };

    /// <summary>Outcomes that a definition may leave without a connection: a check that is not cleared waits.</summary>
    public static bool MayStandOpen(StepType type, string outcome) =>
        (type, outcome) is (StepType.IndependenceCheck, "Blocked") or (StepType.Checklist, "Returned") or (StepType.Issue, "Returned");
}
