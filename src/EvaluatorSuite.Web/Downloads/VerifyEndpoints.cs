using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Web.Api;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Downloads;

/// <summary>The public register for machines.</summary>
public static class VerifyEndpoints
{
    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/verify/register.json", RegisterAsync).AllowAnonymous().RequireRateLimiting(SignInRegistration.Verifying);

    private static async Task<IResult> RegisterAsync(string? q, string? after, HttpContext http, PublicRegister register, TextCatalog texts, CancellationToken cancellationToken)
    {
        if (await register.RegisterAsync(q is { Length: > 100 } ? q[..100] : q, after, cancellationToken) is not { } found)
        {
            return Results.Json(Problem.New(404, "api.missing", [new Refusal(new Message("verify.after-unknown", ("number", PublicRegister.Shown(after!))), "after")], texts), ApiJson.Options, Problem.ContentType, 404);
        }

        var page = found.Take(PublicRegister.PageSize).ToList();
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Results.Json(new
        {
            reports = page.Select(e => new { e.Number, state = Camel(e.State), e.Event, e.Organizer, e.Firm, e.IssuedOn, conclusion = Camel(e.Conclusion) }),
            next = found.Count > PublicRegister.PageSize ? page[^1].Number : null,
        });
    }

    private static string Camel<T>(T value) where T : struct, Enum => char.ToLowerInvariant($"{value}"[0]) + $"{value}"[1..];
}
