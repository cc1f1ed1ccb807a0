using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A share of one organization in another is recorded.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class NewOwnershipModel(BondService bonds, RegistryLookup lookup, ConflictPreview preview) : PreviewedPage(preview)
{
    [BindProperty(SupportsGet = true)]
    public string? Parent { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Child { get; set; }

    [BindProperty]
    public string? Percent { get; set; }

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    protected override IReadOnlyList<object?> Fields => [Parent, Child, Percent];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        return true;
    }

    protected override async Task<RecheckJob.Args> EnterAsync(CancellationToken cancellationToken)
    {
        await bonds.AddOwnershipAsync(User.Actor(), new OwnershipForm(Parent, Child, Percent), cancellationToken);
        return new RecheckJob.Args(null, []);
    }

    protected override async Task<string> RecordAsync(CancellationToken cancellationToken) =>
        $"/organizations/{await bonds.RecordOwnershipAsync(User.Actor(), new OwnershipForm(Parent, Child, Percent), cancellationToken)}";
}
