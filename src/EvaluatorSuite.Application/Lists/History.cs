using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Who">Null when it was the system.</param>
public sealed record HistoryEntry(long Sequence, DateTimeOffset At, string? Who, string Action, string? Payload);

/// <param name="Next">The rest begins before this entry; null when there is none.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, long? Next);

/// <summary>What was done in an engagement, from the ledger; and what of it somebody has not looked at yet.</summary>
public sealed class History(SuiteDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="since">Only what came after this entry.</param>
    public async Task<HistoryPage> ReadAsync(Guid engagementId, long since, long? before, int take, CancellationToken cancellationToken)
    {
        var entries = db.Ledger.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Sequence > since);
        if (before is { } sequence)
        {
            entries = entries.Where(e => e.Sequence < sequence);
        }

        var rows = await (from entry in entries.OrderByDescending(e => e.Sequence).Take(take + 1)
                          join user in db.Users on entry.ActorId equals user.Id into users
                          from user in users.DefaultIfEmpty()
                          orderby entry.Sequence descending
                          select new HistoryEntry(entry.Sequence, entry.At, user == null ? null : user.DisplayName, entry.Action, entry.Payload)).ToListAsync(cancellationToken);
        return rows.Count > take ? new HistoryPage(rows[..take], rows[take - 1].Sequence) : new HistoryPage(rows, null);
    }

    /// <summary>The words for these entries, with the names of whom and what they speak of.</summary>
    public async Task<LedgerWords> WordsAsync(IEnumerable<HistoryEntry> entries, TextCatalog texts, CancellationToken cancellationToken)
    {
        var ids = LedgerWords.IdsIn(entries.Select(e => e.Payload)).Take(500).ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            .Concat(db.Organizations.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name }))
            .Concat(db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, Name = u.DisplayName }))
            .ToListAsync(cancellationToken);
        return new LedgerWords(texts, names.DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => n.Name));
    }

    public Task<Look?> LookAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken) =>
        db.Looks.AsNoTracking().SingleOrDefaultAsync(l => l.UserId == actor.UserId && l.EngagementId == engagementId, cancellationToken);

    /// <summary>
    /// Remembers that the actor has looked, up to the entry that the page had shown. It changes nothing of the case and so is no entry of the ledger,
    /// where it would itself be something new to look at.
    /// </summary>
    public async Task LookedAsync(Actor actor, Guid engagementId, long sequence, CancellationToken cancellationToken)
    {
        // What is not in this engagement was not shown; whoever sends a later number would hide changes from themselves.
        var shown = await db.Ledger.Where(e => e.EngagementId == engagementId && e.Sequence <= sequence).MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var look = await db.Looks.SingleOrDefaultAsync(l => l.UserId == actor.UserId && l.EngagementId == engagementId, cancellationToken);
        if (look is null)
        {
            db.Looks.Add(look = new Look { UserId = actor.UserId, EngagementId = engagementId, Sequence = 0, At = clock.GetUtcNow() });
        }

        (look.Sequence, look.At) = (Math.Max(look.Sequence, shown), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }
}
