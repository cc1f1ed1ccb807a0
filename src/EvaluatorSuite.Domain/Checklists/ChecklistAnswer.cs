namespace EvaluatorSuite.Domain.Checklists;

public enum Judgement { Met, NotMet, NotApplicable }

public sealed record AnswerFacts
{
    /// <summary>Key of the item in the guide pack.</summary>
    public string Item { get; init; } = "";

    public Judgement Judgement { get; init; }
    public string Note { get; init; } = "";

    /// <summary>Keys of evidence items of the same engagement.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

public sealed class ChecklistAnswer : EngagementRow<AnswerFacts>
{
    private ChecklistAnswer()
    {
    }

    public ChecklistAnswer(Guid engagementId, int position, AnswerFacts facts) : base(engagementId, position, facts)
    {
    }
}
