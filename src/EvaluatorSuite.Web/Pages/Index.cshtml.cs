using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>What is mine, late, blocked and why, waiting for others; <c>?all=late</c> shows one of them whole.</summary>
public sealed class IndexModel(TodayList list, TimeProvider clock) : SuitePage
{
    private const int ShownOfOne = 200;

    [FromQuery]
    public string? All { get; set; }

    [FromQuery]
    public string? Export { get; set; }

    public DateOnly Today { get; private set; }

    public int Engagements { get; private set; }

    public int InReview { get; private set; }

    public TodayGroup? Only { get; private set; }

    public IReadOnlyList<TodaySection> Sections { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Export == SheetDownload.Asked ? await ExportAsync(cancellationToken) : Page();
    }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = User.Actor();
        Today = ChinaDay.Today(clock);
        Only = Enum.TryParse<TodayGroup>(All, ignoreCase: true, out var group) && Enum.IsDefined(group) ? group : null;
        Engagements = await list.EngagementsAsync(actor, cancellationToken);
        InReview = actor.PersonId is null ? 0 : await list.InReviewAsync(actor, cancellationToken);
        Sections = Engagements == 0 ? [] : await list.ReadAsync(actor, Only, Only is null ? TodayList.Shown : ShownOfOne, cancellationToken);
        return true;
    }

    private Task<IActionResult> ExportAsync(CancellationToken cancellationToken)
    {
        SheetColumn[] columns = [new(T["page.today.parts"], Width: 12), new(T["timeline.what"], Width: 50), new(T["list.event"], Width: 36), new(T["list.due"], ColumnKind.Date), new(T["page.today.blocked"], Width: 50)];
        var rows = Sections.SelectMany(s => s.Rows.Select(r => (s.Group, Row: r)));
        return this.SheetAsync(T["page.nav.today"], columns, SheetDownload.Each(rows, r => [T[$"page.today.{Word(r.Group)}"], DutyWords.Title(r.Row, r.Group, T), r.Row.Event, r.Row.DueOn, DutyWords.Why(r.Row, T)]), cancellationToken);
    }

    public static string Word(TodayGroup group) => group.ToString().ToLowerInvariant();
}
