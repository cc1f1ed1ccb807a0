using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EvaluatorSuite.Web.Filters;

/// <summary>
/// Whoever sends more to a page than it takes is told how much that is. The server's own limit breaks the form off while it is read for
/// its token, and all that is heard of it is that the request was bad.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestUploadAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the form is read.</summary>
    public int Order => -1000;

    /// <summary>In megabytes, of a page that refused more; null for any other.</summary>
    public static long? MostOf(HttpContext http) => http.Items[typeof(LargestUploadAttribute)] as long?;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext is { Request: { ContentLength: { } length } request } http && length > bytes)
        {
            http.Items[typeof(LargestUploadAttribute)] = bytes / 1024 / 1024;

            // The page that says so would read it otherwise.
            request.Form = FormCollection.Empty;
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }
}
