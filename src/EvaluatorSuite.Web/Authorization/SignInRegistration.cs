using System.Threading.RateLimiting;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>Local accounts. Every page needs a signed-in user unless it says otherwise.</summary>
public static class SignInRegistration
{
    public const string Administrators = "administrators";
    public const string OpenEngagements = "open-engagements";

    /// <summary>Whoever enters facts in the registry.</summary>
    public const string KeepRegistry = "keep-registry";

    public const string ImpartialityOfficers = "impartiality-officers";

    /// <summary>Pages of the portal, for organizers' people alone.</summary>
    public const string Portal = "portal";

    /// <summary>The few pages that staff and organizers share; every other page is for staff.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Name of the limit on pages where somebody could try out passwords and links.</summary>
    public const string Guessing = "guessing";

    public static IServiceCollection AddSuiteSignIn(this IServiceCollection services, SuiteOptions options)
    {
        // By address; the lock-out of an account stops who has many addresses.
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Guessing, http => RateLimitPartition.GetFixedWindowLimiter(
                $"{http.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
        services.AddIdentityCore<SuiteUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 10;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 4;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<SuiteDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<SuiteClaimsFactory>();
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromDays(3));
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.Zero);
        services.AddScoped<ISecurityStampValidator, ActiveUserValidator>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/status/403";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.Cookie.Name = "suite.session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
        }));

        // Keys in the database: a restart, or another node, must not sign everybody out.
        services.AddDataProtection().SetApplicationName("EvaluatorSuite").PersistKeysToDbContext<SuiteDb>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StrangerIsToldNothing>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(StaffRoles.All).Build())
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Portal, policy => policy.RequireRole(StaffRoles.Organizer))
            .AddPolicy(Administrators, policy => policy.RequireRole(StaffRoles.Administrator))
            .AddPolicy(KeepRegistry, policy => policy.RequireRole(StaffRoles.Auditor, StaffRoles.Impartiality))
            .AddPolicy(ImpartialityOfficers, policy => policy.RequireRole(StaffRoles.Impartiality))
            .AddPolicy(OpenEngagements, policy => policy.RequireRole(StaffRoles.Auditor));
        return services;
    }
}
