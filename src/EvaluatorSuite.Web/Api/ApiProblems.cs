using System.Diagnostics;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Web.Api;

/// <summary>Every answer of the interface that is no success has the same form, whoever gave it: use case, framework or failure.</summary>
public sealed partial class ApiProblems(RequestDelegate next, ILogger<ApiProblems> logger)
{
    /// <summary>Key of a problem that says more than the status of its answer.</summary>
    public static object Known { get; } = new();

    public async Task InvokeAsync(HttpContext http, SuiteDb db, TextCatalog texts)
    {
        try
        {
            await next(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !(failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            await WriteAsync(http, Problem.Of(failure, db, texts) ?? Failed(failure, texts));
            return;
        }

        if (!http.Response.HasStarted && http.Response.StatusCode >= StatusCodes.Status400BadRequest && http.Response.ContentType is null && http.Response.ContentLength is null)
        {
            await WriteAsync(http, http.Items[Known] as Problem ?? Problem.OfStatus(http.Response.StatusCode, texts));
        }
    }

    // Headers that were set on the way (who challenges, which methods there are, when to come again) belong to the answer; those of a body do not.
    private static Task WriteAsync(HttpContext http, Problem problem)
    {
        http.Response.Headers.Remove("ETag");
        http.Response.ContentLength = null;
        return problem.WriteAsync(http);
    }

    private Problem Failed(Exception failure, TextCatalog texts)
    {
        var reference = Activity.Current?.Id ?? Guid.CreateVersion7().ToString();
        LogFailed(failure, reference);
        return Problem.New(StatusCodes.Status500InternalServerError, "api.failed", [], texts) with { Reference = reference };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request of the API failed; reference {Reference}.")]
    private partial void LogFailed(Exception failure, string reference);
}
