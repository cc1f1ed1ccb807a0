using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Offsets;

/// <summary>Units used to offset. Anything may be written down as it was claimed; whether it counts the rules say beside it.</summary>
public sealed class OffsetService(SuiteDb db, EngagementActs acts, KeyBook book, SharedFactsCounter shared, JobOutbox jobs)
{
    private const string Prefix = "O";

    public async Task<string> AddAsync(Actor actor, Guid engagementId, OffsetFacts line, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        await CheckAsync(engagementId, line, cancellationToken);
        var keys = await db.OffsetLines.Where(o => o.EngagementId == engagementId).Select(o => o.Facts.Key).ToListAsync(cancellationToken);
        var kept = line with { Key = (await book.NextAsync(engagementId, Prefix, keys, 1, cancellationToken))[0] };
        db.OffsetLines.Add(new OffsetLine(engagementId, await acts.NextPositionAsync<OffsetLine>(engagementId, cancellationToken), kept));
        await RecordAsync(actor, engagementId, "offset.added", Changes.Of(kept), [kept], cancellationToken);
        return kept.Key;
    }

    public async Task CorrectAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, OffsetFacts line, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        var row = await acts.RowAsync<OffsetLine>(engagementId, rowId, seenVersion, cancellationToken);
        await CheckAsync(engagementId, line, cancellationToken);
        var before = row.Facts;
        Keep(engagement, before.SellerId == line.SellerId ? null : before.SellerId);
        row.Correct(line with { Key = before.Key });
        var values = Changes.Between(before, row.Facts);
        values["key"] = before.Key;
        await RecordAsync(actor, engagementId, "offset.corrected", values, (before.SerialFrom, before.SerialTo) == (line.SerialFrom, line.SerialTo) ? [] : [before, line], cancellationToken);
    }

    public async Task RemoveAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        var row = await acts.RowAsync<OffsetLine>(engagementId, rowId, seenVersion, cancellationToken);
        Keep(engagement, row.Facts.SellerId);
        db.OffsetLines.Remove(row);
        await book.RetireAsync(engagementId, Prefix, [row.Facts.Key], cancellationToken);
        await RecordAsync(actor, engagementId, "offset.removed", Changes.Of(row.Facts), [row.Facts], cancellationToken);
    }

    /// <summary>The impartiality officer says that a former entry of a seller was wrong; nobody else lifts what it blocks.</summary>
    /// <exception cref="MissingException">It is no former seller of this engagement.</exception>
    public async Task DeclareSellerMistakenAsync(Actor actor, Guid engagementId, Guid sellerId, string? reason, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.JudgeThreats, cancellationToken);
        if (!engagement.FormerSellerIds.Contains(sellerId))
        {
            throw new MissingException(nameof(Organization));
        }

        new RefusalList().Need("Reason", reason, 500).ThrowIfAny();
        engagement.SellerWasMistaken(sellerId);
        var name = await db.Organizations.Where(o => o.Id == sellerId).Select(o => o.Name).SingleAsync(cancellationToken);
        await acts.RecordAsync(actor, engagementId, "offset.seller-mistaken", new Dictionary<string, object?> { ["seller"] = sellerId, ["name"] = name, ["reason"] = reason!.Trim() }, cancellationToken);
    }

    // Whoever could take a seller out of the record, or the line with it, could switch independence off.
    private static void Keep(Engagement engagement, Guid? seller)
    {
        if (seller is { } organization)
        {
            engagement.KeepSeller(organization);
        }
    }

    private async Task CheckAsync(Guid engagementId, OffsetFacts line, CancellationToken cancellationToken)
    {
        var evidence = await db.Evidence.Where(e => e.EngagementId == engagementId).Select(e => e.Facts.Key).ToListAsync(cancellationToken);
        OffsetRefusals.ToKeep(line, evidence.ToHashSet()).ThrowIfAny();
    }

    // Units bind engagements to each other: verdicts that were kept may no longer be right, and lists show those until they are checked again.
    private async Task RecordAsync(Actor actor, Guid engagementId, string action, Dictionary<string, object?> values, IReadOnlyList<OffsetFacts> taken, CancellationToken cancellationToken)
    {
        // Before the ledger, as whoever changes the registry does: two who take them in another order would wait for each other for ever.
        await shared.ChangedAsync(cancellationToken);
        var others = await OthersAsync(engagementId, [.. taken.Select(t => SerialRange.Of(t.SerialFrom, t.SerialTo))], cancellationToken);
        if (others.Count > 0)
        {
            jobs.Enqueue<RecheckJob, RecheckJob.Args>(new([], [], Engagements: others));
        }

        await acts.RecordAsync(actor, engagementId, action, values, cancellationToken);
    }

    // Of two engagements that use the same units the one opened later has them wrongly, so only those can stand otherwise than before.
    private async Task<IReadOnlyList<Guid>> OthersAsync(Guid engagementId, IReadOnlyList<SerialRange> ranges, CancellationToken cancellationToken)
    {
        var groups = ranges.SelectMany(r => new[] { r.Groups.First, r.Groups.Last }).Distinct().ToList();
        if (groups.Count == 0)
        {
            return [];
        }

        var openedAt = await db.Engagements.Where(e => e.Id == engagementId).Select(e => e.OpenedAt).SingleAsync(cancellationToken);
        var lines = await (from line in db.OffsetLines
                           join other in db.Engagements on line.EngagementId equals other.Id
                           where (groups.Contains(line.SerialGroup) || groups.Contains(line.SerialGroupEnd)) && other.Id != engagementId && other.OpenedAt >= openedAt && other.ClosedAt == null
                           select new { line.EngagementId, line.Facts.SerialFrom, line.Facts.SerialTo }).ToListAsync(cancellationToken);
        return [.. lines.Where(l => ranges.Any(SerialRange.Of(l.SerialFrom, l.SerialTo).Overlaps)).Select(l => l.EngagementId).Distinct()];
    }
}
