using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Findings with their rounds: raised, answered, closed by an evaluator by name or sent back.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class FindingsModel(EngagementViews views, SuiteDb db, FindingService findings, TimeProvider clock) : EngagementPageModel(views)
{
    public override string Tab => "findings";

    /// <summary>Open ones first, each group in the order in which they were raised.</summary>
    public IReadOnlyList<Finding> Rows { get; private set; } = [];

    public DateOnly Today => ChinaTime.Today(clock);

    public string InAWeek => Today.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        var rows = await db.Findings.AsNoTracking().Where(f => f.EngagementId == EngagementId).OrderBy(f => f.Position).ToListAsync(cancellationToken);
        Rows = [.. rows.OrderBy(r => r.Facts.IsClosed)];
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.findings.title"],
        [
            new(T["page.evidence.key"], Width: 12), new(T["list.sheet.kind"]), new(T["label.description"], Width: 50), new(T["page.findings.requirement"], Width: 40), new(T["page.findings.raised"], ColumnKind.Date), new(T["page.findings.due"], ColumnKind.Date),
            new(T["list.sheet.rounds"], ColumnKind.Number), new(T["label.cause"], Width: 40), new(T["label.answer"], Width: 50), new(T["list.sheet.closed-on"], ColumnKind.Date), new(T["page.findings.closure"], Width: 40),
        ],
        Rows.Select(r => r.Facts),
        f => [f.Key, T[$"term.finding.{f.Kind}"], f.Description, f.Requirement, f.RaisedOn, f.DueOn, f.Round, f.Cause, f.Answer, f.ClosedOn, f.Closure]);


    public async Task<IActionResult> OnPostAsync(FindingKind findingKind, string? requirement, string? description, DateOnly? dueOn, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var key = await findings.RaiseAsync(Actor, EngagementId, findingKind, requirement, description, Today, dueOn ?? default, cancellationToken);
        return Done("finding-raised", "/findings", key);
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid rowId, int version, string? answer, string? cause, CancellationToken cancellationToken)
    {
        await findings.AnswerAsync(Actor, EngagementId, rowId, version, answer, cause, Today, cancellationToken);
        return Done("saved", "/findings");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid rowId, int version, string? closure, CancellationToken cancellationToken)
    {
        await findings.CloseAsync(Actor, EngagementId, rowId, version, closure, Today, cancellationToken);
        return Done("finding-closed", "/findings");
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid rowId, int version, string? reason, DateOnly? nextDue, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await findings.ReturnAsync(Actor, EngagementId, rowId, version, reason, nextDue ?? default, Today, cancellationToken);
        return Done("finding-returned", "/findings");
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid rowId, int version, string? reason, DateOnly? nextDue, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await findings.ReopenAsync(Actor, EngagementId, rowId, version, reason, nextDue ?? default, Today, cancellationToken);
        return Done("finding-returned", "/findings");
    }
}
