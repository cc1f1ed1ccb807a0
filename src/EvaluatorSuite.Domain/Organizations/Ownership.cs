namespace EvaluatorSuite.Domain.Organizations;

public sealed class Ownership : RegisteredFact
{
    private Ownership()
    {
    }

    public Ownership(OwnershipFacts facts) : base(Guid.CreateVersion7()) => (ParentId, ChildId, Percent) = (facts.ParentId, facts.ChildId, facts.Percent);

    public Guid ParentId { get; private set; }
    public Guid ChildId { get; private set; }
    public decimal Percent { get; private set; }

    /// <summary>Its own id once it is mistaken, else nothing: a pair has one share that counts, and any number that were mistaken.</summary>
    public Guid MistakenId { get; private set; }

    public OwnershipFacts Facts => new(ParentId, ChildId, Percent);

    public void Raise(decimal percent) => Percent = percent;

    public override void DeclareMistaken(Mistake mistake)
    {
        base.DeclareMistaken(mistake);
        MistakenId = Id;
    }
}
