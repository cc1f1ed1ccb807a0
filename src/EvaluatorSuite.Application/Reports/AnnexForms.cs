using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Forms that the guide has as annexes and the organizer fills in.</summary>
public enum AnnexForm
{
    /// <summary>实施计划.</summary>
    Plan,

    /// <summary>自我承诺函.</summary>
    Commitment,
}

/// <summary>What is known already and stands in the form.</summary>
public sealed record AnnexFacts(EventFacts Event, string Organizer, string Uscc, GuidePack Guide);

/// <summary>The annex forms of one engagement with what is known filled in. Who may have them is for the caller to ask.</summary>
public sealed class AnnexForms(SuiteDb db, GuideStore guides, IFormRenderer renderer)
{
    /// <param name="name"><c>plan</c> or <c>commitment</c>.</param>
    /// <returns>Null when there is no such form or engagement.</returns>
    public async Task<(string FileName, byte[] Document)?> FindAsync(Guid engagementId, string name, TextCatalog texts, CancellationToken cancellationToken)
    {
        AnnexForm? form = name switch { "plan" => AnnexForm.Plan, "commitment" => AnnexForm.Commitment, _ => null };
        var found = await (
            from engagement in db.Engagements.AsNoTracking()
            join organizer in db.Organizations on engagement.Event.OrganizerId equals organizer.Id
            where engagement.Id == engagementId
            select new { engagement.Event, engagement.GuideDigest, organizer.Name, organizer.Uscc }).SingleOrDefaultAsync(cancellationToken);
        if (form is null || found is null)
        {
            return null;
        }

        var document = AnnexFormBuilder.Build(form.Value, new AnnexFacts(found.Event, found.Name, found.Uscc, await guides.GetAsync(found.GuideDigest, cancellationToken)), texts);
        return ($"{found.Event.Name}-{document.Title}.docx", renderer.Render(document));
    }
}
