using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class IndependenceModel(EngagementViews views, OffsetService offsets) : EngagementPageModel(views)
{
    public override string Tab => "independence";

    public async Task<IActionResult> OnPostSellerAsync(Guid seller, string? reason, CancellationToken cancellationToken)
    {
        await offsets.DeclareSellerMistakenAsync(Actor, EngagementId, seller, reason, cancellationToken);
        return Done("seller-mistaken", "/independence");
    }
}
