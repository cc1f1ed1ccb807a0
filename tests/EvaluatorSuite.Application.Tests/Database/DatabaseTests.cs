using EvaluatorSuite.Application.Requests;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Database;

public sealed class DatabaseOnSqlite() : DatabaseTests(TestDatabase.Sqlite)
{
    [Fact]
    public async Task Sqlite_writes_ahead_flushes_fully_and_keeps_foreign_keys()
    {
        Assert.Equal("wal", await PragmaAsync("journal_mode"));
        Assert.Equal("2", await PragmaAsync("synchronous"));
        Assert.Equal("1", await PragmaAsync("foreign_keys"));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_stop_the_next_start()
    {
        await Host.DoAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')"));

        await Host.UseAsync<DatabaseSetup>(s => s.RunAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token));
    }

    private Task<string> PragmaAsync(string name) => Host.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (await command.ExecuteScalarAsync())!.ToString()!;
    });
}

public sealed class DatabaseOnPostgreSql() : DatabaseTests(TestDatabase.PostgreSql)
{
    [Fact]
    public async Task Two_processes_can_set_up_the_same_empty_database_at_once()
    {
        await using var database = new TestDatabase(TestDatabase.PostgreSql);
        var hosts = Enumerable.Range(0, 2).Select(_ => new ServiceCollection().AddLogging().AddSuiteFor(database.Options)).ToList();

        await Task.WhenAll(hosts.Select(async host =>
        {
            await using var scope = host.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
        }));

        await using var after = hosts[0].CreateAsyncScope();
        Assert.Empty(await after.ServiceProvider.GetRequiredService<SuiteDb>().Database.GetPendingMigrationsAsync());
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }
}

public abstract class DatabaseTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task Saving_over_a_newer_version_is_a_conflict()
    {
        var organization = new OrganizationFacts(Guid.CreateVersion7(), "甲", "91110000600037341L", null);
        await Host.DoAsync(async db =>
        {
            db.Add(new Organization(organization));
            await db.SaveChangesAsync();
        });

        await Host.DoAsync(async db =>
        {
            var seen = await db.Organizations.SingleAsync();
            await Host.DoAsync(async other =>
            {
                (await other.Organizations.SingleAsync()).Rename("乙");
                await other.SaveChangesAsync();
            });

            seen.Rename("丙");
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });

        Assert.Equal(("乙", 1), await Host.ReadAsync(async db => await db.Organizations.Select(o => new ValueTuple<string, int>(o.Name, o.Version)).SingleAsync()));
    }

    [Fact]
    public async Task A_key_that_may_stand_once_is_known_as_a_duplicate()
    {
        var id = Guid.CreateVersion7();
        var first = new HandledRequest(id, Guid.Empty, Host.Clock.GetUtcNow());
        await Host.DoAsync(async db =>
        {
            db.Add(first);
            await db.SaveChangesAsync();
        });

        await Host.DoAsync(async db =>
        {
            db.Add(new HandledRequest(id, Guid.Empty, Host.Clock.GetUtcNow()));
            var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.True(db.IsDuplicate(failure));
        });
    }

    [Fact]
    public async Task Times_come_back_in_utc_to_the_millisecond()
    {
        var at = new DateTimeOffset(2026, 3, 1, 9, 30, 15, 123, TimeSpan.FromHours(8));
        await Host.DoAsync(async db =>
        {
            db.Add(new HandledRequest(Guid.CreateVersion7(), Guid.Empty, at));
            await db.SaveChangesAsync();
        });

        Assert.Equal((at, TimeSpan.Zero), await Host.ReadAsync(async db => ((await db.HandledRequests.SingleAsync()).At, (await db.HandledRequests.SingleAsync()).At.Offset)));
    }
}
