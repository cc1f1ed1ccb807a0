namespace EvaluatorSuite.Domain.Organizations;

/// <summary>Somebody known to the firm. An address or a name that was given once still leads here: nobody gets rid of what binds them by another one.</summary>
public sealed class Person : Row
{
    private Person()
    {
    }

    public Person(PersonFacts facts) : base(facts.Id) => (Name, Email, Qualifications) = (facts.Name, facts.Email, facts.Qualifications);

    public string Name { get; private set; } = "";
    public IReadOnlyList<string> FormerNames { get; private set; } = [];
    public string? Email { get; private set; }
    public IReadOnlyList<string> FormerEmails { get; private set; } = [];
    public IReadOnlyList<string> Qualifications { get; private set; } = [];

    public PersonFacts Facts => new(Id, Name, Email, Qualifications);

    public bool IsCalled(string name) => Name == name || FormerNames.Contains(name);

    public bool IsReachedAt(string email) => Email == email || FormerEmails.Contains(email);

    /// <summary>An address that is left out stays as it was.</summary>
    public void Correct(string name, string? email, IReadOnlyList<string> qualifications)
    {
        FormerNames = name == Name ? FormerNames : [.. FormerNames.Where(n => n != name && n != Name), Name];
        if (email is not null && email != Email)
        {
            FormerEmails = Email is null ? FormerEmails : [.. FormerEmails.Where(e => e != email && e != Email), Email];
            Email = email;
        }

        (Name, Qualifications) = (name, qualifications);
    }
}
