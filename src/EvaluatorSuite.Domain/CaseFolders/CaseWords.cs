using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.CaseFolders;

/// <summary>The words of the closed lists of a case folder.</summary>
internal static class CaseWords
{
    public static readonly Dictionary<string, ServiceKind> Services = new(StringComparer.Ordinal)
    {
        ["plan"] = ServiceKind.Plan,
        ["accounting"] = ServiceKind.Accounting,
        ["training"] = ServiceKind.Training,
        ["reduction"] = ServiceKind.Reduction,
        ["offset-brokerage"] = ServiceKind.OffsetBrokerage,
        ["other"] = ServiceKind.Other,
    };

    public static readonly Dictionary<string, TeamRole> TeamRoles = new(StringComparer.Ordinal)
    {
        ["leader"] = TeamRole.Leader,
        ["evaluator"] = TeamRole.Evaluator,
        ["expert"] = TeamRole.Expert,
    };

    public static readonly Dictionary<string, ThreatKind> Threats = new(StringComparer.Ordinal)
    {
        ["self-interest"] = ThreatKind.SelfInterest,
        ["self-review"] = ThreatKind.SelfReview,
        ["familiarity"] = ThreatKind.Familiarity,
        ["intimidation"] = ThreatKind.Intimidation,
        ["advocacy"] = ThreatKind.Advocacy,
    };

    public static readonly Dictionary<string, ThreatLevel> Levels = new(StringComparer.Ordinal)
    {
        ["high"] = ThreatLevel.High,
        ["medium"] = ThreatLevel.Medium,
        ["low"] = ThreatLevel.Low,
    };

    public static readonly Dictionary<string, Judgement> Judgements = new(StringComparer.Ordinal)
    {
        ["met"] = Judgement.Met,
        ["not-met"] = Judgement.NotMet,
        ["not-applicable"] = Judgement.NotApplicable,
    };

    public static readonly Dictionary<string, EventStage> Stages = new(StringComparer.Ordinal)
    {
        ["prepare"] = EventStage.Prepare,
        ["hold"] = EventStage.Hold,
        ["close"] = EventStage.Close,
    };

    public static readonly Dictionary<string, Acquisition> Acquisitions = new(StringComparer.Ordinal)
    {
        ["purchase"] = Acquisition.Purchase,
        ["donation"] = Acquisition.Donation,
    };

    public static readonly Dictionary<string, FindingKind> Findings = new(StringComparer.Ordinal)
    {
        ["nonconformity"] = FindingKind.Nonconformity,
        ["clarification"] = FindingKind.Clarification,
    };
}
