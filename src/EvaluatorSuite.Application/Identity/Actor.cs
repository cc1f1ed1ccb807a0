namespace EvaluatorSuite.Application.Identity;

/// <summary>Who acts, as far as use cases ask. Pages and the API make it from the signed-in user, in one place.</summary>
/// <param name="PersonId">The person of the registry that this user is.</param>
/// <param name="Roles">Names of <see cref="StaffRoles"/>.</param>
/// <param name="Organizations">Organizers for whom this user speaks in the portal.</param>
public sealed record Actor(Guid UserId, string Name, Guid? PersonId, IReadOnlyList<string> Roles, IReadOnlyList<Guid> Organizations)
{
    public bool Is(string role) => Roles.Contains(role);

    public bool IsStaff => Roles.Any(StaffRoles.All.Contains);
}

/// <summary>The actor may know of it but not do this.</summary>
public sealed class ForbiddenException(string act) : Exception($"May not {act}.");

/// <summary>A user who speaks for an organizer in the portal. The owner invites the others.</summary>
public sealed class OrganizerMember : Domain.Row
{
    private OrganizerMember()
    {
    }

    public OrganizerMember(Guid organizationId, Guid userId, bool owner) : base(Guid.CreateVersion7()) => (OrganizationId, UserId, Owner) = (organizationId, userId, owner);

    public Guid OrganizationId { get; private set; }
    public Guid UserId { get; private set; }
    public bool Owner { get; private set; }
    public bool Active { get; private set; } = true;

    public void MakeOwner(bool owner) => Owner = owner;

    public void Switch(bool active) => Active = active;
}
