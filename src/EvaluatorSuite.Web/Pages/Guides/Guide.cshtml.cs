using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Guides;

/// <summary>One version of a pack, every rule and number with standing and source; what is pinned stays readable here.</summary>
public sealed class GuideModel(GuideStore guides) : SuitePage
{
    [FromRoute]
    public string Digest { get; set; } = "";

    public GuidePack Pack { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Pack = await guides.FindAsync(Digest, cancellationToken) ?? Pack;
        return Pack is not null;
    }

    public IReadOnlyList<(string Key, Limit Limit)> Limits =>
    [
        ("teamMinimum", Pack.Limits.TeamMinimum), ("personLookBackYears", Pack.Limits.PersonLookBackYears),
        ("earlierServiceLookBackYears", Pack.Limits.EarlierServiceLookBackYears), ("materialityPercent", Pack.Limits.MaterialityPercent),
        ("offsetDeadlineYears", Pack.Limits.OffsetDeadlineYears), ("retentionFloorYears", Pack.Limits.RetentionFloorYears),
        ("retentionDefaultYears", Pack.Limits.RetentionDefaultYears),
    ];
}
