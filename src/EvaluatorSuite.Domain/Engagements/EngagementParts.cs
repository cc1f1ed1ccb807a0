namespace EvaluatorSuite.Domain.Engagements;

/// <summary>What one person does in one engagement, all parts together. A role elsewhere gives none of these.</summary>
[Flags]
public enum EngagementParts
{
    None = 0,

    /// <summary>Opened it, and no leader is named yet.</summary>
    Opener = 1,
    Leader = 2,
    Evaluator = 4,
    Expert = 8,

    /// <summary>Was in the team once, or opened it: reads on, does no more.</summary>
    Former = 16,
    Reviewer = 32,
    Approver = 64,
    Officer = 128,
}

/// <summary>What can be done in an engagement by those whose part allows it.</summary>
public enum EngagementAct
{
    Read,

    /// <summary>Event, terms, contract review, plan, team, closing.</summary>
    Manage,

    /// <summary>Requests, checklist, findings, figures, units: the evaluators' work.</summary>
    Work,

    /// <summary>Evidence and notes of the site visit.</summary>
    Record,
    Comment,

    /// <summary>Sign one's own declaration.</summary>
    Declare,

    /// <summary>Judge declared threats, approve safeguards.</summary>
    JudgeThreats,

    /// <summary>Technical review: sign it off or return it.</summary>
    Review,

    /// <summary>Approval and issue.</summary>
    Approve,
}

public static class EngagementRights
{
    private const EngagementParts Team = EngagementParts.Leader | EngagementParts.Evaluator;
    private const EngagementParts Touching = Team | EngagementParts.Expert | EngagementParts.Reviewer | EngagementParts.Approver;

    /// <summary>Which parts allow an act; house rule, after the roles of the guide (domain.md § 1 lists them).</summary>
    public static bool May(this EngagementParts parts, EngagementAct act) => (parts & (act switch
    {
        EngagementAct.Read => ~EngagementParts.None,
        EngagementAct.Manage => EngagementParts.Leader | EngagementParts.Opener,
        EngagementAct.Work => Team,
        EngagementAct.Record => Team | EngagementParts.Expert,
        EngagementAct.Comment => Touching | EngagementParts.Officer,
        EngagementAct.Declare => Touching,
        EngagementAct.Review => EngagementParts.Reviewer,
        EngagementAct.Approve => EngagementParts.Approver,
        EngagementAct.JudgeThreats => EngagementParts.Officer,
        _ => EngagementParts.None,
    })) != 0;

    /// <param name="team">Everyone who is or was in the team.</param>
    public static EngagementParts PartsOf(Guid? personId, bool opener, Guid? reviewerId, Guid? approverId, IReadOnlyCollection<TeamFacts> team)
    {
        var current = team.Where(m => m.To is null).ToList();
        var parts = opener ? current.Any(m => m.Role == TeamRole.Leader) ? EngagementParts.Former : EngagementParts.Opener : EngagementParts.None;
        if (personId is not { } person)
        {
            return parts;
        }

        parts |= current.Where(m => m.PersonId == person).Aggregate(EngagementParts.None, (all, m) => all | m.Role switch
        {
            TeamRole.Leader => EngagementParts.Leader,
            TeamRole.Evaluator => EngagementParts.Evaluator,
            _ => EngagementParts.Expert,
        });
        parts |= team.Any(m => m.PersonId == person && m.To is not null) ? EngagementParts.Former : EngagementParts.None;
        parts |= reviewerId == person ? EngagementParts.Reviewer : EngagementParts.None;
        return parts | (approverId == person ? EngagementParts.Approver : EngagementParts.None);
    }
}
