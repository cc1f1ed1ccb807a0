using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>Somebody whom the authority knows.</summary>
public sealed record Known(string Subject, string Name, string Email)
{
    public List<string> Groups { get; init; } = [];
}

/// <summary>
/// An OpenID Connect authority of our own: a real server with the authorization code flow, PKCE, signed tokens and an end of session.
/// It listens under another name than the application, so a browser takes the two for different sites, as in life.
/// </summary>
public sealed class TestAuthority : IAsyncDisposable
{
    public const string ClientId = "suite";
    public const string ClientSecret = "a secret of the tests";
    private const string Session = "authority-session";

    private readonly WebApplication _app;

    private TestAuthority(WebApplication app) => _app = app;

    public List<Known> People { get; } = [];

    /// <summary>Where the application is; nothing is sent elsewhere.</summary>
    public Uri? Client { get; set; }

    /// <summary>Sessions that were ended here by the application, with the token that names them.</summary>
    public int Ended { get; private set; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/";

    public static async Task<TestAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(TestAuthority).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        TestAuthority? authority = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/logout");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Profile, Scopes.Email);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption().EnableDegradedMode();
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context => authority!.Check(context)));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Check));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context => authority!.Check(context)));
        });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseAuthentication();
        authority = new TestAuthority(app);
        app.MapMethods("/connect/authorize", ["GET", "POST"], (Delegate)authority.AuthorizeAsync);
        app.MapMethods("/connect/logout", ["GET", "POST"], (Delegate)authority.Logout);
        await app.StartAsync();
        return authority;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private ValueTask Check(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != ClientId || context.RedirectUri != new Uri(Client!, "/signin-oidc").ToString())
        {
            context.Reject(Errors.InvalidClient, "Unknown client or address.");
        }

        return default;
    }

    private static ValueTask Check(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
        {
            context.Reject(Errors.InvalidClient, "Wrong secret.");
        }

        return default;
    }

    private ValueTask Check(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri != new Uri(Client!, "/signout-callback-oidc").ToString())
        {
            context.Reject(Errors.InvalidRequest, "Unknown address.");
        }

        return default;
    }

    private async Task<IResult> AuthorizeAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var posted = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync())["person"].ToString() : "";
        if (posted == "nobody")
        {
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied }),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }

        var subject = posted.Length > 0 ? posted : http.Request.Cookies[Session];
        if (People.Find(p => p.Subject == subject) is not { } person)
        {
            return Results.Content(Page(request), "text/html; charset=utf-8");
        }

        http.Response.Cookies.Append(Session, person.Subject, new CookieOptions { HttpOnly = true });
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Name, person.Name).SetClaim(Claims.Email, person.Email);
        identity.AddClaims(person.Groups.Select(group => new Claim("groups", group)));
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private IResult Logout(HttpContext http)
    {
        Ended += http.GetOpenIddictServerRequest()?.IdTokenHint is not null ? 1 : 0;
        http.Response.Cookies.Delete(Session);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    private string Page(OpenIddictRequest request)
    {
        var hidden = request.GetParameters().Select(p => $"<input type=hidden name='{Encode(p.Key)}' value='{Encode(p.Value.ToString() ?? "")}'>");
        var buttons = People.Select(p => (p.Subject, p.Name)).Append(("nobody", "cancel")).Select(p => $"<button name=person value='{Encode(p.Item1)}'>{Encode(p.Item2)}</button>");
        return $"<!doctype html><html lang=en><title>Authority</title><h1>Authority</h1><form method=post>{string.Concat(hidden)}{string.Concat(buttons)}</form></html>";
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
