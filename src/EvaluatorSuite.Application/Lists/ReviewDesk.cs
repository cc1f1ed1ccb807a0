using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Looked">When the actor last said to have looked; null when never.</param>
/// <param name="Changes">Entries of the ledger since then.</param>
public sealed record DeskRow(EngagementStanding Standing, EngagementParts Parts, DateTimeOffset? Looked, int Changes)
{
    public bool Ready => Standing.MayIssue;
}

/// <param name="More">There are more than are shown; the list of engagements has them.</param>
public sealed record DeskRows(IReadOnlyList<DeskRow> Ready, IReadOnlyList<DeskRow> Changed, IReadOnlyList<DeskRow> Working, bool More);

/// <summary>The open engagements that a person reviews or approves.</summary>
public sealed class ReviewDesk(SuiteDb db)
{
    public const int Shown = 100;

    public async Task<DeskRows> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        const int Parts = (int)(EngagementParts.Reviewer | EngagementParts.Approver);
        var mine = await (from reader in db.EngagementReaders.Where(r => r.ReaderId == actor.PersonId && (r.Parts & Parts) != 0 && (r.Marks & (int)StandingMarks.Closed) == 0)
                              .OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.EngagementId).Take(Shown + 1)
                          join standing in db.Standings.AsNoTracking() on reader.EngagementId equals standing.EngagementId
                          orderby standing.OpenedAt descending, standing.EngagementId descending
                          select new { Standing = standing, reader.Parts }).ToListAsync(cancellationToken);
        var more = mine.Count > Shown;
        mine = more ? mine[..Shown] : mine;
        var ids = mine.Select(m => m.Standing.EngagementId).ToList();
        var looks = await db.Looks.AsNoTracking().Where(l => l.UserId == actor.UserId && ids.Contains(l.EngagementId)).ToDictionaryAsync(l => l.EngagementId, cancellationToken);
        var changes = await (from look in db.Looks
                             where look.UserId == actor.UserId && ids.Contains(look.EngagementId)
                             join entry in db.Ledger on (Guid?)look.EngagementId equals entry.EngagementId
                             where entry.Sequence > look.Sequence
                             group entry by look.EngagementId into some
                             select new { some.Key, Count = some.Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, cancellationToken);

        var rows = mine.Select(m => new DeskRow(m.Standing, (EngagementParts)m.Parts, looks.GetValueOrDefault(m.Standing.EngagementId)?.At, changes.GetValueOrDefault(m.Standing.EngagementId))).ToList();
        return new DeskRows([.. rows.Where(r => r.Ready)], [.. rows.Where(r => !r.Ready && r.Changes > 0)], [.. rows.Where(r => !r.Ready && r.Changes == 0)], more);
    }
}
