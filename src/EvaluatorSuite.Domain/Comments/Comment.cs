namespace EvaluatorSuite.Domain.Comments;

/// <summary>What a comment speaks of.</summary>
public enum CommentTarget { Engagement, ChecklistItem, InventoryLine, OffsetLine, Finding, Evidence, Independence }

public sealed record CommentReply(string Text, Guid AuthorId, string Author, DateTimeOffset At);

/// <summary>A remark among the firm's own people; the organizer never sees it.</summary>
public sealed record CommentFacts
{
    public string Key { get; init; } = "";
    public CommentTarget Target { get; init; }

    /// <summary>Key of the row; empty for the engagement as a whole.</summary>
    public string TargetKey { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The user, not the person of the registry.</summary>
    public Guid AuthorId { get; init; }

    public string Author { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CommentReply> Replies { get; init; } = [];

    /// <summary>When who made it found it dealt with.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}

public sealed class Comment : EngagementRow<CommentFacts>
{
    private Comment()
    {
    }

    public Comment(Guid engagementId, int position, CommentFacts facts) : base(engagementId, position, facts)
    {
    }
}
