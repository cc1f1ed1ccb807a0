using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Impartiality;

/// <summary>One declared threat is judged. What the registry blocks is shown beside it, and cannot be lifted here.</summary>
[Authorize(Policy = SignInRegistration.ImpartialityOfficers)]
public sealed class ThreatModel(SuiteDb db, ThreatService threats, EngagementViews views) : SuitePage
{
    [FromRoute]
    public Guid EngagementId { get; set; }

    [FromRoute]
    public Guid DeclarationId { get; set; }

    [FromRoute]
    public int Index { get; set; }

    [BindProperty]
    public ThreatLevel? Level { get; set; }

    [BindProperty]
    public string? Safeguard { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Threat Threat { get; private set; } = null!;

    public string Person { get; private set; } = "";

    public string Event { get; private set; } = "";

    /// <summary>Blocks of the body or its people, which nobody can lift.</summary>
    public IReadOnlyList<Issue> Blocks { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == DeclarationId && d.EngagementId == EngagementId, cancellationToken);
        if (found is null || Index < 0 || Index >= found.Facts.Threats.Count)
        {
            return false;
        }

        var view = await views.GetAsync(EngagementId, cancellationToken);
        (Threat, Version, Event) = (found.Facts.Threats[Index], found.Version, view.Facts.Event.Name);
        Person = view.Names.Person(found.Facts.PersonId).Name;
        Blocks = [.. view.Blocks.Where(OfRegistry)];
        if (HttpMethods.IsGet(Request.Method))
        {
            (Level, Safeguard, Note) = (Threat.Level, Threat.Safeguard, Threat.JudgementNote);
        }

        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await threats.JudgeAsync(User.Actor(), EngagementId, DeclarationId, Version, new Judgement(Index, Level, Safeguard, Note), cancellationToken);
        return LocalRedirect("/impartiality");
    }

    private static bool OfRegistry(Issue issue) => issue.Rule.Key.StartsWith("independence.", StringComparison.Ordinal) && issue.Chain.Count > 0;
}
