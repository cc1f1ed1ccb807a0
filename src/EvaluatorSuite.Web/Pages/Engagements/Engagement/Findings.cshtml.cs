using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class FindingsModel(EngagementViews views) : EngagementPageModel(views)
{
    public override string Tab => "findings";
}
