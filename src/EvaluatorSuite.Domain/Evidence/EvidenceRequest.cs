namespace EvaluatorSuite.Domain.Evidence;

/// <summary>What is asked of the organizer, 证据需求.</summary>
public sealed record RequestFacts
{
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>Kind of evidence, as in <see cref="EvidenceFacts.Kind"/>.</summary>
    public string Kind { get; init; } = "";

    public DateOnly RequestedOn { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>Keys of what was given for it, oldest first.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>The organizer says that this is all, or why there is nothing.</summary>
    public DateOnly? GivenOn { get; init; }

    public string? Remark { get; init; }
    public DateOnly? AcceptedOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Why what was given did not do; null once something new was given.</summary>
    public string? ReturnReason { get; init; }

    public bool IsEnded => AcceptedOn is not null || WithdrawnOn is not null;

    /// <summary>Whether the organizer has to act.</summary>
    public bool AwaitsOrganizer => !IsEnded && GivenOn is null;
}

public sealed class EvidenceRequest : EngagementRow<RequestFacts>
{
    private EvidenceRequest()
    {
    }

    public EvidenceRequest(Guid engagementId, int position, RequestFacts facts) : base(engagementId, position, facts)
    {
    }
}
