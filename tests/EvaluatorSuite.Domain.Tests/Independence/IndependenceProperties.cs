using CsCheck;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Tests.Organizations;

namespace EvaluatorSuite.Domain.Tests.Independence;

public sealed class IndependenceProperties
{
    private static readonly Guid Event = new(100, 0, 0, new byte[8]);
    private static readonly DateOnly Contract = new(2025, 12, 15);

    [Fact]
    public void An_edge_of_ownership_that_goes_never_brings_a_conflict()
    {
        Cases.Sample(registry =>
        {
            var before = Conflicts(registry);

            Assert.All(registry.Ownerships, edge => Assert.Subset(before, Conflicts(registry with { Ownerships = [.. registry.Ownerships.Where(o => o != edge)] })));
        }, iter: 1_000);
    }

    [Fact]
    public void A_service_that_comes_never_takes_a_conflict_away()
    {
        Cases.Sample(registry => Assert.All(registry.Services, service =>
            Assert.Subset(Conflicts(registry), Conflicts(registry with { Services = [.. registry.Services.Where(s => s != service)] }))), iter: 1_000);
    }

    [Fact]
    public void The_group_is_blocked_exactly_where_one_of_it_served_or_sold()
    {
        Cases.Sample(registry =>
        {
            var firm = registry.Organizations[0].Id;
            var group = new ControlGraph(registry).GroupOf(firm).Keys.ToHashSet();
            var providers = registry.Services.Where(s => s.EngagementEvent == Event).Select(s => s.ProviderId).ToHashSet();

            var conflicts = Conflicts(registry);

            Assert.Equal(providers.Contains(firm), conflicts.Contains($"independence.same-body {Key(registry, firm)}"));
            Assert.All(registry.Organizations.Skip(1), o => Assert.Equal(
                group.Contains(o.Id) && providers.Contains(o.Id), conflicts.Contains($"independence.group {Key(registry, o.Id)}")));
            Assert.All(registry.Organizations, o => Assert.Equal(group.Contains(o.Id), conflicts.Contains($"independence.offset-seller sold by {o.Name}")));
        }, iter: 1_000);
    }

    [Fact]
    public void Another_organizer_never_takes_away_what_the_former_one_brought()
    {
        Cases.Sample(registry =>
        {
            var (present, former) = (registry.Organizations[6].Id, registry.Organizations[7].Id);

            Assert.Subset(Conflicts(registry, present, former), Conflicts(registry, former));
            Assert.Subset(Conflicts(registry, present, former), Conflicts(registry, present));
        }, iter: 1_000);
    }

    private static string Key(Registry registry, Guid id) => registry.Organizations.Single(o => o.Id == id).Uscc;

    private static Gen<(int Provider, bool ForThisEvent, int Year)> Service => Gen.Select(Gen.Int[0, 7], Gen.Bool, Gen.Int[2020, 2026]);

    private static Gen<Registry> Cases => Gen.Select(Graphs.Registry, Service.Array[0, 6]).Select((registry, services) => registry with
    {
        Services = [.. services.Select(s => new ServiceFacts(
            registry.Organizations[s.Provider].Id, registry.Organizations[7].Id, s.ForThisEvent ? Event : null, null, ServiceKind.Plan,
            new DateOnly(s.Year, 1, 1), new DateOnly(s.Year, 12, 14), []))],
    });

    /// <summary>Rule and subject. Every organization has sold units, so that the seller's side of the group is asked throughout.</summary>
    private static HashSet<string> Conflicts(Registry registry) => Conflicts(registry, registry.Organizations[7].Id);

    private static HashSet<string> Conflicts(Registry registry, params Guid[] organizers) => [.. IndependenceRules.Check(new IndependenceFacts
    {
        Guide = Packs.Jilin,
        Names = new RegistryNames(registry),
        FirmId = registry.Organizations[0].Id,
        OrganizerIds = organizers,
        EngagementId = Event,
        EventNames = ["论坛"],
        ContractDate = Contract,
        Participants = [],
        Declarations = [],
        SoldUnits = [.. registry.Organizations.Select(o => new SoldUnits($"sold by {o.Name}", o.Id))],
        OfficerJudgesSafeguards = true,
    }).Select(i => $"{i.Rule.Key} {i.Subject.Key}")];
}
