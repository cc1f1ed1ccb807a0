namespace EvaluatorSuite.Domain.Organizations;

public sealed class NeutralityService : RegisteredFact
{
    private NeutralityService()
    {
    }

    public NeutralityService(ServiceFacts facts) : base(Guid.CreateVersion7()) =>
        (ProviderId, OrganizerId, EngagementEvent, EventName, EventKey, Kind, From, To, People) =
        (facts.ProviderId, facts.OrganizerId, facts.EngagementEvent, facts.EventName, facts.EventName is { } name ? EventNames.Key(name) : null, facts.Kind, facts.From, facts.To,
            facts.People);

    public Guid ProviderId { get; private set; }
    public Guid OrganizerId { get; private set; }
    public Guid? EngagementEvent { get; private set; }
    public string? EventName { get; private set; }

    /// <summary>The event's name as names are compared; null in rows from before it was kept.</summary>
    public string? EventKey { get; private set; }

    public ServiceKind Kind { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<Guid> People { get; private set; } = [];

    public ServiceFacts Facts => new(ProviderId, OrganizerId, EngagementEvent, EventName, Kind, From, To, People);

    /// <summary>What makes two records the same service. Not the engagement: two engagements for one event tell of the same service.</summary>
    public string Identity =>
        FormattableString.Invariant($"{ProviderId}|{OrganizerId}|{EventName}|{Kind}|{From:O}|{To:O}|{string.Join(',', People.Order())}");
}
