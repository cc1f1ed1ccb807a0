using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>The organizer's own people: everyone sees them, the owner manages them.</summary>
[PortalPage]
public sealed class MembersModel(SuiteDb db, Invitations invitations, OrganizerMembers members) : SuitePage
{
    [FromQuery]
    public Guid? Invite { get; set; }

    /// <summary>For those who speak for several organizers; the first unless said.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? OrganizationId { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Organizations { get; private set; } = [];

    public MembersView? View { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var mine = User.Actor().Organizations;
        Organizations = [.. (await db.Organizations.Where(o => mine.Contains(o.Id)).OrderBy(o => o.Name).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken)).Select(o => (o.Id, o.Name))];
        OrganizationId ??= Organizations.Select(o => (Guid?)o.Id).FirstOrDefault();
        if (OrganizationId is { } id)
        {
            if (!mine.Contains(id))
            {
                return false;
            }

            View = await MembersView.ReadAsync(db, invitations, id, "/portal/members", await members.MayManageAsync(User.Actor(), id, cancellationToken), Invite, Request, cancellationToken);
        }

        return true;
    }

    protected override ListSheet? SheetOf(string list, CancellationToken cancellationToken) => View?.Sheet(T);


    public async Task<IActionResult> OnPostInviteAsync(string? name, string? account, CancellationToken cancellationToken)
    {
        var user = await members.InviteAsync(User.Actor(), Of(), name, account, owner: false, cancellationToken);
        await MembersView.InviteAsync(db, invitations, User.Id(), user, Of(), cancellationToken);
        return LocalRedirect($"/portal/members?organizationId={Of()}&invite={user.Id}");
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid memberId, int version, bool active, CancellationToken cancellationToken)
    {
        await members.SwitchAsync(User.Actor(), await OfMemberAsync(memberId, cancellationToken), memberId, version, active, cancellationToken);
        return LocalRedirect("/portal/members?done=saved");
    }

    public async Task<IActionResult> OnPostOwnerAsync(Guid memberId, int version, bool owner, CancellationToken cancellationToken)
    {
        await members.MakeOwnerAsync(User.Actor(), await OfMemberAsync(memberId, cancellationToken), memberId, version, owner, cancellationToken);
        return LocalRedirect("/portal/members?done=saved");
    }

    private Guid Of() => OrganizationId ?? throw new MissingException("organization");

    private async Task<Guid> OfMemberAsync(Guid memberId, CancellationToken cancellationToken)
    {
        var mine = User.Actor().Organizations;
        return await db.OrganizerMembers.Where(m => m.Id == memberId && mine.Contains(m.OrganizationId)).Select(m => (Guid?)m.OrganizationId).SingleOrDefaultAsync(cancellationToken)
            ?? throw new MissingException(nameof(OrganizerMember));
    }
}
