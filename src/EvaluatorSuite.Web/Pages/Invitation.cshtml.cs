using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Whoever has the link of an invitation sets a password for that account, or ties it to their sign-in at the authority. A link that no longer works says why.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class InvitationModel(UserManager<SuiteUser> users, Invitations invitations, SuiteOptions options) : SuitePage
{
    [FromRoute]
    public Guid UserId { get; set; }

    [FromQuery]
    public string Token { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    public SuiteUser? Invited { get; private set; }

    /// <summary>Null for a link that never was one.</summary>
    public InvitationState? State { get; private set; }

    /// <summary>A password needs an address to be typed with it.</summary>
    public bool ByPassword => options.LocalAccounts && Invited?.Email is not null;

    public string? Authority => options.OpenIdConnect?.DisplayName;

    public string ToAuthority => $"/sign-in/start?user={UserId}&token={Uri.EscapeDataString(Token)}";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Invited = await users.FindByIdAsync(UserId.ToString());
        State = Invited is null ? null : invitations.StateOf(Invited, Token);
        return true;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Answer();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (State != InvitationState.Open || !ByPassword)
        {
            return Answer();
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        var result = await invitations.AcceptAsync(Invited!, Password, cancellationToken);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(Password), nameof(Password));
            return await RedrawAsync(cancellationToken);
        }

        return LocalRedirect("/sign-in?said=password-set");
    }

    private PageResult Answer() => new() { StatusCode = State == InvitationState.Open ? StatusCodes.Status200OK : StatusCodes.Status404NotFound };
}
