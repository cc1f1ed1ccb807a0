using System.Text;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Database.SqlServer;

/// <summary>A row a gram and entry, ordered by gram. Written by its documentation; like everything for SQL Server it has not been run (README, Databases).</summary>
public sealed class SqlServerSearchIndex(SuiteDb db) : ISearchIndex
{
    // One statement takes 1,000 rows and 2,100 parameters.
    private const int Rows = 500;

    public const string SetUp =
        """
        IF OBJECT_ID(N'search_grams') IS NULL
        BEGIN
            CREATE TABLE search_grams (
                Gram varchar(33) COLLATE Latin1_General_BIN2 NOT NULL,
                EntryId bigint NOT NULL,
                CONSTRAINT PK_search_grams PRIMARY KEY CLUSTERED (Gram, EntryId));
            CREATE INDEX IX_search_grams_EntryId ON search_grams (EntryId);
        END
        """;

    public Task SetUpAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(SetUp, cancellationToken);

    public async Task PutAsync(IReadOnlyCollection<(long Id, IReadOnlyCollection<string> Grams)> entries, CancellationToken cancellationToken)
    {
        await RemoveAsync([.. entries.Select(e => e.Id)], cancellationToken);
        foreach (var some in entries.SelectMany(e => e.Grams.Select(g => (Gram: g, e.Id))).Chunk(Rows))
        {
            var sql = "INSERT INTO search_grams (Gram, EntryId) VALUES " + string.Join(", ", some.Select((_, i) => $"({{{i * 2}}}, {{{(i * 2) + 1}}})"));
            await db.Database.ExecuteSqlRawAsync(sql, some.SelectMany(s => new object[] { s.Gram, s.Id }), cancellationToken);
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(Rows))
        {
            var sql = "DELETE FROM search_grams WHERE EntryId IN (" + Places(0, some.Length) + ")";
            await db.Database.ExecuteSqlRawAsync(sql, some.Cast<object>(), cancellationToken);
        }
    }

    public Task ClearAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync("TRUNCATE TABLE search_grams", cancellationToken);

    public async Task<IReadOnlyList<long>> FindAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var (sql, values) = Ask(question);
        return await db.Database.SqlQueryRaw<long>(sql, values).ToListAsync(cancellationToken);
    }

    /// <summary>The newest entries under the first gram that stand under every other one as well.</summary>
    public static (string Sql, object[] Values) Ask(SearchQuestion question)
    {
        var all = question.All.ToList();
        var sql = new StringBuilder($"SELECT TOP ({question.Take}) g.EntryId AS Value FROM search_grams g WHERE g.Gram = {{0}} AND g.EntryId < {{1}}");
        var values = new List<object> { all[0], question.Before ?? long.MaxValue };
        foreach (var gram in all.Skip(1))
        {
            sql.Append(" AND EXISTS (SELECT 1 FROM search_grams o WHERE o.EntryId = g.EntryId AND o.Gram = {").Append(values.Count).Append("})");
            values.Add(gram);
        }

        if (question.Any.Count > 0)
        {
            sql.Append(" AND EXISTS (SELECT 1 FROM search_grams o WHERE o.EntryId = g.EntryId AND o.Gram IN (").Append(Places(values.Count, question.Any.Count)).Append("))");
            values.AddRange(question.Any);
        }

        return (sql.Append(" ORDER BY g.EntryId DESC").ToString(), [.. values]);
    }

    private static string Places(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(i => $"{{{i}}}"));
}
