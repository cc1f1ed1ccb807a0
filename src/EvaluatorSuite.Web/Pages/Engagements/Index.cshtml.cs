using System.Globalization;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>The engagements that the user sees, filtered and sorted as the address says. What an address has that means nothing is passed over.</summary>
public sealed class IndexModel(EngagementList list, TimeProvider clock) : SuitePage
{
    public static IReadOnlyList<string> Phases { get; } = ["open", "prepare", "implement", "report", "closed"];

    public static IReadOnlyList<string> States { get; } = ["blocked", "conflict", "late", "ready"];

    [FromQuery]
    public string? Phase { get; set; }

    [FromQuery]
    public string? Kind { get; set; }

    [FromQuery]
    public string? Turn { get; set; }

    [FromQuery]
    public string? State { get; set; }

    [FromQuery]
    public string? Part { get; set; }

    [FromQuery]
    public string? Year { get; set; }

    [FromQuery]
    public string? Text { get; set; }

    [FromQuery]
    public string? Sort { get; set; }

    [FromQuery]
    public string? After { get; set; }

    [FromQuery]
    public string? Before { get; set; }

    [FromQuery]
    public string? Export { get; set; }

    public EngagementListQuery Query { get; private set; } = new();

    public ListPage List { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public bool IsFiltered => Query with { Sort = default, After = null, Before = null } != new EngagementListQuery();

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        Export == SheetDownload.Asked ? await ExportAsync(cancellationToken) : await base.OnGetAsync(cancellationToken);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Today = Application.ChinaDay.Today(clock);
        Query = Read();
        List = await list.PageAsync(User.Actor(), Query, cancellationToken);
        return true;
    }

    private EngagementListQuery Read()
    {
        var sort = One<ListSort>(Sort) ?? ListSort.Newest;
        return new EngagementListQuery
        {
            Phase = Phases.Contains(Phase) ? Phase : null,
            Kind = One<EventKind>(Kind),
            Turn = One<Ball>(Turn) is { } turn and not Ball.Nobody ? turn : null,
            Blocked = State == "blocked",
            Conflict = State == "conflict",
            Late = State == "late",
            Ready = State == "ready",
            Part = One<MyPart>(Part),
            Year = int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year : null,
            Text = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
            Sort = sort,
            After = ListPlace.Read(sort, After),
            Before = ListPlace.Read(sort, Before),
        };
    }

    private static T? One<T>(string? text) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString() == text);

    private Task<IActionResult> ExportAsync(CancellationToken cancellationToken)
    {
        SheetColumn[] columns =
        [
            new(T["list.event"], Width: 36), new(T["list.kind"], Width: 10), new(T["list.organizer"], Width: 30), new(T["list.city"], Width: 12), new(T["list.from"], ColumnKind.Date), new(T["list.to"], ColumnKind.Date),
            new(T["list.leader"], Width: 12), new(T["list.phase"], Width: 10), new(T["list.turn"], Width: 10), new(T["list.due"], ColumnKind.Date), new(T["list.blocks"], ColumnKind.Number, 8), new(T["list.conclusion"], Width: 20),
            new($"{T["page.figure.claimed"]} tCO₂e", ColumnKind.Number), new($"{T["page.figure.verified"]} tCO₂e", ColumnKind.Number), new($"{T["page.figure.offset"]} tCO₂e", ColumnKind.Number), new(T["list.opened"], ColumnKind.Time, 18),
        ];
        return this.SheetAsync(T["page.nav.engagements"], columns, RowsAsync(cancellationToken), cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in list.AllAsync(User.Actor(), Read(), cancellationToken))
        {
            yield return
            [
                row.EventName, T[$"term.eventKind.{row.EventKind}"], row.OrganizerName, row.City, row.Start, row.End, row.LeaderName, EngagementWords.Phase(row.Phase, T), T[$"list.turn.{row.Ball}"], row.NextDue,
                row.Blocks, T[$"term.conclusion.{row.Conclusion}"], row.ClaimedTonnes, row.VerifiedTonnes, row.OffsetTonnes, ChinaTime.Local(row.OpenedAt),
            ];
        }
    }
}
