using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;
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
    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.offsets.lines"],
        [
            new(T["page.evidence.key"], Width: 12), new(T["page.offsets.kind"]), new(T["page.offsets.registry"], Width: 24), new(T["list.sheet.project"], Width: 30), new(T["list.sheet.serial-from"], Width: 28), new(T["list.sheet.serial-to"], Width: 28),
            new(T["page.offsets.tonnes"], ColumnKind.Number), new(T["page.offsets.acquired"]), new(T["list.sheet.seller"], Width: 30), new(T["page.offsets.cancelled"], ColumnKind.Date), new(T["list.sheet.certificate"], Width: 24), new(T["page.offsets.counts"]),
            new(T["list.sheet.reasons"], Width: 50),
        ],
        View.Verdict.Offsets.Select(o => (o.Facts, o.Counts, o.Issues)),
        o => [o.Facts.Key, View.Facts.Guide.FindOffsetKind(o.Facts.Kind)?.Name.In(T.Language) ?? o.Facts.Kind, o.Facts.Registry, o.Facts.Project, o.Facts.SerialFrom, o.Facts.SerialTo, o.Facts.Tonnes, T[$"term.acquisition.{o.Facts.AcquiredBy}"],
            o.Facts.SellerId is { } seller ? View.Named(seller).Name : null, o.Facts.CancelledOn, o.Facts.Certificate, T[o.Counts ? "page.offsets.counted" : "page.offsets.not-counted"], string.Join('\n', o.Issues.Where(i => i.Blocks).Select(i => T[$"title.{i.Rule.Key}"]))]);
}
