using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>The name is corrected; the old one still leads to the organization.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class OrganizationNameModel(SuiteDb db, OrganizationService organizations) : SuitePage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Organization Organization { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == Id, cancellationToken) is not { } row)
        {
            return false;
        }

        (Organization, Version) = (row, row.Version);
        Name ??= row.Name;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await organizations.RenameAsync(User.Actor(), Id, Version, Name, cancellationToken);
        return LocalRedirect($"/organizations/{Id}");
    }
}
