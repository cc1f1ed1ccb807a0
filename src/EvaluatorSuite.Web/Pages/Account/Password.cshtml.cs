using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>A new password for the old one. Every other session of the user ends.</summary>
[Authorize(Policy = SignInRegistration.SignedIn)]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class PasswordModel(UserManager<SuiteUser> users, SignInManager<SuiteUser> signIn, Reauthentication asking, LedgerWriter ledger) : AccountPage(users), IPreparesPost
{
    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string NewPassword { get; set; } = "";

    /// <summary>Who has no password has nothing to change here.</summary>
    public override async Task<bool> LoadAsync(CancellationToken cancellationToken) => await base.LoadAsync(cancellationToken) && Me.PasswordHash is not null;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) && this.FieldsAreRight() && await asking.RefusalAsync(Me, Password, code: null, cancellationToken) is var (field, code))
        {
            ModelState.AddModelError(field, T[code]);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await RedrawAsync(cancellationToken);
        }

        var result = await Users.ChangePasswordAsync(Me, Password, NewPassword);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(NewPassword), nameof(NewPassword));
            return await RedrawAsync(cancellationToken);
        }

        await ledger.AppendAsync(Me.Id, null, "user.password-changed", new Dictionary<string, object?> { ["user"] = Me.Id }, cancellationToken);
        await signIn.RefreshSignInAsync(Me);
        return LocalRedirect("/account?said=password-changed");
    }
}
