using EvaluatorSuite.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Archives;

/// <param name="Who">Null when it was the system.</param>
/// <param name="Fits">Whether its fields give its hash and it follows the entry right before it, whosever that is.</param>
public sealed record ChainEntry(LedgerEntry Entry, string? Who, bool Fits);

/// <param name="Next">The rest begins before this entry; null when there is none.</param>
public sealed record ChainPage(IReadOnlyList<ChainEntry> Entries, long? Next);

/// <summary>The chain of one engagement as it lies in the database, verified as it is read.</summary>
public sealed class ChainReader(SuiteDb db)
{
    public const int PageSize = 50;

    public async Task<ChainPage> ReadAsync(Guid engagementId, long? before, CancellationToken cancellationToken)
    {
        var end = before ?? long.MaxValue;
        var entries = await db.Ledger.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Sequence < end).OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = entries.Count > PageSize;
        entries = more ? entries[..PageSize] : entries;
        var places = entries.ConvertAll(e => e.Sequence - 1);
        var previous = await db.Ledger.AsNoTracking().Where(e => places.Contains(e.Sequence)).ToDictionaryAsync(e => e.Sequence, cancellationToken);
        var actors = entries.Select(e => e.ActorId).Distinct().ToList();
        var names = await db.Users.Where(u => actors.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return new ChainPage([.. entries.Select(e => new ChainEntry(e, names.GetValueOrDefault(e.ActorId), e.Follows(previous.GetValueOrDefault(e.Sequence - 1))))], more ? entries[^1].Sequence : null);
    }
}
