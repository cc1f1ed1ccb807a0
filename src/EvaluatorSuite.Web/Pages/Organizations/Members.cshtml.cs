using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using EvaluatorSuite.Web.Pages.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Organizations;

/// <summary>The firm's page of an organizer's people: who manages an engagement of it invites the first, who manages the others in the portal.</summary>
[Authorize(Roles = $"{StaffRoles.Auditor},{StaffRoles.Administrator}")]
public sealed class MembersModel(SuiteDb db, Invitations invitations, OrganizerMembers members) : SuitePage
{
    [FromRoute]
    public Guid OrganizationId { get; set; }

    [FromQuery]
    public Guid? Invite { get; set; }

    public string Organization { get; private set; } = "";

    public MembersView View { get; private set; } = null!;

    private string Path => $"/organizations/{OrganizationId}/members";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Organization = await db.Organizations.Where(o => o.Id == OrganizationId).Select(o => o.Name).SingleOrDefaultAsync(cancellationToken) ?? "";
        View = await MembersView.ReadAsync(db, invitations, OrganizationId, Path, may: await members.MayManageAsync(User.Actor(), OrganizationId, cancellationToken), Invite, Request, cancellationToken);
        return Organization.Length > 0;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        !await LoadAsync(cancellationToken) ? NotFound() : await members.MaySeeAsync(User.Actor(), OrganizationId, cancellationToken) ? await ShownAsync(cancellationToken) : Forbid();

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => View.Sheet(T);


    public async Task<IActionResult> OnPostInviteAsync(string? name, string? account, CancellationToken cancellationToken)
    {
        var user = await members.InviteAsync(User.Actor(), OrganizationId, name, account, owner: false, cancellationToken);
        await MembersView.InviteAsync(db, invitations, User.Id(), user, OrganizationId, cancellationToken);
        return LocalRedirect($"{Path}?invite={user.Id}");
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid memberId, int version, bool active, CancellationToken cancellationToken)
    {
        await members.SwitchAsync(User.Actor(), OrganizationId, memberId, version, active, cancellationToken);
        return LocalRedirect($"{Path}?done=saved");
    }

    public async Task<IActionResult> OnPostOwnerAsync(Guid memberId, int version, bool owner, CancellationToken cancellationToken)
    {
        await members.MakeOwnerAsync(User.Actor(), OrganizationId, memberId, version, owner, cancellationToken);
        return LocalRedirect($"{Path}?done=saved");
    }
}
