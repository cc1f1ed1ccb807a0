using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Which sources are not counted, and why.</summary>
[EngagementPage(EngagementAct.Work)]
public sealed class ExclusionsModel(EngagementViews views, ExclusionService exclusions, SuiteDb db) : EngagementPageModel(views)
{
    public override string Tab => "inventory";

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ExcludedSource> Excluded { get; private set; } = [];

    public IReadOnlyList<SourceTotal> Counted { get; private set; } = [];

    /// <summary>Sources that could be excluded: neither counted nor excluded yet.</summary>
    public IReadOnlyList<EmissionSource> Open { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Excluded = await db.ExcludedSources.AsNoTracking().Where(e => e.EngagementId == EngagementId).OrderBy(e => e.Position).ToListAsync(cancellationToken);
        Counted = SourceTotal.Of(View.Verdict.Inventory);
        Open = [.. View.Facts.Guide.Sources.Where(s => Excluded.All(e => e.Facts.Source != s.Key) && Counted.All(c => c.Source != s.Key))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await exclusions.ExcludeAsync(User.Actor(), EngagementId, Source, Reason, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory/exclusions");
    }

    public async Task<IActionResult> OnPostCountAsync(Guid exclusionId, int seen, CancellationToken cancellationToken)
    {
        await exclusions.CountAsync(User.Actor(), EngagementId, exclusionId, seen, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory/exclusions");
    }
}
