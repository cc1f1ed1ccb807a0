namespace EvaluatorSuite.Domain.Guides;

/// <summary>Every rule that the product checks, by the key under which a guide pack gives its standing and basis. The order is the order of a verdict.</summary>
public static class RuleKeys
{
    public const string SameBody = "independence.same-body";
    public const string Group = "independence.group";
    public const string Person = "independence.person";
    public const string OffsetSeller = "independence.offset-seller";
    public const string EarlierService = "independence.earlier-service";
    public const string DeclarationMissing = "independence.declaration-missing";
    public const string ThreatHigh = "independence.threat-high";
    public const string SafeguardMissing = "independence.safeguard-missing";
    public const string TeamMinimum = "team.minimum";
    public const string ReviewerInTeam = "team.reviewer-in-team";
    public const string ApproverNotSeparate = "team.approver-not-separate";
    public const string PlanIncomplete = "plan.incomplete";
    public const string SiteVisitMissing = "site-visit.missing";
    public const string SiteVisitOutsideEvent = "site-visit.outside-event";
    public const string ChecklistUnanswered = "checklist.unanswered";
    public const string ChecklistEvidenceMissing = "checklist.evidence-missing";
    public const string ChecklistVetoNotMet = "checklist.veto-not-met";
    public const string ChecklistBasicNotMet = "checklist.basic-not-met";
    public const string ChecklistContradictsFigures = "checklist.contradicts-figures";
    public const string EvidenceFileMissing = "evidence.file-missing";
    public const string EvidencePeriodGap = "evidence.period-gap";
    public const string SourceUnaddressed = "inventory.source-unaddressed";
    public const string UnitMismatch = "inventory.unit-mismatch";
    public const string DifferenceUnexplained = "inventory.difference-unexplained";
    public const string MaterialDifference = "inventory.material-difference";
    public const string OffsetKindNotAllowed = "offset.kind-not-allowed";
    public const string OffsetNotCancelled = "offset.not-cancelled";
    public const string OffsetSerialOverlap = "offset.serial-overlap";
    public const string OffsetSerialCount = "offset.serial-count";
    public const string OffsetEvidenceMissing = "offset.evidence-missing";
    public const string OffsetLate = "offset.late";
    public const string NeutralityShortfall = "neutrality.shortfall";
    public const string FindingOpen = "finding.open";

    public static IReadOnlyList<string> All { get; } =
    [
        SameBody, Group, Person, OffsetSeller, EarlierService, DeclarationMissing, ThreatHigh, SafeguardMissing,
        TeamMinimum, ReviewerInTeam, ApproverNotSeparate, PlanIncomplete, SiteVisitMissing, SiteVisitOutsideEvent,
        ChecklistUnanswered, ChecklistEvidenceMissing, ChecklistVetoNotMet, ChecklistBasicNotMet, ChecklistContradictsFigures,
        EvidenceFileMissing, EvidencePeriodGap, SourceUnaddressed, UnitMismatch, DifferenceUnexplained, MaterialDifference,
        OffsetKindNotAllowed, OffsetNotCancelled, OffsetSerialOverlap, OffsetSerialCount, OffsetEvidenceMissing, OffsetLate,
        NeutralityShortfall, FindingOpen,
    ];
}
