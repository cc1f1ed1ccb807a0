namespace EvaluatorSuite.Domain.Organizations;

/// <param name="LegalRepresentative">The one that was stated first.</param>
public sealed record OrganizationFacts(Guid Id, string Name, string Uscc, string? LegalRepresentative)
{
    /// <summary>Every other one that was ever stated: a later statement cannot take a bond away.</summary>
    public IReadOnlyList<string> OtherRepresentatives { get; init; } = [];

    public IEnumerable<string> Representatives => LegalRepresentative is null ? OtherRepresentatives : OtherRepresentatives.Prepend(LegalRepresentative);
}

/// <param name="Percent">0 to 100; more than 50 is control.</param>
public sealed record OwnershipFacts(Guid ParentId, Guid ChildId, decimal Percent)
{
    /// <summary>House rule: half is not control, anything above is.</summary>
    public bool IsControl => Percent > 50;
}

public sealed record PersonFacts(Guid Id, string Name, string? Email, IReadOnlyList<string> Qualifications);

public sealed record EmploymentFacts(Guid PersonId, Guid OrganizationId, DateOnly From, DateOnly? To, string? Role);

public enum ServiceKind { Plan, Accounting, Training, Reduction, OffsetBrokerage, Other }

/// <summary>A carbon-neutrality service that somebody gave to an organizer.</summary>
/// <param name="EventName">Null when it was for no event in particular.</param>
/// <param name="EngagementEvent">The evaluated event it was for, when it is one that is evaluated here.</param>
public sealed record ServiceFacts(
    Guid ProviderId, Guid OrganizerId, Guid? EngagementEvent, string? EventName, ServiceKind Kind, DateOnly From, DateOnly To, IReadOnlyList<Guid> People);
