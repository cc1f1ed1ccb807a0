using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql;

/// <summary>The grams of each entry as an array under a GIN index, in a table of their own: the busy tables carry no such index.</summary>
public sealed class PostgreSqlSearchIndex(SuiteDb db) : ISearchIndex
{
    public Task SetUpAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(
        """
        CREATE TABLE IF NOT EXISTS search_grams ("EntryId" bigint PRIMARY KEY, "Grams" text[] NOT NULL);
        CREATE INDEX IF NOT EXISTS "IX_search_grams" ON search_grams USING gin ("Grams") WITH (fastupdate = off);
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
        var (all, any) = (question.All.ToArray(), question.Any.ToArray());
        var before = question.Before ?? long.MaxValue;
        return await (any.Length == 0
            ? db.Database.SqlQuery<long>($"SELECT \"EntryId\" AS \"Value\" FROM search_grams WHERE \"Grams\" @> {all} AND \"EntryId\" < {before} ORDER BY \"EntryId\" DESC LIMIT {question.Take}")
            : db.Database.SqlQuery<long>($"SELECT \"EntryId\" AS \"Value\" FROM search_grams WHERE \"Grams\" @> {all} AND \"Grams\" && {any} AND \"EntryId\" < {before} ORDER BY \"EntryId\" DESC LIMIT {question.Take}"))
            .ToListAsync(cancellationToken);
    }
}
