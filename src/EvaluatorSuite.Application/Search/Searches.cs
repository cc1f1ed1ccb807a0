using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Offsets;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Search;

/// <param name="Event">Of the engagement that it belongs to.</param>
public sealed record Found(long Id, SearchKind Kind, Guid? EngagementId, string Target, string Text, DateTimeOffset At, string? Event);

/// <param name="Before">Where the next page goes on; null when everything has been seen.</param>
public sealed record FoundPage(IReadOnlyList<Found> Rows, long? Before);

/// <summary>Looks up words. The index is asked only for what the actor may see, so that not even a number of hits tells of anything else.</summary>
public sealed class Searches(SuiteDb db, ISearchIndex index)
{
    public const int PageSize = 50;

    // Two characters beside each other are found exactly; longer words can leave candidates that only look alike, and reading those has an end.
    private const int MostRead = 2000;

    /// <param name="kind">Only of this kind; null for all.</param>
    public async Task<FoundPage> FindAsync(Actor actor, string query, SearchKind? kind, long? before, int take, CancellationToken cancellationToken)
    {
        var terms = SearchText.Terms(query);
        if (query.Length > SearchText.MaxQuery || !SearchText.CanFind(terms))
        {
            return new FoundPage([], null);
        }

        var within = before is null && kind is null or SearchKind.Unit ? await WithinAsync(actor, query, terms, take, cancellationToken) : [];
        var page = await ByWordsAsync(actor, terms, kind, before, take, cancellationToken);
        return page with { Rows = [.. within, .. page.Rows] };
    }

    private async Task<FoundPage> ByWordsAsync(Actor actor, IReadOnlyList<string> terms, SearchKind? kind, long? before, int take, CancellationToken cancellationToken)
    {
        var all = SearchText.GramsOfQuery(terms).Concat(kind is { } only ? [SearchText.KindGram(only)] : []).ToList();
        var any = actor.Is(StaffRoles.Impartiality) ? [] : ReadersOf(actor).Select(SearchText.ReaderGram).ToList();
        var found = new List<Found>();
        var read = 0;
        while (found.Count < take && read < MostRead)
        {
            var batch = Math.Min(Math.Max(take + 1, read * 2), 500);
            var ids = await index.FindAsync(new SearchQuestion(all, any, before, batch), cancellationToken);
            found.AddRange((await EntriesAsync(ids, cancellationToken)).Where(f => SearchText.Holds(f.Text, terms)));
            read += ids.Count;
            before = ids.Count < batch ? null : ids[^1];
            if (before is null)
            {
                break;
            }
        }

        return found.Count > take ? new FoundPage(found[..take], found[take - 1].Id) : new FoundPage(found, before);
    }

    /// <summary>Units whose range holds a serial number that was typed without standing there itself. They come before the first page: they are few, and what was asked for.</summary>
    private async Task<IReadOnlyList<Found>> WithinAsync(Actor actor, string query, IReadOnlyList<string> terms, int take, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, Found>();
        // One word beside others that the entry must hold, or all of it together: people write serial numbers with spaces too.
        foreach (var (serial, rest) in terms.Select(t => (t, terms.Where(o => o != t).ToList())).Append((query, [])))
        {
            var point = SerialRange.Of(serial, serial);
            var (prefix, number) = (point.Groups.First, point.Bounds.First);
            if (number.Length == 0)
            {
                continue;
            }

            var rows = await (from line in db.OffsetLines
                              where line.SerialGroup == prefix && line.SerialFirst!.CompareTo(number) <= 0 && line.SerialLast!.CompareTo(number) >= 0
                              join engagement in db.Engagements.VisibleTo(db, actor) on line.EngagementId equals engagement.Id
                              join entry in db.SearchEntries on new { EngagementId = (Guid?)line.EngagementId, Target = line.Facts.Key, Kind = SearchKind.Unit } equals new { entry.EngagementId, entry.Target, entry.Kind }
                              orderby entry.Id descending
                              select new Found(entry.Id, entry.Kind, entry.EngagementId, entry.Target, entry.Text, entry.At, engagement.Event.Name)).Take(take).ToListAsync(cancellationToken);
            foreach (var row in rows.Where(r => SearchText.Holds(r.Text, rest) && !SearchText.Holds(r.Text, terms)))
            {
                found[row.Id] = row;
            }
        }

        return [.. found.Values.OrderByDescending(f => f.Id)];
    }

    /// <summary>Under which ids this actor reads: the account, the person it is, and what is open to all staff.</summary>
    private static IEnumerable<Guid> ReadersOf(Actor actor) => [actor.UserId, .. actor.PersonId is { } person ? [person] : Array.Empty<Guid>(), SearchIndexer.AllStaff];

    // One parameter: hundreds of them cost more to write and to plan than to answer.
    private async Task<IReadOnlyList<Found>> EntriesAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) => ids.Count == 0 ? [] :
        await (from entry in db.SearchEntries
               where EF.Parameter(ids).Contains(entry.Id)
               join standing in db.Standings on entry.EngagementId equals standing.EngagementId into standings
               from standing in standings.DefaultIfEmpty()
               orderby entry.Id descending
               select new Found(entry.Id, entry.Kind, entry.EngagementId, entry.Target, entry.Text, entry.At, standing == null ? null : standing.EventName)).ToListAsync(cancellationToken);
}
