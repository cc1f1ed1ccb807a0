using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EvaluatorSuite.Web.Tests;

public sealed class SignInOnSqlite() : SignInTests(TestDatabase.Sqlite);

public sealed class SignInOnPostgreSql() : SignInTests(TestDatabase.PostgreSql);

public abstract class SignInTests(string provider) : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private Site _site = null!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsThere(provider), "SUITE_TEST_POSTGRESQL is not set; tests/run.sh starts a server and sets it.");
        _site = new Site(provider, clock: _clock);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whoever_signs_out_by_the_bar_is_out()
    {
        await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var visitor = await _site.SignInAsync("a@firm.example");
        var page = await visitor.OpenAsync("/");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("header form.who")!;

        var answer = await visitor.Client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(Visitor.Filled(form)));

        Assert.Equal("/sign-in?said=signed-out", answer.Headers.Location?.ToString());
        Assert.Contains("/sign-in", (await visitor.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_the_console_makes_the_first_administrator_once()
    {
        var visitor = _site.Anonymous();

        var made = await visitor.SubmitAsync(_site.SetupLink, ("Name", "管理员"), ("Account", "admin@firm.example"), ("Password", Site.Password));

        Assert.Contains("第一个管理员已建立", (await visitor.OpenAsync(made.Headers.Location!.ToString())).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["administrator"], (await _site.ReadAsync(db => db.Users.SingleAsync())).Roles);
        Assert.Equal("user.first-administrator", (await _site.ReadAsync(db => db.Ledger.SingleAsync())).Action);
        var again = await visitor.GetAsync(_site.SetupLink);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Contains("第一个管理员已经建立", (await Visitor.ReadAsync(again)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await _site.SignInAsync("admin@firm.example");
    }

    [Theory]
    [InlineData("", "a@b.example", Site.Password, "请填写姓名")]
    [InlineData("甲", "nonsense", Site.Password, "请填写有效的邮箱地址")]
    [InlineData("甲", "a@b.example", "short", "密码太短")]
    [InlineData("甲", "a@b.example", "aaaaaaaaaaaa", "不同的字符太少")]
    public async Task The_first_administrator_is_not_made_of_wrong_input(string name, string account, string password, string reason)
    {
        var answer = await _site.Anonymous().SubmitAsync(_site.SetupLink, ("Name", name), ("Account", account), ("Password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _site.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_wrong_ticket_finds_nothing_and_is_told_where_the_right_one_is()
    {
        var answer = await _site.Anonymous().GetAsync("/setup/0000");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("控制台", (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_the_sign_in_and_back()
    {
        await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var visitor = _site.Anonymous();

        var sent = await visitor.GetAsync("/engagements");
        Assert.Contains("/sign-in?ReturnUrl=%2Fengagements", sent.Headers.Location!.ToString(), StringComparison.Ordinal);

        var back = await visitor.SubmitAsync(sent.Headers.Location.PathAndQuery, ("Account", "a@firm.example"), ("Password", Site.Password));
        Assert.Equal("/engagements", back.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_return_to_another_site_is_not_followed()
    {
        await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);

        var answer = await _site.Anonymous().SubmitAsync("/sign-in?ReturnUrl=//evil.example", ("Account", "a@firm.example"), ("Password", Site.Password));

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_unknown_account_answers_like_a_wrong_password()
    {
        await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);

        var unknown = await _site.Anonymous().SubmitAsync("/sign-in", ("Account", "b@firm.example"), ("Password", "x"));
        var wrong = await _site.Anonymous().SubmitAsync("/sign-in", ("Account", "a@firm.example"), ("Password", "x"));

        Assert.Equal((unknown.StatusCode, await ReasonAsync(unknown)), (wrong.StatusCode, await ReasonAsync(wrong)));
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_account_even_for_the_right_one()
    {
        await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var visitor = _site.Anonymous();
        for (var i = 0; i < 5; i++)
        {
            await visitor.SubmitAsync("/sign-in", ("Account", "a@firm.example"), ("Password", "wrong"));
        }

        var answer = await visitor.SubmitAsync("/sign-in", ("Account", "a@firm.example"), ("Password", Site.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("15 分钟", await ReasonAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_invites_and_the_link_sets_the_password_once()
    {
        var link = await InviteAsync();
        var visitor = _site.Anonymous();

        var set = await visitor.SubmitAsync(link, ("Password", Site.Password));

        Assert.Contains("密码已设置", (await visitor.OpenAsync(set.Headers.Location!.ToString())).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await _site.SignInAsync("new@firm.example");
        await GoneAsync(link, "已经用过");
    }

    [Fact]
    public async Task A_newer_invitation_voids_the_older_and_both_say_so()
    {
        var first = await InviteAsync();
        var user = await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == "new@firm.example"));
        var administrator = await _site.SignInAsync("admin@firm.example");

        await administrator.SubmitAsync(await administrator.OpenAsync($"/admin/users/{user.Id}"), $"/admin/users/{user.Id}?handler=Invite");
        var second = await LinkAsync(administrator, user.Id);

        await GoneAsync(first, "又给了您一个新的");
        await GoneAsync(second[..^5], "不完整");
        Assert.Equal(HttpStatusCode.OK, (await _site.Anonymous().GetAsync(second)).StatusCode);
    }

    [Fact]
    public async Task An_invitation_expires_after_three_days_and_says_so()
    {
        var link = await InviteAsync();
        _clock.Advance(TimeSpan.FromDays(3));

        await GoneAsync(link, "三天");
        var sent = await _site.Anonymous().GetAsync($"/invitation/{Guid.CreateVersion7()}?token=x");
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Contains("没有这个邀请", (await Visitor.ReadAsync(sent)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_at_the_next_request()
    {
        await _site.AddUserAsync("admin@firm.example", StaffRoles.Administrator);
        var auditor = await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var administrator = await _site.SignInAsync("admin@firm.example");
        var signedIn = await _site.SignInAsync("a@firm.example");
        await signedIn.OpenAsync("/");

        var page = await administrator.OpenAsync($"/admin/users/{auditor.Id}");
        await administrator.SubmitAsync(page, $"/admin/users/{auditor.Id}?handler=Switch", ("active", "false"));

        Assert.Equal(HttpStatusCode.Redirect, (await signedIn.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await _site.Anonymous().SubmitAsync("/sign-in", ("Account", "a@firm.example"), ("Password", Site.Password))).StatusCode);
    }

    private async Task<string> InviteAsync()
    {
        await _site.AddUserAsync("admin@firm.example", StaffRoles.Administrator);
        var administrator = await _site.SignInAsync("admin@firm.example");
        var made = await administrator.SubmitAsync("/admin/users", ("Name", "新人"), ("Account", "new@firm.example"), ("Roles", "auditor"));
        return await LinkAsync(administrator, Guid.Parse(made.Headers.Location!.ToString().Split('/', '?')[3]));
    }

    private static async Task<string> LinkAsync(Visitor administrator, Guid userId) =>
        new Uri((await administrator.OpenAsync($"/admin/users/{userId}")).QuerySelector("#invitation")!.TextContent).PathAndQuery;

    private async Task GoneAsync(string link, string why)
    {
        var answer = await _site.Anonymous().GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(why, (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer) => (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;
}
