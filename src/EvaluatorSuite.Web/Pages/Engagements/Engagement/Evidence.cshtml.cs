using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Uploads;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class EvidenceModel(EngagementViews views, SuiteDb db, SuiteOptions options) : EngagementPageModel(views)
{
    public override string Tab => "evidence";

    /// <summary>Ids of the rows by their keys, for those who may describe them.</summary>
    public IReadOnlyDictionary<string, Guid> Rows { get; private set; } = new Dictionary<string, Guid>();

    public UploadForm Upload => new(
        "upload", $"/engagements/{EngagementId}/evidence/files", null, Described: true,
        [.. new[] { View.Facts.Event.OrganizerId, View.Facts.Terms.ClientId, View.Facts.Terms.FirmId }.Distinct().Select(id => (id, View.Named(id).Name))],
        options.EvidenceFileMegabytes);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        if (May(EngagementAct.Record))
        {
            Rows = (await db.Evidence.Where(e => e.EngagementId == EngagementId).Select(e => new { e.Facts.Key, e.Id }).ToListAsync(cancellationToken)).ToDictionary(e => e.Key, e => e.Id);
        }

        return true;
    }
}
