using System.Text.Json;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>One reason, as the pages give it too.</summary>
/// <param name="Code">Stable; what a program decides by.</param>
/// <param name="Field">The property of the body, or the path in it, that would mend it; null where none would.</param>
/// <param name="Message">For people, in the language asked for by <c>Accept-Language</c>.</param>
/// <param name="Values">What the message speaks of, by name.</param>
public sealed record RefusalView(string Code, string? Field, string Message, IReadOnlyDictionary<string, object?> Values);

/// <summary>Problem details after RFC 9457. <c>type</c> is an identifier: nothing is to be fetched there.</summary>
/// <param name="Type">Path <c>/problems/</c> and the code.</param>
/// <param name="Title">The kind of problem, for people.</param>
/// <param name="Reference">Of a failure of the program: the number that its log has too.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, IReadOnlyList<RefusalView> Refusals, string? Reference = null)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Statuses that the framework answers by itself.</summary>
    private static readonly Dictionary<int, string> CodeOfStatus = new()
    {
        [400] = "api.bad-request",
        [401] = "api.unauthenticated",
        [403] = "api.forbidden",
        [404] = "api.missing",
        [405] = "api.method",
        [413] = "api.too-large",
        [415] = "api.media-type",
        [429] = "api.rate-limited",
    };

    public static Problem OfStatus(int status, TextCatalog texts) => New(status, CodeOfStatus.GetValueOrDefault(status, status < 500 ? "api.bad-request" : "api.failed"), [], texts);

    /// <returns>Null for a failure of the program.</returns>
    public static Problem? Of(Exception exception, SuiteDb db, TextCatalog texts) => exception switch
    {
        ApiException api => New(api.Status, api.Refusals[0].Code, api.Refusals, texts),
        RefusedException refused => New(StatusCodes.Status422UnprocessableEntity, "api.refused", refused.Refusals, texts),
        UnreadableException unreadable => New(StatusCodes.Status400BadRequest, "api.unreadable", [.. unreadable.Faults.Select(f => new Refusal(f.What, f.Path))], texts),
        MissingException => OfStatus(StatusCodes.Status404NotFound, texts),
        ForbiddenException => OfStatus(StatusCodes.Status403Forbidden, texts),
        DbUpdateConcurrencyException => New(StatusCodes.Status412PreconditionFailed, "api.stale", [], texts),
        DbUpdateException failure when db.IsDuplicate(failure) => New(StatusCodes.Status409Conflict, "api.conflict", [], texts),
        BadHttpRequestException bad => OfStatus(bad.StatusCode, texts),
        _ => null,
    };

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options), http.RequestAborted);
    }

    public static Problem New(int status, string code, IReadOnlyList<Refusal> refusals, TextCatalog texts) =>
        new($"/problems/{code}", texts[code], status, code, [.. refusals.Select(r => View(r, texts))]);

    internal static RefusalView View(Refusal refusal, TextCatalog texts) =>
        new(refusal.Code, FieldOf(refusal.Field), texts.Say(refusal.Reason), refusal.Reason.Values.ToDictionary(v => v.Key, v => ValueOf(v.Value, texts)));

    // Properties of a body begin with a small letter; paths into one are as they are.
    private static string? FieldOf(string? field) => string.IsNullOrEmpty(field) ? null : char.ToLowerInvariant(field[0]) + field[1..];

    private static object? ValueOf(object value, TextCatalog texts) => value switch
    {
        string or int or long or decimal or DateOnly => value,
        Tonnage tonnage => tonnage.Value,
        Percentage percentage => percentage.Value,
        _ => texts.Show(value),
    };
}
