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

    // Whoever has a part in some engagements only has little among the newest entries of all, and a look at those costs more than asking GIN for
    // theirs. But GIN finds all of them at once, and each is fetched to be put in order: many for a frequent word and somebody with a part in much.
    // So the index holds to which stretch of numbers an entry belongs, too, and the newest stretches are asked first, a few and then more.
    private const int StretchBits = 17;
    private const int FirstStretches = 2;
    private const int MostStretches = 128;

    private static readonly string Engagements = SearchText.KindGram(SearchKind.Engagement);

    public Task SetUpAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(
        """
        CREATE TABLE IF NOT EXISTS search_grams ("EntryId" bigint PRIMARY KEY, "Grams" text[] NOT NULL);
        CREATE INDEX IF NOT EXISTS "IX_search_grams_stretches" ON search_grams USING gin ("Grams", (ARRAY["EntryId" >> 17])) WITH (fastupdate = off);
        DROP INDEX IF EXISTS "IX_search_grams";
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

    public Task<IReadOnlyList<long>> FindAsync(SearchQuestion question, CancellationToken cancellationToken) =>
        question.Any.Count == 0 ? OfAllAsync(question, cancellationToken) : OfSomeAsync(question, cancellationToken);

    private async Task<IReadOnlyList<long>> OfAllAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var newest = await LookAsync(question, FirstLook, cancellationToken);
        if (newest.Count < question.Take && newest.Count * (LongestLook / FirstLook) >= question.Take)
        {
            newest = await LookAsync(question, LongestLook, cancellationToken);
        }

        return newest.Count >= question.Take ? newest : await ByGinAsync(question, null, cancellationToken);
    }

    private async Task<IReadOnlyList<long>> OfSomeAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var end = await db.Database.SqlQuery<long>($"SELECT \"EntryId\" + 1 AS \"Value\" FROM search_grams ORDER BY \"EntryId\" DESC LIMIT 1").FirstOrDefaultAsync(cancellationToken);
        var next = (Math.Min(end, question.Before ?? long.MaxValue) - 1) >> StretchBits;

        // Of an engagement's many entries one is the engagement itself.
        var found = new List<long>();
        for (var many = question.All.Contains(Engagements) ? 8 * FirstStretches : FirstStretches; next >= 0 && found.Count < question.Take; many *= 4)
        {
            var rest = question with { Before = Math.Min(question.Before ?? long.MaxValue, (next + 1) << StretchBits), Take = question.Take - found.Count };
            var stretches = many > MostStretches ? null : Enumerable.Range(0, (int)Math.Min(many, next + 1)).Select(i => next - i).ToArray();
            found.AddRange(await ByGinAsync(rest, stretches, cancellationToken));
            next = stretches is null ? -1 : next - stretches.Length;
        }

        return found;
    }

    /// <summary>All that fit, put in order; OFFSET 0 keeps the planner from walking the numbers after all.</summary>
    /// <param name="stretches">Only in these; null for all.</param>
    private Task<List<long>> ByGinAsync(SearchQuestion question, long[]? stretches, CancellationToken cancellationToken)
    {
        var within = stretches is null ? "" : $" AND ARRAY[\"EntryId\" >> {StretchBits}] && ARRAY[{string.Join(',', stretches)}]::bigint[]";
        return AskAsync(
            question, $"SELECT \"EntryId\" AS \"Value\" FROM (SELECT \"EntryId\" FROM search_grams WHERE {Fits(question)}{within} AND \"EntryId\" < {{2}} OFFSET 0) f ORDER BY \"EntryId\" DESC LIMIT {{3}}", cancellationToken);
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
