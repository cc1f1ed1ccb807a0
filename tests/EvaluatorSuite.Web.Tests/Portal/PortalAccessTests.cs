using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>Every address of the portal and every act in it, by everyone who has no business there.</summary>
public sealed partial class PortalAccessTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private Site Site => portal.Site;

    [Fact]
    public async Task Nobody_but_the_organizers_people_reads_or_changes_anything_of_an_engagement()
    {
        var attackers = new Dictionary<string, Attacker>
        {
            ["anonymous"] = await Attacker.AtAsync(Site.Anonymous(), "/sign-in"),
            ["owner of another organizer"] = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.OtherOwner), portal.Theirs.Root),
            ["member of another organizer"] = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.OtherMember), portal.Theirs.Root),
            ["staff with a part in it"] = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Leader), "/engagements/new"),
            ["administrator"] = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Administrator), "/admin/users"),
            ["deactivated user"] = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Deactivated), portal.Mine.Root),
            ["member switched off"] = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.SwitchedOff), portal.Mine.Root),
        };

        // Both have a session that was good a moment ago.
        await portal.ChangeAsync(db => db.Users.Where(u => u.Email == PortalSite.Deactivated).ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false)));
        await portal.ChangeAsync(async db => (await db.OrganizerMembers.SingleAsync(m => db.Users.Any(u => u.Id == m.UserId && u.Email == PortalSite.SwitchedOff))).Apply(m => m.Switch(active: false)));

        var before = await portal.StateAsync();
        var wrong = new List<string>();
        foreach (var (who, attacker) in attackers)
        {
            foreach (var path in Pages(portal.Mine))
            {
                Note(who, path, await attacker.Visitor.GetAsync(path));
            }

            foreach (var (name, act) in Acts(portal.Mine, portal.Mine))
            {
                Note(who, name, await act(attacker));
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await portal.StateAsync());

        void Note(string who, string what, HttpResponseMessage answer)
        {
            if (!Attacker.IsTurnedAway(answer))
            {
                wrong.Add($"{who}: {what} answered {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }
    }

    [Fact]
    public async Task A_row_of_another_engagement_is_not_reached_through_ones_own()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.OtherOwner), portal.Theirs.Root);
        var mixed = portal.Theirs with { Request = portal.Mine.Request, Finding = portal.Mine.Finding, Member = portal.Mine.Member, Receipt = portal.Mine.Receipt, Report = portal.Mine.Report };
        var before = await portal.StateAsync();

        foreach (var path in Pages(mixed).Where(p => !p.EndsWith(mixed.Root, StringComparison.Ordinal) && !p.Contains("?all", StringComparison.Ordinal) && !p.Contains("/forms/", StringComparison.Ordinal) && !p.Contains("members", StringComparison.Ordinal)))
        {
            Assert.True(Attacker.IsTurnedAway(await owner.Visitor.GetAsync(path)), path);
        }

        foreach (var (name, act) in Acts(mixed, portal.Mine).Where(a => a.Name != "upload"))
        {
            var answer = await act(owner);
            Assert.True(Attacker.IsTurnedAway(answer), $"{name} answered {(int)answer.StatusCode}");
        }

        Assert.Equal(before, await portal.StateAsync());
    }

    [Fact]
    public async Task No_page_of_the_firm_is_there_for_an_organizers_user()
    {
        var owner = await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Owner), portal.Mine.Root);
        var paths = new List<string>();
        await Site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            paths.AddRange(sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(IsForStaff).Select(e => "/" + Filled(e.RoutePattern.RawText!.TrimStart('/'))).Distinct());
            return Task.CompletedTask;
        });
        var before = await portal.StateAsync();

        Assert.True(paths.Count > 30, "The routes were not found.");
        foreach (var path in paths.Where(p => p != "/" && !IsAsset(p)))
        {
            // The API knows no sessions: there everybody without a token is told so.
            int[] expected = path.StartsWith("/api/v1/", StringComparison.Ordinal) ? [401, 404, 405] : [404, 405];
            var read = await owner.Visitor.GetAsync(path);
            Assert.True(expected.Contains((int)read.StatusCode), $"{path} answered {(int)read.StatusCode} {read.Headers.Location}");
            var written = await owner.PostAsync(path);
            Assert.True(expected.Contains((int)written.StatusCode), $"post to {path} answered {(int)written.StatusCode}");
        }

        Assert.Equal(before, await portal.StateAsync());
    }

    // The scripts and the picture of the API's page hold nothing of anybody.
    private static bool IsAsset(string path) => path.StartsWith("/api/v1/docs/", StringComparison.Ordinal) && (path.EndsWith(".js", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal));

    [Fact]
    public async Task The_front_door_leads_an_organizers_user_to_the_portal()
    {
        var owner = await Site.SignInAsync(PortalSite.Owner);

        Assert.Equal("/portal", (await owner.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal(200, (int)(await owner.GetAsync("/portal")).StatusCode);
    }

    [Fact]
    public async Task The_lists_hold_ones_own_alone()
    {
        var other = await Site.SignInAsync(PortalSite.OtherMember);

        Assert.Contains("别人的博览会", (await other.OpenAsync("/portal")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("长白山", await (await other.GetAsync("/portal")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("ice.example", await (await other.GetAsync("/portal/members")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await other.GetAsync($"/portal/members?organizationId={portal.Mine.Organizer}")).StatusCode);
        Assert.Equal(404, (int)(await other.GetAsync($"/organizations/{portal.Theirs.Organizer}/members")).StatusCode);
    }

    [Fact]
    public async Task A_receipt_of_whoever_spoke_for_the_organizer_before_it_was_corrected_stays_theirs()
    {
        var stranger = await Site.ReadAsync(db => db.Users.Where(u => u.Email == PortalSite.OtherMember).Select(u => u.Id).SingleAsync());
        var receipt = new UploadReceipt { Id = Guid.CreateVersion7(), EngagementId = portal.Mine.Engagement, UserId = stranger, At = DateTimeOffset.UnixEpoch, Files = [] };
        await portal.ChangeAsync(db => Task.FromResult(db.Add(receipt)));

        Assert.Equal(404, (int)(await (await Site.SignInAsync(PortalSite.Owner)).GetAsync($"{portal.Mine.Root}/receipts/{receipt.Id}")).StatusCode);
    }

    private static IEnumerable<string> Pages(Target t) =>
    [
        t.Root, $"{t.Root}?all=true", $"{t.Root}/requests/{t.Request}", $"{t.Root}/findings/{t.Finding}", $"{t.Root}/receipts/{t.Receipt}", $"{t.Root}/reports/{t.Report}",
        $"{t.Root}/forms/plan.docx", $"{t.Root}/forms/commitment.docx", $"/portal/members?organizationId={t.Organizer}",
    ];

    /// <param name="t">The engagement that the addresses name.</param>
    /// <param name="rows">Whose organizer and members the forms name.</param>
    private static IEnumerable<(string Name, Func<Attacker, Task<HttpResponseMessage>> Act)> Acts(Target t, Target rows)
    {
        var organization = ("OrganizationId", rows.Organizer.ToString());
        var member = ("MemberId", rows.Member.ToString());
        return
        [
            ("give", a => a.PostAsync($"{t.Root}/requests/{t.Request}", ("Version", "0"), ("Remark", "全部"))),
            ("answer", a => a.PostAsync($"{t.Root}/findings/{t.Finding}", ("Version", "0"), ("Answer", "改好了"), ("Cause", "漏交"))),
            ("upload", a => a.UploadAsync($"{t.Root}/files")),
            ("invite", a => a.PostAsync("/portal/members?handler=Invite", organization, ("Name", "内应"), ("Account", "mole@evil.example"))),
            ("switch off", a => a.PostAsync("/portal/members?handler=Switch", organization, member, ("Version", "0"), ("Active", "false"))),
            ("make owner", a => a.PostAsync("/portal/members?handler=Owner", organization, member, ("Version", "0"), ("Owner", "true"))),
        ];
    }

    private static bool IsForStaff(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is SignInRegistration.Portal or SignInRegistration.SignedIn);

    private string Filled(string route) =>
        Parameter().Replace(route.Replace("{engagementId:guid}", portal.Mine.Engagement.ToString(), StringComparison.Ordinal), p =>
            p.Value.Contains(":guid", StringComparison.Ordinal) ? portal.Mine.Finding.ToString() : p.Value.Contains("length(64)", StringComparison.Ordinal) ? new string('0', 64) : p.Value.Contains(":int", StringComparison.Ordinal) ? "0" : "power");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

internal static class Applying
{
    public static T Apply<T>(this T row, Action<T> change)
    {
        change(row);
        return row;
    }
}
