using System.Security.Claims;
using EvaluatorSuite.Infrastructure.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>Signing in at an OpenID Connect authority, by the authorization code flow with PKCE.</summary>
public static class AuthorityRegistration
{
    public const string Scheme = AuthorityPerson.Provider;

    /// <summary>The session keeps the identity token for signing out, unless it is so large that a proxy would refuse the cookie.</summary>
    private const int LongestToken = 3000;

    public static AuthenticationBuilder AddAuthority(this AuthenticationBuilder authentication, AuthoritySettings settings)
    {
        authentication.AddMicrosoftIdentityWebApp(
            web =>
            {
                (web.Authority, web.TenantId) = (settings.Authority, settings.TenantId);
                web.Instance = settings.Instance!;
                (web.ClientId, web.ClientSecret) = (settings.ClientId, settings.ClientSecret);
            },
            configureCookieAuthenticationOptions: null, Scheme, cookieScheme: null, subscribeToOpenIdConnectMiddlewareDiagnosticsEvents: false, settings.DisplayName);
        authentication.Services.Configure<OpenIdConnectOptions>(Scheme, options =>
        {
            SetUpFlow(options);
            SetUpEvents(options, settings);
            if (!settings.IsEntra)
            {
                SetUpOther(options, settings);
            }
        });
        return authentication;
    }

    private static void SetUpFlow(OpenIdConnectOptions options)
    {
        (options.SignInScheme, options.SignOutScheme) = (IdentityConstants.ExternalScheme, IdentityConstants.ApplicationScheme);
        (options.ResponseType, options.UsePkce, options.SaveTokens) = (OpenIdConnectResponseType.Code, true, true);
        options.SignedOutRedirectUri = "/sign-in?said=signed-out";
        options.RemoteSignOutPath = null;

        // Claims under their own names; the library has put a token handler of its own here, which has the switch too.
        options.MapInboundClaims = false;
        if (options.TokenHandler is JsonWebTokenHandler handler)
        {
            handler.MapInboundClaims = false;
        }
    }

    // The library takes every authority for Entra ID: it adds a version to the address and checks issuers as that one writes them.
    private static void SetUpOther(OpenIdConnectOptions options, AuthoritySettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = !settings.IsPlain;
        options.TokenValidationParameters.IssuerValidator = null;
        options.Scope.Add("email");
    }

    private static void SetUpEvents(OpenIdConnectOptions options, AuthoritySettings settings)
    {
        var validated = options.Events.OnTokenValidated;
        options.Events.OnTokenValidated = async context =>
        {
            await validated(context);
            var token = context.SecurityToken;
            context.Properties!.Items[PersonOf.Issuer] = token.Issuer;
            context.Properties.Items[PersonOf.Subject] = token.Subject;
        };
        options.Events.OnTicketReceived = context =>
        {
            Reduce(context, settings);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AuthorityRegistration));
            log.LogWarning(context.Failure, "Signing in at the authority failed");
            context.Response.Redirect("/sign-in?said=authority-failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
        options.Events.OnAccessDenied = context =>
        {
            context.Response.Redirect("/sign-in?said=authority-denied");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    // A ticket with hundreds of groups in it would be a cookie that no proxy lets through; what is asked of it are a few words.
    private static void Reduce(TicketReceivedContext context, AuthoritySettings settings)
    {
        var (principal, properties) = (context.Principal!, context.Properties!);
        var claims = new List<Claim>
        {
            new(PersonOf.Issuer, properties.Items[PersonOf.Issuer] ?? ""),
            new(PersonOf.Subject, properties.Items[PersonOf.Subject] ?? ""),
            new(PersonOf.Name, principal.FindFirstValue("name") ?? principal.FindFirstValue("preferred_username") ?? ""),
            new(PersonOf.Email, principal.FindFirstValue("email") ?? ""),
            new(PersonOf.Cut, PersonOf.IsCut(principal, settings) ? "true" : "false"),
        };
        claims.AddRange(settings.RolesOf(principal.FindAll(settings.RolesClaim).Select(c => c.Value)).Select(role => new Claim(PersonOf.Role, role)));
        claims.AddRange(principal.FindAll("auth_time").Take(1).Select(c => new Claim(c.Type, c.Value)));
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));

        var token = properties.GetTokenValue(OpenIdConnectParameterNames.IdToken);
        properties.StoreTokens(token is { Length: <= LongestToken } ? [new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }] : []);
        properties.Items.Remove(PersonOf.Issuer);
        properties.Items.Remove(PersonOf.Subject);
    }
}

/// <summary>Reads the person of the authority from the ticket between its answer and our session.</summary>
internal static class PersonOf
{
    public const string Issuer = "issuer";
    public const string Subject = "subject";
    public const string Name = "name";
    public const string Email = "email";
    public const string Role = "role";
    public const string Cut = "groups-cut";

    public static AuthorityPerson Ticket(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(Issuer) ?? "", principal.FindFirstValue(Subject) ?? "", NullIfEmpty(principal.FindFirstValue(Name)), NullIfEmpty(principal.FindFirstValue(Email)),
        [.. principal.FindAll(Role).Select(c => c.Value)], principal.FindFirstValue(Cut) == "true");

    /// <summary>Entra ID sends the address of a list instead of more than two hundred groups.</summary>
    public static bool IsCut(ClaimsPrincipal principal, AuthoritySettings settings) =>
        principal.FindFirst(settings.RolesClaim) is null
        && (principal.FindFirstValue("hasgroups") == "true" || principal.FindFirstValue("_claim_names")?.Contains($"\"{settings.RolesClaim}\"", StringComparison.Ordinal) == true);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
