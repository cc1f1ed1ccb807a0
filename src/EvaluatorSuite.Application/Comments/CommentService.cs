using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Comments;

/// <summary>Remarks among the firm's own people, on the engagement or on one of its rows. Who made one says when it is dealt with.</summary>
public sealed class CommentService(SuiteDb db, EngagementActs acts, TimeProvider clock)
{
    public async Task<string> AddAsync(Actor actor, Guid engagementId, CommentTarget target, string? targetKey, string? text, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Comment, cancellationToken);
        new RefusalList().Need("Comment", text).Fit("TargetKey", targetKey, 100).ThrowIfAny();
        var keys = await db.Comments.Where(c => c.EngagementId == engagementId).Select(c => c.Facts.Key).ToListAsync(cancellationToken);
        var comment = new CommentFacts
        {
            Key = RowKeys.Next("C", keys),
            Target = target,
            TargetKey = targetKey ?? "",
            Text = text!.Trim(),
            AuthorId = actor.UserId,
            Author = actor.Name,
            At = clock.GetUtcNow(),
        };
        db.Comments.Add(new Comment(engagementId, await acts.NextPositionAsync<Comment>(engagementId, cancellationToken), comment));
        await acts.RecordAsync(actor, engagementId, "comment.added", Changes.Of(comment), cancellationToken);
        return comment.Key;
    }

    public async Task ReplyAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? text, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        new RefusalList().Need("Reply", text).Add(row.Facts.ResolvedAt is not null, "", "comment.resolved").ThrowIfAny();
        row.Correct(row.Facts with { Replies = [.. row.Facts.Replies, new CommentReply(text!.Trim(), actor.UserId, actor.Name, clock.GetUtcNow())] });
        await acts.RecordAsync(actor, engagementId, "comment.answered", new Dictionary<string, object?> { ["key"] = row.Facts.Key, ["text"] = text.Trim() }, cancellationToken);
    }

    /// <exception cref="RefusedException"><c>comment.not-yours</c>: only who made it can say that it is dealt with.</exception>
    public async Task ResolveAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        new RefusalList().Add(row.Facts.AuthorId != actor.UserId, "", "comment.not-yours", ("author", row.Facts.Author)).Add(row.Facts.ResolvedAt is not null, "", "comment.resolved").ThrowIfAny();
        row.Correct(row.Facts with { ResolvedAt = clock.GetUtcNow() });
        await acts.RecordAsync(actor, engagementId, "comment.resolved", new Dictionary<string, object?> { ["key"] = row.Facts.Key }, cancellationToken);
    }

    private async Task<Comment> BeginAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Comment, cancellationToken);
        return await acts.RowAsync<Comment>(engagementId, rowId, seenVersion, cancellationToken);
    }
}
