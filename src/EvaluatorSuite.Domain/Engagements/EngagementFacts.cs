using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Engagements;

/// <summary>The event that is evaluated. Both dates belong to it.</summary>
public sealed record EventFacts
{
    public string Name { get; init; } = "";
    public EventKind Kind { get; init; }
    public Guid OrganizerId { get; init; }
    public string Venue { get; init; } = "";
    public string City { get; init; } = "";
    public DateOnly Start { get; init; }
    public DateOnly End { get; init; }
    public int? Attendance { get; init; }
    public decimal? AreaSquareMetres { get; init; }
}

/// <summary>What was agreed and who answers for it.</summary>
public sealed record TermsFacts
{
    public Guid FirmId { get; init; }
    public Guid ClientId { get; init; }
    public DateOnly ContractDate { get; init; }
    public Guid? ReviewerId { get; init; }
    public Guid? ApproverId { get; init; }

    /// <summary>Per cent; default 5 (provisional: EU 600/2012 art. 23).</summary>
    public decimal MaterialityPercent { get; init; }

    public DateOnly? SiteVisitFrom { get; init; }
    public DateOnly? SiteVisitTo { get; init; }
    public string? SiteVisitPlace { get; init; }
    public string? NoSiteVisitReason { get; init; }
    public string? PlanPurpose { get; init; }
    public string? PlanBasis { get; init; }
    public string? PlanContent { get; init; }
    public IReadOnlyList<PlanTask> PlanSchedule { get; init; } = [];
}

public sealed record PlanTask(string Task, DateOnly From, DateOnly To);

public enum TeamRole { Leader, Evaluator, Expert }

/// <summary>A person's time in the team of one engagement. Who left stays on record: whoever was ever in the team cannot review.</summary>
public sealed record TeamFacts
{
    public Guid PersonId { get; init; }
    public TeamRole Role { get; init; }
    public string Duties { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    public bool IsEvaluator => Role is TeamRole.Leader or TeamRole.Evaluator;
}

public sealed class TeamMember : EngagementRow<TeamFacts>
{
    private TeamMember()
    {
    }

    public TeamMember(Guid engagementId, int position, TeamFacts facts) : base(engagementId, position, facts) => PersonId = facts.PersonId;

    /// <summary>The same as in the facts; here it can be indexed.</summary>
    public Guid PersonId { get; private set; }

    public override void Correct(TeamFacts facts)
    {
        base.Correct(facts);
        PersonId = facts.PersonId;
    }
}
