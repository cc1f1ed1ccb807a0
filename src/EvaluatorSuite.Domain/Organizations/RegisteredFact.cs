namespace EvaluatorSuite.Domain.Organizations;

/// <summary>
/// A fact of the registry that can bind somebody. It is never taken away: the impartiality officer may declare it mistaken, with a
/// reason, and from then on no rule reads it, but it stays where everybody sees it.
/// </summary>
public abstract class RegisteredFact : Row
{
    public const int ReasonLength = 500;

    protected RegisteredFact()
    {
    }

    protected RegisteredFact(Guid id) : base(id)
    {
    }

    public DateTimeOffset? MistakenOn { get; private set; }

    /// <summary>The officer's user.</summary>
    public Guid? MistakenBy { get; private set; }

    public string? MistakenReason { get; private set; }

    public bool Counts => MistakenOn is null;

    public virtual void DeclareMistaken(Mistake mistake) => (MistakenOn, MistakenBy, MistakenReason) = (mistake.On, mistake.By, mistake.Reason);
}

/// <summary>That something which was recorded was never so, who says it and why.</summary>
public sealed record Mistake(DateTimeOffset On, Guid By, string Reason);

/// <summary>A representative who was recorded by mistake.</summary>
public sealed record MistakenRepresentative(string Name, DateTimeOffset On, Guid By, string Reason);
