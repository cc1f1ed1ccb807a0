using System.Data.Common;
using System.Diagnostics;
using EvaluatorSuite.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EvaluatorSuite.Benchmarks;

/// <summary>
/// Writes what was recorded once more, by ADO.NET alone: the same statements with the same values, each prepared once, one transaction an
/// act, flushed as the product's are. It decides nothing: no program that writes these rows can be faster by much.
/// </summary>
/// <param name="asks">Whether it also asks what the act asked in between.</param>
internal sealed class RawWriter(string provider, string connectionString, bool asks) : IAsyncDisposable
{
    private readonly DbConnection _connection = provider == TestDatabase.PostgreSql
        ? new NpgsqlConnection(connectionString)
        : new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 60 }.ToString());

    private readonly Dictionary<string, DbCommand> _prepared = [];

    public async Task OpenAsync()
    {
        await _connection.OpenAsync();
        if (_connection is SqliteConnection)
        {
            await using var settings = _connection.CreateCommand();
            settings.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=60000;";
            await settings.ExecuteNonQueryAsync();
        }
    }

    public async Task<TimeSpan> WriteAsync(RecordedAct act)
    {
        var start = Stopwatch.GetTimestamp();
        await using var transaction = await _connection.BeginTransactionAsync();
        foreach (var recorded in act.Commands.Where(c => asks || c.Writes))
        {
            await using var reader = await (await PreparedAsync(recorded, transaction)).ExecuteReaderAsync();
            do
            {
                while (await reader.ReadAsync())
                {
                }
            }
            while (await reader.NextResultAsync());
        }

        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task<DbCommand> PreparedAsync(RecordedCommand recorded, DbTransaction transaction)
    {
        if (!_prepared.TryGetValue(recorded.Sql, out var command))
        {
            command = _connection.CreateCommand();
            (command.CommandText, command.Transaction) = (recorded.Sql, transaction);
            command.Parameters.AddRange(recorded.Values.Select(WriteRecorder.CopyOf).ToArray());
            await command.PrepareAsync();
            _prepared.Add(recorded.Sql, command);
            return command;
        }

        command.Transaction = transaction;
        for (var i = 0; i < recorded.Values.Count; i++)
        {
            command.Parameters[i].Value = recorded.Values[i].Value;
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }
}
