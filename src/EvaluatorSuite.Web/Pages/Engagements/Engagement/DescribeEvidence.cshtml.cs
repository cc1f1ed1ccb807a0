using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What is said of a piece of evidence; the bytes stay as they are.</summary>
[EngagementPage(EngagementAct.Record)]
public sealed class DescribeEvidenceModel(EngagementViews views, SuiteDb db, EvidenceService evidence) : EngagementPageModel(views)
{
    [FromRoute]
    public Guid RowId { get; set; }

    public EvidenceItem Row { get; private set; } = null!;

    public override string Tab => "evidence";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var row = await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == RowId && e.EngagementId == EngagementId, cancellationToken);
        Row = row!;
        return row is not null && await base.LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(int version, string? title, string? kind, DateOnly? periodFrom, DateOnly? periodTo, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await evidence.DescribeAsync(Actor, EngagementId, RowId, version, title, kind, periodFrom, periodTo, cancellationToken);
        return Done("saved", "/evidence");
    }
}
