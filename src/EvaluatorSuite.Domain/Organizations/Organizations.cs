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

/// <summary>An organization known to the firm, once, whatever the engagements it appears in. Found by its 统一社会信用代码.</summary>
public sealed class Organization : Row
{
    private Organization()
    {
    }

    public Organization(OrganizationFacts facts) : base(facts.Id) => Correct(facts);

    public string Name { get; private set; } = "";
    public string Uscc { get; private set; } = "";
    public string? LegalRepresentative { get; private set; }

    public IReadOnlyList<string> OtherRepresentatives { get; private set; } = [];

    public OrganizationFacts Facts => new(Id, Name, Uscc, LegalRepresentative) { OtherRepresentatives = OtherRepresentatives };

    public void Correct(OrganizationFacts facts) =>
        (Name, Uscc, LegalRepresentative, OtherRepresentatives) = (facts.Name, facts.Uscc, facts.LegalRepresentative, facts.OtherRepresentatives);

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
}

public sealed class Ownership : Row
{
    private Ownership()
    {
    }

    public Ownership(OwnershipFacts facts) : base(Guid.CreateVersion7()) => (ParentId, ChildId, Percent) = (facts.ParentId, facts.ChildId, facts.Percent);

    public Guid ParentId { get; private set; }
    public Guid ChildId { get; private set; }
    public decimal Percent { get; private set; }

    public void Correct(decimal percent) => Percent = percent;
}

public sealed class Person : Row
{
    private Person()
    {
    }

    public Person(PersonFacts facts) : base(facts.Id) => Correct(facts);

    public string Name { get; private set; } = "";
    public string? Email { get; private set; }
    public IReadOnlyList<string> Qualifications { get; private set; } = [];

    public void Correct(PersonFacts facts) => (Name, Email, Qualifications) = (facts.Name, facts.Email, facts.Qualifications);
}

public sealed class Employment : Row
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
}

public sealed class NeutralityService : Row
{
    private NeutralityService()
    {
    }

    public NeutralityService(ServiceFacts facts) : base(Guid.CreateVersion7()) =>
        (ProviderId, OrganizerId, EngagementEvent, EventName, Kind, From, To, People) =
        (facts.ProviderId, facts.OrganizerId, facts.EngagementEvent, facts.EventName, facts.Kind, facts.From, facts.To, facts.People);

    public Guid ProviderId { get; private set; }
    public Guid OrganizerId { get; private set; }
    public Guid? EngagementEvent { get; private set; }
    public string? EventName { get; private set; }
    public ServiceKind Kind { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<Guid> People { get; private set; } = [];
}
