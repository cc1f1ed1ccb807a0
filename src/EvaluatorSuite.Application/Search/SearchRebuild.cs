using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Search;

/// <summary>Gives entries to an organization or person that has none, and puts every entry into an index that holds nothing. May run twice.</summary>
public sealed class SearchRebuild(SuiteDb db, ISearchIndex index, SearchIndexer indexer)
{
    private const int Batch = 500;

    /// <summary>A gram that every entry of its kind is held under; what holds none of these holds nothing.</summary>
    private static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<SearchKind>().Select(SearchText.KindGram)];

    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        (await db.SearchEntries.AnyAsync(cancellationToken) && await IsEmptyAsync(cancellationToken))
        || (await db.Organizations.AnyAsync(cancellationToken) && !await db.SearchEntries.AnyAsync(e => e.Kind == SearchKind.Organization, cancellationToken));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await IsEmptyAsync(cancellationToken))
        {
            await FillAsync(cancellationToken);
        }

        if (!await db.SearchEntries.AnyAsync(e => e.Kind == SearchKind.Organization, cancellationToken))
        {
            var ids = (await db.Organizations.Select(o => o.Id).ToListAsync(cancellationToken)).Concat(await db.People.Select(p => p.Id).ToListAsync(cancellationToken)).ToList();
            foreach (var some in ids.Chunk(Batch))
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await indexer.RegistryAsync(some, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in Kinds)
        {
            if ((await index.FindAsync(new SearchQuestion([kind], [], null, 1), cancellationToken)).Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var entries = await db.SearchEntries.AsNoTracking().Where(e => e.Id > last).OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellationToken);
            if (entries.Count == 0)
            {
                return;
            }

            var engagements = entries.Select(e => e.EngagementId).OfType<Guid>().Distinct().ToList();
            var readers = (await db.EngagementReaders.Where(r => engagements.Contains(r.EngagementId)).Select(r => new { r.EngagementId, r.ReaderId }).ToListAsync(cancellationToken))
                .ToLookup(r => r.EngagementId, r => r.ReaderId);
            await index.PutAsync([.. entries.Select(e => (e.Id, SearchIndexer.GramsOf(e.Kind, e.Text, e.EngagementId is { } id ? [.. readers[id]] : [SearchIndexer.AllStaff])))], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            last = entries[^1].Id;
        }
    }
}

/// <summary>The same as a job: a large database is searched while it is still being filled in.</summary>
public sealed class SearchRebuildJob(SearchRebuild rebuild) : Jobs.IJob<SearchRebuildJob.Args>
{
    public static string Name => "search-rebuild";

    public sealed record Args;

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        await rebuild.RunAsync(cancellationToken);
        await finish(() => Task.CompletedTask);
    }
}
