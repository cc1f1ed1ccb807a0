using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>Sets up the second factor: the secret goes to the app, a code of it comes back. Until then the secret is kept in the form alone, sealed.</summary>
[BeforeSecondFactor]
[Authorize(Policy = SignInRegistration.SignedIn)]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SecondFactorModel(
    UserManager<SuiteUser> users, SignInManager<SuiteUser> signIn, SecondFactors secondFactors, Reauthentication asking, LedgerWriter ledger, IDataProtectionProvider protection)
    : AccountPage(users), IPreparesPost
{
    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [BindProperty, Required, MaxLength(20)]
    public string Code { get; set; } = "";

    /// <summary>The secret as the form carries it.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public string Secret { get; private set; } = "";

    /// <summary>Whether somebody was led here because all staff must have one.</summary>
    public bool IsRequired => HttpContext.RequestServices.GetRequiredService<SuiteOptions>().StaffNeedSecondFactor && StaffRoles.All.Any(User.IsInRole);

    public string Address => TimeCode.Address(T["page.product"], Me.Email ?? Me.DisplayName, Secret);

    private IDataProtector Protector => protection.CreateProtector("EvaluatorSuite.SecondFactor", Me.Id.ToString("N"));

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Secret = Unseal() ?? TimeCode.NewSecret();
        Sealed = Protector.Protect(Secret);
        return Me is { PasswordHash: not null, TwoFactorEnabled: false };
    }

    // Who has one, or needs none, has nothing to set up.
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : LocalRedirect("/account");

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
            return LocalRedirect("/account");
        }

        if (!ModelState.IsValid)
        {
            return await RedrawAsync(cancellationToken);
        }

        if (await secondFactors.SwitchOnAsync(Me, Secret, Code, cancellationToken) is not { } codes)
        {
            ModelState.AddModelError(nameof(Code), T["account.factor.does-not-fit"]);
            return await RedrawAsync(cancellationToken);
        }

        await ledger.AppendAsync(Me.Id, null, "user.second-factor-on", new Dictionary<string, object?> { ["user"] = Me.Id }, cancellationToken);
        await signIn.RefreshSignInAsync(Me);
        TempData[RecoveryCodesModel.Key] = string.Join(' ', codes);
        return LocalRedirect($"/account/recovery-codes?returnUrl={Uri.EscapeDataString(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/account")}");
    }

    private string? Unseal()
    {
        try
        {
            return Sealed is { Length: > 0 } given ? Protector.Unprotect(given) : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
