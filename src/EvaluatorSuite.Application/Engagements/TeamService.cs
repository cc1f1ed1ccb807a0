using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Who takes part. Nobody is let in whom the rules of independence would refuse: the refusal names the rule and its facts before the part begins.</summary>
public sealed class TeamService(SuiteDb db, EngagementActs acts, EvaluationReader reader)
{
    private static readonly HashSet<string> Personal = [RuleKeys.Person];

    public async Task JoinAsync(Actor actor, Guid engagementId, TeamFacts member, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        var team = await TeamAsync(engagementId, cancellationToken);
        RefusedException.ThrowIfAny(
        [
            .. TeamRefusals.ToJoin(member, engagement.Terms, team).Found,
            .. await ConflictsAsync(engagementId, member.PersonId, "Person", f => f with { Team = [.. f.Team, member] }, cancellationToken),
        ]);

        db.TeamMembers.Add(new TeamMember(engagementId, await acts.NextPositionAsync<TeamMember>(engagementId, cancellationToken), member));
        await acts.RecordAsync(actor, engagementId, "team.joined", Changes.Of(member), cancellationToken);
    }

    public async Task LeaveAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, DateOnly on, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        var row = await acts.RowAsync<TeamMember>(engagementId, rowId, seenVersion, cancellationToken);
        TeamRefusals.ToLeave(row.Facts, on).ThrowIfAny();
        row.Correct(row.Facts with { To = on });
        await acts.RecordAsync(actor, engagementId, "team.left", new Dictionary<string, object?> { ["person"] = row.PersonId, ["on"] = on.ToString("yyyy-MM-dd", null) }, cancellationToken);
    }

    public async Task ChangeDutiesAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? duties, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        var row = await acts.RowAsync<TeamMember>(engagementId, rowId, seenVersion, cancellationToken);
        new RefusalList().Fit(nameof(TeamFacts.Duties), duties, 400).ThrowIfAny();
        var before = row.Facts;
        row.Correct(before with { Duties = duties?.Trim() ?? "" });
        await acts.RecordAsync(actor, engagementId, "team.duties-changed", Changes.Between(before, row.Facts), cancellationToken);
    }

    /// <param name="personId">Null takes the name back.</param>
    public Task NameReviewerAsync(Actor actor, Guid engagementId, int seenVersion, Guid? personId, CancellationToken cancellationToken) =>
        NameAsync(actor, engagementId, seenVersion, personId, "Reviewer", "team.reviewer-named", TeamRefusals.ToReview, (t, p) => t with { ReviewerId = p }, cancellationToken);

    public Task NameApproverAsync(Actor actor, Guid engagementId, int seenVersion, Guid? personId, CancellationToken cancellationToken) =>
        NameAsync(actor, engagementId, seenVersion, personId, "Approver", "team.approver-named", TeamRefusals.ToApprove, (t, p) => t with { ApproverId = p }, cancellationToken);

    private async Task NameAsync(
        Actor actor, Guid engagementId, int seenVersion, Guid? personId, string field, string action,
        Func<Guid, TermsFacts, IReadOnlyList<TeamFacts>, RefusalList> rules, Func<TermsFacts, Guid?, TermsFacts> change, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        db.Expect(engagement, seenVersion);
        if (personId is { } person)
        {
            RefusedException.ThrowIfAny(
            [
                .. rules(person, engagement.Terms, await TeamAsync(engagementId, cancellationToken)).Found,
                .. await ConflictsAsync(engagementId, person, field, f => f with { Terms = change(f.Terms, person) }, cancellationToken),
            ]);
        }

        var before = engagement.Terms;
        engagement.ChangeTerms(change(before, personId));
        await acts.RecordAsync(actor, engagementId, action, Changes.Between(before, engagement.Terms), cancellationToken);
    }

    private async Task<List<TeamFacts>> TeamAsync(Guid engagementId, CancellationToken cancellationToken) =>
        await db.TeamMembers.AsNoTracking().Where(m => m.EngagementId == engagementId).Select(m => m.Facts).ToListAsync(cancellationToken);

    private async Task<IEnumerable<Refusal>> ConflictsAsync(Guid engagementId, Guid personId, string field, Func<EvaluationFacts, EvaluationFacts> with, CancellationToken cancellationToken)
    {
        if (!await db.People.AnyAsync(p => p.Id == personId, cancellationToken))
        {
            return [new Refusal(new Message("team.nobody"), field)];
        }

        var facts = await reader.ReadAsync(engagementId, with, cancellationToken);
        return Evaluation.Evaluate(facts).Issues.Where(i => i.Blocks && Personal.Contains(i.Rule.Key) && i.Path.Any(n => n.Id == personId))
            .Select(i => new Refusal(i.Finding, field));
    }
}
