namespace EvaluatorSuite.Domain.Organizations;

/// <summary>The organizations and people that one evaluation can touch, with what binds them.</summary>
public sealed record Registry
{
    public IReadOnlyList<OrganizationFacts> Organizations { get; init; } = [];
    public IReadOnlyList<OwnershipFacts> Ownerships { get; init; } = [];
    public IReadOnlyList<PersonFacts> People { get; init; } = [];
    public IReadOnlyList<EmploymentFacts> Employments { get; init; } = [];
    public IReadOnlyList<ServiceFacts> Services { get; init; } = [];

    /// <summary>The keys under which a case folder speaks of them; who has none is called by code or name.</summary>
    public IReadOnlyDictionary<Guid, string> Keys { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>Finds names and keys, for rules that explain themselves.</summary>
public sealed class RegistryNames(Registry registry)
{
    private readonly Dictionary<Guid, OrganizationFacts> _organizations = registry.Organizations.ToDictionary(o => o.Id);
    private readonly Dictionary<Guid, PersonFacts> _people = registry.People.ToDictionary(p => p.Id);

    public Registry Registry { get; } = registry;

    public OrganizationFacts Facts(Guid organizationId) => _organizations[organizationId];

    public Node Organization(Guid id) => new(Registry.Keys.GetValueOrDefault(id) ?? _organizations[id].Uscc, _organizations[id].Name, id);

    public Node Person(Guid id) => new(Registry.Keys.GetValueOrDefault(id) ?? _people[id].Name, _people[id].Name, id);
}
