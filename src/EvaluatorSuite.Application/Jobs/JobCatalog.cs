using System.Text.Json;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Verdicts;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Jobs;

/// <summary>Every job by its stable name.</summary>
public static class JobCatalog
{
    private static readonly Dictionary<string, Func<IServiceProvider, string, Func<Func<Task>, Task>, CancellationToken, Task>> Runners = new(StringComparer.Ordinal)
    {
        [VerifyEvidenceJob.Name] = Run<VerifyEvidenceJob, VerifyEvidenceJob.Args>,
        [SweepEvidenceStoreJob.Name] = Run<SweepEvidenceStoreJob, SweepEvidenceStoreJob.Args>,
        [SearchRebuildJob.Name] = Run<SearchRebuildJob, SearchRebuildJob.Args>,
        [TimeStampJob.Name] = Run<TimeStampJob, TimeStampJob.Args>,
        [AnchorLedgerJob.Name] = Run<AnchorLedgerJob, AnchorLedgerJob.Args>,
        [RecheckJob.Name] = Run<RecheckJob, RecheckJob.Args>,
    };

    /// <exception cref="InvalidOperationException">No job has this name.</exception>
    public static Task RunAsync(string name, IServiceProvider services, string args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken) =>
        Runners.TryGetValue(name, out var run)
            ? run(services, args, finish, cancellationToken)
            : throw new InvalidOperationException($"No job is called '{name}'.");

    private static Task Run<TJob, TArgs>(IServiceProvider services, string args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken) where TJob : IJob<TArgs> =>
        ActivatorUtilities.CreateInstance<TJob>(services).RunAsync(JsonSerializer.Deserialize<TArgs>(args)!, finish, cancellationToken);
}
