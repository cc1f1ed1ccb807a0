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

/// <summary>Shows new recovery codes once, and makes others in their place.</summary>
[Authorize(Policy = SignInRegistration.SignedIn)]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class RecoveryCodesModel(UserManager<SuiteUser> users, OneTimeCodes codes, Reauthentication asking, LedgerWriter ledger) : AccountPage(users), IPreparesPost
{
    /// <summary>Codes on their way to this page, in a sealed cookie that is gone when they were shown.</summary>
    public const string Key = "recovery-codes";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    [BindProperty, Required, MaxLength(40)]
    public string Code { get; set; } = "";

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<string> New { get; private set; } = [];

    public int Left { get; private set; }

    public string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/account";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Left = await codes.RecoveryCodesLeftAsync(Me.Id, cancellationToken);
        return Me.TwoFactorEnabled;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return LocalRedirect("/account");
        }

        New = (TempData[Key] as string)?.Split(' ') ?? [];
        return Page();
    }

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

        TempData[Key] = string.Join(' ', await codes.RenewRecoveryCodesAsync(Me.Id, cancellationToken));
        await ledger.AppendAsync(Me.Id, null, "user.recovery-codes-renewed", new Dictionary<string, object?> { ["user"] = Me.Id }, cancellationToken);
        return LocalRedirect("/account/recovery-codes");
    }
}
