using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <param name="Words">In the language of the request.</param>
public sealed record TimelineView(HistoryPage Page, LedgerWords Words);

/// <summary>What was done in the engagement, in words; the chain itself is on the page of the ledger.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class TimelineModel(EngagementViews views, History history) : EngagementPageModel(views)
{
    public override string Tab => "timeline";

    [FromQuery]
    public long? Before { get; set; }

    [FromQuery]
    public string? Export { get; set; }

    public TimelineView Past { get; private set; } = null!;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        Export == SheetDownload.Asked ? await ExportAsync(cancellationToken) : await base.OnGetAsync(cancellationToken);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var page = await history.ReadAsync(EngagementId, 0, Before, History.PageSize, cancellationToken);
        Past = new TimelineView(page, await history.WordsAsync(page.Entries, T, cancellationToken));
        return await base.LoadAsync(cancellationToken);
    }

    private Task<IActionResult> ExportAsync(CancellationToken cancellationToken)
    {
        SheetColumn[] columns = [new(T["timeline.number"], ColumnKind.Number, 10), new(T["timeline.when"], ColumnKind.Time, 18), new(T["timeline.who"], Width: 14), new(T["timeline.what"], Width: 50), new(T["timeline.details"], Width: 80)];
        return this.SheetAsync(T["timeline.title"], columns, RowsAsync(cancellationToken), cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        do
        {
            var page = await history.ReadAsync(EngagementId, 0, before, 500, cancellationToken);
            var words = await history.WordsAsync(page.Entries, T, cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return [entry.Sequence, ChinaTime.Local(entry.At), entry.Who ?? T["timeline.system"], words.Say(entry.Action, entry.Payload), string.Join('\n', words.Details(entry.Payload))];
            }

            before = page.Next;
        }
        while (before is not null);
    }
}
