using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>One's own account: how one signs in, and the ways to change it.</summary>
[Authorize(Policy = SignInRegistration.SignedIn)]
public sealed class IndexModel(UserManager<SuiteUser> users, SignInManager<SuiteUser> signIn, OneTimeCodes codes, LedgerWriter ledger, SuiteOptions options) : AccountPage(users)
{
    [FromQuery]
    public string? Said { get; set; }

    public string? Done => this.Saying(Said, "password-changed", "second-factor-off");

    public int RecoveryCodes { get; private set; }

    public string? Authority => options.OpenIdConnect?.DisplayName;

    public bool IsOfAuthority => User.IsOfAuthority();

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        RecoveryCodes = await codes.RecoveryCodesLeftAsync(Me.Id, cancellationToken);
        return true;
    }

    /// <summary>Ends every session of this user, on whatever machine, this one too.</summary>
    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await Users.UpdateSecurityStampAsync(Me);
        await ledger.AppendAsync(Me.Id, null, "user.signed-out-everywhere", new Dictionary<string, object?> { ["user"] = Me.Id }, cancellationToken);
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in?said=signed-out-everywhere");
    }
}
