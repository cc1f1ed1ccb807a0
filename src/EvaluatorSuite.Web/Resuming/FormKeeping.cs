using System.Threading.RateLimiting;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EvaluatorSuite.Web.Resuming;

/// <summary>What happens to a post that is sent to sign in: its form is kept where that can be done, and the sign-in page says which.</summary>
public static class FormKeeping
{
    /// <summary>As it travels; a Chinese character takes nine bytes there.</summary>
    public const int LargestForm = 200_000;

    public static IServiceCollection AddFormKeeping(this IServiceCollection services, SuiteOptions options)
    {
        services.AddScoped<KeptForms>().AddHostedService<KeptFormSweep>();
        services.AddSingleton<PartitionedRateLimiter<HttpContext>>(_ => PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            $"{http.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) })));
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
        {
            var usual = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = async context =>
            {
                await KeepAsync(context);
                await usual(context);
            };
        });
        return services;
    }

    private static async Task KeepAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !IsSentByPerson(http))
        {
            return;
        }

        var form = await ReadAsync(http);
        var id = form is null ? null : await http.RequestServices.GetRequiredService<KeptForms>().KeepAsync(http, form, OwnerOf(context), http.RequestAborted);
        var request = http.Request;
        context.RedirectUri = id is { } kept
            ? $"{request.Scheme}://{request.Host}{request.PathBase}{context.Options.LoginPath}?{context.Options.ReturnUrlParameter}={Uri.EscapeDataString(KeptForms.PathOf(kept))}"
            : $"{context.RedirectUri}&kept=no";
    }

    // A script that saves by itself keeps what it could not send, and would leave a row here at every try.
    private static bool IsSentByPerson(HttpContext http) => http.Request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    private static async Task<TypedForm?> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<PageActionDescriptor>() is null || metadata.GetMetadata<OutsideTransactionAttribute>() is not null
            || request.ContentLength is null or > LargestForm || !IsUrlEncoded(request) || !IsFromHere(request)
            || !http.RequestServices.GetRequiredService<PartitionedRateLimiter<HttpContext>>().AttemptAcquire(http).IsAcquired)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(http.RequestAborted);
            var fields = form.Where(f => IsKept(f.Key)).SelectMany(f => f.Value.Select(v => new TypedField(f.Key, v ?? ""))).ToList();
            return fields.Count == 0 ? null : new TypedForm($"{request.Path}{request.QueryString}", fields);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsUrlEncoded(HttpRequest request) => request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    // What a page of another site sends must not wait here for somebody to press the button. The token cannot tell: it was the ended session's.
    private static bool IsFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site.Length > 0 ? site == "same-origin"
            : origin.Length == 0 ? request.Cookies.Keys.Any(c => c.StartsWith(".AspNetCore.Antiforgery.", StringComparison.Ordinal))
            : Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
    }

    // The token was for a session that is over; passwords are typed again.
    private static bool IsKept(string field) => field != "__RequestVerificationToken" && !field.Contains("password", StringComparison.OrdinalIgnoreCase);

    // The ticket of a session that has run out still says whose it was.
    private static Guid? OwnerOf(RedirectContext<CookieAuthenticationOptions> context)
    {
        var cookie = context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!);
        return cookie is not null && context.Options.TicketDataFormat.Unprotect(cookie) is AuthenticationTicket { Principal.Identity.IsAuthenticated: true } ticket ? ticket.Principal.Id() : null;
    }
}

/// <summary>Nothing is kept longer than its day, also where nobody sends a form again.</summary>
public sealed class KeptFormSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeptFormSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<KeptForms>().SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "Forms that were kept for a day could not be swept; the next hour tries again");
            }
        }
    }
}
