namespace EvaluatorSuite.Domain.Organizations;

/// <summary>An organization known to the firm, once, whatever the engagements it appears in. Found by its 统一社会信用代码, which never changes.</summary>
public sealed class Organization : Row
{
    private Organization()
    {
    }

    public Organization(OrganizationFacts facts) : base(facts.Id) =>
        (Name, Uscc, LegalRepresentative, OtherRepresentatives) = (facts.Name, facts.Uscc, facts.LegalRepresentative, facts.OtherRepresentatives);

    public string Name { get; private set; } = "";

    /// <summary>What it was called before somebody corrected the name; it is still met by them.</summary>
    public IReadOnlyList<string> FormerNames { get; private set; } = [];

    public string Uscc { get; private set; } = "";
    public string? LegalRepresentative { get; private set; }

    public IReadOnlyList<string> OtherRepresentatives { get; private set; } = [];

    /// <summary>Stated once and declared mistaken since; they bind no longer.</summary>
    public IReadOnlyList<MistakenRepresentative> MistakenRepresentatives { get; private set; } = [];

    public OrganizationFacts Facts => new(Id, Name, Uscc, LegalRepresentative) { OtherRepresentatives = OtherRepresentatives };

    public bool IsCalled(string name) => Name == name || FormerNames.Contains(name);

    public void Rename(string name)
    {
        if (name != Name)
        {
            (FormerNames, Name) = ([.. FormerNames.Where(n => n != name && n != Name), Name], name);
        }
    }

    public MistakenRepresentative? FindMistaken(string name) => MistakenRepresentatives.FirstOrDefault(m => m.Name == name);

    /// <summary>Adds a representative that somebody states; those stated before stay.</summary>
    public void AddRepresentative(string name)
    {
        if (LegalRepresentative is null)
        {
            LegalRepresentative = name;
        }
        else if (!Facts.Representatives.Contains(name))
        {
            OtherRepresentatives = [.. OtherRepresentatives, name];
        }
    }

    public void DeclareRepresentativeMistaken(string name, Mistake mistake)
    {
        var left = Facts.Representatives.Where(r => r != name).ToList();
        (LegalRepresentative, OtherRepresentatives) = (left.FirstOrDefault(), [.. left.Skip(1)]);
        MistakenRepresentatives = [.. MistakenRepresentatives, new MistakenRepresentative(name, mistake.On, mistake.By, mistake.Reason)];
    }
}
