namespace EvaluatorSuite.Domain.Engagements;

/// <summary>Who may not join the team, or review, or approve. What depends on services and employments the independence rules say; this is about parts.</summary>
public static class TeamRefusals
{
    public static RefusalList ToJoin(TeamFacts member, TermsFacts terms, IReadOnlyList<TeamFacts> team) => new RefusalList()
        .Fit(nameof(member.Duties), member.Duties, 400)
        .Need(nameof(member.From), member.From)
        .Add(member.To < member.From, nameof(member.To), "team.ends-before")
        .Add(team.Any(m => m.PersonId == member.PersonId && m.To is null), "Person", "team.already-in")
        .Add(member.Role == TeamRole.Leader && team.Any(m => m.Role == TeamRole.Leader && m.To is null), "Role", "team.leader-there")
        .Add(terms.ReviewerId == member.PersonId, "Person", "team.is-reviewer")
        .Add(terms.ApproverId == member.PersonId, "Person", "team.is-approver");

    public static RefusalList ToLeave(TeamFacts member, DateOnly on) => new RefusalList()
        .Add(member.To is not null, "", "team.left-already")
        .Add(on < member.From, nameof(member.To), "team.ends-before");

    /// <summary>Firm: the reviewer was never in the team, at any time. House: the three parts are three people.</summary>
    public static RefusalList ToReview(Guid personId, TermsFacts terms, IReadOnlyList<TeamFacts> team) => new RefusalList()
        .Add(team.Any(m => m.PersonId == personId), "Reviewer", "team.reviewer-was-in")
        .Add(terms.ApproverId == personId, "Reviewer", "team.is-approver");

    public static RefusalList ToApprove(Guid personId, TermsFacts terms, IReadOnlyList<TeamFacts> team) => new RefusalList()
        .Add(team.Any(m => m.PersonId == personId), "Approver", "team.approver-was-in")
        .Add(terms.ReviewerId == personId, "Approver", "team.is-reviewer");
}
