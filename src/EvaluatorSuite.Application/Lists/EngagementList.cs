using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Count">Null when there are more than <see cref="EngagementList.Counted"/>.</param>
/// <param name="Shortened">The text was found in more engagements than are looked through; the newest of them are listed.</param>
public sealed record ListPage(IReadOnlyList<EngagementStanding> Rows, ListPlace? Previous, ListPlace? Next, int? Count, bool Shortened);

/// <summary>The engagements that somebody may see, filtered and sorted, a page at a time: the thousandth page costs what the first does.</summary>
public sealed class EngagementList(SuiteDb db, Searches searches, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Up to here the number of rows is told exactly.</summary>
    public const int Counted = 1000;

    /// <summary>How many engagements a text is looked through.</summary>
    public const int MostFound = 1000;

    /// <summary>Engagements that hold the text that was asked for; null when none was.</summary>
    private sealed record Texts(IReadOnlyList<Guid>? Ids, bool Shortened);

    public async Task<ListPage> PageAsync(Actor actor, EngagementListQuery query, CancellationToken cancellationToken)
    {
        var texts = await FindTextAsync(actor, query, cancellationToken);
        var backwards = query.Before is not null && query.After is null;
        var rows = await RowsAsync(KeysOf(actor, query, texts), query.Sort, query.After ?? query.Before, backwards, PageSize + 1, cancellationToken);
        var more = rows.Count > PageSize;
        rows = more ? rows[..PageSize] : rows;
        if (backwards)
        {
            rows.Reverse();
        }

        var (first, last) = rows.Count == 0 ? (null, null) : (PlaceOf(rows[0], query.Sort), PlaceOf(rows[^1], query.Sort));
        var cameFromBefore = query.After is not null;
        return new ListPage(
            rows,
            backwards ? more ? first : null : cameFromBefore ? first ?? query.After : null,
            backwards ? last : more ? last : null,
            await CountAsync(KeysOf(actor, query, texts), cancellationToken),
            texts.Shortened);
    }

    /// <summary>Every row, for an export; read a piece at a time, so that nobody waits for it.</summary>
    public async IAsyncEnumerable<EngagementStanding> AllAsync(Actor actor, EngagementListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Piece = 1000;
        var keys = KeysOf(actor, query, await FindTextAsync(actor, query, cancellationToken));
        ListPlace? place = null;
        do
        {
            var rows = await RowsAsync(keys, query.Sort, place, false, Piece, cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            place = rows.Count == Piece ? PlaceOf(rows[^1], query.Sort) : null;
        }
        while (place is not null);
    }

    private static ListPlace PlaceOf(EngagementStanding row, ListSort sort) =>
        new(row.OpenedAt, sort == ListSort.NextDue ? row.NextDue ?? DateOnly.MaxValue : row.Start, row.EventName, row.EngagementId);

    private async Task<Texts> FindTextAsync(Actor actor, EngagementListQuery query, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
        {
            return new Texts(null, false);
        }

        var found = await searches.FindAsync(actor, query.Text, SearchKind.Engagement, null, MostFound, cancellationToken);
        return new Texts([.. found.Rows.Select(r => r.EngagementId).OfType<Guid>()], found.Before is not null);
    }

    /// <summary>The lists in which the actor's engagements stand; one engagement can be in several.</summary>
    private List<IQueryable<ListKey>> KeysOf(Actor actor, EngagementListQuery query, Texts texts)
    {
        var wanted = (int)MarksOf(query);
        var readers = query.Part is null && actor.Is(StaffRoles.Impartiality) ? [ShelfOf(query)] : Readers.Of(actor);
        return [.. readers.Select(readerId =>
        {
            var rows = db.EngagementReaders.Where(r => r.ReaderId == readerId);
            rows = wanted == 0 ? rows : rows.Where(r => (r.Marks & wanted) == wanted);
            if (query.Phase == "open")
            {
                rows = rows.Where(r => (r.Marks & (int)StandingMarks.Closed) == 0);
            }

            if (query.Part is { } part)
            {
                var needed = (int)(part switch
                {
                    MyPart.Leader => Domain.Engagements.EngagementParts.Leader,
                    MyPart.Reviewer => Domain.Engagements.EngagementParts.Reviewer,
                    _ => Domain.Engagements.EngagementParts.Approver,
                });
                rows = rows.Where(r => (r.Parts & needed) == needed);
            }

            if (query.Late)
            {
                var today = ChinaDay.Today(clock);
                rows = rows.Where(r => r.NextDue < today);
            }

            if (query.Year is > 1 and < 9999)
            {
                var (from, to) = (new DateOnly(query.Year.Value, 1, 1), new DateOnly(query.Year.Value, 12, 31));
                rows = rows.Where(r => r.Start >= from && r.Start <= to);
            }

            if (texts.Ids is { } ids)
            {
                rows = rows.Where(r => ids.Contains(r.EngagementId));
            }

            return rows.Select(r => new ListKey { EngagementId = r.EngagementId, OpenedAt = r.OpenedAt, Start = r.Start, NextDue = r.NextDue, Name = r.Name, Marks = r.Marks });
        })];
    }

    private static StandingMarks MarksOf(EngagementListQuery query) =>
        (query.Phase is { } phase and not "open" ? Readers.Mark(phase) : StandingMarks.None)
        | (query.Kind is { } kind ? Readers.Mark(kind) : StandingMarks.None)
        | (query.Turn is { } turn ? Readers.Mark(turn) : StandingMarks.None)
        | (query.Blocked ? StandingMarks.Blocked : StandingMarks.None)
        | (query.Conflict ? StandingMarks.Conflict : StandingMarks.None)
        | (query.Ready ? StandingMarks.Ready : StandingMarks.None);

    // Most engagements are closed, and few have a conflict: whoever sees all need not pass over the rest.
    private static Guid ShelfOf(EngagementListQuery query) =>
        query.Conflict ? Readers.EveryConflict
        : query.Late || query.Blocked || query.Ready || query.Turn is Ball.Firm or Ball.Organizer || query.Phase is not (null or "closed") ? Readers.EverythingOpen
        : Readers.Everything;

    private async Task<List<EngagementStanding>> RowsAsync(List<IQueryable<ListKey>> lists, ListSort sort, ListPlace? place, bool backwards, int take, CancellationToken cancellationToken)
    {
        var rising = ListOrder.IsRising(sort, backwards);
        var stretches = place is null ? lists : [.. lists.SelectMany(l => new[] { l.WithValueOf(sort, place, rising), l.Beyond(sort, place, rising) })];
        var keys = stretches.Select(s => s.Ordered(sort, rising).Take(take)).Aggregate((one, other) => one.Union(other)).Ordered(sort, rising).Take(take);
        var ids = await keys.Select(k => k.EngagementId).ToListAsync(cancellationToken);
        var rows = await db.Standings.AsNoTracking().Where(s => ids.Contains(s.EngagementId)).ToDictionaryAsync(s => s.EngagementId, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static async Task<int?> CountAsync(List<IQueryable<ListKey>> lists, CancellationToken cancellationToken)
    {
        var count = await lists.Select(l => l.Select(k => k.EngagementId).Take(Counted + 1)).Aggregate((one, other) => one.Union(other)).CountAsync(cancellationToken);
        return count > Counted ? null : count;
    }
}
