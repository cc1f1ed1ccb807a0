using EvaluatorSuite.Infrastructure;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EvaluatorSuite.Testing;

/// <summary>Which database a test runs on. PostgreSQL is there when <c>SUITE_TEST_POSTGRESQL</c> says where; without it those tests show as skipped.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSql";

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"suite_{Guid.CreateVersion7():N}";

    public TestDatabase(string provider)
    {
        Provider = provider;
        Options = new SuiteOptions
        {
            DataFolder = _folder.Path,
            Database = provider,
            ConnectionString = provider == PostgreSql ? $"{Server};Database={_name}" : null,
            GuidesFolder = Repository.Guides,
            WorkflowsFolder = Repository.Workflows,
        };
    }

    public static string? Server { get; } = Environment.GetEnvironmentVariable("SUITE_TEST_POSTGRESQL");

    public string Provider { get; }

    public SuiteOptions Options { get; }

    public static bool IsThere(string provider) => provider != PostgreSql || Server is not null;

    public async ValueTask DisposeAsync()
    {
        if (Provider == PostgreSql && Server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await using var connection = new NpgsqlConnection($"{Server};Database=postgres;Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{_name}\" WITH (FORCE)", connection);
            await command.ExecuteNonQueryAsync();
        }

        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
