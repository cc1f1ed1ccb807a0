using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What waits in the process, who has to act, and what stands against it.</summary>
/// <param name="View">Null while there is no process.</param>
public sealed record ProcessSection(Guid EngagementId, ProcessView? View, bool Closed, DateOnly Today);

[EngagementPage(EngagementAct.Read)]
public sealed class OverviewModel(EngagementViews views, ProcessReader reader, StepService steps, TimeProvider clock) : EngagementPageModel(views)
{
    public override string Tab => "overview";

    public ProcessSection Process { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        var view = await reader.ReadAsync(View.Facts, View.Verdict, EngagementPageAttribute.PartsOf(HttpContext), cancellationToken);
        Process = new ProcessSection(EngagementId, view, View.Facts.Closed, ChinaTime.Today(clock));
        return true;
    }

    /// <summary>Finishes the very step that was seen.</summary>
    public async Task<IActionResult> OnPostAsync(Guid stepId, string? outcome, string? note, CancellationToken cancellationToken)
    {
        await steps.FinishAsync(Actor, EngagementId, stepId, outcome ?? "", note, T, cancellationToken);
        return Done("step-finished", "", "process");
    }
}
