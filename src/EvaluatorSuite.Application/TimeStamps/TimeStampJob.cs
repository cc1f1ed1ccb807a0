using System.Security.Cryptography;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.TimeStamps;

/// <summary>Fetches one time stamp that is owed. An authority that is down leaves it owed, and it is tried again.</summary>
public sealed class TimeStampJob(SuiteDb db, ITimeStampAuthority authority, LedgerWriter ledger) : IJob<TimeStampJob.Args>
{
    public static string Name => "time-stamp";

    public sealed record Args(Guid Id);

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        var stamp = await db.TimeStamps.SingleOrDefaultAsync(s => s.Id == args.Id, cancellationToken);
        if (stamp is not { IsPending: true })
        {
            return;
        }

        var stamped = await authority.StampAsync(Convert.FromHexString(stamp.Digest), cancellationToken);
        await finish(async () =>
        {
            stamp.Take(stamped);
            await ledger.AppendAsync(Guid.Empty, stamp.EngagementId, "signature.time-stamped", new Dictionary<string, object?>
            {
                ["digest"] = stamp.Digest,
                ["stampedAt"] = stamped.At,
                ["authority"] = stamp.Authority,
                ["tokenSha256"] = Convert.ToHexStringLower(SHA256.HashData(stamped.Token)),
            }, cancellationToken);
        });
    }
}
