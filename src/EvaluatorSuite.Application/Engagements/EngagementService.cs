using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>An engagement from the first call to its end: opened, corrected, reviewed, planned, closed.</summary>
public sealed class EngagementService(SuiteDb db, EngagementActs acts, GuideStore guides, EvaluationReader reader, StandingKeeper standings, LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>Opens an engagement under the guide pack that is current now; it stays with that version.</summary>
    /// <exception cref="ForbiddenException">The actor is no auditor.</exception>
    public async Task<Guid> OpenAsync(Actor actor, EventFacts @event, TermsFacts terms, string guideKey, CancellationToken cancellationToken)
    {
        if (!actor.Is(StaffRoles.Auditor))
        {
            throw new ForbiddenException("open");
        }

        var current = await guides.CurrentAsync(cancellationToken);
        var known = current.TryGetValue(guideKey, out var guide);
        RefusedException.ThrowIfAny(
        [
            .. EngagementRefusals.OfEvent(@event).Found, .. EngagementRefusals.OfTerms(terms).Found,
            .. new RefusalList().Add(!known, "Guide", "engagement.no-guide", ("value", guideKey)).Found,
        ]);

        var id = Guid.CreateVersion7();
        db.Engagements.Add(new Engagement(id, @event, terms, guideKey, guide!.Digest, actor.UserId, actor.PersonId, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        RefusedException.ThrowIfAny(OfOpener(Evaluation.Evaluate(await reader.ReadAsync(id, cancellationToken)), actor.PersonId));
        await standings.RefreshAsync(id, cancellationToken);
        await ledger.AppendAsync(actor.UserId, id, "engagement.opened", new Dictionary<string, object?> { ["event"] = @event.Name, ["guide"] = guide.Digest }, cancellationToken);
        await standings.SettleAsync(id, cancellationToken);
        return id;
    }

    public async Task CorrectEventAsync(Actor actor, Guid engagementId, int seenVersion, EventFacts facts, CancellationToken cancellationToken)
    {
        var engagement = await BeginAsync(actor, engagementId, seenVersion, cancellationToken);
        EngagementRefusals.OfEvent(facts).ThrowIfAny();
        var before = engagement.Event;
        engagement.CorrectEvent(facts);
        await acts.RecordAsync(actor, engagementId, "engagement.event-corrected", Changes.Between(before, facts), cancellationToken);
    }

    public async Task ChangeTermsAsync(Actor actor, Guid engagementId, int seenVersion, Guid clientId, DateOnly contractDate, decimal materialityPercent, CancellationToken cancellationToken)
    {
        var engagement = await BeginAsync(actor, engagementId, seenVersion, cancellationToken);
        var terms = engagement.Terms with { ClientId = clientId, ContractDate = contractDate, MaterialityPercent = materialityPercent };
        EngagementRefusals.OfTerms(terms).ThrowIfAny();
        await ChangeAsync(actor, engagement, terms, "engagement.terms-changed", cancellationToken);
    }

    public async Task PlanAsync(Actor actor, Guid engagementId, int seenVersion, string? purpose, string? basis, string? content, IReadOnlyList<PlanTask> schedule, CancellationToken cancellationToken)
    {
        var engagement = await BeginAsync(actor, engagementId, seenVersion, cancellationToken);
        var terms = engagement.Terms with { PlanPurpose = purpose, PlanBasis = basis, PlanContent = content, PlanSchedule = schedule };
        EngagementRefusals.OfPlan(terms).ThrowIfAny();
        await ChangeAsync(actor, engagement, terms, "plan.changed", cancellationToken);
    }

    public async Task PlanSiteVisitAsync(Actor actor, Guid engagementId, int seenVersion, DateOnly? from, DateOnly? to, string? place, string? reasonForNone, CancellationToken cancellationToken)
    {
        var engagement = await BeginAsync(actor, engagementId, seenVersion, cancellationToken);
        var terms = engagement.Terms with { SiteVisitFrom = from, SiteVisitTo = to, SiteVisitPlace = place, NoSiteVisitReason = reasonForNone };
        EngagementRefusals.OfSiteVisit(terms).ThrowIfAny();
        await ChangeAsync(actor, engagement, terms, "site-visit.changed", cancellationToken);
    }

    /// <summary>Writes the contract review down. It cannot accept while the body has a conflict: that is checked before there is a contract.</summary>
    public async Task ReviewContractAsync(Actor actor, Guid engagementId, ContractReviewFacts facts, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        var conflict = DutyRules.HasConflict(Evaluation.Evaluate(await reader.ReadAsync(engagementId, cancellationToken)));
        EngagementRefusals.OfContractReview(facts, conflict).ThrowIfAny();
        var review = await db.ContractReviews.SingleOrDefaultAsync(r => r.EngagementId == engagementId, cancellationToken);
        if (review is null)
        {
            db.ContractReviews.Add(new ContractReview(engagementId, facts));
        }
        else
        {
            review.Correct(facts);
        }

        await acts.RecordAsync(actor, engagementId, "engagement.contract-reviewed", new Dictionary<string, object?>
        {
            ["accepted"] = facts.Accepted,
            ["note"] = facts.Note,
            ["scope"] = facts.ScopeClear,
            ["people"] = facts.CompetentPeople,
            ["time"] = facts.TimeEnough,
            ["independent"] = facts.Independent,
        }, cancellationToken);
    }

    public async Task CloseAsync(Actor actor, Guid engagementId, string? reason, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        new RefusalList().Need("Reason", reason, 500).ThrowIfAny();
        engagement.Close(reason!.Trim(), clock.GetUtcNow());
        await acts.RecordAsync(actor, engagementId, "engagement.closed", new Dictionary<string, object?> { ["reason"] = reason.Trim() }, cancellationToken);
    }

    public async Task ReopenAsync(Actor actor, Guid engagementId, string? reason, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginOnClosedAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        new RefusalList().Need("Reason", reason, 500).Add(engagement.ClosedAt is null, "", "engagement.not-closed").ThrowIfAny();
        engagement.Reopen();
        await acts.RecordAsync(actor, engagementId, "engagement.reopened", new Dictionary<string, object?> { ["reason"] = reason!.Trim() }, cancellationToken);
    }

    // Opening and reviewing a contract is part of the work: whom the team would not let in does not begin it either.
    private static List<Refusal> OfOpener(Verdict verdict, Guid? personId) =>
        [.. verdict.Issues.Where(i => i.Rule.Key == RuleKeys.Person && personId is not null && i.Path.Any(n => n.Id == personId)).Select(i => new Refusal(i.Finding))];

    private async Task<Engagement> BeginAsync(Actor actor, Guid engagementId, int seenVersion, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        db.Expect(engagement, seenVersion);
        return engagement;
    }

    private async Task ChangeAsync(Actor actor, Engagement engagement, TermsFacts terms, string action, CancellationToken cancellationToken)
    {
        var before = engagement.Terms;
        engagement.ChangeTerms(terms);
        await acts.RecordAsync(actor, engagement.Id, action, Changes.Between(before, terms), cancellationToken);
    }
}
