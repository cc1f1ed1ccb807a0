namespace EvaluatorSuite.Domain.Accounting;

/// <summary>The event's own stages, 筹备 举办 收尾.</summary>
public enum EventStage { Prepare, Hold, Close }

/// <summary>A factor that the evaluator brings, since the pack has none. <c>Unit</c> is <c>kgCO2e/person-day</c> in form.</summary>
public sealed record OwnFactor
{
    public decimal Value { get; init; }
    public string Unit { get; init; } = "";
    public string Source { get; init; } = "";
    public int Year { get; init; }
}

/// <summary>One emission: activity data, factor, what the organizer claims and what the evaluator finds.</summary>
public sealed record LineFacts
{
    public string Key { get; init; } = "";

    /// <summary>Key of an emission source of the guide pack.</summary>
    public string Source { get; init; } = "";

    public EventStage Stage { get; init; }
    public string Description { get; init; } = "";

    /// <summary>The organizer's activity amount, in <see cref="Unit"/>.</summary>
    public decimal Amount { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>Key of a factor of the guide pack; null when there is an own factor.</summary>
    public string? Factor { get; init; }

    public OwnFactor? OwnFactor { get; init; }

    /// <summary>The organizer's figure, tonnes.</summary>
    public decimal ClaimedTonnes { get; init; }

    /// <summary>The evaluator's activity amount, where it differs.</summary>
    public decimal? VerifiedAmount { get; init; }

    public string? DifferenceReason { get; init; }

    /// <summary>What the data were checked against.</summary>
    public string? CrossCheck { get; init; }

    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>An evaluator has saved a check of the line, also one that found everything right and wrote nothing down.</summary>
    public bool Checked { get; init; }

    /// <summary>The evaluator has put a hand to it: from then on the organizer changes it no more.</summary>
    public bool IsVerified => Checked || VerifiedAmount is not null || DifferenceReason is not null || OwnFactor is not null || CrossCheck is not null;
}

public sealed class InventoryLine : EngagementRow<LineFacts>
{
    private InventoryLine()
    {
    }

    public InventoryLine(Guid engagementId, int position, LineFacts facts) : base(engagementId, position, facts)
    {
    }
}

public sealed record ExclusionFacts
{
    public string Source { get; init; } = "";
    public string Reason { get; init; } = "";
}

/// <summary>A source that is not counted, with the reason.</summary>
public sealed class ExcludedSource : EngagementRow<ExclusionFacts>
{
    private ExcludedSource()
    {
    }

    public ExcludedSource(Guid engagementId, int position, ExclusionFacts facts) : base(engagementId, position, facts)
    {
    }
}
