using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>Switches the second factor off, for whoever has both: the password and the app, or a recovery code.</summary>
[Authorize(Policy = SignInRegistration.SignedIn)]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SecondFactorOffModel(UserManager<SuiteUser> users, SignInManager<SuiteUser> signIn, SecondFactors secondFactors, Reauthentication asking, LedgerWriter ledger)
    : AccountPage(users), IPreparesPost
{
    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [BindProperty, Required, MaxLength(40)]
    public string Code { get; set; } = "";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken) => await base.LoadAsync(cancellationToken) && Me.TwoFactorEnabled;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : LocalRedirect("/account");

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) && this.FieldsAreRight() && await asking.RefusalAsync(Me, Password, Code, cancellationToken) is var (field, code))
        {
            ModelState.AddModelError(field, T[code]);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return LocalRedirect("/account");
        }

        if (!ModelState.IsValid)
        {
            return await RedrawAsync(cancellationToken);
        }

        await secondFactors.SwitchOffAsync(Me, cancellationToken);
        await ledger.AppendAsync(Me.Id, null, "user.second-factor-off", new Dictionary<string, object?> { ["user"] = Me.Id }, cancellationToken);
        await signIn.RefreshSignInAsync(Me);
        return LocalRedirect("/account?said=second-factor-off");
    }
}
