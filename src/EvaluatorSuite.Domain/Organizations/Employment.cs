namespace EvaluatorSuite.Domain.Organizations;

public sealed class Employment : RegisteredFact
{
    private Employment()
    {
    }

    public Employment(EmploymentFacts facts) : base(Guid.CreateVersion7()) =>
        (PersonId, OrganizationId, From, To, Role) = (facts.PersonId, facts.OrganizationId, facts.From, facts.To, facts.Role);

    public Guid PersonId { get; private set; }
    public Guid OrganizationId { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }
    public string? Role { get; private set; }

    public EmploymentFacts Facts => new(PersonId, OrganizationId, From, To, Role);

    public void End(DateOnly on) => To = on;
}
