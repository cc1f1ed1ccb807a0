using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>Takes bytes out of the evidence store to which nothing refers: uploads that broke off after their files had arrived. What it did is entered in the ledger.</summary>
public sealed class SweepEvidenceStoreJob(IEvidenceStore store, IEnumerable<IBytesReference> references, LedgerWriter ledger) : IJob<SweepEvidenceStoreJob.Args>
{
    public const string Action = "evidence.swept";

    public static string Name => "sweep-evidence-store";

    public sealed record Args;

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        var swept = await store.SweepAsync(ReferredAsync, cancellationToken);
        if (!swept.IsNothing)
        {
            await finish(() => ledger.AppendAsync(Guid.Empty, null, Action, new Dictionary<string, object?>
            {
                ["setAside"] = swept.SetAside,
                ["restored"] = swept.Restored,
                ["deleted"] = swept.Deleted,
            }, cancellationToken));
        }
    }

    private async Task<IReadOnlySet<string>> ReferredAsync(string beginning, CancellationToken cancellationToken)
    {
        var digests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            digests.UnionWith(await reference.DigestsAsync(beginning, cancellationToken));
        }

        return digests;
    }
}
