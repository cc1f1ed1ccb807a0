using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The draft of the report, and the drafts that the organizer was given.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ReportModel(EngagementViews views, SuiteDb db, ReportHandover handover) : EngagementPageModel(views)
{
    public override string Tab => "report";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HandedReport> Handed { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Handed = await db.HandedReports.AsNoTracking().Where(h => h.EngagementId == EngagementId).OrderByDescending(h => h.HandedAt).ToListAsync(cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await handover.HandAsync(Actor, EngagementId, T, cancellationToken);
        return Done("report-handed", "/report");
    }
}
