using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>One version of a pack against the one that engagements are opened with now; it is activated here.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class GuideModel(SuiteDb db, GuideStore guides, GuideUploads uploads, SampleReports samples) : SuitePage, IPreparesPost
{
    [FromRoute]
    public string Digest { get; set; } = "";

    public GuidePack Pack { get; private set; } = null!;

    public bool Current { get; private set; }

    public GuideOrigin Origin { get; private set; }

    /// <summary>The one of this key that new engagements get now; null when there is none.</summary>
    public PinnedGuide? Active { get; private set; }

    public bool TemplateDiffers { get; private set; }

    public IReadOnlyList<GuideDifference> Differences { get; private set; } = [];

    /// <summary>Null when reports can be made with the template.</summary>
    public TemplateFaultsView? Template { get; private set; }

    public bool SampleFits { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await db.Guides.Where(g => g.Digest == Digest).Select(g => new { g.Key, g.Current, g.Origin }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return false;
        }

        (Current, Origin, Pack) = (found.Current, found.Origin, await guides.GetAsync(Digest, cancellationToken));
        Active = (await guides.CurrentAsync(cancellationToken)).GetValueOrDefault(found.Key);
        Differences = Active is null ? [] : GuideDifferences.Between(Active.Pack, Pack);
        TemplateDiffers = Active is { } active && !await SameTemplateAsync(active.Digest, cancellationToken);
        SampleFits = await samples.FitsAsync(Pack, cancellationToken);
        var faults = await uploads.FaultsOfAsync(Digest, cancellationToken);
        Template = faults.Count == 0 ? null : new TemplateFaultsView(T.Say("template.page.faults-kept", ("file", Pack.ReportTemplate), ("count", faults.Count)), faults);
        return true;
    }

    // The template is looked at before the transaction begins; the act itself then has the answer at once.
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (await db.Guides.AnyAsync(g => g.Digest == Digest, cancellationToken))
        {
            await uploads.FaultsOfAsync(Digest, cancellationToken);
        }
    }

    private async Task<bool> SameTemplateAsync(string other, CancellationToken cancellationToken)
    {
        var (mine, theirs) = (await guides.ReportTemplateAsync(Digest, cancellationToken), await guides.ReportTemplateAsync(other, cancellationToken));
        return mine.AsSpan().SequenceEqual(theirs);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await uploads.ActivateAsync(User.Actor(), Digest, cancellationToken);
        }
        catch (UnreadableException)
        {
            // The page tells every fault of the template, with its place.
            return await RedrawAsync(cancellationToken);
        }

        return LocalRedirect("/admin/guides");
    }
}
