using System.Security.Claims;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>To the authority and back. Both are plain addresses, not forms: a policy for forms would follow every redirect that the authority makes.</summary>
public static class AuthorityEndpoints
{
    /// <summary>In the ticket: which invitation is to be accepted by this signing in.</summary>
    public const string InvitedUser = "invited-user";
    public const string InvitationToken = "invitation-token";
    private const string ReturnTo = "return-to";

    public static void MapAuthority(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/start", StartAsync).AllowAnonymous().RequireRateLimiting(SignInRegistration.Guessing);
        routes.MapGet("/sign-in/return", ReturnAsync).AllowAnonymous().RequireRateLimiting(SignInRegistration.Guessing);
    }

    /// <summary>Whether the authority can be reached now. One that is down is told in words, not by an error.</summary>
    public static async Task<bool> IsThereAsync(this IOptionsMonitor<OpenIdConnectOptions> options, ILogger logger, CancellationToken cancellationToken) =>
        await options.EndSessionAsync(logger, cancellationToken) is not null;

    /// <returns>The address for signing out at the authority; empty when it has none, null when it cannot be reached.</returns>
    public static async Task<string?> EndSessionAsync(this IOptionsMonitor<OpenIdConnectOptions> options, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = await options.Get(AuthorityRegistration.Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return configuration.EndSessionEndpoint ?? "";
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "The authority cannot be reached");
            return null;
        }
    }

    private static async Task<IResult> StartAsync(
        string? returnUrl, Guid? user, string? token, bool? fresh, SuiteOptions suite, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<AuthorityUsers> logger, CancellationToken cancellationToken)
    {
        if (suite.OpenIdConnect is null)
        {
            return Results.NotFound();
        }

        if (!await options.IsThereAsync(logger, cancellationToken))
        {
            return Results.LocalRedirect($"/sign-in?said=authority-down&returnUrl={Uri.EscapeDataString(Local(returnUrl))}");
        }

        var properties = new OpenIdConnectChallengeProperties { RedirectUri = "/sign-in/return" };
        if (fresh is true)
        {
            (properties.Prompt, properties.MaxAge) = ("login", TimeSpan.Zero);
        }

        properties.Items[ReturnTo] = Local(returnUrl);
        if (user is { } invited && token is not null)
        {
            properties.Items[InvitedUser] = invited.ToString();
            properties.Items[InvitationToken] = token;
        }

        return Results.Challenge(properties, [AuthorityRegistration.Scheme]);
    }

    private static async Task<IResult> ReturnAsync(HttpContext http, AuthorityUsers people, SignInManager<SuiteUser> signIn, CancellationToken cancellationToken)
    {
        var ticket = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (!ticket.Succeeded)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var person = PersonOf.Ticket(ticket.Principal);
        if (ticket.Properties.Items.TryGetValue(InvitedUser, out var invited) && (await people.FindAsync(person))?.Id.ToString() != invited)
        {
            return Results.LocalRedirect("/sign-in/link");
        }

        var answer = await people.AdmitAsync(person, cancellationToken);
        if (answer.Refusal is { } why)
        {
            return Results.LocalRedirect($"/sign-in/refused?why={why}");
        }

        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        var session = new AuthenticationProperties();
        session.StoreTokens(ticket.Properties.GetTokens());
        var asked = ticket.Principal.FindFirst("auth_time")?.Value;
        await signIn.SignInWithClaimsAsync(answer.User!, session, [new Claim(ClaimTypes.AuthenticationMethod, AuthorityRegistration.Scheme), .. asked is null ? Array.Empty<Claim>() : [new Claim(FreshSignIn.Claim, asked)]]);
        return Results.LocalRedirect(Local(ticket.Properties.Items.TryGetValue(ReturnTo, out var to) ? to : null));
    }

    /// <summary>An address of another site, or one that a browser reads as such, is not gone back to.</summary>
    private static string Local(string? url) => RedirectHttpResult.IsLocalUrl(url) ? url! : "/";
}
