using Scalar.AspNetCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>The document that describes the interface, and the page that shows it; for staff who are signed in, and for holders of a token.</summary>
public static class ApiDocs
{
    public const string Document = "/api/v1/openapi.json";
    public const string Page = "/api/v1/docs";

    public static bool IsPage(HttpContext http) => http.Request.Path.StartsWithSegments(Page);

    public static bool IsDocs(HttpContext http) => IsPage(http) || http.Request.Path == Document;

    public static void MapApiDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Document);
        routes.MapScalarApiReference(Page, scalar => scalar
            .WithOpenApiRoutePattern(Document).WithNonce().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().WithTitle("EvaluatorSuite API"));
    }

    /// <summary>
    /// The page's own policy: its script is admitted by a number that is new at every request, and nothing from elsewhere is. Its styles are put in
    /// by that script without the number, so styles within the page are let through, on this page alone: without them it is an icon as large as the screen.
    /// Placed before the headers of all pages, so that it has the last word on this one.
    /// </summary>
    public static void UseApiDocsPolicy(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (IsPage(http))
        {
            http.Response.OnStarting(() =>
            {
                if (http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce)
                {
                    http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                        + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
                }

                return Task.CompletedTask;
            });
        }

        return next(http);
    });
}
