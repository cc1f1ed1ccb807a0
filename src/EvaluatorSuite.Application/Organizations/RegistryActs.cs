using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>
/// How every act on the registry begins and ends, inside the transaction of the request. Auditors and the impartiality officer add
/// facts and make them stricter; only the officer makes one count no longer.
/// </summary>
public sealed class RegistryActs(SuiteDb db, SharedFactsCounter shared, JobOutbox jobs, SearchIndexer search, LedgerWriter ledger)
{
    public static bool MayRecord(Actor actor) => actor.Is(StaffRoles.Auditor) || actor.Is(StaffRoles.Impartiality);

    public static bool MayWeaken(Actor actor) => actor.Is(StaffRoles.Impartiality);

    /// <summary>Takes the registry: what is checked before something is entered stays true until it is.</summary>
    /// <exception cref="ForbiddenException">The actor's role does not allow it.</exception>
    public async Task BeginAsync(Actor actor, CancellationToken cancellationToken)
    {
        Require(MayRecord(actor));
        await shared.ChangedAsync(cancellationToken);
    }

    public async Task BeginWeakeningAsync(Actor actor, CancellationToken cancellationToken)
    {
        Require(MayWeaken(actor));
        await shared.ChangedAsync(cancellationToken);
    }

    /// <summary>Saves, asks for the open engagements to be checked again, and enters the act in the ledger.</summary>
    /// <param name="recheck">What changed; null for what no rule reads.</param>
    public async Task RecordAsync(Actor actor, string action, IReadOnlyDictionary<string, object?> values, RecheckJob.Args? recheck, CancellationToken cancellationToken)
    {
        if (recheck is not null)
        {
            jobs.Enqueue<RecheckJob, RecheckJob.Args>(recheck);
        }

        var touched = db.ChangeTracker.Entries<Row>().Where(e => e is { Entity: Organization or Person, State: EntityState.Added or EntityState.Modified }).Select(e => e.Entity.Id).ToList();
        await db.SaveChangesAsync(cancellationToken);
        await search.RegistryAsync(touched, cancellationToken);
        await ledger.AppendAsync(actor.UserId, null, action, values, cancellationToken);
    }

    private static void Require(bool may)
    {
        if (!may)
        {
            throw new ForbiddenException("change the registry");
        }
    }
}
