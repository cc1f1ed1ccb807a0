using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Infrastructure.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Respawn;
using Respawn.Graph;

namespace EvaluatorSuite.Testing;

/// <summary>The use cases on a real database of their own, without the web. Each test acts in scopes, as requests would.</summary>
public sealed class SuiteHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private Respawner? _respawner;

    private SuiteHost(TestDatabase database, Action<IServiceCollection>? also)
    {
        _database = database;
        var services = new ServiceCollection().AddLogging().AddSuite(database.Options).AddSingleton<TimeProvider>(Clock).AddSingleton<JobRunner>();
        also?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    // FTS5 keeps itself in tables of its own, which nobody else may empty.
    private static IEnumerable<Table> SearchTables => new[] { "", "_data", "_idx", "_docsize", "_config" }.Select(part => new Table($"search_grams{part}"));

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));

    public SuiteOptions Options => _database.Options;

    public IServiceProvider Services => _services;

    /// <param name="also">What this host has otherwise than the others.</param>
    public static async Task<SuiteHost> StartAsync(string provider, Action<IServiceCollection>? also = null)
    {
        var host = new SuiteHost(new TestDatabase(provider), also);
        await host.UseAsync<DatabaseSetup>(setup => setup.RunAsync(CancellationToken.None));
        await host.UseAsync<GuideStore>(guides => guides.RefreshAsync(CancellationToken.None));
        await host.UseAsync<WorkflowStore>(store => store.RefreshAsync(CancellationToken.None));
        return host;
    }

    /// <summary>Empties every table but those that setting up fills.</summary>
    public async Task ResetAsync()
    {
        await using System.Data.Common.DbConnection connection = _database.Provider == TestDatabase.PostgreSql
            ? new NpgsqlConnection(Options.Connection)
            : new SqliteConnection(Options.Connection);
        await connection.OpenAsync();
        _respawner ??= await Respawner.CreateAsync(connection, new RespawnerOptions
        {
            DbAdapter = _database.Provider == TestDatabase.PostgreSql ? DbAdapter.Postgres : DbAdapter.Sqlite,
            TablesToIgnore = [new Table("__EFMigrationsHistory"), new Table("__EFMigrationsLock"), new Table("guides"), new Table("workflow_definitions"), new Table("workflow_processes"), new Table("ledger_head"), new Table("shared_facts"), new Table("report_numbers"), .. SearchTables],
        });
        await _respawner.ResetAsync(connection);
        await UseAsync<ISearchIndex>(index => index.ClearAsync(CancellationToken.None));
        await DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"ledger_head\" SET \"Sequence\" = 0, \"Hash\" = {LedgerEntry.GenesisHash}"));
    }

    public async Task UseAsync<T>(Func<T, Task> use) where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task<T> ReadAsync<T>(Func<SuiteDb, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<SuiteDb>());
    }

    /// <summary>Changes rows behind the product's back.</summary>
    public Task DoAsync(Func<SuiteDb, Task> act) => UseAsync<SuiteDb>(async db =>
    {
        await act(db);
        await db.ForgetViewsAsync();
    });

    public async Task<Guid> ImportAsync(CaseFolderBuilder builder)
    {
        using var folder = new TemporaryFolder();
        await using var source = new DirectoryCaseFolder(builder.WriteTo(folder.Path));
        await using var scope = _services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<CaseImporter>();
        var prepared = await importer.PrepareAsync(source, null, CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = await importer.SaveAsync(prepared, Guid.Empty, CancellationToken.None);
        await transaction.CommitAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }

    /// <summary>One use case in one transaction, as a request would run it.</summary>
    public async Task ActAsync<T>(Func<T, Task> act) where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await act(scope.ServiceProvider.GetRequiredService<T>());
        await transaction.CommitAsync();
    }

    /// <summary>Somebody of the firm, known by the name that the sample case gives them.</summary>
    public async Task<Actor> ActorAsync(string name, params string[] roles)
    {
        var person = await ReadAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Id).FirstAsync());
        return new Actor(Guid.CreateVersion7(), name, person, roles.Length == 0 ? [StaffRoles.Auditor] : roles, []);
    }

    public async Task<EvaluationFacts> FactsAsync(Guid engagementId)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EvaluationReader>().ReadAsync(engagementId, CancellationToken.None);
    }

    public async Task<Verdict> EvaluateAsync(Guid engagementId) => Evaluation.Evaluate(await FactsAsync(engagementId));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
