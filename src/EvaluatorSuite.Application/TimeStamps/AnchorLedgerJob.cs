using System.Security.Cryptography;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.TimeStamps;

/// <summary>A place outside this installation that keeps heads of the ledger: whoever rewrites the chain cannot rewrite it there.</summary>
public interface ILedgerAnchor
{
    bool IsConfigured { get; }

    /// <exception cref="IOException">It could not be written.</exception>
    Task KeepAsync(DateTimeOffset at, long sequence, string hash, CancellationToken cancellationToken);
}

/// <summary>Once a day the head of the ledger goes to a time-stamping authority and to a file elsewhere, whichever is configured.</summary>
public sealed class AnchorLedgerJob(SuiteDb db, ITimeStampAuthority authority, ILedgerAnchor anchor, LedgerWriter ledger, TimeProvider clock) : IJob<AnchorLedgerJob.Args>
{
    public const string Action = "ledger.anchored";

    public static string Name => "anchor-ledger";

    public sealed record Args;

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        if (!authority.IsConfigured && !anchor.IsConfigured)
        {
            return;
        }

        // Nothing but the entry of the last anchor would be anchored.
        var head = await db.Ledger.AsNoTracking().OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash, e.Action }).FirstOrDefaultAsync(cancellationToken);
        if (head is null || head.Action == Action)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var stamped = authority.IsConfigured ? await authority.StampAsync(Convert.FromHexString(head.Hash), cancellationToken) : null;
        if (anchor.IsConfigured)
        {
            await anchor.KeepAsync(now, head.Sequence, head.Hash, cancellationToken);
        }

        await finish(async () =>
        {
            var stamp = new TimeStamp { Id = Guid.CreateVersion7(), Sequence = head.Sequence, Digest = head.Hash, AskedAt = now };
            if (stamped is not null)
            {
                stamp.Take(stamped);
                db.TimeStamps.Add(stamp);
            }

            await ledger.AppendAsync(Guid.Empty, null, Action, new Dictionary<string, object?>
            {
                ["sequence"] = head.Sequence,
                ["hash"] = head.Hash,
                ["file"] = anchor.IsConfigured,
                ["stampedAt"] = stamped?.At,
                ["authority"] = stamp.Authority,
                ["tokenSha256"] = stamped is null ? null : Convert.ToHexStringLower(SHA256.HashData(stamped.Token)),
            }, cancellationToken);
        });
    }
}
