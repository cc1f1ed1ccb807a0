using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>Opens an engagement for an event, under the guide pack that is current.</summary>
[Authorize(Policy = SignInRegistration.OpenEngagements)]
public sealed class NewModel(SuiteDb db, EngagementService engagements, GuideStore guides, RegistryLookup lookup, TimeProvider clock) : SuitePage
{
    public EventForm Form { get; } = new() { Kind = EventKind.Conference };

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    public IReadOnlyList<(string Key, GuidePack Pack)> Guides { get; private set; } = [];

    /// <summary>The firm of the engagement that was opened last.</summary>
    public string? LikelyFirm { get; private set; }

    public DateOnly Today => ChinaTime.Today(clock);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        Guides = [.. (await guides.CurrentAsync(cancellationToken)).Values.Select(g => (g.Pack.Key, g.Pack)).OrderBy(g => g.Key, StringComparer.Ordinal)];
        var firm = await db.Engagements.OrderByDescending(e => e.OpenedAt).Select(e => e.Terms.FirmId).FirstOrDefaultAsync(cancellationToken);
        LikelyFirm = (await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == firm, cancellationToken)) is { } likely ? RegistryLookup.Show(likely.Facts) : null;
        return true;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] EventForm typed, string? firm, string? client, DateOnly? contractDate, string? guide, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var organizerId = await lookup.OrganizationAsync(typed.Organizer, "Organizer", cancellationToken);
        var firmId = await lookup.OrganizationAsync(firm, "Firm", cancellationToken);
        var clientId = await lookup.OptionalOrganizationAsync(client, "Client", cancellationToken) ?? organizerId;
        var pack = (await guides.CurrentAsync(cancellationToken)).GetValueOrDefault(guide ?? "")?.Pack;
        var terms = new TermsFacts { FirmId = firmId, ClientId = clientId, ContractDate = contractDate ?? default, MaterialityPercent = pack?.Limits.MaterialityPercent.Value ?? 5 };
        var id = await engagements.OpenAsync(User.Actor(), typed.Read(organizerId), terms, guide ?? "", cancellationToken);
        return LocalRedirect($"/engagements/{id}/team?done=engagement-opened");
    }
}
