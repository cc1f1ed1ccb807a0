using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>What is asked of the organizer, and what became of it.</summary>
public sealed class EvidenceRequestService(SuiteDb db, EngagementActs acts)
{
    /// <summary>Asks for one thing or, from a template or an earlier event, for many at once.</summary>
    public async Task AskAsync(Actor actor, Guid engagementId, IReadOnlyList<RequestFacts> requests, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        RefusedException.ThrowIfAny([.. requests.SelectMany(r => RequestRefusals.ToAsk(r).Found).DistinctBy(r => (r.Code, r.Field))]);
        new RefusalList().Add(requests.Count == 0, "", "request.none").ThrowIfAny();
        var keys = await db.EvidenceRequests.Where(r => r.EngagementId == engagementId).Select(r => r.Facts.Key).ToListAsync(cancellationToken);
        var position = await acts.NextPositionAsync<EvidenceRequest>(engagementId, cancellationToken);
        var asked = new List<string>();
        foreach (var request in requests)
        {
            var kept = request with { Key = RowKeys.Next("R", keys), Title = request.Title.Trim(), Description = request.Description.Trim() };
            keys.Add(kept.Key);
            asked.Add($"{kept.Key} {kept.Title}");
            db.EvidenceRequests.Add(new EvidenceRequest(engagementId, position++, kept));
        }

        await acts.RecordAsync(actor, engagementId, "request.asked", new Dictionary<string, object?> { ["requests"] = asked }, cancellationToken);
    }

    /// <summary>What another engagement of the same organizer asked for, as new requests; the actor must see that engagement.</summary>
    /// <exception cref="MissingException">There is no such engagement, it is another organizer's, or the actor has no part in it.</exception>
    public async Task<IReadOnlyList<RequestFacts>> CopyAsync(Actor actor, Guid engagementId, Guid fromEngagementId, DateOnly today, DateOnly dueOn, CancellationToken cancellationToken)
    {
        var parts = await db.PartsAsync(actor, fromEngagementId, cancellationToken);

        // What one organizer was asked is that organizer's business, also where the same evaluator works for both.
        var sameOrganizer = fromEngagementId != engagementId
            && await db.Engagements.AnyAsync(e => e.Id == engagementId && db.Engagements.Any(f => f.Id == fromEngagementId && f.Event.OrganizerId == e.Event.OrganizerId), cancellationToken);
        var facts = sameOrganizer && parts.May(EngagementAct.Read)
            ? await db.EvidenceRequests.AsNoTracking().Where(r => r.EngagementId == fromEngagementId).OrderBy(r => r.Position).Select(r => r.Facts).ToListAsync(cancellationToken)
            : throw new MissingException(nameof(Engagement));
        return [.. facts.Where(f => f.WithdrawnOn is null).Select(f => new RequestFacts { Title = f.Title, Description = f.Description, Kind = f.Kind, RequestedOn = today, DueOn = dueOn })];
    }

    public async Task GiveAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? remark, DateOnly today, CancellationToken cancellationToken)
    {
        await acts.BeginForOrganizerAsync(actor, engagementId, cancellationToken);
        var row = await acts.RowAsync<EvidenceRequest>(engagementId, rowId, seenVersion, cancellationToken);
        RequestRefusals.ToGive(row.Facts, remark).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { GivenOn = today, Remark = string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(), ReturnReason = null }, "request.given", cancellationToken);
    }

    public async Task AcceptAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        RequestRefusals.ToAccept(row.Facts).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { AcceptedOn = today, GivenOn = row.Facts.GivenOn ?? today }, "request.accepted", cancellationToken);
    }

    public async Task ReturnAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? reason, DateOnly nextDue, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        RequestRefusals.ToReturn(row.Facts, reason, nextDue, today).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { GivenOn = null, ReturnReason = reason!.Trim(), DueOn = nextDue }, "request.returned", cancellationToken);
    }

    public async Task WithdrawAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        RequestRefusals.ToWithdraw(row.Facts).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { WithdrawnOn = today }, "request.withdrawn", cancellationToken);
    }

    private async Task<EvidenceRequest> BeginAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        return await acts.RowAsync<EvidenceRequest>(engagementId, rowId, seenVersion, cancellationToken);
    }

    private async Task ChangeAsync(Actor actor, EvidenceRequest row, RequestFacts facts, string action, CancellationToken cancellationToken)
    {
        var values = Changes.Between(row.Facts, facts);
        values["key"] = facts.Key;
        row.Correct(facts);
        await acts.RecordAsync(actor, row.EngagementId, action, values, cancellationToken);
    }
}
