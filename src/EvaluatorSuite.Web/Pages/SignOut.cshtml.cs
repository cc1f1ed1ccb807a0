using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

[OutsideTransaction]
[Authorize(Policy = SignInRegistration.SignedIn)]
public sealed class SignOutModel(SignInManager<SuiteUser> signIn) : SuitePage
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in");
    }
}
