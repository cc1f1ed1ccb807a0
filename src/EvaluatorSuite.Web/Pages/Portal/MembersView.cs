using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Lists;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <param name="Invited">Has not come in yet.</param>
/// <param name="Link">Their open invitation, as path and query; none when it has expired.</param>
/// <param name="Elsewhere">Speaks for another organizer too, whose people do not hand out the link to this account.</param>
public sealed record MemberRow(OrganizerMember Row, string Name, string Email, bool Invited, bool Elsewhere, string? Link);

/// <summary>Those who speak for one organizer, as the firm's page and the portal's page both show them.</summary>
public sealed record MembersView(string Path, Guid? OrganizationId, IReadOnlyList<MemberRow> Members, bool May, string? Invited, string? Invitation)
{
    /// <param name="invite">Whose invitation link to show; only of a member who has not come in yet.</param>
    public static async Task<MembersView> ReadAsync(
        SuiteDb db, Invitations invitations, Guid organizationId, string path, bool may, Guid? invite, HttpRequest request, CancellationToken cancellationToken)
    {
        var rows = await (
            from member in db.OrganizerMembers.AsNoTracking()
            join user in db.Users.AsNoTracking() on member.UserId equals user.Id
            where member.OrganizationId == organizationId
            orderby user.DisplayName
            select new { member, user, Invited = user.PasswordHash == null && !db.UserLogins.Any(l => l.UserId == user.Id), Elsewhere = db.OrganizerMembers.Any(o => o.UserId == user.Id && o.OrganizationId != organizationId) }).ToListAsync(cancellationToken);
        var members = rows.Select(r => new MemberRow(r.member, r.user.DisplayName, r.user.Email ?? "", r.Invited, r.Elsewhere, invitations.LinkOf(r.user))).ToList();
        var invited = may ? members.FirstOrDefault(m => m.Row.UserId == invite && m is { Invited: true, Elsewhere: false, Row.Active: true }) : null;
        var link = invited?.Link is { } open ? $"{request.Scheme}://{request.Host}{open}" : null;
        return new MembersView(path, organizationId, members, may, invited?.Name, link);
    }

    public ListSheet Sheet(TextCatalog texts) => ListSheet.Of(
        texts["members.title"], [new(texts["page.users.name"]), new(texts["page.sign-in.account"], Width: 30), new(texts["members.part"]), new(texts["page.users.state"])],
        Members, m => [m.Name, m.Email, texts[m.Row.Owner ? "members.owner" : "members.member"], texts[!m.Row.Active ? "page.users.inactive" : m.Invited ? "page.users.invited" : "page.users.active"]]);

    /// <summary>Makes a new invitation for a member who has not come in and whom no other organizer knows: only their own people hand out the link to an account.</summary>
    public static async Task InviteAsync(SuiteDb db, Invitations invitations, Guid actorId, SuiteUser user, Guid organizationId, CancellationToken cancellationToken)
    {
        var known = user.PasswordHash is not null || await db.UserLogins.AnyAsync(l => l.UserId == user.Id, cancellationToken);
        if (!known && !await db.OrganizerMembers.AnyAsync(m => m.UserId == user.Id && m.OrganizationId != organizationId, cancellationToken))
        {
            await invitations.InviteAsync(actorId, user, cancellationToken);
        }
    }
}
