namespace EvaluatorSuite.Domain.Organizations;

/// <summary>Why one organization belongs to the group of another.</summary>
/// <param name="Ownership">Null when the bond is a shared legal representative.</param>
public sealed record GroupBond(Guid From, Guid To, OwnershipFacts? Ownership, string? LegalRepresentative);

/// <summary>
/// The group of an organization: whoever controls it through any number of steps, whoever those control, and whoever shares a
/// legal representative with one of them. Control is more than half. House rule (domain, chapter 3): the guide speaks of the body alone.
/// </summary>
public sealed class ControlGraph
{
    private readonly ILookup<Guid, OwnershipFacts> _parents;
    private readonly ILookup<Guid, OwnershipFacts> _children;
    private readonly ILookup<string, OrganizationFacts> _represented;
    private readonly Dictionary<Guid, OrganizationFacts> _organizations;

    public ControlGraph(Registry registry)
    {
        var controls = registry.Ownerships.Where(o => o.IsControl).ToList();
        _organizations = registry.Organizations.ToDictionary(o => o.Id);
        _parents = controls.ToLookup(o => o.ChildId);
        _children = controls.ToLookup(o => o.ParentId);
        _represented = registry.Organizations.SelectMany(o => o.Representatives.Select(name => (Name: name.Trim(), Organization: o)))
            .Where(r => r.Name.Length > 0).ToLookup(r => r.Name, r => r.Organization);
    }

    /// <summary>The members of the group with the shortest chain of bonds to each. The organization itself has an empty chain.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<GroupBond>> GroupOf(Guid organizationId)
    {
        var chains = new Dictionary<Guid, IReadOnlyList<GroupBond>> { [organizationId] = [] };
        var seen = new HashSet<(Guid, bool)> { (organizationId, true) };
        var expanded = new HashSet<(string, bool)>();
        var queue = new Queue<(Guid Id, bool MayClimb, IReadOnlyList<GroupBond> Chain)>([(organizationId, true, [])]);

        // Up first, then down: who merely owns a part of a subsidiary together with us is no sister. Hence the two states of a node.
        while (queue.TryDequeue(out var here))
        {
            foreach (var (bond, climbs) in Bonds(here.Id, here.MayClimb, expanded))
            {
                if (seen.Add((bond.To, climbs)))
                {
                    IReadOnlyList<GroupBond> chain = [.. here.Chain, bond];
                    chains.TryAdd(bond.To, chain);
                    queue.Enqueue((bond.To, climbs, chain));
                }
            }
        }

        return chains;
    }

    // Sorted by code, so that of two chains equally long the same one is told whatever the order of the facts.
    private IEnumerable<(GroupBond Bond, bool Climbs)> Bonds(Guid id, bool mayClimb, HashSet<(string, bool)> expanded)
    {
        var up = mayClimb ? _parents[id].Select(o => (Bond: new GroupBond(id, o.ParentId, o, null), Climbs: true)) : [];
        var down = _children[id].Select(o => (Bond: new GroupBond(id, o.ChildId, o, null), Climbs: false));

        // Whoever shares a name is reached from the first who has it; asking each of them again would cost the square of their number.
        var across = _organizations[id].Representatives.Select(name => name.Trim()).Where(name => name.Length > 0 && expanded.Add((name, mayClimb)))
            .SelectMany(name => _represented[name].Where(o => o.Id != id).Select(o => (Bond: new GroupBond(id, o.Id, null, name), Climbs: mayClimb))).ToList();
        return up.Concat(down).Concat(across).OrderBy(b => _organizations[b.Bond.To].Uscc, StringComparer.Ordinal).ThenBy(b => b.Bond.Ownership is null)
            .ThenByDescending(b => b.Bond.Ownership?.Percent).ThenBy(b => b.Bond.LegalRepresentative, StringComparer.Ordinal);
    }
}
