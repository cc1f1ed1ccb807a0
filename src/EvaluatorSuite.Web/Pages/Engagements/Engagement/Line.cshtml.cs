using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>One line: the organizer's figures, the evaluator's check of them, and what the two come to.</summary>
[EngagementPage(EngagementAct.Work)]
public sealed class LineModel(EngagementViews views, InventoryService inventory, SuiteDb db) : EngagementPageModel(views)
{
    private bool _figuresTyped;
    private bool _checkTyped;

    public override string Tab => "inventory";

    [FromRoute]
    public Guid LineId { get; set; }

    [BindProperty]
    public int? Seen { get; set; }

    [BindProperty]
    public TypedLine Figures { get; set; } = new();

    [BindProperty]
    public TypedVerification Checked { get; set; } = new();

    /// <summary>What has just been done.</summary>
    [FromQuery]
    public string? Saved { get; set; }

    public bool Calculated { get; private set; }

    public InventoryLine Line { get; private set; } = null!;

    public CalculatedLine Now { get; private set; } = null!;

    /// <summary>Which state of the line the next save goes upon: after a conflict the one that is now shown, otherwise the one that was seen.</summary>
    public int Upon => Response.StatusCode == StatusCodes.Status409Conflict ? Line.Version : Seen ?? Line.Version;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var line = await db.InventoryLines.AsNoTracking().SingleOrDefaultAsync(l => l.Id == LineId && l.EngagementId == EngagementId, cancellationToken);
        if (line is null)
        {
            return false;
        }

        await base.LoadAsync(cancellationToken);
        Line = line;
        Now = Inventory.Calculate(View.Facts.Guide, line.Facts);
        Figures = _figuresTyped ? Figures : TypedLines.Of(line.Facts);
        Checked = _checkTyped ? Checked : TypedLines.Checked(line.Facts);
        return true;
    }

    /// <summary>A form that says not which part it sends.</summary>
    public IActionResult OnPost() => NotFound();

    public async Task<IActionResult> OnPostFiguresAsync(CancellationToken cancellationToken)
    {
        _figuresTyped = true;
        return await ActAsync("Figures.", "figures", () => inventory.CorrectLineAsync(User.Actor(), EngagementId, LineAuthor.Firm, LineId, Seen ?? -1, Figures, cancellationToken));
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        _checkTyped = true;
        Checked = Checked with { Evidence = await EvidenceKeys.ReadAsync(db, EngagementId, Checked.Evidence, cancellationToken) };
        return await ActAsync("Checked.", "checked", () => inventory.VerifyLineAsync(User.Actor(), EngagementId, LineId, Seen ?? -1, Checked, cancellationToken));
    }

    public async Task<IActionResult> OnPostCalculateAsync(CancellationToken cancellationToken)
    {
        _figuresTyped = true;
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        (Figures, Calculated) = this.OfferClaim(View.Facts.Guide, Figures, Line.Facts);
        return Calculated ? Page() : await RedrawAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await inventory.RemoveLineAsync(User.Actor(), EngagementId, LineAuthor.Firm, LineId, Seen ?? -1, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory");
    }

    private Task<IActionResult> ActAsync(string prefix, string saved, Func<Task> act) => FormErrors.Under<IActionResult>(prefix, async () =>
    {
        await act();
        return LocalRedirect($"/engagements/{EngagementId}/inventory/lines/{LineId}?saved={saved}");
    });
}
