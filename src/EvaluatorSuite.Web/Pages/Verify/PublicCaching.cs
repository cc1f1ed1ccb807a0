using EvaluatorSuite.Web.Filters;

namespace EvaluatorSuite.Web.Pages.Verify;

internal static class PublicCaching
{
    /// <summary>For a minute at most: a withdrawal has to be seen. What is drawn for somebody who is signed in has their name in its head and is nobody else's.</summary>
    public static void MayBeCached(this SuitePage page)
    {
        var anonymous = page.User.Identity?.IsAuthenticated != true;
        page.Response.Headers.CacheControl = anonymous ? "public, max-age=60" : "private, no-store";
        page.Response.Headers.Vary = "Cookie, Accept-Language";
    }
}
