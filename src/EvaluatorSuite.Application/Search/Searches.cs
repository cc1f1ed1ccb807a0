using EvaluatorSuite.Application.Identity;
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
