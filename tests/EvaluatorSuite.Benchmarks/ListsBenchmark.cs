using System.Diagnostics;
using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Lists, search and first pages over many engagements, through the use cases that the pages call, each run in a scope of its own.</summary>
internal static class ListsBenchmark
{
    private const int Runs = 100;

    /// <param name="kept">A folder in which the filled databases stay and from which they are taken; null fills new ones and deletes them.</param>
    /// <param name="only">One database; null for all that are there.</param>
    public static async Task RunAsync(int count, string? kept, string? only)
    {
        foreach (var provider in new[] { TestDatabase.Sqlite, TestDatabase.PostgreSql }.Where(p => TestDatabase.IsThere(p) && (only is null || p == only)))
        {
            await using var database = kept is null ? new TestDatabase(provider) : null;
            var options = database?.Options ?? Kept(provider, count, kept!);
            await using var services = new ServiceCollection().AddLogging().AddSuite(options).BuildServiceProvider();
            if (kept is null || !await IsFilledAsync(services, count))
            {
                await services.CreateAsyncScope().ServiceProvider.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
                await services.CreateAsyncScope().ServiceProvider.GetRequiredService<GuideStore>().RefreshAsync(CancellationToken.None);
                await services.CreateAsyncScope().ServiceProvider.GetRequiredService<WorkflowStore>().RefreshAsync(CancellationToken.None);
                await FillAsync(services, provider, count);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}, {count:#,##0} engagements, {(long)count * ManyEntries.Each:#,##0} entries"));
            await MeasureAsync(services, count);
        }
    }

    private static SuiteOptions Kept(string provider, int count, string folder) => new()
    {
        DataFolder = Path.Combine(folder, count.ToString(CultureInfo.InvariantCulture)),
        Database = provider,
        ConnectionString = provider == TestDatabase.PostgreSql ? $"{TestDatabase.Server};Database=suite_lists_{count}" : null,
        GuidesFolder = Repository.Guides,
        WorkflowsFolder = Repository.Workflows,
    };

    private static async Task<bool> IsFilledAsync(ServiceProvider services, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        return await db.Database.CanConnectAsync() && !(await db.Database.GetPendingMigrationsAsync()).Contains("20261123064407_WorkingDay") && await db.SearchEntries.CountAsync() > count;
    }

    private static async Task FillAsync(ServiceProvider services, string provider, int count)
    {
        var template = await ManyEngagementsFile.TemplateAsync(services);

        // SQLite leaves WAL only when nobody else has the file open, and a pooled connection has.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var rows = new ManyRows(provider, connection);
        var start = Stopwatch.GetTimestamp();
        void Say(string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: {what} after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));

        // Only for filling, with nothing to recover to: a database is made once and measured as it will be used.
        await rows.RunAsync(rows.OnSqlite ? "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY;" : "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '1GB';");
        await ManyEngagementsFile.FillAsync(rows, connection, template, count);
        Say("engagements");
        await ManyEntries.FillAsync(rows, count);
        Say("entries");
        await rows.RunAsync("DROP TABLE bench");
        await rows.RunAsync(rows.OnSqlite ? "PRAGMA journal_mode=WAL;" : "VACUUM ANALYZE");
        Say("all");
        await db.Database.CloseConnectionAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    private static async Task MeasureAsync(ServiceProvider services, int count)
    {
        var random = new Random(7);
        Actor Officer() => new(Guid.CreateVersion7(), "", null, [StaffRoles.Impartiality], []);
        Actor Auditor()
        {
            var number = random.Next(ManyRows.People);
            return new(ManyRows.Account(number), "", ManyRows.Person(number), [StaffRoles.Auditor], []);
        }

        var middle = new ListPlace(new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero), new DateOnly(2021, 6, 1), "2021", Guid.Empty);
        var noDue = new ListPlace(default, DateOnly.MaxValue, "", new Guid(count / 2, 7, 0, [0x80, 1, 2, 3, 4, 5, 6, 7]));
        foreach (var (who, actor) in new (string, Func<Actor>)[] { ("officer", Officer), ("auditor", Auditor) })
        {
            await ListAsync(services, $"list, {who}: first page", actor, new());
            await ListAsync(services, $"list, {who}: from the middle", actor, new() { After = middle });
            await ListAsync(services, $"list, {who}: by next due", actor, new() { Sort = ListSort.NextDue });
            await ListAsync(services, $"list, {who}: by next due, among those with none", actor, new() { Sort = ListSort.NextDue, After = noDue });
            await ListAsync(services, $"list, {who}: by name, from the middle", actor, new() { Sort = ListSort.Name, After = middle });
            await ListAsync(services, $"list, {who}: implementing, by event", actor, new() { Phase = "implement", Sort = ListSort.EventDate });
            await ListAsync(services, $"list, {who}: late", actor, new() { Late = true });
            await ListAsync(services, $"list, {who}: conflict, 1 in 1,000", actor, new() { Conflict = true });
            await ListAsync(services, $"list, {who}: exhibitions of 2019, newest first", actor, new() { Kind = EventKind.Exhibition, Year = 2019 });
            await ListAsync(services, $"list, {who}: a year with nothing", actor, new() { Year = 2012 });
            await ListAsync(services, $"list, {who}: blocked, a year with nothing", actor, new() { Blocked = true, Year = 2012 });
            await ListAsync(services, $"list, {who}: closed, no kind with its firm's turn", actor, new() { Phase = "closed", Kind = EventKind.Exhibition, Turn = Application.Duties.Ball.Firm });
            await ListAsync(services, $"list, {who}: text, frequent", actor, new() { Text = "冰雪" });
            foreach (var (what, query) in new[] { ("two characters", "冰雪"), ("two words", "净月潭 电竞"), ("four characters", "人参博览"), ("a name in full", "2019吉林净月潭滑雪锦标赛"), ("absent", "航天"), ("absent beside frequent", "冰雪航天") })
            {
                await TimeAsync(services, $"search, {who}: {what}", async (Searches s) => (await s.FindAsync(actor(), query, null, null, Searches.PageSize, CancellationToken.None)).Rows.Count);
            }

            await TimeAsync(services, $"first page, {who}", async (TodayList t) =>
            {
                var me = actor();
                await t.EngagementsAsync(me, CancellationToken.None);
                await t.InReviewAsync(me, CancellationToken.None);
                return (await t.ReadAsync(me, null, TodayList.Shown, CancellationToken.None)).Sum(s => s.Rows.Count);
            });
            await TimeAsync(services, $"queue, {who}", async (ReviewDesk d) => (await d.ReadAsync(actor(), CancellationToken.None)).Ready.Count);
            await TimeAsync(services, $"dashboard of a year, {who}", async (FirmFigures f) => (await f.ReadAsync(actor(), new DateOnly(2025, 11, 24), new DateOnly(2026, 11, 23), CancellationToken.None)).Engagements, 10);
        }
    }

    private static Task ListAsync(ServiceProvider services, string what, Func<Actor> actor, EngagementListQuery query) =>
        TimeAsync(services, what, async (EngagementList list) => (await list.PageAsync(actor(), query, CancellationToken.None)).Rows.Count);

    private static async Task TimeAsync<T>(ServiceProvider services, string what, Func<T, Task<int>> work, int runs = Runs) where T : notnull
    {
        var taken = new List<double>();
        var rows = 0;
        for (var i = -3; i < runs; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var start = Stopwatch.GetTimestamp();
            rows = await work(scope.ServiceProvider.GetRequiredService<T>());
            if (i >= 0)
            {
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        taken.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {taken[taken.Count / 2],8:0.0} {taken[taken.Count * 95 / 100],8:0.0} ms  (p50, p95 of {runs}; last {rows} rows)"));
    }
}
