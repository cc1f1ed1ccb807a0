using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>Who manages an organizer's people, and what a link of an invitation opens.</summary>
public sealed class MemberTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private Site Site => portal.Site;

    [Fact]
    public async Task A_member_who_is_no_owner_sees_the_others_and_manages_nobody()
    {
        var member = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Member), portal.Mine.Root);
        var mine = await Site.ReadAsync(db => db.OrganizerMembers.Where(m => db.Users.Any(u => u.Id == m.UserId && u.Email == PortalSite.Member)).Select(m => m.Id).SingleAsync());
        var before = await portal.StateAsync();

        var page = await member.Visitor.OpenAsync("/portal/members");
        Assert.Contains(PortalSite.Owner, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        var answers = new[]
        {
            await member.PostAsync("/portal/members?handler=Invite", Of(portal.Mine), ("Name", "内应"), ("Account", "mole@ice.example"), ("Owner", "true"), ("Roles", "administrator")),
            await member.PostAsync("/portal/members?handler=Owner", ("MemberId", mine.ToString()), ("Version", "0"), ("Owner", "true")),
            await member.PostAsync("/portal/members?handler=Switch", ("MemberId", portal.Mine.Member.ToString()), ("Version", "0"), ("Active", "false")),
        };

        Assert.All(answers, a => Assert.Contains("/status/403", $"{a.Headers.Location}", StringComparison.Ordinal));
        Assert.Equal(before, await portal.StateAsync());
    }

    [Fact]
    public async Task Staff_who_manage_no_engagement_of_an_organizer_invite_nobody_for_it_and_see_nobody()
    {
        var stranger = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Outsider), "/engagements");
        var path = $"/organizations/{portal.Mine.Organizer}/members";
        var before = await portal.StateAsync();

        Assert.Contains("/status/403", $"{(await stranger.Visitor.GetAsync(path)).Headers.Location}", StringComparison.Ordinal);
        var answer = await stranger.PostAsync($"{path}?handler=Invite", ("Name", "内应"), ("Account", "mole@ice.example"));

        Assert.Contains("/status/403", $"{answer.Headers.Location}", StringComparison.Ordinal);
        Assert.Equal(before, await portal.StateAsync());
    }

    [Fact]
    public async Task An_organizer_that_has_an_owner_manages_itself_and_an_administrator_can_still_help()
    {
        var path = $"/organizations/{portal.Mine.Organizer}/members";
        var leader = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Leader), "/engagements");
        var page = await leader.Visitor.OpenAsync(path);
        Assert.Contains(PortalSite.Owner, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains("/status/403", $"{(await leader.PostAsync($"{path}?handler=Invite", ("Name", "内应"), ("Account", "mole@ice.example"))).Headers.Location}", StringComparison.Ordinal);

        var administrator = await Site.SignInAsync(SampleSite.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.SendAsync(path, "invite", ("Name", "补上的人"), ("Account", "helped@ice.example"))).StatusCode);
    }

    [Fact]
    public async Task Who_is_invited_is_an_organizers_user_and_no_owner_whatever_the_form_says()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Owner), portal.Mine.Root);

        await owner.PostAsync("/portal/members?handler=Invite", Of(portal.Mine), ("Name", "新人"), ("Account", "new@ice.example"), ("Owner", "true"), ("Roles", "administrator"), ("PersonId", Guid.CreateVersion7().ToString()));

        var user = await Site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == "new@ice.example"));
        Assert.Equal([StaffRoles.Organizer], user.Roles);
        Assert.Null(user.PersonId);
        Assert.False(await Site.ReadAsync(db => db.OrganizerMembers.Where(m => m.UserId == user.Id).Select(m => m.Owner).SingleAsync()));
    }

    [Fact]
    public async Task The_firms_people_are_not_invited_and_the_last_owner_stays()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.OtherOwner), portal.Theirs.Root);
        var mine = await Site.ReadAsync(db => db.OrganizerMembers.Where(m => m.OrganizationId == portal.Theirs.Organizer && m.Owner).Select(m => m.Id).SingleAsync());

        var staff = await owner.PostAsync("/portal/members?handler=Invite", Of(portal.Theirs), ("Name", "陈"), ("Account", SampleSite.Leader));
        var off = await owner.PostAsync("/portal/members?handler=Switch", ("MemberId", mine.ToString()), ("Version", "0"), ("Active", "false"));
        var down = await owner.PostAsync("/portal/members?handler=Owner", ("MemberId", mine.ToString()), ("Version", "0"), ("Owner", "false"));

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], [staff.StatusCode, off.StatusCode, down.StatusCode]);
        Assert.True(await Site.ReadAsync(db => db.OrganizerMembers.AnyAsync(m => m.Id == mine && m.Owner && m.Active)));
    }

    [Fact]
    public async Task A_link_given_out_by_one_organizer_opens_no_account_that_speaks_for_another_too()
    {
        const string Shared = "shared@consultant.example";
        var first = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Owner), portal.Mine.Root);
        var second = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.OtherOwner), portal.Theirs.Root);

        var invited = await first.PostAsync("/portal/members?handler=Invite", Of(portal.Mine), ("Name", "顾问"), ("Account", Shared));
        var link = await LinkAsync(first.Visitor, invited.Headers.Location!.ToString());
        Assert.NotNull(link);
        Assert.Equal(HttpStatusCode.OK, (await Site.Anonymous().GetAsync(link)).StatusCode);

        var again = await second.PostAsync("/portal/members?handler=Invite", Of(portal.Theirs), ("Name", "顾问"), ("Account", Shared));

        // Neither organizer may set the password of an account that now opens the other's engagements too.
        Assert.Equal(HttpStatusCode.NotFound, (await Site.Anonymous().GetAsync(link)).StatusCode);
        Assert.Null(await LinkAsync(second.Visitor, again.Headers.Location!.ToString()));
        var user = await Site.ReadAsync(db => db.Users.Where(u => u.Email == Shared).Select(u => u.Id).SingleAsync());
        Assert.Null(await LinkAsync(first.Visitor, $"/portal/members?invite={user}"));

        // The administrator, who may, finds them among the users.
        Assert.Contains(Shared, (await (await Site.SignInAsync(SampleSite.Administrator)).OpenAsync("/admin/users")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inviting_somebody_elses_member_gives_no_link_and_does_not_change_their_account()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Owner), portal.Mine.Root);
        var before = await Site.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == PortalSite.OtherMember));

        var answer = await owner.PostAsync("/portal/members?handler=Invite", Of(portal.Mine), ("Name", "改名"), ("Account", PortalSite.OtherMember));

        Assert.Null(await LinkAsync(owner.Visitor, answer.Headers.Location!.ToString()));
        var after = await Site.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == PortalSite.OtherMember));
        Assert.Equal((before.DisplayName, before.PasswordHash, before.SecurityStamp), (after.DisplayName, after.PasswordHash, after.SecurityStamp));
    }

    [Fact]
    public async Task A_member_changed_by_somebody_else_meanwhile_is_not_changed_again()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Owner), portal.Mine.Root);

        var answer = await owner.PostAsync("/portal/members?handler=Switch", ("MemberId", portal.Mine.Member.ToString()), ("Version", "7"), ("Active", "false"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.True(await Site.ReadAsync(db => db.OrganizerMembers.Where(m => m.Id == portal.Mine.Member).Select(m => m.Active).SingleAsync()));
    }

    private static (string, string) Of(Target target) => ("OrganizationId", target.Organizer.ToString());

    private static async Task<string?> LinkAsync(Visitor visitor, string path) =>
        (await visitor.OpenAsync(path)).QuerySelector(".receipt .mono") is { } link ? new Uri(link.TextContent).PathAndQuery : null;
}
