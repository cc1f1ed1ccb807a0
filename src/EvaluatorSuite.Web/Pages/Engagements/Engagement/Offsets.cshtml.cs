using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class OffsetsModel(EngagementViews views, SuiteDb db) : EngagementPageModel(views)
{
    public override string Tab => "offsets";

    /// <summary>Ids of the lines by their keys, for those who may correct them.</summary>
    public IReadOnlyDictionary<string, Guid> Rows { get; private set; } = new Dictionary<string, Guid>();

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        if (May(EngagementAct.Work))
        {
            Rows = (await db.OffsetLines.Where(o => o.EngagementId == EngagementId).Select(o => new { o.Facts.Key, o.Id }).ToListAsync(cancellationToken)).ToDictionary(o => o.Key, o => o.Id);
        }

        return true;
    }
}
