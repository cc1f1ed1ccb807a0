using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Signs in with a local account, or leads to the authority. What was wrong is never told apart: an address that has no account answers like a wrong password.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SignInModel(SignInManager<SuiteUser> signIn, LockOuts lockOuts, SuiteOptions options) : SuitePage
{
    private static readonly SuiteUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<SuiteUser>().HashPassword(Nobody, Guid.CreateVersion7().ToString());

    [BindProperty, Required, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [FromQuery]
    public string? ReturnUrl { get; set; }

    [FromQuery]
    public string? Said { get; set; }

    public bool LocalAccounts => options.LocalAccounts;

    /// <summary>What the authority is called; null where none is configured.</summary>
    public string? Authority => options.OpenIdConnect?.DisplayName;

    public string ToAuthority => $"/sign-in/start?returnUrl={Uri.EscapeDataString(Back)}";

    public string? Done => this.Saying(Said, "password-set", "administrator-made", "signed-out", "signed-out-everywhere");

    public string? Failed => this.Saying(Said, "authority-failed", "authority-denied", "authority-down", "step-over", "locked");

    private string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!LocalAccounts)
        {
            return NotFound();
        }

        var user = ModelState.IsValid ? await signIn.UserManager.FindByEmailAsync(Account.Trim()) : null;
        if (user is not { Active: true, PasswordHash: not null })
        {
            // As much work as for a real account: how long the answer takes must not tell whether there is one.
            signIn.UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, Password);
            user = null;
        }

        var result = user is null
            ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : await lockOuts.WatchAsync(user, () => signIn.PasswordSignInAsync(user, Password, isPersistent: false, lockoutOnFailure: true), cancellationToken);
        if (result.Succeeded || result.RequiresTwoFactor)
        {
            return LocalRedirect(result.Succeeded ? Back : $"/sign-in/code?returnUrl={Uri.EscapeDataString(Back)}");
        }

        ModelState.Clear();
        ModelState.AddModelError(nameof(Password), T["page.sign-in.wrong"]);
        return await RedrawAsync(cancellationToken);
    }
}
