using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class InventoryModel(EngagementViews views) : EngagementPageModel(views)
{
    /// <summary>Lines of one page: a table of thousands is no use to anybody.</summary>
    public const int PageSize = 200;

    public override string Tab => "inventory";

    /// <summary>How many lines to pass over.</summary>
    [FromQuery]
    public int From { get; set; }

    public int First => Math.Clamp(From, 0, Math.Max(0, View.Verdict.Inventory.Lines.Count - 1));

    public IEnumerable<CalculatedLine> Lines => View.Verdict.Inventory.Lines.Skip(First).Take(PageSize);
}
