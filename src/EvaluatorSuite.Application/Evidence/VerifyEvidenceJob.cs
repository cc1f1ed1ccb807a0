using System.Security.Cryptography;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>Reads every evidence file of an engagement back and enters in the ledger whether each still is what was handed over.</summary>
public sealed class VerifyEvidenceJob(SuiteDb db, IEvidenceStore store, LedgerWriter ledger) : IJob<VerifyEvidenceJob.Args>
{
    public const string Action = "evidence.verified";

    public static string Name => "verify-evidence";

    public sealed record Args(Guid EngagementId);

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        // A second run of one request would say the same again.
        if (await db.Ledger.AnyAsync(e => e.EngagementId == args.EngagementId && e.Action == Action, cancellationToken))
        {
            return;
        }

        var digests = await db.Evidence.Where(e => e.EngagementId == args.EngagementId && e.Facts.Sha256 != null)
            .Select(e => e.Facts.Sha256!).Distinct().ToListAsync(cancellationToken);
        var altered = new List<string>();
        foreach (var digest in digests.Order(StringComparer.Ordinal))
        {
            if (!await IsIntactAsync(digest, cancellationToken))
            {
                altered.Add(digest);
            }
        }

        await finish(() => ledger.AppendAsync(
            Guid.Empty, args.EngagementId, Action, new Dictionary<string, object?> { ["files"] = digests.Count, ["altered"] = altered }, cancellationToken));
    }

    private async Task<bool> IsIntactAsync(string digest, CancellationToken cancellationToken)
    {
        await using var bytes = await store.OpenAsync(digest, cancellationToken);
        return bytes is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken)) == digest;
    }
}
