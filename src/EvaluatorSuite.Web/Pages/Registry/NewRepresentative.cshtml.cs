using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A legal representative is recorded, beside those who are on record.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class NewRepresentativeModel(SuiteDb db, OrganizationService organizations, ConflictPreview preview) : PreviewedPage(preview)
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Representative { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public OrganizationFacts Organization { get; private set; } = null!;

    protected override IReadOnlyList<object?> Fields => [Id, Representative];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var row = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == Id, cancellationToken);
        Organization = row?.Facts!;
        Version = row?.Version;
        return row is not null;
    }

    protected override async Task<RecheckJob.Args> EnterAsync(CancellationToken cancellationToken)
    {
        await organizations.AddAsync(User.Actor(), Id, Version ?? 0, Representative, cancellationToken);
        return new RecheckJob.Args(null, []);
    }

    protected override async Task<string> RecordAsync(CancellationToken cancellationToken)
    {
        await organizations.AddRepresentativeAsync(User.Actor(), Id, Version ?? 0, Representative, cancellationToken);
        return $"/organizations/{Id}";
    }
}
