namespace EvaluatorSuite.Web.Start;

public static class StaticFiles
{
    /// <summary>A file whose address carries its version never changes, and is asked for once.</summary>
    public static StaticFileOptions Options { get; } = new()
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public,max-age=31536000,immutable" : "public,max-age=3600",
    };
}
