using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Independence;

/// <summary>What a person has to do with an engagement.</summary>
public sealed record Participant(Guid PersonId, string Part);

/// <summary>A line of units and who sold them.</summary>
public sealed record SoldUnits(string OffsetKey, Guid SellerId);

/// <summary>What independence is judged from.</summary>
public sealed record IndependenceFacts
{
    public required GuidePack Guide { get; init; }
    public required RegistryNames Names { get; init; }
    public required Guid FirmId { get; init; }

    /// <summary>The present one first, then every former one.</summary>
    public required IReadOnlyList<Guid> OrganizerIds { get; init; }

    public required Guid EngagementId { get; init; }
    /// <summary>The present one and every former one.</summary>
    public required IReadOnlyList<string> EventNames { get; init; }

    /// <summary>The earliest that was ever on record: a contract that is dated later afterwards frees nobody (docs/decisions/0013).</summary>
    public required DateOnly ContractDate { get; init; }

    /// <summary>The present one, where it is later.</summary>
    public DateOnly? ContractMovedTo { get; init; }

    /// <summary>Everyone who touches the case: team, reviewer, approver; each person once.</summary>
    public required IReadOnlyList<Participant> Participants { get; init; }

    /// <summary>Who opened the engagement; what binds them personally counts, though they need not take part any further.</summary>
    public Guid? OpenerId { get; init; }

    public required IReadOnlyList<DeclarationFacts> Declarations { get; init; }
    public required IReadOnlyList<SoldUnits> SoldUnits { get; init; }

    /// <summary>Who was on record as a seller, is not now, and was not declared mistaken.</summary>
    public IReadOnlyList<Guid> FormerSellerIds { get; init; } = [];

    /// <summary>Whether a safeguard counts only once the impartiality officer has judged it.</summary>
    public required bool OfficerJudgesSafeguards { get; init; }
}

/// <summary>Whoever gave neutrality services cannot evaluate: the body itself (guide), its group and its people (house).</summary>
public sealed class IndependenceRules
{
    private readonly IndependenceFacts _facts;
    private readonly RegistryNames _names;
    private readonly IReadOnlyDictionary<Guid, IReadOnlyList<GroupBond>> _group;
    private readonly List<ServiceFacts> _forThisEvent;
    private readonly List<ServiceFacts> _earlier;

    private IndependenceRules(IndependenceFacts facts)
    {
        _facts = facts;
        _names = facts.Names;
        _group = new ControlGraph(_names.Registry).GroupOf(facts.FirmId);
        var services = _names.Registry.Services.OrderBy(s => s.From).ThenBy(s => s.To).ThenBy(s => s.Kind)
            .ThenBy(s => s.EventName, StringComparer.Ordinal).ThenBy(s => _names.Organization(s.OrganizerId).Key, StringComparer.Ordinal).ToList();
        _forThisEvent = [.. services.Where(IsForThisEvent)];
        _earlier = [.. services.Where(s => !IsForThisEvent(s) && facts.OrganizerIds.Contains(s.OrganizerId) && Touches(s.To, facts.Guide.Limits.EarlierServiceLookBackYears))];
    }

    public static IEnumerable<Issue> Check(IndependenceFacts facts)
    {
        var rules = new IndependenceRules(facts);
        return rules.SameBody().Concat(rules.Group()).Concat(rules.Person()).Concat(rules.OffsetSeller()).Concat(rules.FormerSeller()).Concat(rules.EarlierService()).Concat(rules.Declarations());
    }

    private IEnumerable<Issue> SameBody() =>
        from provider in ByProvider(_forThisEvent)
        where provider.Key == _facts.FirmId
        let firm = _names.Organization(_facts.FirmId)
        select New(RuleKeys.SameBody, Severity.Block, firm, [.. provider.Select(Sentence)], [firm], ("firm", firm.Name));

    private IEnumerable<Issue> Group() =>
        from provider in ByProvider(_forThisEvent)
        where provider.Key != _facts.FirmId && _group.ContainsKey(provider.Key)
        let chain = _group[provider.Key]
        let node = _names.Organization(provider.Key)
        select New(
            RuleKeys.Group, Severity.Block, node, [.. chain.Select(Sentence), .. provider.Select(Sentence)], PathTo(provider.Key),
            ("firm", _names.Organization(_facts.FirmId).Name), ("provider", node.Name));

    private IEnumerable<Issue> OffsetSeller() =>
        from units in _facts.SoldUnits
        where _group.ContainsKey(units.SellerId)
        let seller = _names.Organization(units.SellerId)
        select New(
            RuleKeys.OffsetSeller, Severity.Block, Node.Part(units.OffsetKey),
            [.. _group[units.SellerId].Select(Sentence), new Message("fact.sold", ("seller", seller.Name), ("line", units.OffsetKey))],
            PathTo(units.SellerId), ("firm", _names.Organization(_facts.FirmId).Name), ("seller", seller.Name), ("line", units.OffsetKey));

    private IEnumerable<Issue> FormerSeller() =>
        from sellerId in _facts.FormerSellerIds
        where _group.ContainsKey(sellerId)
        let seller = _names.Organization(sellerId)
        select new Issue(
            _facts.Guide.Rule(RuleKeys.OffsetSeller), Severity.Block, seller,
            new Message($"rule.{RuleKeys.OffsetSeller}.former", ("firm", _names.Organization(_facts.FirmId).Name), ("seller", seller.Name)),
            [.. _group[sellerId].Select(Sentence), new Message("fact.sold-before", ("seller", seller.Name))], PathTo(sellerId));

    private IEnumerable<Issue> EarlierService() =>
        from organizerId in _facts.OrganizerIds
        from provider in ByProvider(_earlier.Where(s => s.OrganizerId == organizerId))
        where _group.ContainsKey(provider.Key)
        let node = _names.Organization(provider.Key)
        let organizer = _names.Organization(organizerId)
        let finding = new Message(
            $"rule.{RuleKeys.EarlierService}{(organizerId == _facts.OrganizerIds[0] ? "" : ".former")}",
            ("provider", node.Name), ("organizer", organizer.Name), ("years", _facts.Guide.Limits.EarlierServiceLookBackYears.Years))
        select new Issue(
            _facts.Guide.Rule(RuleKeys.EarlierService), Severity.Warning, node, finding, [.. _group[provider.Key].Select(Sentence), .. provider.Select(Sentence)],
            [.. PathTo(provider.Key), organizer]);

    private IEnumerable<Issue> Person() => Bound().SelectMany(participant =>
        ServedPersonally(participant).Concat(EmployedByProvider(participant)).Concat(EmployedByOrganizer(participant)));

    private IEnumerable<Participant> Bound() => _facts.OpenerId is { } opener && _facts.Participants.All(p => p.PersonId != opener)
        ? _facts.Participants.Append(new Participant(opener, "part.Opener"))
        : _facts.Participants;

    private IEnumerable<Issue> ServedPersonally(Participant participant) =>
        from provider in ByProvider(_forThisEvent.Where(s => s.People.Contains(participant.PersonId) && Touches(s.To, PersonLookBack)))
        select PersonIssue("served", participant, provider.Key, [.. provider.Select(s => new Message(
            "fact.person-served", ("person", PersonName(participant)), ("service", Sentence(s))))]);

    private IEnumerable<Issue> EmployedByProvider(Participant participant) =>
        from provider in ByProvider(_forThisEvent)
        let employments = Employments(participant, provider.Key)
        where employments.Count > 0
        select PersonIssue("employed-by-provider", participant, provider.Key, [.. employments.Select(Sentence), .. provider.Select(Sentence)]);

    private IEnumerable<Issue> EmployedByOrganizer(Participant participant) =>
        from organizerId in _facts.OrganizerIds
        let employments = Employments(participant, organizerId)
        where employments.Count > 0
        select PersonIssue(organizerId == _facts.OrganizerIds[0] ? "employed-by-organizer" : "employed-by-former-organizer", participant, organizerId, [.. employments.Select(Sentence)]);

    private Issue PersonIssue(string how, Participant participant, Guid organizationId, IReadOnlyList<Message> chain)
    {
        var person = _names.Person(participant.PersonId);
        var organization = _names.Organization(organizationId);
        return new Issue(
            _facts.Guide.Rule(RuleKeys.Person), Severity.Block, person,
            new Message($"rule.{RuleKeys.Person}.{how}", ("person", person.Name), ("part", new Term(participant.Part)), ("organization", organization.Name),
                ("years", PersonLookBack.Years), ("contract", _facts.ContractDate)),
            _facts.ContractMovedTo is { } now ? [.. chain, new Message("fact.contract-moved", ("first", _facts.ContractDate), ("now", now))] : chain, [person, organization]);
    }

    private IEnumerable<Issue> Declarations()
    {
        foreach (var participant in _facts.Participants)
        {
            var person = _names.Person(participant.PersonId);
            var declarations = _facts.Declarations.Where(d => d.PersonId == participant.PersonId).ToList();
            if (declarations.Count == 0)
            {
                yield return New(RuleKeys.DeclarationMissing, Severity.Block, person, [], [person], ("person", person.Name), ("part", new Term(participant.Part)));
            }

            foreach (var threat in declarations.SelectMany(d => d.Threats))
            {
                (string Key, string Variant)? rule = threat switch
                {
                    { Level: ThreatLevel.High } => (RuleKeys.ThreatHigh, ""),
                    { Level: ThreatLevel.Medium } when string.IsNullOrWhiteSpace(threat.Safeguard) => (RuleKeys.SafeguardMissing, ""),
                    { Level: ThreatLevel.Medium, SafeguardIsProposed: true } when _facts.OfficerJudgesSafeguards => (RuleKeys.SafeguardMissing, ".proposed"),
                    _ => null,
                };

                if (rule is { } broken)
                {
                    var finding = new Message(
                        $"rule.{broken.Key}{broken.Variant}",
                        ("person", person.Name), ("kind", new Term($"threat.{threat.Kind}")), ("description", threat.Description), ("safeguard", threat.Safeguard ?? ""));
                    yield return new Issue(_facts.Guide.Rule(broken.Key), Severity.Block, person, finding, [], [person]);
                }
            }
        }
    }

    private Limit PersonLookBack => _facts.Guide.Limits.PersonLookBackYears;

    // Writing the event's own name instead of "this", naming a co-organizer, opening a second engagement for the event or giving it
    // another name must not make a service look like one for another event.
    private bool IsForThisEvent(ServiceFacts service) =>
        service.EngagementEvent == _facts.EngagementId
        || _facts.EventNames.Any(name => EventNames.Same(service.EventName, name));

    /// <summary>Counted back from the contract date; the day so many years before it still belongs to the period.</summary>
    private bool Touches(DateOnly? last, Limit lookBack) => (last ?? DateOnly.MaxValue) >= _facts.ContractDate.AddYears(-lookBack.Years);

    private List<EmploymentFacts> Employments(Participant participant, Guid organizationId) =>
        [.. _names.Registry.Employments
            .Where(e => e.PersonId == participant.PersonId && e.OrganizationId == organizationId && Touches(e.To, PersonLookBack))
            .OrderBy(e => e.From).ThenBy(e => e.To)];

    private static IEnumerable<IGrouping<Guid, ServiceFacts>> ByProvider(IEnumerable<ServiceFacts> services) => services.GroupBy(s => s.ProviderId);

    private IReadOnlyList<Node> PathTo(Guid organizationId) =>
        [_names.Organization(_facts.FirmId), .. _group[organizationId].Select(bond => _names.Organization(bond.To))];

    private string PersonName(Participant participant) => _names.Person(participant.PersonId).Name;

    private Message Sentence(GroupBond bond) => bond.Ownership is { } ownership
        ? new Message("fact.controls", ("parent", _names.Organization(ownership.ParentId).Name), ("child", _names.Organization(ownership.ChildId).Name),
            ("percent", new Percentage(ownership.Percent)))
        : new Message("fact.legal-representative", ("one", _names.Organization(bond.From).Name), ("other", _names.Organization(bond.To).Name),
            ("representative", bond.LegalRepresentative!));

    private Message Sentence(ServiceFacts service)
    {
        var code = IsForThisEvent(service) ? "fact.service" : service.EventName is null ? "fact.service-general" : "fact.service-other";
        return new Message(code, ("provider", _names.Organization(service.ProviderId).Name), ("organizer", _names.Organization(service.OrganizerId).Name),
            ("event", service.EventName ?? ""), ("kind", new Term($"service.{service.Kind}")), ("from", service.From), ("to", service.To));
    }

    private Message Sentence(EmploymentFacts employment)
    {
        (string, object)[] values =
        [
            ("person", _names.Person(employment.PersonId).Name), ("organization", _names.Organization(employment.OrganizationId).Name), ("from", employment.From),
        ];
        return employment.To is { } to ? new Message("fact.employed", [.. values, ("to", to)]) : new Message("fact.employed-still", values);
    }

    private Issue New(string rule, Severity severity, Node subject, IReadOnlyList<Message> chain, IReadOnlyList<Node> path, params (string, object)[] values) =>
        new(_facts.Guide.Rule(rule), severity, subject, new Message($"rule.{rule}", values), chain, path);
}
