using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

public sealed class SignInOnSqlite() : SignInTests(TestDatabase.Sqlite);

public sealed class SignInOnPostgreSql() : SignInTests(TestDatabase.PostgreSql);

public abstract class SignInTests(string provider) : IAsyncLifetime
{
    private Site _site = null!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsThere(provider), "SUITE_TEST_POSTGRESQL is not set; tests/run.sh starts a server and sets it.");
        _site = new Site(provider);
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

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Contains("/sign-in", (await visitor.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_the_console_makes_the_first_administrator_once()
    {
        var visitor = _site.Anonymous();

        var made = await visitor.SubmitAsync(_site.SetupLink, ("Name", "管理员"), ("Account", "admin@firm.example"), ("Password", Site.Password));

        Assert.Equal("/sign-in", made.Headers.Location?.ToString());
        Assert.Equal(["administrator"], (await _site.ReadAsync(db => db.Users.SingleAsync())).Roles);
        Assert.Equal("user.first-administrator", (await _site.ReadAsync(db => db.Ledger.SingleAsync())).Action);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(_site.SetupLink)).StatusCode);
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
    public async Task A_wrong_ticket_finds_nothing() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Anonymous().GetAsync("/setup/0000")).StatusCode);

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
        await _site.AddUserAsync("admin@firm.example", StaffRoles.Administrator);
        var administrator = await _site.SignInAsync("admin@firm.example");

        var made = await administrator.SubmitAsync("/admin/users", ("Name", "新人"), ("Account", "new@firm.example"), ("Roles", "auditor"));
        var page = await administrator.OpenAsync(made.Headers.Location!.ToString());
        var link = new Uri(page.QuerySelector(".receipt .mono")!.TextContent).PathAndQuery;
        var set = await _site.Anonymous().SubmitAsync(link, ("Password", Site.Password));

        Assert.Equal("/sign-in", set.Headers.Location?.ToString());
        await _site.SignInAsync("new@firm.example");
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Anonymous().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_at_the_next_request()
    {
        await _site.AddUserAsync("admin@firm.example", StaffRoles.Administrator);
        var auditor = await _site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var administrator = await _site.SignInAsync("admin@firm.example");
        var signedIn = await _site.SignInAsync("a@firm.example");
        await signedIn.OpenAsync("/");

        var page = await administrator.OpenAsync("/admin/users");
        await administrator.SubmitAsync(page, "/admin/users?handler=Switch", ("userId", auditor.Id.ToString()), ("active", "false"));

        Assert.Equal(HttpStatusCode.Redirect, (await signedIn.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await _site.Anonymous().SubmitAsync("/sign-in", ("Account", "a@firm.example"), ("Password", Site.Password))).StatusCode);
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer) => (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;
}
