namespace EvaluatorSuite.Domain.Findings;

/// <summary>不符合 or 澄清.</summary>
public enum FindingKind { Nonconformity, Clarification }

public sealed record FindingFacts
{
    public string Key { get; init; } = "";
    public FindingKind Kind { get; init; }
    public string Requirement { get; init; } = "";
    public string Description { get; init; } = "";
    public DateOnly RaisedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public string? Answer { get; init; }
    public DateOnly? AnsweredOn { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The evaluator who closed it; a finding that nobody by name closed is open.</summary>
    public Guid? ClosedById { get; init; }
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
