using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>
/// Takes bytes out of the evidence store to which nothing refers: uploads that broke off after their files had arrived. What it does is
/// entered in the ledger, for each beginning of a digest by itself and before anything of it is deleted: nothing goes without an entry.
/// </summary>
public sealed class SweepEvidenceStoreJob(IEvidenceStore store, IEnumerable<IBytesReference> references, SuiteDb db, LedgerWriter ledger) : IJob<SweepEvidenceStoreJob.Args>
{
    public const string Action = "evidence.swept";

    public static string Name => "sweep-evidence-store";

    public sealed record Args;

    public Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken) => store.SweepAsync(ReferredAsync, EnterAsync, cancellationToken);

    private async Task EnterAsync(SweptBytes swept, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ledger.AppendAsync(Guid.Empty, null, Action, new Dictionary<string, object?>
        {
            ["setAside"] = swept.SetAside,
            ["restored"] = swept.Restored,
            ["deleted"] = swept.Deleted,
        }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
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
