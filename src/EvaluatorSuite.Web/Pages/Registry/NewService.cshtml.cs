using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A carbon-neutrality service is recorded.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class NewServiceModel(NeutralityServices services, RegistryLookup lookup, ConflictPreview preview) : PreviewedPage(preview)
{
    [BindProperty(SupportsGet = true)]
    public string? Provider { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Organizer { get; set; }

    [BindProperty]
    public string? EventName { get; set; }

    [BindProperty]
    public ServiceKind ServiceKind { get; set; }

    [BindProperty]
    public DateOnly? Since { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? People { get; set; }

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    protected override IReadOnlyList<object?> Fields => [Provider, Organizer, EventName, ServiceKind, Since, Until, People];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        return true;
    }

    protected override async Task<RecheckJob.Args> EnterAsync(CancellationToken cancellationToken) =>
        NeutralityServices.Touched(await services.AddAsync(User.Actor(), Form, cancellationToken));

    protected override async Task<string> RecordAsync(CancellationToken cancellationToken) =>
        $"/organizations/{await services.RecordAsync(User.Actor(), Form, cancellationToken)}";

    private ServiceForm Form => new(Provider, Organizer, EventName, ServiceKind, Since, Until, People);
}
