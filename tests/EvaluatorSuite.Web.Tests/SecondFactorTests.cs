using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EvaluatorSuite.Web.Tests;

public sealed class SecondFactorOnSqlite() : SecondFactorTests(TestDatabase.Sqlite);

public sealed class SecondFactorOnPostgreSql() : SecondFactorTests(TestDatabase.PostgreSql);

public abstract class SecondFactorTests(string provider) : IAsyncLifetime
{
    private const string Auditor = "a@firm.example";

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private Site _site = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsThere(provider), "SUITE_TEST_POSTGRESQL is not set; tests/run.sh starts a server and sets it.");
        _site = new Site(provider, clock: _clock);
        await _site.AddUserAsync(Auditor, StaffRoles.Auditor);
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
    public async Task After_it_is_set_up_the_password_leads_to_the_second_step_and_the_code_to_where_one_was_going()
    {
        var (app, _) = await SetUpAsync();
        var visitor = _site.Anonymous();

        var first = await FirstStepAsync(visitor, "/sign-in?ReturnUrl=/engagements");
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
        var second = await visitor.SubmitAsync(first, ("Code", app.Code()));

        Assert.Equal("/engagements", second.Headers.Location?.ToString());
        await visitor.OpenAsync("/engagements");
        Assert.Contains("user.second-factor-on", await ActionsAsync());
    }

    [Fact]
    public async Task A_code_is_taken_once_and_so_is_any_older_one()
    {
        var (app, _) = await SetUpAsync();
        var used = app.Code();
        Assert.Equal(HttpStatusCode.Redirect, (await SecondStepAsync(used)).StatusCode);

        var again = await SecondStepAsync(used);
        var older = await SecondStepAsync(app.Code(-1));

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], [again.StatusCode, older.StatusCode]);
        Assert.Contains("已经用过", (await Visitor.ReadAsync(again)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Redirect, (await SecondStepAsync(app.Code())).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_send_one_code_at_the_same_moment_one_gets_in()
    {
        var (app, _) = await SetUpAsync();
        var visitors = new List<(Visitor Visitor, string Path)>();
        for (var i = 0; i < 4; i++)
        {
            var visitor = _site.Anonymous();
            visitors.Add((visitor, await FirstStepAsync(visitor, "/sign-in")));
        }

        var answers = await Task.WhenAll(visitors.Select(v => v.Visitor.SubmitAsync(v.Path, ("Code", app.Code()))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect && a.Headers.Location!.ToString() == "/");
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_a_code_once()
    {
        var (_, codes) = await SetUpAsync();
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(HttpStatusCode.Redirect, (await SecondStepAsync(codes[3].ToLowerInvariant())).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SecondStepAsync(codes[3])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SecondStepAsync(codes[4].Replace("-", "", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(8, await _site.ReadAsync(db => db.RecoveryCodes.CountAsync()));
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once_and_kept_as_digests_alone()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var (_, codes) = await Authenticator.SetUpAsync(visitor, _clock);

        Assert.Empty((await visitor.OpenAsync("/account/recovery-codes")).QuerySelectorAll("#codes li"));
        Assert.All(await _site.ReadAsync(db => db.RecoveryCodes.Select(c => c.Digest).ToListAsync()), digest =>
            Assert.DoesNotContain(codes, code => digest.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_ones()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var (app, old) = await Authenticator.SetUpAsync(visitor, _clock);
        _clock.Advance(TimeSpan.FromSeconds(30));

        var made = await visitor.SubmitAsync("/account/recovery-codes", ("Password", Site.Password), ("Code", app.Code()));
        var renewed = (await visitor.OpenAsync(made.Headers.Location!.ToString())).QuerySelectorAll("#codes li").Select(li => li.TextContent).ToList();

        Assert.Equal(10, renewed.Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SecondStepAsync(old[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SecondStepAsync(renewed[0])).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_account_even_for_the_right_one_and_the_ledger_knows()
    {
        var (app, codes) = await SetUpAsync();
        var visitor = _site.Anonymous();
        var path = await FirstStepAsync(visitor, "/sign-in?ReturnUrl=/guides");
        var page = await visitor.OpenAsync(path);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.SubmitAsync(page, path, ("Code", i == 2 ? "AAAA-BBBB-CCCC-DDDD" : "000000"))).StatusCode);
        }

        var fifth = await visitor.SubmitAsync(page, path, ("Code", "000000"));

        Assert.Equal("/sign-in?said=locked&returnUrl=%2Fguides", fifth.Headers.Location?.ToString());
        Assert.Contains("15 分钟", (await visitor.OpenAsync(fifth.Headers.Location!.ToString())).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await ActionsAsync()).Count(a => a == "user.locked-out"));
        await visitor.SubmitAsync(page, path, ("Code", app.Code()));
        await visitor.SubmitAsync(page, path, ("Code", codes[0]));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Anonymous().SubmitAsync("/sign-in", ("Account", Auditor), ("Password", Site.Password))).StatusCode);
    }

    [Fact]
    public async Task The_second_step_without_the_first_begins_anew_and_keeps_where_one_was_going()
    {
        var visitor = _site.Anonymous();

        var answer = await visitor.GetAsync("/sign-in/code?returnUrl=/guides");

        Assert.Equal("/sign-in?said=step-over&returnUrl=%2Fguides", answer.Headers.Location?.ToString());
        Assert.Contains("从头再来", (await visitor.OpenAsync(answer.Headers.Location!.ToString())).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_at_the_set_up_switches_nothing_on_and_keeps_the_secret()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var page = await visitor.OpenAsync("/account/second-factor");

        var answer = await visitor.SubmitAsync(page, "/account/second-factor", ("Code", "123"), ("Password", Site.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var again = await Visitor.ReadAsync(answer);
        Assert.Equal(page.QuerySelector("#secret")!.TextContent, again.QuerySelector("#secret")!.TextContent);
        Assert.Contains("不符", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _site.ReadAsync(db => db.SecondFactors.CountAsync()));
    }

    [Fact]
    public async Task Switching_off_takes_the_password_and_a_code()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var (app, _) = await Authenticator.SetUpAsync(visitor, _clock);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.SubmitAsync("/account/second-factor/off", ("Password", "wrong"), ("Code", app.Code()))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.SubmitAsync("/account/second-factor/off", ("Password", Site.Password), ("Code", "000000"))).StatusCode);
        Assert.Equal(2, await _site.ReadAsync(db => db.Users.Select(u => u.AccessFailedCount).SingleAsync()));
        var off = await visitor.SubmitAsync("/account/second-factor/off", ("Password", Site.Password), ("Code", app.Code()));

        Assert.Equal("/account?said=second-factor-off", off.Headers.Location?.ToString());
        await _site.SignInAsync(Auditor);
        Assert.Equal((0, 0), (await _site.ReadAsync(db => db.SecondFactors.CountAsync()), await _site.ReadAsync(db => db.RecoveryCodes.CountAsync())));
    }

    private async Task<(Authenticator App, IReadOnlyList<string> RecoveryCodes)> SetUpAsync()
    {
        var made = await Authenticator.SetUpAsync(await _site.SignInAsync(Auditor), _clock);
        _clock.Advance(TimeSpan.FromSeconds(30));
        return made;
    }

    /// <returns>The address of the second step.</returns>
    private static async Task<string> FirstStepAsync(Visitor visitor, string path)
    {
        var answer = await visitor.SubmitAsync(path, ("Account", Auditor), ("Password", Site.Password));
        var next = answer.Headers.Location!.ToString();
        Assert.StartsWith("/sign-in/code", next, StringComparison.Ordinal);
        return next;
    }

    private async Task<HttpResponseMessage> SecondStepAsync(string code)
    {
        var visitor = _site.Anonymous();
        return await visitor.SubmitAsync(await FirstStepAsync(visitor, "/sign-in"), ("Code", code));
    }

    private Task<List<string>> ActionsAsync() => _site.ReadAsync(db => db.Ledger.Select(l => l.Action).ToListAsync());
}
