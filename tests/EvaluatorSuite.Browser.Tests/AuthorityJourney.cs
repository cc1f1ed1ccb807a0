using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>Signing in at an authority, by the real code flow between two servers and a browser.</summary>
public sealed class AuthorityJourney(AuthoritySite site) : IClassFixture<AuthoritySite>
{
    [Fact]
    public async Task A_member_of_a_group_comes_in_by_the_authority_gets_its_roles_and_lands_where_they_were_going()
    {
        var (page, person) = await site.ComeAsync("/evaluators", "/chess");
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { errors.Add(message.Text); } };

        await page.GotoAsync("/engagements/import");
        await AuthoritySite.SignInAsync(page, person, page.Url);

        await page.WaitForURLAsync("**/engagements/import");
        await page.GotoAsync("/account");
        Assert.Contains("用 恒信统一登录 登录", await page.TextContentAsync("main"), StringComparison.Ordinal);
        var user = (await site.UserOfAsync(person))!;
        Assert.Equal((person.Name, person.Email, "auditor", ""), (user.DisplayName, user.Email, string.Join(' ', user.GroupRoles), string.Join(' ', user.Roles)));
        Assert.Equal(["user.created-from-groups"], await ActionsAsync(user.Id));
        Assert.NotNull(user.LastSignInAt);
        Assert.Empty(errors);
        await BrowserSite.ShootAsync(page, "account-of-authority");
    }

    [Fact]
    public async Task Roles_follow_the_groups_at_the_next_sign_in_and_the_ledger_says_so()
    {
        var (page, person) = await site.ComeAsync("/evaluators");
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");
        await SignOutAsync(page);

        person.Groups.Clear();
        person.Groups.Add("urn:firm:reviewers");
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");

        var user = (await site.UserOfAsync(person))!;
        Assert.Equal(["impartiality", "reviewer"], user.GroupRoles);
        Assert.Equal(["user.created-from-groups", "user.roles-from-groups"], await ActionsAsync(user.Id));
        await page.GotoAsync("/engagements/import");
        Assert.Contains("/status/403", page.Url, StringComparison.Ordinal);
        await SignOutAsync(page);

        person.Groups.Clear();
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/sign-in/refused?why=no-role");
        Assert.Empty((await site.UserOfAsync(person))!.GroupRoles);
    }

    [Fact]
    public async Task Whose_groups_give_no_role_is_told_so_and_nothing_is_made()
    {
        var (page, person) = await site.ComeAsync("/chess");

        await AuthoritySite.SignInAsync(page, person);

        await page.WaitForURLAsync("**/sign-in/refused?why=no-role");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("没有任何角色");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(person.Subject);
        await BrowserSite.ShootAsync(page, "refused-by-groups");
        Assert.Null(await site.UserOfAsync(person));
        Assert.Contains("user.refused", await ActionsAsync(Guid.Empty));
        await page.GotoAsync("/");
        Assert.Contains("/sign-in?", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_at_the_next_request_and_not_let_in_again()
    {
        var (page, person) = await site.ComeAsync("/evaluators");
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");
        var user = (await site.UserOfAsync(person))!;
        var administrator = await site.Site.SignInAsync(AuthoritySite.Administrator);

        await administrator.SubmitAsync(await administrator.OpenAsync($"/admin/users/{user.Id}"), $"/admin/users/{user.Id}?handler=Switch", ("active", "false"));
        await page.GotoAsync("/engagements");

        Assert.Contains("/sign-in?", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("text=恒信统一登录");
        await page.WaitForURLAsync("**/sign-in/refused?why=inactive");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("已停用");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_authority_too()
    {
        var (page, person) = await site.ComeAsync("/evaluators");
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");
        var before = site.Authority.Ended;

        await SignOutAsync(page);

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("您已退出登录");
        Assert.Equal(before + 1, site.Authority.Ended);
        await page.ClickAsync("text=恒信统一登录");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Authority");
    }

    [Fact]
    public async Task Both_kinds_live_side_by_side_and_one_mail_address_makes_nobody_the_other()
    {
        var (page, person) = await site.ComeAsync("/evaluators");
        var local = await site.Site.AddUserAsync(person.Email, StaffRoles.Reviewer);
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");
        var other = (await site.UserOfAsync(person))!;
        Assert.NotEqual(local.Id, other.Id);
        Assert.Null(other.Email);
        await SignOutAsync(page);

        await page.FillAsync("#account", person.Email);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main form button");

        await page.WaitForURLAsync("**/");
        await page.GotoAsync("/account");
        Assert.Contains("用本系统的密码登录", await page.TextContentAsync("main"), StringComparison.Ordinal);
        await SignOutAsync(page);
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("您已退出登录");
    }

    [Fact]
    public async Task An_invitation_ties_a_user_to_whoever_signs_in_and_says_yes_to_it()
    {
        var (page, person) = await site.ComeAsync();
        var administrator = await site.Site.SignInAsync(AuthoritySite.Administrator);
        var made = await administrator.SubmitAsync("/admin/users", ("Name", "受邀人"), ("Account", "invited@firm.example"), ("Roles", "reviewer"));
        var link = (await administrator.OpenAsync(made.Headers.Location!.ToString())).QuerySelector("#invitation")!.TextContent;

        await page.GotoAsync(new Uri(link).PathAndQuery);
        await page.ClickAsync("text=登录并接受邀请");
        await page.ClickAsync($"text={person.Name}");
        await page.WaitForURLAsync("**/sign-in/link");
        Assert.Null(await site.UserOfAsync(person));
        await BrowserSite.ShootAsync(page, "invitation-to-link");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/");

        var user = (await site.UserOfAsync(person))!;
        Assert.Equal(("受邀人", "reviewer"), (user.DisplayName, string.Join(' ', user.Roles)));
        Assert.Equal(["user.linked"], await ActionsAsync(user.Id));
        Assert.Equal(404, (await page.GotoAsync(new Uri(link).PathAndQuery))!.Status);
        await SignOutAsync(page);
        await AuthoritySite.SignInAsync(page, person);
        await page.WaitForURLAsync("**/");
    }

    [Fact]
    public async Task Who_cancels_at_the_authority_is_told_what_happened()
    {
        var (page, _) = await site.ComeAsync("/evaluators");
        await page.GotoAsync("/sign-in?ReturnUrl=/guides");
        await page.ClickAsync("text=恒信统一登录");
        await page.ClickAsync("text=cancel");

        await page.WaitForURLAsync("**/sign-in?said=authority-denied");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("取消");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/sign-out");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/sign-in?said=signed-out");
    }

    private Task<List<string>> ActionsAsync(Guid actor) =>
        site.Site.ReadAsync(db => db.Ledger.Where(l => l.ActorId == actor).OrderBy(l => l.Sequence).Select(l => l.Action).ToListAsync());
}
