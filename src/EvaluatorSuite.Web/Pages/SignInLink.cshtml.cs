using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages;

/// <summary>
/// Asks whoever came from an invitation, and has signed in at the authority, whether the two belong together. Asked in so many words,
/// since a link of somebody else's could otherwise tie their account to one's own sign-in.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SignInLinkModel(UserManager<SuiteUser> users, Invitations invitations, SuiteOptions options) : SuitePage
{
    private string _token = "";

    public AuthorityPerson Person { get; private set; } = null!;

    public SuiteUser Invited { get; private set; } = null!;

    public string Authority => options.OpenIdConnect!.DisplayName;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme) is not { Succeeded: true } ticket
            || !ticket.Properties.Items.TryGetValue(AuthorityEndpoints.InvitedUser, out var id) || await users.FindByIdAsync(id!) is not { } invited)
        {
            return false;
        }

        _token = ticket.Properties.Items[AuthorityEndpoints.InvitationToken]!;
        (Person, Invited) = (PersonOf.Ticket(ticket.Principal), invited);
        return true;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        !await LoadAsync(cancellationToken) ? LocalRedirect("/sign-in") : invitations.StateOf(Invited, _token) == InvitationState.Open ? Page() : ToInvitation();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || invitations.StateOf(Invited, _token) != InvitationState.Open)
        {
            return LocalRedirect("/sign-in?said=step-over");
        }

        var result = Person.IsKnowable ? await invitations.AcceptAsync(Invited, Person.Login, cancellationToken) : IdentityResult.Failed(new IdentityError { Code = "other" });
        if (!result.Succeeded)
        {
            this.Refuse(result, "", "");
            return await RedrawAsync(cancellationToken);
        }

        return LocalRedirect("/sign-in/return");
    }

    private LocalRedirectResult ToInvitation() => LocalRedirect($"/invitation/{Invited.Id}?token={Uri.EscapeDataString(_token)}");
}
