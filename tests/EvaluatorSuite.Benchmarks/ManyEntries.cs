using EvaluatorSuite.Application.Search;

namespace EvaluatorSuite.Benchmarks;

/// <summary>What can be found of many engagements: ten entries each, put into the index as the indexer does it.</summary>
internal static class ManyEntries
{
    public const int Each = 10;

    // The use cases have made a few of their own before.
    private const int First = 1000;
    private const int Piece = 20_000;

    private sealed record Seed(int N, Guid Id, string Text, DateTime At, Guid[] Readers);

    private sealed record Entry(long Id, SearchKind Kind, Guid Engagement, string Target, string Text, DateTime At, Guid[] Readers);

    public static async Task FillAsync(ManyRows rows, int count)
    {
        // FTS5 writes a piece of its index each time that this much is in memory, and merges the pieces; a larger one spares most merging.
        await rows.RunAsync(rows.OnSqlite ? "INSERT INTO search_grams(search_grams, rank) VALUES ('hashsize', 67108864)" : "SET maintenance_work_mem = '2GB'");
        await rows.WithoutIndexesAsync(["search_entries", "search_grams"], async () =>
        {
            for (var n = 1; n <= count; n += Piece)
            {
                var entries = (await SeedsAsync(rows, n)).SelectMany(Entries).ToList();
                await rows.CopyAsync("search_entries", ["Id", "Kind", "EngagementId", "Target", "Text", "At"], entries.Select(e => new object?[] { e.Id, e.Kind.ToString(), e.Engagement, e.Target, e.Text, e.At }));
                await rows.CopyAsync("search_grams", rows.OnSqlite ? ["rowid", "grams"] : ["EntryId", "Grams"], entries.AsParallel().AsOrdered().Select(e => Row(rows, e)));
            }
        });
        if (rows.OnSqlite)
        {
            await rows.RunAsync("INSERT INTO search_grams(search_grams, rank) VALUES ('hashsize', 1048576)");
        }
    }

    private static Task<List<Seed>> SeedsAsync(ManyRows rows, int from)
    {
        string[] people = ["Leader", "Member", "Reviewer", "Approver", "Opener"];
        var at = rows.OnSqlite ? "datetime(b.\"OpenedAt\" / 1000, 'unixepoch')" : "b.\"OpenedAt\"";
        return rows.ReadAsync(
            $"""
            SELECT b."N", b."Id", b."Name", b."Organizer", b."City", {at}, {string.Join(", ", people.Select(p => $"b.\"{p}\""))}
            FROM bench b WHERE b."N" >= {from} AND b."N" < {from + Piece} ORDER BY b."N"
            """,
            r => new Seed((int)r.GetInt64(0), r.GetGuid(1), $"{r.GetString(2)}\n{r.GetString(3)}\n{r.GetString(4)}", DateTime.SpecifyKind(r.GetDateTime(5), DateTimeKind.Utc), [.. people.Select((_, i) => r.GetGuid(6 + i)).Distinct()]));
    }

    private static IEnumerable<Entry> Entries(Seed seed)
    {
        var id = First + ((long)seed.N * Each);
        yield return new(id, SearchKind.Engagement, seed.Id, seed.Id.ToString(), seed.Text, seed.At, seed.Readers);
        for (var part = 1; part < Each; part++)
        {
            var (kind, target, text) = ManyRows.Part(seed.N, part);
            yield return new(id + part, kind, seed.Id, target, text, seed.At, seed.Readers);
        }
    }

    private static object?[] Row(ManyRows rows, Entry entry)
    {
        var grams = SearchIndexer.GramsOf(entry.Kind, entry.Text, entry.Readers);
        return [entry.Id, rows.OnSqlite ? string.Join(' ', grams) : grams.ToArray()];
    }
}
