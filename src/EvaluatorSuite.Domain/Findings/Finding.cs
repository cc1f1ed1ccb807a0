namespace EvaluatorSuite.Domain.Findings;

/// <summary>不符合 or 澄清.</summary>
public enum FindingKind { Nonconformity, Clarification }

/// <summary>An answer that did not do: what was answered, and why it came back.</summary>
public sealed record FindingRound(string Answer, DateOnly AnsweredOn, string ReturnReason, DateOnly ReturnedOn, DateOnly NextDueOn);

public sealed record FindingFacts
{
    public string Key { get; init; } = "";
    public FindingKind Kind { get; init; }
    public string Requirement { get; init; } = "";
    public string Description { get; init; } = "";
    public DateOnly RaisedOn { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>Why it came to this, in the organizer's words.</summary>
    public string? Cause { get; init; }

    /// <summary>The answer that stands; those that came back are in <see cref="Rounds"/>.</summary>
    public string? Answer { get; init; }

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Keys of evidence that came with the answer.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<FindingRound> Rounds { get; init; } = [];

    public DateOnly? ClosedOn { get; init; }

    /// <summary>What the evaluator found when closing it.</summary>
    public string? Closure { get; init; }

    /// <summary>The evaluator who closed it; a finding that nobody by name closed is open.</summary>
    public Guid? ClosedById { get; init; }

    /// <summary>Rounds of answering, counting the one that is under way; three are a warning (Chinese verification practice).</summary>
    public int Round => Rounds.Count + 1;

    public bool IsClosed => ClosedOn is not null;

    /// <summary>Whether the organizer has to act.</summary>
    public bool AwaitsAnswer => !IsClosed && Answer is null;
}

public sealed class Finding : EngagementRow<FindingFacts>
{
    private Finding()
    {
    }

    public Finding(Guid engagementId, int position, FindingFacts facts) : base(engagementId, position, facts)
    {
    }
}
