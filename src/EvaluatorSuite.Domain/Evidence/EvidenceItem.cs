namespace EvaluatorSuite.Domain.Evidence;

/// <summary>A file that was handed over, 证据, under its own name. The bytes are kept by their digest.</summary>
public sealed record EvidenceFacts
{
    public string Key { get; init; } = "";

    /// <summary>The name as it was given, folders included; never used as a path.</summary>
    public string File { get; init; } = "";

    public string Title { get; init; } = "";
    public string Kind { get; init; } = "";
    public Guid ProvidedById { get; init; }
    public DateOnly? PeriodFrom { get; init; }
    public DateOnly? PeriodTo { get; init; }

    /// <summary>SHA-256 of the stored bytes in hexadecimal; null when it is listed but was never handed over.</summary>
    public string? Sha256 { get; init; }

    public long? Size { get; init; }

    /// <summary>When it was safe; null for what came with a case folder.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Name of the user who handed it in.</summary>
    public string? ReceivedFrom { get; init; }
}

public sealed class EvidenceItem : EngagementRow<EvidenceFacts>
{
    private EvidenceItem()
    {
    }

    public EvidenceItem(Guid engagementId, int position, EvidenceFacts facts) : base(engagementId, position, facts)
    {
    }
}
