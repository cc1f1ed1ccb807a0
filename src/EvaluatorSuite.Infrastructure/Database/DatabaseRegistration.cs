using System.Data.Common;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Infrastructure.Database.PostgreSql;
using EvaluatorSuite.Infrastructure.Database.Sqlite;
using EvaluatorSuite.Infrastructure.Database.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Infrastructure.Database;

public static class DatabaseRegistration
{
    public static IServiceCollection AddSuiteDatabase(this IServiceCollection services, SuiteOptions options) => options.Database switch
    {
        "PostgreSql" => services.AddScoped<ISearchIndex, PostgreSqlSearchIndex>().AddDbContext<SuiteDb, PostgreSqlSuiteDb>(o => o.UseNpgsql(options.Connection, p => p.SetPostgresVersion(15, 0)).AddInterceptors(new AfterCommit.Interceptor())),
        "SqlServer" => services.AddScoped<ISearchIndex, SqlServerSearchIndex>().AddDbContext<SuiteDb, SqlServerSuiteDb>(o => o.UseSqlServer(options.Connection, s => s.UseCompatibilityLevel(150)).AddInterceptors(new AfterCommit.Interceptor())),
        _ => services.AddScoped<ISearchIndex, SqliteSearchIndex>().AddDbContext<SuiteDb, SqliteSuiteDb>(o => o.UseSqlite(SqliteConnectionString(options.Connection)).AddInterceptors(new DurableConnections(), new AfterCommit.Interceptor())),
    };

    private static string SqliteConnectionString(string given) =>
        new SqliteConnectionStringBuilder(given) { ForeignKeys = true, DefaultTimeout = 60 }.ToString();

    /// <summary>Every connection of its own: SQLite forgets both settings when one is closed.</summary>
    private sealed class DurableConnections : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=60000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
