using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <param name="Actor">Empty for the system.</param>
public sealed record HistoryEntry(long Sequence, DateTimeOffset At, string Action, string Actor, string? Payload);

/// <summary>What the ledger says of an organization, a person or a fact of the registry, newest first.</summary>
public sealed class RegistryHistory(SuiteDb db)
{
    private const int Newest = 30;

    /// <param name="id">Of the row; every entry about it has it among its values.</param>
    public async Task<IReadOnlyList<HistoryEntry>> OfAsync(Guid id, CancellationToken cancellationToken)
    {
        // Entries that belong to no engagement are few beside the others, and an index keeps them together.
        var text = id.ToString();
        var entries = from entry in db.Ledger.AsNoTracking()
                      where entry.EngagementId == null && entry.Payload != null && entry.Payload.Contains(text)
                      join user in db.Users on entry.ActorId equals user.Id into users
                      from user in users.DefaultIfEmpty()
                      orderby entry.Sequence descending
                      select new HistoryEntry(entry.Sequence, entry.At, entry.Action, user == null ? "" : user.DisplayName, entry.Payload);
        return await entries.Take(Newest).ToListAsync(cancellationToken);
    }
}
