using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Verdicts;

/// <summary>
/// Checks every open engagement again after facts of the registry have changed (domain.md § 3: whenever a fact on its path changes).
/// What the pages show is always asked anew; this brings lists, duties and the ledger to the same state.
/// </summary>
public sealed class RecheckJob(SuiteDb db, StandingKeeper standings) : IJob<RecheckJob.Args>
{
    public static string Name => "recheck";

    /// <param name="Organizations">Whose facts changed; null for a change that can touch every engagement, as one of the firm's group can.</param>
    public sealed record Args(IReadOnlyList<Guid>? Organizations, IReadOnlyList<Guid> People);

    public async Task RunAsync(Args args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken)
    {
        var open = db.Engagements.Where(e => e.ClosedAt == null);
        if (args.Organizations is { } organizations)
        {
            var people = args.People;
            open = open.Where(e => organizations.Contains(e.Event.OrganizerId) || organizations.Contains(e.Terms.FirmId)
                || people.Contains(e.ReviewerId!.Value) || people.Contains(e.ApproverId!.Value)
                || db.TeamMembers.Any(m => m.EngagementId == e.Id && people.Contains(m.PersonId)));
        }

        foreach (var id in await open.OrderBy(e => e.OpenedAt).Select(e => e.Id).ToListAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Standings.Where(s => s.EngagementId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Touched, x => x.Touched + 1), cancellationToken);
            await standings.RefreshAsync(id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await finish(() => Task.CompletedTask);
    }
}
