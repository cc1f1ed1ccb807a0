using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Who speaks for an organizer in the portal. Staff invite the first, who owns the access and manages the others.</summary>
public sealed class OrganizerMembers(SuiteDb db, LedgerWriter ledger)
{
    // The one that the sign-in uses: an address is found by it whatever its case.
    private static readonly UpperInvariantLookupNormalizer Names = new();

    /// <returns>The user, who sets a password by the link of an invitation; an existing portal user simply speaks for one organizer more.</returns>
    public async Task<SuiteUser> InviteAsync(Actor actor, Guid organizationId, string? name, string? email, bool owner, CancellationToken cancellationToken)
    {
        await ManageAsync(actor, organizationId, cancellationToken);
        var account = email?.Trim().ToLowerInvariant() ?? "";
        var at = account.IndexOf('@', StringComparison.Ordinal);
        new RefusalList().Need("Name", name, 100).Need("Account", account, 200)
            .Add(account.Length > 0 && (at < 1 || at != account.LastIndexOf('@') || at == account.Length - 1 || account.Any(char.IsWhiteSpace)), "Account", "member.email", ("value", account))
            .ThrowIfAny();

        var normalized = Names.NormalizeEmail(account);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellationToken);

        // One person cannot sit on both sides of the table.
        new RefusalList().Add(user is not null && !user.Roles.Contains(StaffRoles.Organizer), "Account", "member.is-staff").ThrowIfAny();
        if (user is null)
        {
            user = new SuiteUser
            {
                UserName = account,
                NormalizedUserName = Names.NormalizeName(account),
                Email = account,
                NormalizedEmail = normalized,
                DisplayName = name!.Trim(),
                Roles = [StaffRoles.Organizer],
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
                LockoutEnabled = true,
            };
            db.Users.Add(user);
            await db.SaveChangesAsync(cancellationToken);
        }

        var member = await db.OrganizerMembers.SingleOrDefaultAsync(m => m.OrganizationId == organizationId && m.UserId == user.Id, cancellationToken);
        if (member is null)
        {
            var first = !await db.OrganizerMembers.AnyAsync(m => m.OrganizationId == organizationId && m.Owner && m.Active, cancellationToken);
            db.OrganizerMembers.Add(new OrganizerMember(organizationId, user.Id, owner || first));

            // A link that another organizer was given would now open this one's engagements too: it opens nothing any more.
            if (user.PasswordHash is null)
            {
                user.InvitationId = null;
            }
        }
        else
        {
            member.Switch(active: true);
        }

        await RecordAsync(actor, organizationId, user.Id, "member.invited", cancellationToken);
        return user;
    }

    /// <summary>Lets a member in no more, or again. The last owner stays.</summary>
    public async Task SwitchAsync(Actor actor, Guid organizationId, Guid memberId, int seenVersion, bool active, CancellationToken cancellationToken)
    {
        var member = await FindAsync(actor, organizationId, memberId, seenVersion, cancellationToken);
        if (!active)
        {
            await KeepAnOwnerAsync(member, cancellationToken);
        }

        member.Switch(active);
        await RecordAsync(actor, organizationId, member.UserId, active ? "member.activated" : "member.deactivated", cancellationToken);
    }

    public async Task MakeOwnerAsync(Actor actor, Guid organizationId, Guid memberId, int seenVersion, bool owner, CancellationToken cancellationToken)
    {
        var member = await FindAsync(actor, organizationId, memberId, seenVersion, cancellationToken);
        if (!owner)
        {
            await KeepAnOwnerAsync(member, cancellationToken);
        }

        member.MakeOwner(owner);
        await RecordAsync(actor, organizationId, member.UserId, owner ? "member.made-owner" : "member.no-owner", cancellationToken);
    }

    /// <summary>
    /// The organizer's own owners. While none has taken the invitation up, those who manage an open engagement of it; an administrator in any case, since a
    /// firm must be able to help an organizer whose only owner has left.
    /// </summary>
    public async Task<bool> MayManageAsync(Actor actor, Guid organizationId, CancellationToken cancellationToken)
    {
        if (actor.Organizations.Contains(organizationId))
        {
            return await db.OrganizerMembers.AnyAsync(m => m.OrganizationId == organizationId && m.UserId == actor.UserId && m.Owner && m.Active, cancellationToken);
        }

        return actor.Is(StaffRoles.Administrator)
            || (actor.Is(StaffRoles.Auditor)
                && !await db.OrganizerMembers.AnyAsync(m => m.OrganizationId == organizationId && m.Owner && m.Active && db.Users.Any(u => u.Id == m.UserId && (u.PasswordHash != null || db.UserLogins.Any(l => l.UserId == u.Id))), cancellationToken)
                && await ManagesForAsync(actor, organizationId, cancellationToken));
    }

    /// <summary>Who manages an engagement of it sees its people, also when the organizer manages them itself.</summary>
    public async Task<bool> MaySeeAsync(Actor actor, Guid organizationId, CancellationToken cancellationToken) =>
        await MayManageAsync(actor, organizationId, cancellationToken) || (actor.Is(StaffRoles.Auditor) && await ManagesForAsync(actor, organizationId, cancellationToken));

    /// <summary>Whether the actor leads an open engagement of this organizer, or opened one that has no leader yet.</summary>
    private Task<bool> ManagesForAsync(Actor actor, Guid organizationId, CancellationToken cancellationToken) =>
        db.Engagements.Where(e => db.Standings.Where(s => s.OrganizerId == organizationId).Select(s => s.EngagementId).Contains(e.Id) && e.ClosedAt == null).AnyAsync(
            e => db.TeamMembers.Any(m => m.EngagementId == e.Id && m.Facts.Role == TeamRole.Leader && m.Facts.To == null && m.Facts.PersonId == actor.PersonId)
                || (e.OpenedBy == actor.UserId && !db.TeamMembers.Any(m => m.EngagementId == e.Id && m.Facts.Role == TeamRole.Leader && m.Facts.To == null)), cancellationToken);

    private async Task ManageAsync(Actor actor, Guid organizationId, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff && !actor.Organizations.Contains(organizationId))
        {
            throw new MissingException(nameof(Organization));
        }

        if (!await MayManageAsync(actor, organizationId, cancellationToken))
        {
            throw new ForbiddenException("manage members");
        }

        await db.Organizations.OneAsync(o => o.Id == organizationId, cancellationToken);
    }

    private async Task<OrganizerMember> FindAsync(Actor actor, Guid organizationId, Guid memberId, int seenVersion, CancellationToken cancellationToken)
    {
        await ManageAsync(actor, organizationId, cancellationToken);
        var member = await db.OrganizerMembers.OneAsync(m => m.Id == memberId && m.OrganizationId == organizationId, cancellationToken);
        db.Expect(member, seenVersion);
        return member;
    }

    private async Task KeepAnOwnerAsync(OrganizerMember member, CancellationToken cancellationToken)
    {
        var others = await db.OrganizerMembers.AnyAsync(m => m.OrganizationId == member.OrganizationId && m.Id != member.Id && m.Owner && m.Active, cancellationToken);
        new RefusalList().Add(member.Owner && !others, "", "member.last-owner").ThrowIfAny();
    }

    private async Task RecordAsync(Actor actor, Guid organizationId, Guid userId, string action, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await ledger.AppendAsync(actor.UserId, null, action, new Dictionary<string, object?> { ["organization"] = organizationId, ["user"] = userId }, cancellationToken);
    }
}
