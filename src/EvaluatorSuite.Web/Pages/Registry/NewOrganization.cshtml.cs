using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Registry;

[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class NewOrganizationModel(OrganizationService organizations) : SuitePage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Uscc { get; set; }

    [BindProperty]
    public string? Representative { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/organizations/{await organizations.RegisterAsync(User.Actor(), Name, Uscc, Representative, cancellationToken)}");
}
