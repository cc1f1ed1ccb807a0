using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Tells who has signed in at the authority and is not let in here why that is, and whom to ask.</summary>
[AllowAnonymous]
public sealed class SignInRefusedModel(SuiteOptions options) : SuitePage
{
    [FromQuery]
    public string? Why { get; set; }

    public string Authority => options.OpenIdConnect!.DisplayName;

    public AuthorityPerson? Person { get; private set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (options.OpenIdConnect is null || Why is null || !AuthorityUsers.Refusals.Contains(Why))
        {
            return NotFound();
        }

        Person = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme) is { Succeeded: true } ticket ? PersonOf.Ticket(ticket.Principal) : null;
        return new PageResult { StatusCode = StatusCodes.Status403Forbidden };
    }
}
