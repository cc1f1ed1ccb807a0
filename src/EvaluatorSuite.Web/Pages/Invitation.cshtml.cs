using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Whoever has the link of an invitation sets the password of that account; the link works once and for three days.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class InvitationModel(UserManager<SuiteUser> users, LedgerWriter ledger) : SuitePage
{
    [FromRoute]
    public Guid UserId { get; set; }

    [FromQuery]
    public string Token { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    public SuiteUser? Invited { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Invited = await users.FindByIdAsync(UserId.ToString());
        return Invited is { Active: true }
            && await users.VerifyUserTokenAsync(Invited, users.Options.Tokens.PasswordResetTokenProvider, UserManager<SuiteUser>.ResetPasswordTokenPurpose, Token);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        var result = await users.ResetPasswordAsync(Invited!, Token, Password);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(Password), nameof(Password));
            return await RedrawAsync(cancellationToken);
        }

        await ledger.AppendAsync(UserId, null, "user.password-set", new Dictionary<string, object?> { ["user"] = UserId }, cancellationToken);
        return LocalRedirect("/sign-in");
    }
}
