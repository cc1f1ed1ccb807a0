using System.Security.Claims;
using System.Text.Encodings.Web;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EvaluatorSuite.Web.Api;

/// <summary>Knows a system by <c>Authorization: Bearer es_…</c>; it carries what its user carries in a session, and the scopes of the token.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, IUserClaimsPrincipalFactory<SuiteUser> claims, TextCatalog texts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";
    public const string ScopeClaim = "scope";

    private const string Bearer = "Bearer ";

    private TokenFault? _fault;

    public static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer + AccessToken.Prefix, StringComparison.OrdinalIgnoreCase) && header.Length < 200 ? header[Bearer.Length..] : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret)
        {
            _fault = Request.Headers.Authorization.Count > 0 ? TokenFault.Unknown : null;
            return AuthenticateResult.NoResult();
        }

        var (token, user, fault) = await tokens.FindAsync(secret, Context.RequestAborted);
        if (fault is not null)
        {
            return Refuse(fault.Value);
        }

        // Another type than that of a session: what is asked of sessions alone is not asked here.
        var session = await claims.CreateAsync(user!);
        var identity = new ClaimsIdentity(session.Claims, Name, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims(token!.Scopes.Select(s => new Claim(ScopeClaim, s)));
        var principal = new ClaimsPrincipal(identity);
        return StaffRoles.All.Any(principal.IsInRole) ? AuthenticateResult.Success(new AuthenticationTicket(principal, Name)) : Refuse(TokenFault.UserInactive);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = _fault is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        var code = _fault is { } fault ? $"token.{fault.ToString().ToLowerInvariant()}" : "token.none";
        Context.Items[ApiProblems.Known] = Problem.New(StatusCodes.Status401Unauthorized, "api.unauthenticated", [new Refusal(code)], texts);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy is { } policy && ApiScopes.ScopeOf(policy) is { } scope && !Context.User.HasClaim(ScopeClaim, scope))
        {
            Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
            Context.Items[ApiProblems.Known] = Problem.New(StatusCodes.Status403Forbidden, "api.scope", [new Refusal("api.scope-missing", ("scope", scope))], texts);
        }

        return Task.CompletedTask;
    }

    private AuthenticateResult Refuse(TokenFault fault)
    {
        _fault = fault;
        return AuthenticateResult.Fail(fault.ToString());
    }
}

/// <summary>A policy for each scope.</summary>
public static class ApiScopes
{
    private const string Prefix = "api ";

    public static string Policy(string scope) => Prefix + scope;

    public static string? ScopeOf(string policy) => policy.StartsWith(Prefix, StringComparison.Ordinal) ? policy[Prefix.Length..] : null;

    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, string scope) where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policy(scope));
}
