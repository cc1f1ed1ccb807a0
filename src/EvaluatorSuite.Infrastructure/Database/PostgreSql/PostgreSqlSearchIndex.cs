using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql;

/// <summary>The grams of each entry as an array under a GIN index, in a table of their own: the busy tables carry no such index.</summary>
public sealed class PostgreSqlSearchIndex(SuiteDb db) : ISearchIndex
{
    // What is frequent is found sooner by reading the newest entries than by sorting all that GIN finds, and what is rare the other way
    // about. Left to itself PostgreSQL guesses which it is, and reads ten million rows for a word that is nowhere.
    private const int FirstLook = 4_000;
    private const int LongestLook = 32_000;

    private static readonly string Engagements = SearchText.KindGram(SearchKind.Engagement);

    public Task SetUpAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(
        """
        CREATE TABLE IF NOT EXISTS search_grams ("EntryId" bigint PRIMARY KEY, "Grams" text[] NOT NULL);
        CREATE INDEX IF NOT EXISTS "IX_search_grams" ON search_grams USING gin ("Grams") WITH (fastupdate = off);
        CREATE INDEX IF NOT EXISTS "IX_search_grams_engagements" ON search_grams ("EntryId") WHERE "Grams" @> '{{k0}}';
        """,
        cancellationToken);

    public async Task PutAsync(IReadOnlyCollection<(long Id, IReadOnlyCollection<string> Grams)> entries, CancellationToken cancellationToken)
    {
        foreach (var (id, grams) in entries)
        {
            var array = grams.ToArray();
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO search_grams (\"EntryId\", \"Grams\") VALUES ({id}, {array}) ON CONFLICT (\"EntryId\") DO UPDATE SET \"Grams\" = excluded.\"Grams\"", cancellationToken);
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            var array = ids.ToArray();
            await db.Database.ExecuteSqlAsync($"DELETE FROM search_grams WHERE \"EntryId\" = ANY ({array})", cancellationToken);
        }
    }

    public Task ClearAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync("TRUNCATE search_grams", cancellationToken);

    public async Task<IReadOnlyList<long>> FindAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var newest = await LookAsync(question, FirstLook, cancellationToken);
        if (newest.Count < question.Take && newest.Count * (LongestLook / FirstLook) >= question.Take)
        {
            newest = await LookAsync(question, LongestLook, cancellationToken);
        }

        // OFFSET 0 keeps the planner from walking the numbers after all.
        return newest.Count >= question.Take ? newest : await AskAsync(
            question, $"SELECT \"EntryId\" AS \"Value\" FROM (SELECT \"EntryId\" FROM search_grams WHERE {Fits(question)} AND \"EntryId\" < {{2}} OFFSET 0) f ORDER BY \"EntryId\" DESC LIMIT {{3}}", cancellationToken);
    }

    /// <summary>Among so many of the newest only; engagements have an index of their own, since each has many entries of other kinds.</summary>
    private Task<List<long>> LookAsync(SearchQuestion question, int newest, CancellationToken cancellationToken)
    {
        var kind = question.All.Contains(Engagements) ? " AND \"Grams\" @> '{{k0}}'" : "";
        return AskAsync(
            question,
            $"SELECT \"EntryId\" AS \"Value\" FROM (SELECT \"EntryId\", \"Grams\" FROM search_grams WHERE \"EntryId\" < {{2}}{kind} ORDER BY \"EntryId\" DESC LIMIT {newest}) n WHERE {Fits(question)} ORDER BY \"EntryId\" DESC LIMIT {{3}}",
            cancellationToken);
    }

    private static string Fits(SearchQuestion question) => "\"Grams\" @> {0}" + (question.Any.Count == 0 ? "" : " AND \"Grams\" && {1}");

    private Task<List<long>> AskAsync(SearchQuestion question, string sql, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long>(sql, question.All.ToArray(), question.Any.ToArray(), question.Before ?? long.MaxValue, question.Take).ToListAsync(cancellationToken);
}
