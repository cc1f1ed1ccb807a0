using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Workflows;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EvaluatorSuite.Infrastructure.Jobs;

/// <summary>Hands what is owed to Hangfire. The table, not Hangfire's storage, is the record, so a restart on the in-memory storage loses nothing.</summary>
public sealed class JobDispatcher(
    IServiceScopeFactory scopes, IBackgroundJobClient hangfire, SuiteOptions options, TimeProvider clock, ILogger<JobDispatcher> logger) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan DueInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(7);

    /// <summary>Longer than any job may take; after it a request whose worker died is given out again.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(30);

    /// <returns>How many requests were handed over.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var now = clock.GetUtcNow();
        var owed = await db.JobRequests.Where(r => r.FinishedAt == null && r.DueAt <= now && (r.ClaimedUntil == null || r.ClaimedUntil < now))
            .OrderBy(r => r.DueAt).Select(r => r.Id).Take(Batch).ToListAsync(cancellationToken);
        var handed = 0;

        foreach (var id in owed)
        {
            var claimed = await db.JobRequests.Where(r => r.Id == id && r.FinishedAt == null && (r.ClaimedUntil == null || r.ClaimedUntil < now))
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.ClaimedUntil, now + Claim), cancellationToken);
            if (claimed == 1)
            {
                hangfire.Enqueue<JobRunner>(runner => runner.RunAsync(id, CancellationToken.None));
                handed++;
            }
        }

        return handed;
    }

    /// <summary>
    /// What a process that has ended took with it. On SQLite there is one process and its storage is its memory, so every claim is void when
    /// it starts.
    /// </summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        if (options.Database == "Sqlite")
        {
            await db.JobRequests.Where(r => r.FinishedAt == null && r.ClaimedUntil != null)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.ClaimedUntil, (DateTimeOffset?)null), cancellationToken);
        }
    }

    /// <summary>
    /// Tables that somebody handed over and never took in, room that uploads reserved whose process died, and keys and answers of forms and
    /// requests that nobody will send again; and once a day what lies in the evidence store without a reference.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        await scope.ServiceProvider.GetRequiredService<LineImports>().SweepAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<UploadQuota>().SweepAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<JobOutbox>().EnqueueDailyAsync<SweepEvidenceStoreJob, SweepEvidenceStoreJob.Args>(new(), cancellationToken);
        await scope.ServiceProvider.GetRequiredService<JobOutbox>().EnqueueDailyAsync<AnchorLedgerJob, AnchorLedgerJob.Args>(new(), cancellationToken);
        var old = clock.GetUtcNow() - KeyLife;
        await db.HandledRequests.Where(r => r.At < old).ExecuteDeleteAsync(cancellationToken);
        await db.ApiRequests.Where(r => r.At < old).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tidied = false;
        var (sweep, due) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                if (!tidied)
                {
                    await TidyAsync(stoppingToken);
                    tidied = true;
                }

                if (clock.GetUtcNow() >= sweep)
                {
                    await SweepAsync(stoppingToken);
                    sweep = clock.GetUtcNow() + SweepInterval;
                }

                if (clock.GetUtcNow() >= due)
                {
                    due = clock.GetUtcNow() + DueInterval;
                    await GoOnAsync(stoppingToken);
                }

                await DispatchAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away for a while; what is owed stays owed.
                logger.LogError(failure, "Job requests could not be handed over");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // An engagement that cannot go on keeps no job from being handed over; it is tried again the next time.
    private async Task GoOnAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DueSteps>().RunAsync(stoppingToken);
        }
        catch (AggregateException failures)
        {
            foreach (var failure in failures.InnerExceptions)
            {
                logger.LogError(failure, "An engagement whose step is due could not go on");
            }
        }
    }
}
