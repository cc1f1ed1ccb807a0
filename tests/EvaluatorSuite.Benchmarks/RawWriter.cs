using System.Data.Common;
using System.Diagnostics;
using EvaluatorSuite.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EvaluatorSuite.Benchmarks;

/// <summary>
/// Writes what was recorded once more, by ADO.NET alone: the same statements with the same values, each prepared once, one transaction an
/// act, flushed as the product's are. It reads nothing and decides nothing: no program that writes these rows can be faster by much.
/// </summary>
internal sealed class RawWriter(string provider, string connectionString) : IAsyncDisposable
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
        foreach (var write in act.Writes)
        {
            var command = await PreparedAsync(write, transaction);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task<DbCommand> PreparedAsync(RecordedWrite write, DbTransaction transaction)
    {
        if (!_prepared.TryGetValue(write.Sql, out var command))
        {
            command = _connection.CreateCommand();
            (command.CommandText, command.Transaction) = (write.Sql, transaction);
            command.Parameters.AddRange(write.Values.ToArray());
            await command.PrepareAsync();
            _prepared.Add(write.Sql, command);
            return command;
        }

        command.Transaction = transaction;
        for (var i = 0; i < write.Values.Count; i++)
        {
            command.Parameters[i].Value = write.Values[i].Value;
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
