using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The event and the terms, corrected; and the end of the engagement.</summary>
[EngagementPage(EngagementAct.Manage)]
public sealed class EventModel(EngagementViews views, SuiteDb db, EngagementService engagements, RegistryLookup lookup) : EngagementPageModel(views)
{
    public override string Tab => "overview";

    public Domain.Engagements.Engagement Row { get; private set; } = null!;

    public EventForm Form { get; private set; } = new();

    public string Client { get; private set; } = "";

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Row = await db.Engagements.AsNoTracking().SingleAsync(e => e.Id == EngagementId, cancellationToken);
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        Form = EventForm.Of(Row.Event, RegistryLookup.Show(View.Names.Facts(Row.Event.OrganizerId)));
        Client = RegistryLookup.Show(View.Names.Facts(Row.Terms.ClientId));
        return true;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] EventForm typed, int version, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var organizer = await lookup.OrganizationAsync(typed.Organizer, "Organizer", cancellationToken);
        await engagements.CorrectEventAsync(Actor, EngagementId, version, typed.Read(organizer), cancellationToken);
        return Done("saved", "");
    }

    public async Task<IActionResult> OnPostTermsAsync(int version, string? client, DateOnly? contractDate, string? materiality, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var list = new RefusalList();
        var percent = Typed.Amount(list, "Materiality", materiality);
        list.ThrowIfAny();
        var clientId = await lookup.OrganizationAsync(client, "Client", cancellationToken);
        await engagements.ChangeTermsAsync(Actor, EngagementId, version, clientId, contractDate ?? default, percent ?? 0, cancellationToken);
        return Done("saved", "");
    }

    public async Task<IActionResult> OnPostCloseAsync(string? reason, CancellationToken cancellationToken)
    {
        await engagements.CloseAsync(Actor, EngagementId, reason, cancellationToken);
        return Done("engagement-closed", "");
    }

    public async Task<IActionResult> OnPostReopenAsync(string? reason, CancellationToken cancellationToken)
    {
        await engagements.ReopenAsync(Actor, EngagementId, reason, cancellationToken);
        return Done("engagement-reopened", "");
    }
}
