using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EvaluatorSuite.Benchmarks;

/// <summary>A copy of a database as it stands, for writing the same rows to it in another way.</summary>
internal sealed class TwinDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"suite_{Guid.CreateVersion7():N}";

    private TwinDatabase(string provider) =>
        Connection = provider == TestDatabase.PostgreSql ? $"{TestDatabase.Server};Database={_name}" : $"Data Source={Path.Combine(_folder.Path, "twin.db")}";

    public string Connection { get; }

    public static async Task<TwinDatabase> OfAsync(string provider, SuiteOptions options)
    {
        var twin = new TwinDatabase(provider);
        if (provider == TestDatabase.PostgreSql)
        {
            // A template may have no visitors.
            NpgsqlConnection.ClearAllPools();
            await OnServerAsync($"CREATE DATABASE \"{twin._name}\" TEMPLATE \"{new NpgsqlConnectionStringBuilder(options.Connection).Database}\"");
            return twin;
        }

        await using var connection = new SqliteConnection(options.Connection);
        await connection.OpenAsync();
        await using var copy = new SqliteConnection(twin.Connection);
        await copy.OpenAsync();
        connection.BackupDatabase(copy);
        await using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL;";
        await command.ExecuteNonQueryAsync();
        return twin;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        SqliteConnection.ClearAllPools();
        if (Connection.Contains(_name, StringComparison.Ordinal))
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS \"{_name}\" WITH (FORCE)");
        }

        _folder.Dispose();
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{TestDatabase.Server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
