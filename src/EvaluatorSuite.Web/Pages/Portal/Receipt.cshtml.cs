using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>The receipt of an upload through the portal.</summary>
[PortalPage]
public sealed class ReceiptModel(PortalReader reader, SuiteDb db, TimeProvider clock) : PortalPageModel(reader, clock)
{
    [FromRoute]
    public Guid ReceiptId { get; set; }

    public UploadReceipt Receipt { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // Receipts of the firm's own uploads are not the organizer's to see.
        var receipt = await db.UploadReceipts.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == ReceiptId && r.EngagementId == EngagementId
                && db.Engagements.Any(e => e.Id == r.EngagementId && db.OrganizerMembers.Any(m => m.UserId == r.UserId && m.OrganizationId == e.Event.OrganizerId)), cancellationToken);
        Receipt = receipt!;
        return receipt is not null && await base.LoadAsync(cancellationToken);
    }
}
