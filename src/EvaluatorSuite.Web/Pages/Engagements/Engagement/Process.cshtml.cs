using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Drawings;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The way of the engagement as its definitions draw it: what is done, what waits, what was not reached.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ProcessModel(EngagementViews views, ProcessReader reader) : EngagementPageModel(views)
{
    public override string Tab => "process";

    public ProcessView? Process { get; private set; }

    public IReadOnlyList<DrawnDefinition> Drawn { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Process = await reader.ReadAsync(View.Facts, View.Verdict, EngagementPageAttribute.PartsOf(HttpContext), cancellationToken);
        Drawn = Process is null ? [] : ProcessWords.Drawn(Process.Process, Process, T);
        return true;
    }
}
