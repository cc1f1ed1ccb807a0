using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Verdicts;

/// <summary>
/// Checks open engagements again after facts of the registry, or units that they share, have changed (domain.md § 3: whenever a fact on its path changes).
/// What the pages show is always asked anew; this brings lists, duties and the ledger to the same state.
/// </summary>
public sealed class RecheckJob(SuiteDb db, StandingKeeper standings) : IJob<RecheckJob.Args>
{
    public static string Name => "recheck";

    /// <param name="Organizations">Whose facts changed; null for a change that can touch every engagement, as one of the firm's group can.</param>
    /// <param name="Event">An event that a changed fact names, whoever organizes it.</param>
    /// <param name="Engagements">Those that a change elsewhere touches directly, as of units that they use too.</param>
    public sealed record Args(IReadOnlyList<Guid>? Organizations, IReadOnlyList<Guid> People, string? Event = null, IReadOnlyList<Guid>? Engagements = null);

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        await standings.RefreshEachAsync(await db.OpenAsync(args, cancellationToken), cancellationToken);
        await finish(() => Task.CompletedTask);
    }
}

public static class Rechecks
{
    /// <summary>The open engagements that a change of what is shared can touch, newest first.</summary>
    public static async Task<IReadOnlyList<Guid>> OpenAsync(this SuiteDb db, RecheckJob.Args args, CancellationToken cancellationToken)
    {
        var all = db.Engagements.Where(e => e.ClosedAt == null);
        var touched = all;
        if (args.Organizations is { } organizations)
        {
            var (people, engagements) = (args.People, args.Engagements ?? []);
            touched = all.Where(e => organizations.Contains(e.Event.OrganizerId) || organizations.Contains(e.Terms.FirmId)
                || e.FormerOrganizerIds.Any(o => organizations.Contains(o)) || engagements.Contains(e.Id)
                || people.Contains(e.ReviewerId!.Value) || people.Contains(e.ApproverId!.Value) || people.Contains(e.OpenerPersonId!.Value)
                || db.TeamMembers.Any(m => m.EngagementId == e.Id && people.Contains(m.PersonId)));
        }

        var ids = await touched.OrderByDescending(e => e.OpenedAt).Select(e => e.Id).ToListAsync(cancellationToken);
        if (args.Event is null || args.Organizations is null)
        {
            return ids;
        }

        var key = EventNames.Key(args.Event);
        return [.. ids.Union(await all.Where(e => db.EventKeys.Any(k => k.Key == key && k.EngagementId == e.Id)).Select(e => e.Id).ToListAsync(cancellationToken))];
    }
}
