using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>The organizer's own activity data, in the grid that the evaluators use; what the evaluators found is not in it.</summary>
[PortalPage]
public sealed class DataModel(PortalReader reader, InventoryService inventory, GuideStore guides, SuiteDb db, TimeProvider clock) : PortalPageModel(reader, clock)
{
    public const int Existing = 20;

    private bool _typed;

    [FromQuery]
    public int From { get; set; }

    [BindProperty]
    public List<GridInput> Rows { get; set; } = [];

    public int Lines { get; private set; }

    public int First => Math.Clamp(From, 0, Lines);

    public ActivityGrid Grid { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        var rows = db.InventoryLines.AsNoTracking().Where(l => l.EngagementId == EngagementId);
        var named = Rows.Select(r => r.LineId).OfType<Guid>().ToList();
        Lines = await rows.CountAsync(cancellationToken);
        var lines = await (_typed ? rows.Where(l => named.Contains(l.Id)).OrderBy(l => l.Position) : rows.OrderBy(l => l.Position).Skip(First).Take(Existing)).ToListAsync(cancellationToken);
        var guide = await guides.GetAsync(View.GuideDigest, cancellationToken);
        var grid = ActivityGrid.Of(guide, lines, LineAuthor.Organizer, $"?from={First}", _typed ? Rows : null);
        Grid = grid with
        {
            Locked = [.. grid.Locked.Select(l => Inventory.Calculate(guide, Own(l.Facts)))],
            Now = lines.ToDictionary(l => l.Id, l => Inventory.Calculate(guide, Own(l.Facts))),
        };
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        _typed = true;
        await inventory.EnterAsync(Actor, EngagementId, LineAuthor.Organizer, GridInput.Rows(Rows), cancellationToken);
        return LocalRedirect($"{Root}/data?done=saved&from={Math.Max(0, From)}");
    }

    // The evaluators' figure, reason and cross-check are theirs until the report speaks of them.
    private static LineFacts Own(LineFacts facts) => facts with { VerifiedAmount = null, OwnFactor = null, DifferenceReason = null, CrossCheck = null };
}
