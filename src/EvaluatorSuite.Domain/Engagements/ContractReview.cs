namespace EvaluatorSuite.Domain.Engagements;

/// <summary>Contract review, 合同评审: whether the firm can take this engagement on, before it does (national guide; ISO/IEC 17029 § 9.3).</summary>
public sealed record ContractReviewFacts
{
    /// <summary>Event, boundary and criteria are clear and agreed.</summary>
    public bool ScopeClear { get; init; }

    public bool CompetentPeople { get; init; }
    public bool TimeEnough { get; init; }

    /// <summary>The independence check was read and is clear.</summary>
    public bool Independent { get; init; }

    public bool Accepted { get; init; }
    public string Note { get; init; } = "";
    public Guid ReviewedById { get; init; }
    public DateOnly ReviewedOn { get; init; }
}

/// <summary>The last one stands; the ledger has those before.</summary>
public sealed class ContractReview : EngagementRow<ContractReviewFacts>
{
    private ContractReview()
    {
    }

    public ContractReview(Guid engagementId, ContractReviewFacts facts) : base(engagementId, 0, facts)
    {
    }
}
