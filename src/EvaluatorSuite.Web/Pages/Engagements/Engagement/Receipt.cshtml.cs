using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What became of the files of one upload.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ReceiptModel(EngagementViews views, SuiteDb db) : EngagementPageModel(views)
{
    [FromRoute]
    public Guid ReceiptId { get; set; }

    public UploadReceipt Receipt { get; private set; } = null!;

    public override string Tab => "evidence";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var receipt = await db.UploadReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ReceiptId && r.EngagementId == EngagementId, cancellationToken);
        Receipt = receipt!;
        return receipt is not null && await base.LoadAsync(cancellationToken);
    }
}
