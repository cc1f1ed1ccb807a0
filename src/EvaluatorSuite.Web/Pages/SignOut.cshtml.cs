using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

[OutsideTransaction]
public sealed class SignOutModel(SignInManager<SuiteUser> signIn) : SuitePage
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in");
    }
}
