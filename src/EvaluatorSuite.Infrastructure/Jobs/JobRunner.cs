using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Jobs;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EvaluatorSuite.Infrastructure.Jobs;

/// <summary>Runs one request. What the job writes and the mark that it is done are one transaction; a failure leaves the request to a later try.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    // Trying again is the table's business: Hangfire's own retries would not survive a restart on its in-memory storage.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid requestId, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, requestId, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "Job request {RequestId} failed", requestId);
            await RecordAsync(requestId, failure, cancellationToken);
        }
    }

    private async Task RunAsync(IServiceProvider services, Guid requestId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<SuiteDb>();
        var request = await db.JobRequests.AsNoTracking().SingleAsync(r => r.Id == requestId, cancellationToken);
        if (request.FinishedAt is not null)
        {
            return;
        }

        var finished = false;
        await JobCatalog.RunAsync(request.Job, services, request.Args, FinishAsync, cancellationToken);
        if (!finished)
        {
            await FinishAsync(() => Task.CompletedTask);
        }

        async Task FinishAsync(Func<Task> write)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

            // The mark comes first: of two workers with the same request the second waits here and then finds nothing to mark.
            var marked = await db.JobRequests.Where(r => r.Id == requestId && r.FinishedAt == null)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.FinishedAt, clock.GetUtcNow()).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancellationToken);
            if (marked == 1)
            {
                await write();
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            finished = true;
        }
    }

    private async Task RecordAsync(Guid requestId, Exception failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var request = await db.JobRequests.SingleAsync(r => r.Id == requestId, cancellationToken);
        request.Attempts++;
        request.LastError = failure.Message.Length > 2000 ? failure.Message[..2000] : failure.Message;
        request.DueAt = clock.GetUtcNow() + Wait(request.Attempts);
        request.ClaimedUntil = null;
        await db.SaveChangesAsync(cancellationToken);
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = TimeSpan.FromSeconds(10L << Math.Min(attempts, 12));
        return wait < LongestWait ? wait : LongestWait;
    }
}
