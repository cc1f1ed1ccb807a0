using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>Everything on record about one organization, mistaken facts too, and the group that follows from it.</summary>
public sealed class OrganizationModel(SuiteDb db, RegistryReader reader, RegistryHistory history, OrganizationService organizations) : SuitePage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Representative { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Organization Organization { get; private set; } = null!;

    public IReadOnlyList<Share> Shares { get; private set; } = [];

    public IReadOnlyList<Job> Jobs { get; private set; } = [];

    public IReadOnlyList<Given> Services { get; private set; } = [];

    public IReadOnlyList<Appearance> Engagements { get; private set; } = [];

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    public EvaluatorSuite.Domain.Organizations.Registry Registry { get; private set; } = new();

    public IReadOnlyDictionary<Guid, IReadOnlyList<GroupBond>> Group { get; private set; } = new Dictionary<Guid, IReadOnlyList<GroupBond>>();

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == Id, cancellationToken) is not { } row)
        {
            return false;
        }

        (Organization, Version) = (row, row.Version);
        Shares = await db.SharesOfAsync(Id, cancellationToken);
        Jobs = await db.JobsAtAsync(Id, cancellationToken);
        Services = await db.ServicesOfAsync(Id, cancellationToken);
        Engagements = await db.EngagementsWithAsync(User.Actor(), Id, cancellationToken);
        Registry = await reader.ReadGroupAsync(Id, cancellationToken);
        Group = new ControlGraph(Registry).GroupOf(Id);
        History = await history.OfAsync(Id, cancellationToken);
        return true;
    }

    /// <summary>A representative was recorded by mistake.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await organizations.DeclareRepresentativeMistakenAsync(User.Actor(), Id, Version, Representative, Reason, cancellationToken);
        return LocalRedirect($"/organizations/{Id}");
    }
}
