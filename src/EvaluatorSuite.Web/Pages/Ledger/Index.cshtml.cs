using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Ledger;

/// <summary>The ledger of the whole house: where it ends, and exports of a period.</summary>
[Authorize(Policy = SignInRegistration.LedgerPeriods)]
public sealed class IndexModel(SuiteDb db, LedgerArchives archives) : SuitePage
{
    private const int MostAnchors = 10;

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? To { get; set; }

    [FromQuery]
    public long? Exported { get; set; }

    public LedgerHead Head { get; private set; } = null!;

    /// <summary>The newest that an authority stamped, newest first.</summary>
    public IReadOnlyList<TimeStamp> Anchors { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Head = await db.LedgerHead.AsNoTracking().SingleAsync(cancellationToken);
        Anchors = await db.TimeStamps.AsNoTracking().Where(s => s.Sequence != null && s.StampedAt != null).OrderByDescending(s => s.Sequence).Take(MostAnchors).ToListAsync(cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        ModelState.IsValid ? LocalRedirect($"/ledger?exported={await archives.ExportPeriodAsync(User.Actor(), From, To, cancellationToken)}") : await RedrawAsync(cancellationToken);
}
