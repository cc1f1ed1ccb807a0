using System.Threading.RateLimiting;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>Local accounts and, where one is configured, an authority. Every page needs a signed-in member of staff unless it says otherwise.</summary>
public static class SignInRegistration
{
    public const string Administrators = "administrators";
    public const string OpenEngagements = "open-engagements";

    /// <summary>Whoever enters facts in the registry.</summary>
    public const string KeepRegistry = "keep-registry";

    public const string ImpartialityOfficers = "impartiality-officers";

    /// <summary>Whoever exports the ledger of a period.</summary>
    public const string LedgerPeriods = "ledger-periods";

    /// <summary>Pages of the portal, for organizers' people alone.</summary>
    public const string Portal = "portal";

    /// <summary>The few pages that staff and organizers share; every other page is for staff.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Name of the limit on pages where somebody could try out passwords and links.</summary>
    public const string Guessing = "guessing";

    /// <summary>Name of the limit on the public pages, where somebody could try out codes of reports: who verifies many keeps nobody from signing in.</summary>
    public const string Verifying = "verifying";

    public static IServiceCollection AddSuiteSignIn(this IServiceCollection services, SuiteOptions options)
    {
        // By address; the lock-out of an account stops who has many addresses.
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Guessing, ByAddress);
            limiter.AddPolicy(Verifying, ByAddress);
        });
        RateLimitPartition<string> ByAddress(HttpContext http) => RateLimitPartition.GetFixedWindowLimiter(
            $"{http.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) });
        services.AddSuiteAccounts();
        services.AddSingleton<FreshSignIn>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(SetUpSession));
        if (options.OpenIdConnect is { } authority)
        {
            authentication.AddAuthority(authority);
        }

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
            .AddPolicy(LedgerPeriods, policy => policy.RequireRole(StaffRoles.Administrator, StaffRoles.Impartiality))
            .AddPolicy(OpenEngagements, policy => policy.RequireRole(StaffRoles.Auditor));
        return services;
    }

    private static void AddSuiteAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<SuiteUser>(identity =>
            {
                identity.SignIn.RequireConfirmedAccount = true;
                identity.Password.RequiredLength = 10;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 4;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<SuiteDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<SecondFactorProvider>(TokenOptions.DefaultAuthenticatorProvider)
            .AddUserValidator<AddressValidator>()
            .AddUserConfirmation<ActiveUsers>()
            .AddClaimsPrincipalFactory<SuiteClaimsFactory>();
        services.AddSingleton<IPasswordValidator<SuiteUser>, PasswordRules>();
        services.AddScoped<OneTimeCodes>().AddScoped<SecondFactors>().AddScoped<Invitations>().AddScoped<UserAdministration>().AddScoped<AuthorityUsers>().AddScoped<LockOuts>().AddScoped<Reauthentication>();
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.Zero;
            stamp.OnRefreshingPrincipal = SuiteClaims.KeepOfSessionAsync;
        });
        services.AddScoped<ISecurityStampValidator, ActiveUserValidator>();
    }

    private static void SetUpSession(CookieAuthenticationOptions cookie)
    {
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/status/403";
        cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
        cookie.Cookie.Name = "suite.session";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Events.OnSignedIn = async context =>
        {
            var services = context.HttpContext.RequestServices;
            var (id, now) = (context.Principal!.Id(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            await services.GetRequiredService<SuiteDb>().Users.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignInAt, now));
        };
    }
}
