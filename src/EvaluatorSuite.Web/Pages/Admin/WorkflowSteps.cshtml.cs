using EvaluatorSuite.Application;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>The engagements that stand at one step, the longest first, a page at a time.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class WorkflowStepsModel(SuiteDb db, TimeProvider clock) : SuitePage
{
    private const int PageSize = 50;

    [FromQuery]
    public string? Key { get; set; }

    /// <summary>Since when, in ticks, and which row: after it this page begins.</summary>
    [FromQuery]
    public long? After { get; set; }

    [FromQuery]
    public Guid? AfterId { get; set; }

    public IReadOnlyList<StuckStep> Steps { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Today = ChinaTime.Today(clock);
        var steps = db.WaitingSteps.Where(s => s.Key == Key);
        if (After is >= 0 && After <= DateTimeOffset.MaxValue.UtcTicks && AfterId is { } id)
        {
            var since = new DateTimeOffset(After.Value, TimeSpan.Zero);
            steps = steps.Where(s => s.Since > since || (s.Since == since && s.Id.CompareTo(id) > 0));
        }

        var rows = await StuckStep.ListAsync(db, steps, PageSize + 1, cancellationToken);
        Steps = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"/admin/workflows/steps?key={Uri.EscapeDataString(Key ?? "")}&after={Steps[^1].Step.Since.UtcTicks}&afterId={Steps[^1].Step.Id}" : null;
        return true;
    }
    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) =>
        StuckStep.Sheet(T["admin.workflows.steps"], T, Today, StuckStep.Rows(db, db.WaitingSteps.Where(s => s.Key == Key)));
}
