using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

public sealed class UserAdministrationOnSqlite() : UserAdministrationTests(TestDatabase.Sqlite);

public sealed class UserAdministrationOnPostgreSql() : UserAdministrationTests(TestDatabase.PostgreSql);

public abstract class UserAdministrationTests(string provider) : IAsyncLifetime
{
    private const string Administrator = "admin@firm.example";
    private const string Auditor = "a@firm.example";

    private Site _site = null!;
    private SuiteUser _auditor = null!;

    private string Path => $"/admin/users/{_auditor.Id}";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsThere(provider), "SUITE_TEST_POSTGRESQL is not set; tests/run.sh starts a server and sets it.");
        _site = new Site(provider);
        await _site.AddUserAsync(Administrator, StaffRoles.Administrator);
        _auditor = await _site.AddUserAsync(Auditor, StaffRoles.Auditor);
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
    public async Task Name_and_roles_change_at_the_next_request_and_the_ledger_has_both_states()
    {
        var (administrator, auditor) = (await _site.SignInAsync(Administrator), await _site.SignInAsync(Auditor));
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/engagements/import")).StatusCode);

        await SaveAsync(administrator, _auditor.Id, "王复核", StaffRoles.Reviewer);

        Assert.Contains("/status/403", (await auditor.GetAsync("/engagements/import")).Headers.Location!.ToString(), StringComparison.Ordinal);
        var user = await UserAsync();
        Assert.Equal(("王复核", "reviewer"), (user.DisplayName, string.Join(' ', user.Roles)));
        var entry = await _site.ReadAsync(db => db.Ledger.SingleAsync(l => l.Action == "user.changed"));
        Assert.Contains("\"rolesBefore\":[\"auditor\"]", entry.Payload, StringComparison.Ordinal);
        Assert.Contains("\"roles\":[\"reviewer\"]", entry.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRoles.Auditor)]
    [InlineData(StaffRoles.Administrator, StaffRoles.Impartiality)]
    [InlineData(StaffRoles.Administrator, StaffRoles.Reviewer)]
    public async Task Nobody_changes_their_own_roles_neither_to_less_nor_to_more(params string[] roles)
    {
        var administrator = await _site.SignInAsync(Administrator);
        var oneself = await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Administrator));

        var answer = await SaveWithAsync(administrator, oneself.Id, "新名字", "", roles);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("不能改自己的角色", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("新名字", ((IHtmlInputElement)page.QuerySelector("#name")!).Value);
        Assert.Equal(["administrator"], (await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Administrator))).Roles);
    }

    [Fact]
    public async Task Nobody_becomes_another_person_of_the_registry_and_a_person_has_one_account()
    {
        var person = new Domain.Organizations.Person(new Domain.Organizations.PersonFacts(Guid.CreateVersion7(), "别人", "somebody@firm.example", []));
        await _site.UseAsync<SuiteDb>(async db =>
        {
            db.People.Add(person);
            await db.SaveChangesAsync();
        });
        var administrator = await _site.SignInAsync(Administrator);
        var oneself = await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Administrator));

        var own = await SaveWithAsync(administrator, oneself.Id, "管理员", "somebody@firm.example", StaffRoles.Administrator);
        var first = await SaveWithAsync(administrator, _auditor.Id, "评价员", "somebody@firm.example", StaffRoles.Auditor);
        var other = await _site.AddUserAsync("second@firm.example", StaffRoles.Reviewer);
        var second = await SaveWithAsync(administrator, other.Id, "另一个账号", "somebody@firm.example", StaffRoles.Reviewer);

        Assert.Contains("不能改自己对应的登记人员", await SaidAsync(own), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Contains("已对应另一个账号", await SaidAsync(second), StringComparison.Ordinal);
        Assert.Equal([_auditor.Id], await _site.ReadAsync(db => db.Users.Where(u => u.PersonId == person.Id).Select(u => u.Id).ToListAsync()));
    }

    private static async Task<string> SaidAsync(HttpResponseMessage answer) => (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;

    [Fact]
    public async Task Nobody_sits_on_both_sides_of_the_table()
    {
        var member = await _site.AddUserAsync("o@organizer.example", StaffRoles.Organizer);
        var administrator = await _site.SignInAsync(Administrator);
        var path = $"/admin/users/{member.Id}";
        var page = await administrator.OpenAsync(path);
        Assert.Empty(page.QuerySelectorAll("input[name=Roles]"));

        var answer = await administrator.SubmitAsync(page, path, ("Name", "丙"), ("PersonAddress", ""));
        var forged = await SaveAsync(administrator, member.Id, "丙", StaffRoles.Auditor, await administrator.OpenAsync(Path), seenFrom: await administrator.OpenAsync(path));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (answer.StatusCode, forged.StatusCode));
        Assert.Contains("不能同时是本机构人员", (await Visitor.ReadAsync(forged)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["organizer"], (await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Id == member.Id))).Roles);
    }

    [Fact]
    public async Task Two_administrators_who_take_each_others_role_leave_one()
    {
        var other = await _site.AddUserAsync("b@firm.example", StaffRoles.Administrator);
        var first = await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Administrator));
        var (one, two) = (await _site.SignInAsync(Administrator), await _site.SignInAsync("b@firm.example"));
        var (pageOne, pageTwo) = (await one.OpenAsync($"/admin/users/{other.Id}"), await two.OpenAsync($"/admin/users/{first.Id}"));

        await Task.WhenAll(SaveAsync(one, other.Id, "二", StaffRoles.Auditor, pageOne), SaveAsync(two, first.Id, "一", StaffRoles.Auditor, pageTwo));

        Assert.NotEmpty(await _site.ReadAsync(db => db.Users.Where(u => u.Active && u.Roles.Contains(StaffRoles.Administrator)).ToListAsync()));
    }

    [Theory]
    [InlineData("", StaffRoles.Auditor, "", "请填写姓名")]
    [InlineData("甲", StaffRoles.Auditor, "nobody@elsewhere.example", "没有邮箱是 nobody@elsewhere.example 的人员")]
    public async Task Wrong_input_is_refused_and_nothing_typed_is_lost(string name, string role, string person, string reason)
    {
        var administrator = await _site.SignInAsync(Administrator);

        var answer = await administrator.SubmitAsync(await administrator.OpenAsync(Path), Path, ("Name", name), ("Roles", role), ("PersonAddress", person));

        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((name, person), (((IHtmlInputElement)page.QuerySelector("#name")!).Value, ((IHtmlInputElement)page.QuerySelector("#personaddress")!).Value));
        Assert.Equal("a", (await UserAsync()).DisplayName);
    }

    [Fact]
    public async Task A_person_of_the_registry_who_has_an_account_gets_no_second_one()
    {
        var administrator = await _site.SignInAsync(Administrator);
        await _site.UseAsync<SuiteDb>(async db =>
        {
            var person = new Domain.Organizations.Person(new(Guid.CreateVersion7(), "陈一", "chen@firm.example", []));
            db.Add(person);
            (await db.Users.SingleAsync(u => u.Id == _auditor.Id)).PersonId = person.Id;
            await db.SaveChangesAsync();
        });

        var answer = await administrator.SubmitAsync("/admin/users", ("Name", "陈一"), ("Account", "chen@firm.example"), ("Roles", StaffRoles.Reviewer));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("chen@firm.example", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("陈一", ((IHtmlInputElement)page.QuerySelector("#name")!).Value);
        Assert.Equal(2, await _site.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_change_over_a_newer_one_is_a_conflict()
    {
        var administrator = await _site.SignInAsync(Administrator);
        var old = await administrator.OpenAsync(Path);
        await SaveAsync(administrator, _auditor.Id, "先", StaffRoles.Auditor);

        var answer = await SaveAsync(administrator, _auditor.Id, "后", StaffRoles.Reviewer, old);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("先", (await UserAsync()).DisplayName);
        var again = await Visitor.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(administrator, _auditor.Id, "后", StaffRoles.Reviewer, again)).StatusCode);
    }

    [Fact]
    public async Task A_lost_phone_is_mended_by_an_administrator_and_the_session_ends()
    {
        var auditor = await _site.SignInAsync(Auditor);
        await Authenticator.SetUpAsync(auditor, TimeProvider.System);
        var administrator = await _site.SignInAsync(Administrator);

        await administrator.SubmitAsync(await administrator.OpenAsync(Path), $"{Path}?handler=Reset");

        Assert.Equal(HttpStatusCode.Redirect, (await auditor.GetAsync("/")).StatusCode);
        await _site.SignInAsync(Auditor);
        Assert.Contains("user.second-factor-reset", await ActionsAsync());
    }

    [Fact]
    public async Task A_closed_account_is_opened_by_an_administrator()
    {
        for (var i = 0; i < 5; i++)
        {
            await _site.Anonymous().SubmitAsync("/sign-in", ("Account", Auditor), ("Password", "wrong"));
        }

        var administrator = await _site.SignInAsync(Administrator);
        var page = await administrator.OpenAsync(Path);
        Assert.Contains("暂停登录至", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await administrator.SubmitAsync(page, $"{Path}?handler=Unlock");

        await _site.SignInAsync(Auditor);
        Assert.Equal(["user.locked-out", "user.unlocked"], await ActionsAsync());
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_a_new_invitation()
    {
        var auditor = await _site.SignInAsync(Auditor);
        var administrator = await _site.SignInAsync(Administrator);
        await administrator.SubmitAsync(await administrator.OpenAsync(Path), $"{Path}?handler=Invite");
        await auditor.OpenAsync("/account");
        var link = new Uri((await administrator.OpenAsync(Path)).QuerySelector("#invitation")!.TextContent).PathAndQuery;

        await _site.Anonymous().SubmitAsync(link, ("Password", "eight stone lanterns"));

        Assert.Equal(HttpStatusCode.Redirect, (await auditor.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _site.Anonymous().SubmitAsync("/sign-in", ("Account", Auditor), ("Password", "eight stone lanterns"))).StatusCode);
        Assert.Null((await administrator.OpenAsync(Path)).QuerySelector("#invitation"));
        Assert.Equal(["user.invited", "user.password-set"], await ActionsAsync());
    }

    [Theory]
    [InlineData("Switch", "active", "false", "不能停用自己的账号")]
    [InlineData("Invite", "x", "", "自己的密码")]
    [InlineData("Reset", "x", "", "自己的两步验证")]
    public async Task What_would_free_oneself_of_a_check_is_refused(string handler, string field, string value, string reason)
    {
        var administrator = await _site.SignInAsync(Administrator);
        var oneself = await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Administrator));
        var page = await administrator.OpenAsync(Path);
        var fields = page.QuerySelectorAll("form[action*=Invite] input[type=hidden]").OfType<IHtmlInputElement>().Select(i => KeyValuePair.Create(i.Name!, i.Value)).Append(new(field, value));

        var answer = await administrator.Client.PostAsync($"/admin/users/{oneself.Id}?handler={handler}", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await ActionsAsync());
    }

    [Fact]
    public async Task Many_users_are_read_page_by_page_and_found_by_a_part_of_their_name()
    {
        var administrator = await _site.SignInAsync(Administrator);
        Assert.Null((await administrator.OpenAsync("/admin/users")).QuerySelector("#find"));
        await _site.UseAsync<SuiteDb>(async db =>
        {
            // Many of one name: the account decides between them.
            db.Users.AddRange(Enumerable.Range(0, 118).Select(i => new SuiteUser
            {
                UserName = $"u{i}@firm.example",
                NormalizedUserName = $"U{i}@FIRM.EXAMPLE",
                Email = $"u{i}@firm.example",
                NormalizedEmail = $"U{i}@FIRM.EXAMPLE",
                DisplayName = i < 70 ? "张伟" : $"Wang {i}",
                Roles = [StaffRoles.Auditor],
                SecurityStamp = "x",
            }));
            await db.SaveChangesAsync();
        });

        var (seen, next, pages) = (new List<string>(), "/admin/users", 0);
        for (; next is not null; pages++)
        {
            var page = await administrator.OpenAsync(next);
            seen.AddRange(page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(td => td.TextContent));
            next = page.QuerySelector("a[href*='after=']")?.GetAttribute("href");
        }

        Assert.Equal((3, 120, 120), (pages, seen.Count, seen.Distinct().Count()));
        var found = await administrator.OpenAsync("/admin/users?find=wang%207");
        Assert.Equal(10, found.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(2, (await administrator.OpenAsync("/admin/users?find=u11%40")).QuerySelectorAll("tbody tr").Length + (await administrator.OpenAsync("/admin/users?find=U12@")).QuerySelectorAll("tbody tr").Length);
    }

    private static async Task<HttpResponseMessage> SaveWithAsync(Visitor administrator, Guid userId, string name, string person, params string[] roles)
    {
        var path = $"/admin/users/{userId}";
        var page = await administrator.OpenAsync(path);
        var seen = ((IHtmlInputElement)page.QuerySelector("input[name=Seen]")!).Value;
        return await administrator.SubmitAsync(page, path, [("Name", name), .. roles.Select(r => ("Roles", r)), ("PersonAddress", person), ("Seen", seen)]);
    }

    private static async Task<HttpResponseMessage> SaveAsync(Visitor administrator, Guid userId, string name, string role, IHtmlDocument? page = null, IHtmlDocument? seenFrom = null)
    {
        var path = $"/admin/users/{userId}";
        page ??= await administrator.OpenAsync(path);
        var seen = ((IHtmlInputElement)(seenFrom ?? page).QuerySelector("input[name=Seen]")!).Value;
        return await administrator.SubmitAsync(page, path, ("Name", name), ("Roles", role), ("PersonAddress", ""), ("Seen", seen));
    }

    private Task<SuiteUser> UserAsync() => _site.ReadAsync(db => db.Users.SingleAsync(u => u.Id == _auditor.Id));

    private Task<List<string>> ActionsAsync() => _site.ReadAsync(db => db.Ledger.OrderBy(l => l.Sequence).Select(l => l.Action).ToListAsync());
}
