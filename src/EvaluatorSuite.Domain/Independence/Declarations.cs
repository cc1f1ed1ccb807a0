namespace EvaluatorSuite.Domain.Independence;

/// <summary>The threats of ISO/IEC 17029 § 4.2.</summary>
public enum ThreatKind { SelfInterest, SelfReview, Familiarity, Intimidation, Advocacy }

public enum ThreatLevel { Low, Medium, High }

/// <param name="Safeguard">What is done about it; a medium threat needs one on record.</param>
public sealed record Threat(ThreatKind Kind, ThreatLevel Level, string Description, string? Safeguard)
{
    /// <summary>The impartiality officer who judged the level and the safeguard; null while only its declarer has spoken.</summary>
    public Guid? JudgedById { get; init; }

    public DateOnly? JudgedOn { get; init; }

    /// <summary>Why the officer judged it so.</summary>
    public string? JudgementNote { get; init; }

    /// <summary>Whether it is the officer's turn: not low, and nobody has judged it. A safeguard that came with a case folder is a proposal until then.</summary>
    public bool AwaitsJudgement => JudgedById is null && Level != ThreatLevel.Low;

    /// <summary>Whether a safeguard is on record that nobody but its declarer stands for.</summary>
    public bool SafeguardIsProposed => JudgedById is null && !string.IsNullOrWhiteSpace(Safeguard);
}

/// <summary>One person's signed declaration for one engagement, 独立性声明.</summary>
public sealed record DeclarationFacts
{
    public Guid PersonId { get; init; }
    public DateOnly SignedOn { get; init; }
    public IReadOnlyList<Threat> Threats { get; init; } = [];
}

public sealed class Declaration : EngagementRow<DeclarationFacts>
{
    private Declaration()
    {
    }

    public Declaration(Guid engagementId, int position, DeclarationFacts facts) : base(engagementId, position, facts)
    {
    }
}
