using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Verdicts;

/// <summary>Everything that a verdict is reached from, at one moment.</summary>
public sealed record EvaluationFacts
{
    public required Guid EngagementId { get; init; }
    public required GuidePack Guide { get; init; }

    /// <summary>What pins the pack; empty for a case that is in no database.</summary>
    public string GuideDigest { get; init; } = "";

    public DateTimeOffset? OpenedAt { get; init; }

    public required Registry Registry { get; init; }
    public required EventFacts Event { get; init; }

    /// <summary>What the event was called before its name was changed.</summary>
    public IReadOnlyList<string> FormerEventNames { get; init; } = [];

    /// <summary>Who organized it before the organizer was changed, as it was on record.</summary>
    public IReadOnlyList<Guid> FormerOrganizerIds { get; init; } = [];

    /// <summary>Who was on record as a seller of units before, and was not declared mistaken.</summary>
    public IReadOnlyList<Guid> FormerSellerIds { get; init; } = [];

    public Guid? OpenerPersonId { get; init; }

    /// <summary>The earliest contract date that was on record before; null where none was earlier.</summary>
    public DateOnly? EarlierContractDate { get; init; }

    /// <summary>Whether there is an impartiality officer whose judgement a safeguard needs; a case folder that is judged by itself has none.</summary>
    public bool OfficerJudgesSafeguards { get; init; }

    public required TermsFacts Terms { get; init; }
    public IReadOnlyList<TeamFacts> Team { get; init; } = [];
    public IReadOnlyList<DeclarationFacts> Declarations { get; init; } = [];
    public IReadOnlyList<EvidenceFacts> Evidence { get; init; } = [];
    public IReadOnlyList<AnswerFacts> Checklist { get; init; } = [];
    public IReadOnlyList<LineFacts> Inventory { get; init; } = [];
    public IReadOnlyList<ExclusionFacts> ExcludedSources { get; init; } = [];
    public IReadOnlyList<OffsetFacts> Offsets { get; init; } = [];
    public IReadOnlyList<FindingFacts> Findings { get; init; } = [];

    /// <summary>Asked of the organizer; no rule reads them, those who work do.</summary>
    public IReadOnlyList<RequestFacts> Requests { get; init; } = [];

    public IReadOnlyList<CommentFacts> Comments { get; init; } = [];

    public bool Closed { get; init; }

    /// <summary>What the report that is being made replaces; null where it is the first.</summary>
    public AmendmentFacts? Amendment { get; init; }

    /// <summary>Serial ranges of other engagements that could meet the ones used here.</summary>
    public IReadOnlyList<UsedSerials> SerialsElsewhere { get; init; } = [];

    /// <summary>Everyone who touches the case, each person once, with the first part that they have in it.</summary>
    public IReadOnlyList<Participant> Participants =>
    [
        .. Team.OrderBy(m => m.Role).Select(m => new Participant(m.PersonId, $"part.{m.Role}"))
            .Concat(Terms.ReviewerId is { } reviewer ? [new Participant(reviewer, "part.Reviewer")] : [])
            .Concat(Terms.ApproverId is { } approver ? [new Participant(approver, "part.Approver")] : [])
            .DistinctBy(p => p.PersonId),
    ];
}
