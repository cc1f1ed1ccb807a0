using CsCheck;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Tests.Organizations;

public sealed class ControlGraphTests
{
    [Fact]
    public void The_group_is_what_a_search_without_cunning_finds()
    {
        Graphs.Registry.Sample(registry =>
        {
            var graph = new ControlGraph(registry);

            Assert.All(registry.Organizations, o => Assert.Equal(Naive(registry, o.Id).Order(), graph.GroupOf(o.Id).Keys.Order()));
        }, iter: 1_500);
    }

    [Fact]
    public void Every_chain_leads_over_true_bonds_from_the_organization_to_the_member()
    {
        Graphs.Registry.Sample(registry =>
        {
            var from = registry.Organizations[0].Id;
            foreach (var (member, chain) in new ControlGraph(registry).GroupOf(from))
            {
                Assert.Equal([from, .. chain.Select(b => b.To)], (Guid[])[.. chain.Select(b => b.From), member]);
                Assert.All(chain, bond => Assert.True(IsTrue(registry, bond)));
                Assert.Equal(chain.Count + 1, chain.Select(b => b.To).Append(from).Distinct().Count());
            }
        }, iter: 1_500);
    }

    [Fact]
    public void After_a_step_down_no_chain_climbs_again()
    {
        Graphs.Registry.Sample(registry =>
        {
            foreach (var chain in new ControlGraph(registry).GroupOf(registry.Organizations[0].Id).Values)
            {
                var steps = chain.Where(b => b.Ownership is not null).Select(b => b.Ownership!.ParentId == b.From).ToList();

                Assert.DoesNotContain(false, steps.SkipWhile(down => !down));
            }
        }, iter: 1_500);
    }

    [Fact]
    public void The_order_of_the_facts_changes_neither_members_nor_chains()
    {
        Graphs.Registry.Sample(registry =>
        {
            var turned = registry with
            {
                Organizations = [.. registry.Organizations.Reverse()],
                Ownerships = [.. registry.Ownerships.Reverse()],
            };

            var (one, other) = (new ControlGraph(registry).GroupOf(registry.Organizations[0].Id), new ControlGraph(turned).GroupOf(registry.Organizations[0].Id));

            Assert.Equal(one.Keys.Order(), other.Keys.Order());
            Assert.All(one, member => Assert.Equal(member.Value, other[member.Key]));
        }, iter: 1_500);
    }

    [Fact]
    public void A_representative_that_was_stated_once_stays_a_bond_whatever_is_stated_later()
    {
        var organization = new Organization(new OrganizationFacts(Guid.CreateVersion7(), "机构", "1", null));

        foreach (var name in new[] { "甲", "乙", "甲", "乙", "丙" })
        {
            organization.AddRepresentative(name);
        }

        Assert.Equal("甲", organization.LegalRepresentative);
        Assert.Equal(["甲", "乙", "丙"], organization.Facts.Representatives);
    }

    /// <summary>Upwards until nothing is added, then downwards until nothing is added; a shared representative leads sideways in both.</summary>
    private static HashSet<Guid> Naive(Registry registry, Guid from)
    {
        var group = Closed(registry, [from], o => (o.ChildId, o.ParentId));
        return Closed(registry, group, o => (o.ParentId, o.ChildId));
    }

    private static HashSet<Guid> Closed(Registry registry, HashSet<Guid> group, Func<OwnershipFacts, (Guid From, Guid To)> direction)
    {
        int before;
        do
        {
            before = group.Count;
            group.UnionWith(registry.Ownerships.Where(o => o.Percent > 50 && group.Contains(direction(o).From)).Select(o => direction(o).To));
            group.UnionWith(registry.Organizations.Where(o => registry.Organizations.Any(m => group.Contains(m.Id) && Share(m, o))).Select(o => o.Id));
        }
        while (group.Count > before);

        return group;
    }

    private static bool Share(OrganizationFacts one, OrganizationFacts other) =>
        one.Representatives.Intersect(other.Representatives).Any();

    private static bool IsTrue(Registry registry, GroupBond bond)
    {
        var organizations = registry.Organizations.ToDictionary(o => o.Id);
        return bond.Ownership is { } ownership
            ? registry.Ownerships.Contains(ownership) && ownership.Percent > 50
                && ((ownership.ParentId == bond.From && ownership.ChildId == bond.To) || (ownership.ParentId == bond.To && ownership.ChildId == bond.From))
            : new[] { bond.From, bond.To }.All(o => organizations[o].Representatives.Contains(bond.LegalRepresentative));
    }
}

/// <summary>Organizations with random owners and legal representatives, circles and shared subsidiaries among them.</summary>
internal static class Graphs
{
    private const int Most = 8;

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, Most).Select(i => new Guid(i, 0, 0, new byte[8]))];

    private static Gen<OwnershipFacts> Edge => Gen.Select(Gen.Int[0, Most - 1], Gen.Int[0, Most - 1], Gen.OneOf(30m, 50m, 50.01m, 100m))
        .Select((parent, child, percent) => new OwnershipFacts(Ids[parent], Ids[child], percent));

    /// <summary>The first that was stated and the others, in most organizations none.</summary>
    private static Gen<(string? First, string[] Others)> Representatives =>
        Gen.Select(Gen.OneOf<string?>(null, null, null, null, "甲", "乙"), Gen.OneOf<string[]>([], [], [], [], ["乙"], ["甲", "丙"], ["丙"]));

    public static Gen<Registry> Registry => Gen.Select(Edge.Array[0, 12], Representatives.Array[Most]).Select((edges, representatives) => new Registry
    {
        Organizations = [.. Ids.Select((id, i) =>
            new OrganizationFacts(id, $"机构 {i}", $"{(i * 5) % Most}", representatives[i].First) { OtherRepresentatives = representatives[i].Others })],
        Ownerships = [.. edges.Where(e => e.ParentId != e.ChildId).DistinctBy(e => (e.ParentId, e.ChildId))],
    });
}
