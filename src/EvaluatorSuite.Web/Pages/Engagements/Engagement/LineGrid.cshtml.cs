using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Several lines in one form: those from a place on, and empty rows for new ones.</summary>
[EngagementPage(EngagementAct.Work)]
public sealed class LineGridModel(EngagementViews views, InventoryService inventory, SuiteDb db) : EngagementPageModel(views)
{
    /// <summary>Of the rows of a grid, so many are for lines that there are.</summary>
    public const int Existing = 20;

    private bool _typed;

    public override string Tab => "inventory";

    [FromQuery]
    public int From { get; set; }

    [BindProperty]
    public List<GridInput> Rows { get; set; } = [];

    /// <summary>How many lines have just been written.</summary>
    [FromQuery]
    public int? Saved { get; set; }

    public int Lines => View.Verdict.Inventory.Lines.Count;

    public int First => Math.Clamp(From, 0, Lines);

    public ActivityGrid Grid { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var typed = Rows.Select(r => r.LineId).OfType<Guid>().ToList();
        var rows = db.InventoryLines.AsNoTracking().Where(l => l.EngagementId == EngagementId);
        var lines = await (_typed ? rows.Where(l => typed.Contains(l.Id)).OrderBy(l => l.Position) : rows.OrderBy(l => l.Position).Skip(First).Take(Existing)).ToListAsync(cancellationToken);
        Grid = ActivityGrid.Of(View.Facts.Guide, lines, LineAuthor.Firm, $"?from={First}", _typed ? Rows : null);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        _typed = true;
        var count = await inventory.EnterAsync(User.Actor(), EngagementId, LineAuthor.Firm, GridInput.Rows(Rows), cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory/grid?from={Math.Max(0, From)}&saved={count}");
    }
}
