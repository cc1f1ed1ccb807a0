using System.Globalization;
using System.Reflection;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Web.Api;

/// <summary>
/// The version of a row that the caller has seen, from <c>If-Match</c>. An edit without it is refused (428), one of an older version too
/// (412): nobody overwrites what they have not read.
/// </summary>
/// <param name="Number">Null only where the caller says by <c>If-None-Match: *</c> that there is no row yet, and the act allows that.</param>
public sealed record SeenVersion(int? Number)
{
    public int Required => Number ?? throw new ApiException(StatusCodes.Status428PreconditionRequired, new Refusal("api.precondition-required"));

    public static ValueTask<SeenVersion?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var (match, noneMatch) = (http.Request.Headers.IfMatch, http.Request.Headers.IfNoneMatch);
        if (match.Count == 0 && noneMatch.Count == 1 && noneMatch[0] == "*")
        {
            return ValueTask.FromResult<SeenVersion?>(new SeenVersion((int?)null));
        }

        if (match.Count == 0)
        {
            throw new ApiException(StatusCodes.Status428PreconditionRequired, new Refusal("api.precondition-required"));
        }

        var text = match.Count == 1 ? match[0]!.Trim() : "";
        return text.Length > 2 && text[0] == '"' && text[^1] == '"' && int.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? ValueTask.FromResult<SeenVersion?>(new SeenVersion(version))
            : throw new ApiException(StatusCodes.Status400BadRequest, new Refusal("api.if-match"));
    }

    public static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
