using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Api;

/// <summary>The JSON interface: the same acts as the pages, for a firm's other systems.</summary>
public static class ApiRegistration
{
    public const string Root = "/api/v1";

    public static IServiceCollection AddSuiteApi(this IServiceCollection services)
    {
        services.AddScoped<ApiActs>();
        services.AddScoped<ProcessDesk>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null);

        // Under the interface's addresses a cookie counts for nothing, so that no other site can make a browser act there.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
            cookie.ForwardDefaultSelector = http => IsApi(http) && (!ApiDocs.IsDocs(http) || TokenAuthentication.SecretOf(http.Request) is not null) ? TokenAuthentication.Name : null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in TokenScopes.All)
        {
            authorization.AddPolicy(ApiScopes.Policy(scope), policy => policy.AddAuthenticationSchemes(TokenAuthentication.Name).RequireAuthenticatedUser()
                .RequireRole(StaffRoles.All).RequireClaim(TokenAuthentication.ScopeClaim, scope));
        }

        services.AddRateLimiter(limiter => limiter.AddPolicy<string, ApiRate>(ApiRate.Name));
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        return services.AddApiDocument();
    }

    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(Root);

    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(http => IsApi(http) && !ApiDocs.IsPage(http), api => api.UseMiddleware<ApiProblems>());

    public static void MapSuiteApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).RequireRateLimiting(ApiRate.Name).AddEndpointFilter<ApiFilter>();
        api.MapEngagements();
        api.MapGuides();
        api.MapRegistry();
        api.MapTasks();
        var engagement = api.MapGroup("/engagements/{engagementId:guid}");
        engagement.MapEngagement();
        engagement.MapProcess();
        engagement.MapTeam();
        engagement.MapRequests();
        engagement.MapChecklist();
        engagement.MapFindings();
        engagement.MapActivityData();
        engagement.MapExclusions();
        engagement.MapOffsets();
        engagement.MapSiteRecords();
        engagement.MapComments();
        engagement.MapEvidence();
        routes.MapApiDocs();
    }
}
