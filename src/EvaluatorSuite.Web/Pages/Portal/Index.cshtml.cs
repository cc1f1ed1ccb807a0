using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>The organizer's engagements, and what each asks of them.</summary>
[PortalPage]
public sealed class IndexModel(PortalReader reader, TimeProvider clock) : SuitePage
{
    public IReadOnlyList<PortalEngagement> Engagements { get; private set; } = [];

    public DateOnly Today => ChinaTime.Today(clock);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Engagements = await reader.ListAsync(User.Actor(), cancellationToken);
        return true;
    }
    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["portal.engagements"],
        [new(T["list.event"], Width: 40), new(T["list.sheet.start"], ColumnKind.Date), new(T["list.sheet.end"], ColumnKind.Date), new(T["list.phase"], Width: 20), new(T["list.sheet.asked"], ColumnKind.Number), new(T["list.sheet.due"], ColumnKind.Date)],
        Engagements, e => [e.EventName, e.Start, e.End, T[$"portal.phase.{e.Phase}"], e.Asked, e.NextDue]);
}
