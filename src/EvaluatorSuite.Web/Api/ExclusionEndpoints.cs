using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>A source that is not counted.</summary>
public sealed record ExclusionBody
{
    /// <summary>Key of an emission source of the guide pack that no line counts.</summary>
    public string? Source { get; init; }

    public string? Reason { get; init; }
}

public static class ExclusionEndpoints
{
    public static void MapExclusions(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/exclusions").WithTags("Activity data");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Work, ExcludeAsync);
        group.MapAct("DELETE", "/{rowId:guid}", EngagementAct.Work, CountAsync);
    }

    /// <summary>Sources that are not counted, each with its reason.</summary>
    internal static Task<Found<Page<RowView<ExclusionFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<ExcludedSource, ExclusionFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One of them.</summary>
    internal static Task<Found<RowView<ExclusionFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<ExcludedSource, ExclusionFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Leaves a source out, with the reason.</summary>
    internal static async Task<Made<RowView<ExclusionFacts>>> ExcludeAsync(
        Guid engagementId, HttpContext http, JsonBody<ExclusionBody> body, SuiteDb db, ExclusionService exclusions, CancellationToken cancellationToken)
    {
        await exclusions.ExcludeAsync(http.User.Actor(), engagementId, body.Value.Source, body.Value.Reason, cancellationToken);
        return await db.AddedAsync<ExcludedSource, ExclusionFacts>(engagementId, "exclusions", cancellationToken);
    }

    /// <summary>Takes an exclusion back: the source is to be counted.</summary>
    internal static async Task<Done> CountAsync(Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, ExclusionService exclusions, CancellationToken cancellationToken)
    {
        await exclusions.CountAsync(http.User.Actor(), engagementId, rowId, seen.Required, cancellationToken);
        return new();
    }
}
