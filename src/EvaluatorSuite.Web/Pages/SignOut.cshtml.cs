using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Ends the session here and, where it began at the authority and that has a way to, there.</summary>
[OutsideTransaction]
[BeforeSecondFactor]
[Authorize(Policy = SignInRegistration.SignedIn)]
public sealed class SignOutModel(SignInManager<SuiteUser> signIn, SuiteOptions options, IOptionsMonitor<OpenIdConnectOptions> authority, ILogger<SignOutModel> logger) : SuitePage
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var there = options.OpenIdConnect is not null && User.IsOfAuthority() && await authority.EndSessionAsync(logger, cancellationToken) is { Length: > 0 };

        // The token that names the session there is in the cookie that is about to go, so the authority comes first.
        if (there)
        {
            await HttpContext.SignOutAsync(AuthorityRegistration.Scheme, new AuthenticationProperties { RedirectUri = "/sign-in?said=signed-out" });
        }

        await signIn.SignOutAsync();
        return there ? new EmptyResult() : LocalRedirect("/sign-in?said=signed-out");
    }
}
