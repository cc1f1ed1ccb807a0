using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Database.Sqlite;

/// <summary>
/// FTS5 without content and without positions: which entry holds which gram, nothing else. It walks entries from the newest on,
/// so fifty of ten million are found without looking at the rest.
/// </summary>
public sealed class SqliteSearchIndex(SuiteDb db) : ISearchIndex
{
    public Task SetUpAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');", cancellationToken);

    public async Task PutAsync(IReadOnlyCollection<(long Id, IReadOnlyCollection<string> Grams)> entries, CancellationToken cancellationToken)
    {
        foreach (var (id, grams) in entries)
        {
            var text = string.Join(' ', grams);
            await db.Database.ExecuteSqlAsync($"INSERT OR REPLACE INTO search_grams(rowid, grams) VALUES ({id}, {text});", cancellationToken);
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM search_grams WHERE rowid = {id};", cancellationToken);
        }
    }

    public Task ClearAsync(CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("INSERT INTO search_grams(search_grams) VALUES ('delete-all');", cancellationToken);

    public async Task<IReadOnlyList<long>> FindAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var any = question.Any.Count == 0 ? "" : $" AND ({string.Join(" OR ", question.Any)})";
        var match = string.Join(" AND ", question.All) + any;
        var before = question.Before ?? long.MaxValue;
        return await db.Database.SqlQuery<long>(
            $"SELECT rowid AS \"Value\" FROM search_grams WHERE search_grams MATCH {match} AND rowid < {before} ORDER BY rowid DESC LIMIT {question.Take}").ToListAsync(cancellationToken);
    }
}
