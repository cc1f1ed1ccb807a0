using EvaluatorSuite.Application;
using EvaluatorSuite.Infrastructure;

namespace EvaluatorSuite.Web.Health;

public static class HealthEndpoints
{
    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: database and evidence folder do too; why not stands in the log alone.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", async (SuiteDb db, SuiteOptions options, CancellationToken cancellationToken) =>
            await db.Database.CanConnectAsync(cancellationToken) && Directory.Exists(options.EvidencePath)
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }
}
