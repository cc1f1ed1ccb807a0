using EvaluatorSuite.Infrastructure.Database.PostgreSql;
using EvaluatorSuite.Infrastructure.Database.Sqlite;
using EvaluatorSuite.Infrastructure.Database.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace EvaluatorSuite.Application.Tests.Database;

/// <summary>No server is needed here. SQL Server cannot be started where this is built: its migrations are checked as T-SQL and as a model, no more.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Providers => ["Sqlite", "PostgreSql", "SqlServer"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_migrations_hold_the_whole_model(string provider)
    {
        using var db = Open(provider);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_sql_server_are_t_sql()
    {
        using var db = Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql160Parser(true, SqlEngineType.Standalone).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors.Select(e => $"{e.Line}: {e.Message}"));
        Assert.Contains("CREATE TABLE [engagements]", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_for_sql_server_holds_together()
    {
        using var db = Open("SqlServer");

        Assert.Empty(Validate(db.Database.GenerateCreateScript()));
    }

    [Fact]
    public void That_check_finds_a_fault() =>
        Assert.NotEmpty(Validate("CREATE TABLE [a] ([Id] int NOT NULL PRIMARY KEY, [B] int NOT NULL CONSTRAINT [f] FOREIGN KEY REFERENCES [missing]([Id]));"));

    private static List<string> Validate(string script)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in script.Split("\nGO", StringSplitOptions.RemoveEmptyEntries).Where(b => !b.TrimStart().StartsWith("SET IDENTITY_INSERT", StringComparison.Ordinal) && !b.Contains("INSERT INTO", StringComparison.Ordinal)))
        {
            model.AddObjects(batch);
        }

        return [.. model.Validate().Select(m => m.Message)];
    }

    private static SuiteDb Open(string provider) => provider switch
    {
        "Sqlite" => new SqliteSuiteDb(new DbContextOptionsBuilder<SqliteSuiteDb>().UseSqlite("Data Source=none.db").Options),
        "PostgreSql" => new PostgreSqlSuiteDb(new DbContextOptionsBuilder<PostgreSqlSuiteDb>().UseNpgsql("Host=none", o => o.SetPostgresVersion(15, 0)).Options),
        _ => new SqlServerSuiteDb(new DbContextOptionsBuilder<SqlServerSuiteDb>().UseSqlServer("Server=none").Options),
    };
}
