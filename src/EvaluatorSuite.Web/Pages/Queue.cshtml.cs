using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>For whoever reviews or approves: what is ready, what changed since they looked, what is still being worked on.</summary>
public sealed class QueueModel(ReviewDesk desk) : SuitePage
{
    [FromQuery]
    public string? Export { get; set; }

    public DeskRows Desk { get; private set; } = new([], [], [], false);

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Export == SheetDownload.Asked ? await ExportAsync(cancellationToken) : Page();
    }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Desk = User.Person() is null ? Desk : await desk.ReadAsync(User.Actor(), cancellationToken);
        return true;
    }

    public string PartsOf(DeskRow row) => string.Join(T["list.separator"], new[] { EngagementParts.Reviewer, EngagementParts.Approver }.Where(p => row.Parts.HasFlag(p)).Select(p => T[$"queue.part.{p}"]));

    private Task<IActionResult> ExportAsync(CancellationToken cancellationToken)
    {
        SheetColumn[] columns =
        [
            new(T["list.event"], Width: 40), new(T["queue.part"], Width: 12), new(T["list.phase"], Width: 10), new(T["list.blocks"], ColumnKind.Number, 8), new(T["queue.ready-column"], Width: 10),
            new(T["queue.looked"], ColumnKind.Time, 18), new(T["queue.changes-count"], ColumnKind.Number, 12),
        ];
        return this.SheetAsync(T["page.nav.queue"], columns, SheetDownload.Each(Desk.Ready.Concat(Desk.Changed).Concat(Desk.Working), r =>
            [r.Standing.EventName, PartsOf(r), EngagementWords.Phase(r.Standing.Phase, T), r.Standing.Blocks, T[r.Ready ? "list.yes" : "list.no"], r.Looked is { } at ? ChinaTime.Local(at) : null, r.Looked is null ? null : r.Changes]), cancellationToken);
    }
}
