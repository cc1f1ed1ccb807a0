using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <param name="Invited">No password is set yet.</param>
/// <param name="Elsewhere">Speaks for another organizer too, whose people do not hand out the link to this account.</param>
public sealed record MemberRow(OrganizerMember Row, string Name, string Email, bool Invited, bool Elsewhere);

/// <summary>Those who speak for one organizer, as the firm's page and the portal's page both show them.</summary>
public sealed record MembersView(string Path, Guid? OrganizationId, IReadOnlyList<MemberRow> Members, bool May, string? Invited, string? Invitation)
{
    /// <param name="invite">Whose invitation link to show; only of a member who has not come in yet.</param>
    public static async Task<MembersView> ReadAsync(
        SuiteDb db, UserManager<SuiteUser> users, Guid organizationId, string path, bool may, Guid? invite, HttpRequest request, CancellationToken cancellationToken)
    {
        var rows = await (
            from member in db.OrganizerMembers.AsNoTracking()
            join user in db.Users on member.UserId equals user.Id
            where member.OrganizationId == organizationId
            orderby user.DisplayName
            select new { member, user.DisplayName, user.Email, Invited = user.PasswordHash == null && !db.UserLogins.Any(l => l.UserId == user.Id), Elsewhere = db.OrganizerMembers.Any(o => o.UserId == user.Id && o.OrganizationId != organizationId) }).ToListAsync(cancellationToken);
        var members = rows.Select(r => new MemberRow(r.member, r.DisplayName, r.Email ?? "", r.Invited, r.Elsewhere)).ToList();
        string? link = null;
        var invited = may ? members.FirstOrDefault(m => m.Row.UserId == invite && m is { Invited: true, Elsewhere: false, Row.Active: true }) : null;
        if (invited is not null && await users.FindByIdAsync(invited.Row.UserId.ToString()) is { } found)
        {
            link = $"{request.Scheme}://{request.Host}/invitation/{found.Id}?token={Uri.EscapeDataString(await users.GeneratePasswordResetTokenAsync(found))}";
        }

        return new MembersView(path, organizationId, members, may, invited?.Name, link);
    }
}
