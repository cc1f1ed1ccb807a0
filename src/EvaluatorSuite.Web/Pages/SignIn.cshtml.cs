using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Signs in with a local account. What was wrong is never told apart: an address that has no account answers like a wrong password.</summary>
[AllowAnonymous]
[OutsideTransaction]
public sealed class SignInModel(SignInManager<SuiteUser> signIn) : SuitePage
{
    [BindProperty, Required, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = ModelState.IsValid ? await signIn.UserManager.FindByEmailAsync(Account.Trim()) : null;
        var result = user is { Active: true } ? await signIn.PasswordSignInAsync(user, Password, isPersistent: false, lockoutOnFailure: true) : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        if (result.Succeeded)
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }

        ModelState.Clear();
        ModelState.AddModelError(nameof(Password), T[result.IsLockedOut ? "page.sign-in.locked" : "page.sign-in.wrong"]);
        return await RedrawAsync(cancellationToken);
    }
}
