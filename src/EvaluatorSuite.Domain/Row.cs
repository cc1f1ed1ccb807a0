namespace EvaluatorSuite.Domain;

/// <summary>A row that people edit. Its version is what an editor saw: saving over a newer one is a conflict, never an overwrite.</summary>
public abstract class Row
{
    protected Row()
    {
    }

    protected Row(Guid id) => Id = id;

    public Guid Id { get; private set; }
    public int Version { get; private set; }
}

/// <summary>A row of one engagement: its place in the order it was given in, and the facts it holds.</summary>
public abstract class EngagementRow<TFacts> : Row where TFacts : class
{
    protected EngagementRow()
    {
    }

    protected EngagementRow(Guid engagementId, int position, TFacts facts) : base(Guid.CreateVersion7())
    {
        EngagementId = engagementId;
        Position = position;
        Facts = facts;
    }

    public Guid EngagementId { get; private set; }
    public int Position { get; private set; }
    public TFacts Facts { get; private set; } = null!;

    public virtual void Correct(TFacts facts) => Facts = facts;
}
