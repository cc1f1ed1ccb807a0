using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages;

/// <summary>The second step: a code of the app, or a recovery code. Wrong ones count towards the lock-out as wrong passwords do.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SignInCodeModel(SignInManager<SuiteUser> signIn, LockOuts lockOuts) : SuitePage
{
    [BindProperty, Required, MaxLength(40)]
    public string Code { get; set; } = "";

    [FromQuery]
    public string? ReturnUrl { get; set; }

    private string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Again("step-over") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return Again("step-over");
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        var result = await lockOuts.WatchAsync(user, () => signIn.TwoFactorSignInAsync(TokenOptions.DefaultAuthenticatorProvider, Code, isPersistent: false, rememberClient: false), cancellationToken);
        if (result.Succeeded)
        {
            return LocalRedirect(Back);
        }

        if (result.IsNotAllowed || await signIn.UserManager.IsLockedOutAsync(user))
        {
            await signIn.SignOutAsync();
            return Again(result.IsNotAllowed ? "step-over" : "locked");
        }

        ModelState.AddModelError(nameof(Code), T["account.code-wrong"]);
        return await RedrawAsync(cancellationToken);
    }

    private LocalRedirectResult Again(string said) => LocalRedirect($"/sign-in?said={said}&returnUrl={Uri.EscapeDataString(Back)}");
}
