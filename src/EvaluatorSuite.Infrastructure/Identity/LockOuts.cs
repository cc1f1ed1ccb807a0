using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>Enters in the ledger that an account was closed for a while, once for each time.</summary>
public sealed class LockOuts(SuiteDb db, UserManager<SuiteUser> users, LedgerWriter ledger)
{
    /// <summary>Runs an attempt that is counted, and enters the lock-out if it is this attempt that brought it.</summary>
    public async Task<T> WatchAsync<T>(SuiteUser user, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var before = await users.IsLockedOutAsync(user);
        var result = await attempt();
        if (!before && await users.IsLockedOutAsync(user))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ledger.AppendAsync(user.Id, null, "user.locked-out", new Dictionary<string, object?> { ["user"] = user.Id, ["until"] = user.LockoutEnd }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }
}
