using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Work)]
public sealed class LineNewModel(EngagementViews views, InventoryService inventory) : EngagementPageModel(views)
{
    public override string Tab => "inventory";

    [BindProperty]
    public TypedLine Figures { get; set; } = new();

    public bool Calculated { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await FormErrors.Under("Figures.", () => inventory.AddLineAsync(User.Actor(), EngagementId, LineAuthor.Firm, Figures, cancellationToken));
        return LocalRedirect($"/engagements/{EngagementId}/inventory/lines/{id}?saved=added");
    }

    /// <summary>Offers amount × factor as the claim; nothing is saved.</summary>
    public async Task<IActionResult> OnPostCalculateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        (Figures, Calculated) = this.OfferClaim(View.Facts.Guide, Figures, new LineFacts());
        return Calculated ? Page() : await RedrawAsync(cancellationToken);
    }
}

internal static class ClaimOffer
{
    /// <returns>What was typed with the calculated claim, or as it was with every reason why there is none.</returns>
    public static (TypedLine Typed, bool Calculated) OfferClaim(this SuitePage page, Domain.Guides.GuidePack guide, TypedLine typed, LineFacts current)
    {
        var (tonnes, refusals) = InventoryService.CalculatedClaim(guide, typed, current);
        page.ModelState.Clear();
        foreach (var refusal in refusals)
        {
            page.ModelState.AddModelError($"Figures.{refusal.Field}", page.T.Say(refusal.Reason));
        }

        return tonnes is { } claim ? (typed with { ClaimedTonnes = TypedLines.Plain(claim) }, true) : (typed, false);
    }
}
