using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Next">Where to go on; after fewer rows than a page has, or none, when so many were looked through that did not fit.</param>
/// <param name="Count">Null when there are more than were counted.</param>
/// <param name="AtLeast">How many were counted, up to one beyond <see cref="EngagementList.Counted"/>.</param>
/// <param name="Cut">The page ended because it had looked through so many.</param>
/// <param name="Shortened">The text was found in more engagements than are looked through; the newest of them are listed.</param>
public sealed record ListPage(IReadOnlyList<EngagementStanding> Rows, ListPlace? Previous, ListPlace? Next, int? Count, int AtLeast, bool Shortened, bool Cut);

/// <summary>The engagements that somebody may see, filtered and sorted, a page at a time: the thousandth page costs what the first does.</summary>
public sealed class EngagementList(SuiteDb db, Searches searches, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Up to here the number of rows is told exactly.</summary>
    public const int Counted = 1000;

    /// <summary>
    /// How many rows of one list a filter is asked of for one page. Most filters have a shelf on which all or many fit; where hardly any does,
    /// whoever sees a million gets what was found so far and goes on from there, instead of waiting.
    /// </summary>
    public const int MostLookedThrough = 10_000;

    /// <summary>How many engagements a text is looked through.</summary>
    public const int MostFound = 200;

    /// <summary>Up to so many that something was done in are asked for by name.</summary>
    private const int MostTouched = 2000;

    public int LookedThrough { get; init; } = MostLookedThrough;

    /// <summary>Engagements that hold the text that was asked for; null when none was.</summary>
    private sealed record Texts(IReadOnlyList<Guid>? Ids, bool Shortened);

    public async Task<ListPage> PageAsync(Actor actor, EngagementListQuery query, CancellationToken cancellationToken)
    {
        var texts = await FindTextAsync(actor, query, cancellationToken);
        var backwards = query.Before is not null && query.After is null;
        var lists = ListsOf(actor, query, texts);
        var (rows, cut) = await RowsAsync(lists, query.Sort, query.After ?? query.Before, backwards, PageSize + 1, cancellationToken);
        var more = rows.Count > PageSize;
        rows = more ? rows[..PageSize] : rows;
        if (backwards)
        {
            rows.Reverse();
        }

        var (first, last) = rows.Count == 0 ? (null, null) : (PlaceOf(rows[0], query.Sort), PlaceOf(rows[^1], query.Sort));
        var onwards = more ? backwards ? first : last : cut;
        var (count, isAll) = await CountAsync(lists, cancellationToken);
        return new ListPage(
            rows,
            backwards ? onwards : query.After is not null ? first : null,
            backwards ? last : onwards,
            isAll ? count : null,
            count,
            texts.Shortened,
            cut is not null);
    }

    /// <summary>Every row, for an export; read a piece at a time, so that nobody waits for it.</summary>
    public async IAsyncEnumerable<EngagementStanding> AllAsync(Actor actor, EngagementListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Piece = 1000;
        var lists = ListsOf(actor, query, await FindTextAsync(actor, query, cancellationToken));
        ListPlace? place = null;
        do
        {
            var (rows, cut) = await RowsAsync(lists, query.Sort, place, false, Piece, cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            place = rows.Count == Piece ? PlaceOf(rows[^1], query.Sort) : cut;
        }
        while (place is not null);
    }

    /// <summary>The newest behind a place, for other systems: a page is as long as it was asked for unless nothing is left.</summary>
    /// <param name="since">Only those that were evaluated at or after this moment.</param>
    public async Task<IReadOnlyList<EngagementStanding>> NewestAsync(Actor actor, string? phase, DateTimeOffset? since, ListPlace? after, int take, CancellationToken cancellationToken)
    {
        var query = new EngagementListQuery { Phase = phase };
        var touched = since is { } from ? await TouchedAsync(from, cancellationToken) : null;
        var lists = ListsOf(actor, query, new Texts(touched, false)) with { IsBounded = false };
        if (since is { } moment && touched is null)
        {
            lists = lists with { All = [.. lists.All.Select(rows => rows.Where(r => db.Standings.Any(s => s.EngagementId == r.EngagementId && s.EvaluatedAt >= moment)))] };
        }

        return (await RowsAsync(lists, query.Sort, after, false, take, cancellationToken)).Rows;
    }

    /// <returns>Null when they are so many that it is sooner to walk the list and ask each.</returns>
    private async Task<IReadOnlyList<Guid>?> TouchedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var ids = await db.Standings.Where(s => s.EvaluatedAt >= since).OrderByDescending(s => s.EvaluatedAt).Take(MostTouched + 1).Select(s => s.EngagementId).ToListAsync(cancellationToken);
        return ids.Count > MostTouched ? null : ids;
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

    /// <summary>The lists in which somebody's engagements stand, one engagement possibly in several, and what fits of their rows.</summary>
    /// <param name="IsBounded">Hardly anything might fit, and the list holds what everybody has.</param>
    private sealed record ReaderLists(IReadOnlyList<IQueryable<EngagementReader>> All, Func<IQueryable<EngagementReader>, IQueryable<EngagementReader>> Fitting, bool IsBounded)
    {
        public List<IQueryable<EngagementReader>> Fit => [.. All.Select(Fitting)];
    }

    private ReaderLists ListsOf(Actor actor, EngagementListQuery query, Texts texts)
    {
        var seesAll = query.Part is null && actor.Is(StaffRoles.Impartiality);
        var (readers, rest) = seesAll ? ShelfOf(query) : (Readers.Of(actor), query);
        var today = ChinaDay.Today(clock);
        var asksMore = MarksOf(rest) != 0 || rest.Phase == "open" || rest.Late || rest.Year is > 1 and < 9999;
        var all = readers.Select(readerId => db.EngagementReaders.Where(r => r.ReaderId == readerId));

        // What holds a text is few enough to be asked for by name.
        all = texts.Ids is { } ids ? all.Select(rows => rows.Where(r => EF.Parameter(ids).Contains(r.EngagementId))) : all;
        return new ReaderLists([.. all], rows => Fitting(rows, rest, today), seesAll && asksMore && texts.Ids is null);
    }

    private static IQueryable<EngagementReader> Fitting(IQueryable<EngagementReader> rows, EngagementListQuery query, DateOnly today)
    {
        var wanted = (int)MarksOf(query);
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

        rows = query.Late ? rows.Where(r => r.NextDue < today) : rows;
        if (query.Year is > 1 and < 9999)
        {
            var (from, to) = (new DateOnly(query.Year.Value, 1, 1), new DateOnly(query.Year.Value, 12, 31));
            rows = rows.Where(r => r.Start >= from && r.Start <= to);
        }

        return rows;
    }

    private static StandingMarks MarksOf(EngagementListQuery query) =>
        (query.Phase is { } phase and not "open" ? Readers.Mark(phase) : StandingMarks.None)
        | (query.Kind is { } kind ? Readers.Mark(kind) : StandingMarks.None)
        | (query.Turn is { } turn ? Readers.Mark(turn) : StandingMarks.None)
        | (query.Blocked ? StandingMarks.Blocked : StandingMarks.None)
        | (query.Conflict ? StandingMarks.Conflict : StandingMarks.None)
        | (query.Ready ? StandingMarks.Ready : StandingMarks.None);

    /// <summary>For whoever sees all: the shelf with the fewest beside what was asked for, and what there is left to ask of its rows.</summary>
    private static (IReadOnlyList<Guid> Readers, EngagementListQuery Remaining) ShelfOf(EngagementListQuery query) => query switch
    {
        { Conflict: true } => ([Readers.EveryConflict], query with { Conflict = false }),
        _ when query.Late || query.Blocked || query.Ready || query.Turn is Ball.Firm or Ball.Organizer || query.Phase is not (null or "closed") =>
            ([Readers.EverythingOpen], query.Phase == "open" ? query with { Phase = null } : query),
        { Year: > 1 and < 9999 and var year } => ([Readers.EverythingOf(year)], query with { Year = null }),
        { Kind: { } kind } => ([Readers.EverythingOf(kind)], query with { Kind = null }),
        _ => ([Readers.Everything], query),
    };

    /// <returns>Up to so many rows; if fewer, because the list was not looked through to its end, where to go on.</returns>
    private async Task<(List<EngagementStanding> Rows, ListPlace? Cut)> RowsAsync(ReaderLists lists, ListSort sort, ListPlace? place, bool backwards, int take, CancellationToken cancellationToken)
    {
        var rising = ListOrder.IsRising(sort, backwards);
        if (lists.IsBounded)
        {
            return await LookAsync(lists, sort, place, rising, take, cancellationToken);
        }

        var stretches = place is null ? lists.Fit : [.. lists.Fit.SelectMany(l => new[] { l.WithValueOf(sort, place, rising), l.Beyond(sort, place, rising) })];
        var keys = stretches.Select(s => s.Keys(sort).Ordered(sort, rising).Take(take)).Aggregate((one, other) => one.Union(other)).Ordered(sort, rising).Take(take);
        return (await StandingsAsync(await keys.Select(k => k.EngagementId).ToListAsync(cancellationToken), cancellationToken), null);
    }

    private async Task<(List<EngagementStanding> Rows, ListPlace? Cut)> LookAsync(ReaderLists lists, ListSort sort, ListPlace? place, bool rising, int take, CancellationToken cancellationToken)
    {
        var all = lists.All.Single();
        var ids = new List<Guid>();
        ListPlace? cut = null;
        foreach (var stretch in place is null ? [all] : new[] { all.WithValueOf(sort, place, rising), all.Beyond(sort, place, rising) })
        {
            var missing = take - ids.Count;
            List<Guid> found = [];

            // A short look first: where much fits, the nearest rows hold a page.
            foreach (var look in new[] { Math.Min(20 * take, LookedThrough), LookedThrough })
            {
                found = await lists.Fitting(stretch.Ordered(sort, rising).Take(look)).Ordered(sort, rising).Take(missing).Select(r => r.EngagementId).ToListAsync(cancellationToken);
                if (found.Count == missing)
                {
                    break;
                }
            }

            ids.AddRange(found);
            if (found.Count == missing)
            {
                break;
            }

            if (await stretch.Keys(sort).Ordered(sort, rising).Skip(LookedThrough - 1).FirstOrDefaultAsync(cancellationToken) is { } end)
            {
                cut = new ListPlace(end.OpenedAt, sort == ListSort.NextDue ? end.NextDue : end.Start, end.Name, end.EngagementId);
                break;
            }
        }

        return (await StandingsAsync(ids, cancellationToken), cut);
    }

    private async Task<List<EngagementStanding>> StandingsAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var rows = await db.Standings.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.EngagementId)).ToDictionaryAsync(s => s.EngagementId, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private async Task<(int Count, bool IsAll)> CountAsync(ReaderLists lists, CancellationToken cancellationToken)
    {
        if (lists.IsBounded)
        {
            var all = lists.All.Single().Ordered(ListSort.Newest, false);
            var some = await lists.Fitting(all.Take(LookedThrough)).Take(Counted + 1).CountAsync(cancellationToken);
            return (some, some <= Counted && !await all.Skip(LookedThrough).AnyAsync(cancellationToken));
        }

        var count = await lists.Fit.Select(l => l.Select(k => k.EngagementId).Take(Counted + 1)).Aggregate((one, other) => one.Union(other)).CountAsync(cancellationToken);
        return (count, count <= Counted);
    }
}
