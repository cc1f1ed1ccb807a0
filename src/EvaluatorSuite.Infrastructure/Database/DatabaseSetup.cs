using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace EvaluatorSuite.Infrastructure.Database;

/// <summary>Brings the database to the model of this program, from nothing if need be; safe when several processes start at once.</summary>
public sealed class DatabaseSetup(SuiteDb db, ISearchIndex search, SuiteOptions options)
{
    private const long MigrationLock = 0x5355_4954_45;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataPath);
        switch (options.Database)
        {
            case "Sqlite":
                await SetUpSqliteAsync(cancellationToken);
                break;
            case "PostgreSql":
                await SetUpPostgreSqlAsync(cancellationToken);
                break;
            default:
                await db.Database.MigrateAsync(cancellationToken);
                await search.SetUpAsync(cancellationToken);
                break;
        }
    }

    private async Task SetUpSqliteAsync(CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            // A process killed while migrating leaves its row here, and the next start would wait for ever. SQLite has one process.
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); DELETE FROM \"__EFMigrationsLock\";", cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        await search.SetUpAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
    }

    private async Task SetUpPostgreSqlAsync(CancellationToken cancellationToken)
    {
        // EF's own lock does not cover an empty database. Unpooled: a pooled session would keep the lock after it is given back.
        var own = new NpgsqlConnectionStringBuilder(options.Connection) { Pooling = false }.ToString();
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }

        await using var connection = new NpgsqlConnection(own);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await search.SetUpAsync(cancellationToken);
    }
}
