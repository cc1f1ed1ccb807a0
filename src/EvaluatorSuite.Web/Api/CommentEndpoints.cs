using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Comments;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>A remark among the firm's own people.</summary>
public sealed record CommentBody
{
    /// <summary>What it speaks of; the engagement as a whole when absent.</summary>
    public CommentTarget? Target { get; init; }

    /// <summary>Key of the row that it speaks of.</summary>
    public string? TargetKey { get; init; }

    public string? Comment { get; init; }
}

/// <summary>An answer to a remark.</summary>
public sealed record ReplyBody
{
    public string? Reply { get; init; }
}

public static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/comments").WithTags("Comments");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Comment, AddAsync);
        group.MapAct("POST", "/{rowId:guid}/reply", EngagementAct.Comment, ReplyAsync);
        group.MapAct("POST", "/{rowId:guid}/resolve", EngagementAct.Comment, ResolveAsync);
    }

    /// <summary>Remarks among the firm's own people; organizers never see them.</summary>
    internal static Task<Found<Page<RowView<CommentFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<Comment, CommentFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One remark.</summary>
    internal static Task<Found<RowView<CommentFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<Comment, CommentFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Makes a remark in the name of the token's user.</summary>
    internal static async Task<Made<RowView<CommentFacts>>> AddAsync(
        Guid engagementId, HttpContext http, JsonBody<CommentBody> body, SuiteDb db, CommentService comments, CancellationToken cancellationToken)
    {
        var given = body.Value;
        await comments.AddAsync(http.User.Actor(), engagementId, given.Target ?? CommentTarget.Engagement, given.TargetKey, given.Comment, cancellationToken);
        return await db.AddedAsync<Comment, CommentFacts>(engagementId, "comments", cancellationToken);
    }

    /// <summary>Answers a remark.</summary>
    internal static async Task<Found<RowView<CommentFacts>>> ReplyAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<ReplyBody> body, SuiteDb db, CommentService comments, CancellationToken cancellationToken)
    {
        await comments.ReplyAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Reply, cancellationToken);
        return await db.ChangedAsync<Comment, CommentFacts>(rowId, cancellationToken);
    }

    /// <summary>Says that a remark is dealt with; only who made it can.</summary>
    internal static async Task<Found<RowView<CommentFacts>>> ResolveAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<NoWords> body, SuiteDb db, CommentService comments, CancellationToken cancellationToken)
    {
        await comments.ResolveAsync(http.User.Actor(), engagementId, rowId, seen.Required, cancellationToken);
        return await db.ChangedAsync<Comment, CommentFacts>(rowId, cancellationToken);
    }
}
