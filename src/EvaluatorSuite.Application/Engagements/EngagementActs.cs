using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>How every act on an engagement begins and ends, inside the transaction of the request.</summary>
public sealed class EngagementActs(SuiteDb db, StandingKeeper standings, LedgerWriter ledger)
{
    /// <summary>Takes the engagement for this act: another act on it waits until this one has ended.</summary>
    /// <exception cref="MissingException">There is no such engagement, or the actor has no part in it.</exception>
    /// <exception cref="ForbiddenException">The actor's part does not allow <paramref name="act"/>.</exception>
    /// <exception cref="RefusedException"><c>engagement.closed</c>: nothing more is done in it.</exception>
    public async Task<Engagement> BeginAsync(Actor actor, Guid engagementId, EngagementAct act, CancellationToken cancellationToken) =>
        Open(await BeginOnClosedAsync(actor, engagementId, act, cancellationToken));

    /// <summary>The same for the few acts that a closed engagement allows.</summary>
    public async Task<Engagement> BeginOnClosedAsync(Actor actor, Guid engagementId, EngagementAct act, CancellationToken cancellationToken)
    {
        var (engagement, parts) = await TakeAsync(actor, engagementId, cancellationToken);
        return parts.May(act) ? engagement : throw new ForbiddenException(act.ToString());
    }

    /// <summary>Takes the engagement for an act of which only its rows say what part it needs.</summary>
    /// <exception cref="MissingException">There is no such engagement, or the actor has no part in it.</exception>
    internal async Task<(Engagement Engagement, EngagementParts Parts)> TakeAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        var engagement = await TakeAsync(engagementId, cancellationToken);
        var parts = await db.PartsAsync(actor, engagementId, cancellationToken);
        return parts == EngagementParts.None ? throw new MissingException(nameof(Engagement)) : (engagement, parts);
    }

    /// <summary>For acts of the organizer's people in the portal.</summary>
    /// <exception cref="MissingException">It is not an engagement of an organizer for whom the actor speaks.</exception>
    /// <exception cref="RefusedException"><c>portal.closed</c>; why it was closed is for the firm alone.</exception>
    public async Task<Engagement> BeginForOrganizerAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        var engagement = await TakeAsync(engagementId, cancellationToken);
        return !actor.Organizations.Contains(engagement.Event.OrganizerId) ? throw new MissingException(nameof(Engagement))
            : engagement.ClosedAt is null ? engagement
            : throw new RefusedException([new Refusal("portal.closed")]);
    }

    /// <exception cref="RefusedException"><c>engagement.closed</c>.</exception>
    internal static Engagement Open(Engagement engagement) =>
        engagement.ClosedAt is null ? engagement : throw new RefusedException([new Refusal("engagement.closed", ("reason", engagement.ClosedReason ?? ""))]);

    /// <summary>Lets nobody else act on the engagement until the transaction ends.</summary>
    internal async Task<Engagement> TakeAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var locked = await db.Standings.Where(s => s.EngagementId == engagementId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Touched, x => x.Touched + 1), cancellationToken);
        return locked == 1 ? await db.Engagements.OneAsync(e => e.Id == engagementId, cancellationToken) : throw new MissingException(nameof(Engagement));
    }

    /// <summary>Saves, asks the rules anew, and enters the act in the ledger.</summary>
    public async Task RecordAsync(Actor actor, Guid engagementId, string action, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await standings.RefreshAsync(engagementId, cancellationToken);
        await ledger.AppendAsync(actor.UserId, engagementId, action, values, cancellationToken);
        await standings.SettleAsync(engagementId, cancellationToken);
    }

    /// <summary>The same for an act that asked the rules and changed none of the facts that it asked them of, only where the process stands: reading those costs more than all the rest.</summary>
    internal async Task RecordAsync(Actor actor, EngagementView view, ViewStamp read, ProcessStanding stands, string action, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        await standings.RefreshAsync(view.Facts, view.Verdict, read, stands, cancellationToken);
        await ledger.AppendAsync(actor.UserId, view.Facts.EngagementId, action, values, cancellationToken);
        await standings.SettleAsync(view.Facts.EngagementId, cancellationToken);
    }

    /// <summary>Where a new row of an engagement goes; safe because the engagement is taken.</summary>
    public async Task<int> NextPositionAsync<T>(Guid engagementId, CancellationToken cancellationToken) where T : Row =>
        (await db.Set<T>().Where(r => EF.Property<Guid>(r, "EngagementId") == engagementId).MaxAsync(r => (int?)EF.Property<int>(r, "Position"), cancellationToken) ?? -1) + 1;

    /// <summary>A row of this engagement as its editor saw it; saving it fails with a conflict when somebody was first.</summary>
    public async Task<T> RowAsync<T>(Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken) where T : Row
    {
        var row = await db.Set<T>().OneAsync(r => r.Id == rowId && EF.Property<Guid>(r, "EngagementId") == engagementId, cancellationToken);
        db.Expect(row, seenVersion);
        return row;
    }
}
