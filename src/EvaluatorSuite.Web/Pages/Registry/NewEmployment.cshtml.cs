using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>An employment is recorded.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class NewEmploymentModel(BondService bonds, RegistryLookup lookup, ConflictPreview preview) : PreviewedPage(preview)
{
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Employer { get; set; }

    [BindProperty]
    public DateOnly? Since { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Position { get; set; }

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    public IReadOnlyList<string> People { get; private set; } = [];

    protected override IReadOnlyList<object?> Fields => [Person, Employer, Since, Until, Position];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        People = await lookup.PeopleAsync(cancellationToken);
        return true;
    }

    protected override async Task<RecheckJob.Args> EnterAsync(CancellationToken cancellationToken) =>
        new([], [(await bonds.AddEmploymentAsync(User.Actor(), Form, cancellationToken)).PersonId]);

    protected override async Task<string> RecordAsync(CancellationToken cancellationToken) =>
        $"/people/{await bonds.RecordEmploymentAsync(User.Actor(), Form, cancellationToken)}";

    private EmploymentForm Form => new(Person, Employer, Since, Until, Position);
}
