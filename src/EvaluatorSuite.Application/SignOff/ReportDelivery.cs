using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>The first fetching of an issued report by somebody of the organizer's: the receipt of its delivery.</summary>
public sealed class ReportDelivery(SuiteDb db, LedgerWriter ledger, TimeProvider clock)
{
    public const string Action = "report.delivered";

    /// <summary>Marks it and enters it in the ledger, once however many fetch it and however often.</summary>
    public async Task EnterAsync(Actor actor, Guid engagementId, Guid reportId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // The mark comes first: of two at once the second waits here and then finds nothing to mark.
        var marked = await db.IssuedReports.Where(r => r.Id == reportId && r.EngagementId == engagementId && r.FetchedAt == null)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.FetchedAt, now).SetProperty(x => x.FetchedBy, actor.Name), cancellationToken);
        if (marked == 1)
        {
            var report = await db.IssuedReports.AsNoTracking().Where(r => r.Id == reportId).Select(r => new { r.Number, r.Sha256 }).SingleAsync(cancellationToken);
            await ledger.AppendAsync(actor.UserId, engagementId, Action, new Dictionary<string, object?>
            {
                ["number"] = report.Number,
                ["sha256"] = report.Sha256,
                ["by"] = actor.Name,
                ["at"] = now,
            }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
