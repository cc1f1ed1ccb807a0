using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>
/// One fact that binds. Nobody deletes it: an employment is ended, and what was never so is declared mistaken by the impartiality
/// officer, with a reason.
/// </summary>
public sealed class FactModel(SuiteDb db, BondService bonds, NeutralityServices services, RegistryHistory history) : SuitePage
{
    /// <summary><c>ownership</c>, <c>employment</c> or <c>service</c>.</summary>
    [FromRoute]
    public string Kind { get; set; } = "";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Percent { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public RegisteredFact Fact { get; private set; } = null!;

    public Message Sentence { get; private set; } = null!;

    /// <summary>Whose pages show it.</summary>
    public IReadOnlyList<(string Name, string Path)> Sides { get; private set; } = [];

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = Kind switch
        {
            "ownership" => await LoadShareAsync(cancellationToken),
            "employment" => await LoadJobAsync(cancellationToken),
            "service" => await LoadServiceAsync(cancellationToken),
            _ => false,
        };
        if (found)
        {
            Version = Fact.Version;
            History = await history.OfAsync(Id, cancellationToken);
        }

        return found;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await (Kind switch
        {
            "ownership" => bonds.DeclareOwnershipMistakenAsync(User.Actor(), Id, Version, Reason, cancellationToken),
            "employment" => bonds.DeclareEmploymentMistakenAsync(User.Actor(), Id, Version, Reason, cancellationToken),
            "service" => services.DeclareMistakenAsync(User.Actor(), Id, Version, Reason, cancellationToken),
            _ => throw new MissingException(nameof(RegisteredFact)),
        });
        return LocalRedirect($"/registry/{Kind}/{Id}");
    }

    /// <summary>Another share counts in the place of the one on record.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken)
    {
        await bonds.CorrectOwnershipAsync(User.Actor(), Id, Version, Percent, Reason, cancellationToken);
        return LocalRedirect($"/registry/ownership/{Id}");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        if (this.FieldsAreWell() && Until is null)
        {
            this.Wrong(nameof(Until), "form.missing", ("field", this.Label(nameof(Until))));
        }

        if (!ModelState.IsValid || Until is not { } until)
        {
            return await RedrawAsync(cancellationToken);
        }

        await bonds.EndEmploymentAsync(User.Actor(), Id, Version, until, cancellationToken);
        return LocalRedirect($"/registry/employment/{Id}");
    }

    private async Task<bool> LoadShareAsync(CancellationToken cancellationToken)
    {
        if (await db.Shares(o => o.Id == Id).SingleOrDefaultAsync(cancellationToken) is not { } share)
        {
            return false;
        }

        Fact = share.Row;
        Sentence = new Message("registry.fact.ownership", ("parent", share.Parent), ("child", share.Child), ("percent", new Percentage(share.Row.Percent)));
        Sides = [(share.Parent, $"/organizations/{share.Row.ParentId}"), (share.Child, $"/organizations/{share.Row.ChildId}")];
        return true;
    }

    private async Task<bool> LoadJobAsync(CancellationToken cancellationToken)
    {
        if (await db.Jobs(e => e.Id == Id).SingleOrDefaultAsync(cancellationToken) is not { } job)
        {
            return false;
        }

        (string, object)[] values = [("person", job.Person), ("organization", job.Employer), ("from", job.Row.From)];
        Fact = job.Row;
        Sentence = job.Row.To is { } to ? new Message("fact.employed", [.. values, ("to", to)]) : new Message("fact.employed-still", values);
        Sides = [(job.Person, $"/people/{job.Row.PersonId}"), (job.Employer, $"/organizations/{job.Row.OrganizationId}")];
        return true;
    }

    private async Task<bool> LoadServiceAsync(CancellationToken cancellationToken)
    {
        if (await db.Given(s => s.Id == Id).SingleOrDefaultAsync(cancellationToken) is not { } given)
        {
            return false;
        }

        var row = given.Row;
        Fact = row;
        Sentence = new Message(row.EventName is null ? "fact.service-general" : "registry.fact.service", ("provider", given.Provider), ("organizer", given.Organizer), ("event", row.EventName ?? ""),
            ("kind", new Term($"service.{row.Kind}")), ("from", row.From), ("to", row.To));
        var people = await db.People.Where(p => row.People.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
        Sides = [(given.Provider, $"/organizations/{row.ProviderId}"), (given.Organizer, $"/organizations/{row.OrganizerId}"), .. people.Select(p => (p.Name, $"/people/{p.Id}"))];
        return true;
    }
}
