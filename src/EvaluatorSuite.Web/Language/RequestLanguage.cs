using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Web.Language;

/// <summary>The language of a request: what was chosen, else what the browser prefers, else Chinese.</summary>
public static class RequestLanguage
{
    public const string Cookie = "suite.language";

    public static IServiceCollection AddRequestLanguage(this IServiceCollection services) =>
        services.AddHttpContextAccessor().AddScoped(provider => TextCatalog.In(Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext)));

    /// <summary><c>/language?to=en&amp;back=/…</c>: keeps the choice for a year and goes back.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder routes) => routes.MapGet("/language", (HttpContext http, string to, string? back) =>
    {
        if (TextCatalog.Languages.Contains(to))
        {
            http.Response.Cookies.Append(Cookie, to, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true });
        }

        // An address of another site, or one that a browser reads as such, is not gone back to.
        var local = back is { Length: > 0 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal);
        return Results.LocalRedirect(local ? back! : "/");
    }).AllowAnonymous();

    private static string Of(HttpContext? http)
    {
        if (http?.Request.Cookies[Cookie] is { } chosen && TextCatalog.Languages.Contains(chosen))
        {
            return chosen;
        }

        var preferred = http?.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString())
            .FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return preferred?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? TextCatalog.English : TextCatalog.Chinese;
    }
}
