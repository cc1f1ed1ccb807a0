using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class OverviewModel(EngagementViews views) : EngagementPageModel(views)
{
    public override string Tab => "overview";
}
