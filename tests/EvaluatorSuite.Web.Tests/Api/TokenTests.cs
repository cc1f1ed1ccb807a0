using System.Net;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Web.Tests.Api;

public sealed class TokenTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private Site Site => sample.Site;

    private string One => $"engagements/{sample.EngagementId}";

    [Fact]
    public async Task A_token_is_shown_once_works_and_stops_when_it_is_taken_back()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);
        var made = await leader.SendAsync("/account/tokens", "token", ("TokenName", "财务系统"), ("Scopes", TokenScopes.ReadEngagements), ("Days", "30"));
        Assert.Equal("/account/tokens", made.Headers.Location?.ToString());
        var secret = (await leader.OpenAsync("/account/tokens")).GetElementById("secret")!.TextContent;
        var again = await leader.OpenAsync("/account/tokens");
        var caller = new ApiCaller(Site.Anonymous().Client, secret);

        Assert.StartsWith("es_", secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, again.Source.Text, StringComparison.Ordinal);
        Assert.Contains(secret[..11], again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(One)).StatusCode);

        var token = await Site.ReadAsync(db => db.AccessTokens.SingleAsync(t => t.Name == "财务系统"));
        Assert.NotNull(token.LastUsedAt);
        await leader.SubmitAsync(again, "/account/tokens?handler=Revoke", ("tokenId", token.Id.ToString()));
        var problem = await ApiCaller.ProblemAsync(await caller.GetAsync(One), 401, "api.unauthenticated");

        Assert.Equal(["token.revoked"], ApiCaller.Codes(problem));
        Assert.Equal(["token.created", "token.revoked"], await Site.ReadAsync(db => db.Ledger.Where(e => e.Action.StartsWith("token.") && e.Payload!.Contains(token.Id.ToString())).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));
        Assert.DoesNotContain(await Site.ReadAsync(db => db.Ledger.Select(e => e.Payload).ToListAsync()), payload => payload?.Contains(secret, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_page_refuses_a_token_without_name_or_scope_and_keeps_what_was_typed()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);

        var answer = await leader.SendAsync("/account/tokens", "token", ("TokenName", ""), ("Days", "365"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(2, page.QuerySelectorAll("[role=alert] li").Length);
        Assert.Equal("365", page.QuerySelector("select[name=Days] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_token_of_somebody_else_cannot_be_taken_back()
    {
        await ApiCaller.TokenAsync(Site, SampleSite.Officer, 30, TokenScopes.ReadEngagements);
        var theirs = await Site.ReadAsync(async db => (await db.AccessTokens.FirstAsync(t => db.Users.Any(u => u.Id == t.UserId && u.Email == SampleSite.Officer))).Id);
        await ApiCaller.TokenAsync(Site, SampleSite.Reviewer, 30, TokenScopes.ReadEngagements);
        var reviewer = await Site.SignInAsync(SampleSite.Reviewer);

        var answer = await reviewer.SubmitAsync(await reviewer.OpenAsync("/account/tokens"), "/account/tokens?handler=Revoke", ("tokenId", theirs.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(await Site.ReadAsync(async db => (await db.AccessTokens.SingleAsync(t => t.Id == theirs)).RevokedAt));
    }

    [Fact]
    public async Task A_token_of_somebody_whom_the_authority_has_not_let_in_for_a_month_waits_until_it_does()
    {
        var secret = await ApiCaller.TokenAsync(Site, SampleSite.Officer, 365, TokenScopes.ReadEngagements);
        var caller = new ApiCaller(Site.Anonymous().Client, secret);
        Task SeenAsync(int daysAgo) => Site.UseAsync<SuiteDb>(db => db.Users.Where(u => u.Email == SampleSite.Officer).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignInAt, TimeProvider.System.GetUtcNow().AddDays(-daysAgo))));
        await SeenAsync(AccessTokens.DaysAway + 1);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(One)).StatusCode);
        await Site.UseAsync<SuiteDb>(async db =>
        {
            db.UserLogins.Add(new() { LoginProvider = "https://id.example", ProviderKey = "officer", UserId = await db.Users.Where(u => u.Email == SampleSite.Officer).Select(u => u.Id).SingleAsync() });
            await db.SaveChangesAsync();
        });

        Assert.Equal(["token.longaway"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await caller.GetAsync(One), 401, "api.unauthenticated")));

        await SeenAsync(AccessTokens.DaysAway - 1);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(One)).StatusCode);
        await Site.UseAsync<SuiteDb>(db => db.UserLogins.ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData(null, "token.none")]
    [InlineData("es_0000000000000000000000000000000000000000000", "token.unknown")]
    [InlineData("something else", "token.unknown")]
    public async Task Without_a_token_that_is_known_nothing_is_answered(string? secret, string code)
    {
        var answer = await new ApiCaller(Site.Anonymous().Client, secret).GetAsync(One);

        Assert.Equal([code], ApiCaller.Codes(await ApiCaller.ProblemAsync(answer, 401, "api.unauthenticated")));
        Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_and_one_of_a_deactivated_user_let_nobody_in()
    {
        await Site.AddUserAsync("leaving@hengxin.example", StaffRoles.Auditor);
        var expired = new ApiCaller(Site.Anonymous().Client, await ApiCaller.TokenAsync(Site, SampleSite.Leader, 1, TokenScopes.ReadEngagements));
        var left = await ApiCaller.OfAsync(Site, "leaving@hengxin.example");
        Assert.Equal(HttpStatusCode.OK, (await left.GetAsync("engagements")).StatusCode);
        await Site.UseAsync<SuiteDb>(async db =>
        {
            var past = DateTimeOffset.UnixEpoch;
            await db.Users.Where(u => u.Email == "leaving@hengxin.example").ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false));
            var newest = await db.AccessTokens.OrderByDescending(t => t.CreatedAt).Where(t => db.Users.Any(u => u.Id == t.UserId && u.Email == SampleSite.Leader)).Select(t => t.Id).FirstAsync();
            await db.AccessTokens.Where(t => t.Id == newest).ExecuteUpdateAsync(t => t.SetProperty(x => x.ExpiresAt, past));
        });

        Assert.Equal(["token.expired"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await expired.GetAsync("engagements"), 401, "api.unauthenticated")));
        Assert.Equal(["token.userinactive"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await left.GetAsync("engagements"), 401, "api.unauthenticated")));
    }

    [Fact]
    public async Task A_token_of_somebody_who_is_no_longer_staff_lets_nobody_in()
    {
        await Site.AddUserAsync("changed@hengxin.example", StaffRoles.Auditor);
        var caller = await ApiCaller.OfAsync(Site, "changed@hengxin.example");
        await Site.UseAsync<SuiteDb>(async db =>
        {
            (await db.Users.SingleAsync(u => u.Email == "changed@hengxin.example")).Roles = [StaffRoles.Organizer];
            await db.SaveChangesAsync();
        });

        await ApiCaller.ProblemAsync(await caller.GetAsync("engagements"), 401, "api.unauthenticated");
    }

    [Theory]
    [InlineData("GET", "", TokenScopes.ReadEngagements)]
    [InlineData("POST", "/findings", TokenScopes.WriteEngagements)]
    [InlineData("POST", "/evidence", TokenScopes.WriteEvidence)]
    public async Task A_token_without_the_scope_is_told_which_one_it_lacks(string method, string path, string scope)
    {
        var caller = await ApiCaller.OfAsync(Site, SampleSite.Leader, [.. TokenScopes.All.Except([scope])]);

        var problem = await ApiCaller.ProblemAsync(await caller.SendAsync(method, One + path, method == "GET" || path == "/evidence" ? null : "{}"), 403, "api.scope");

        Assert.Equal(scope, (string)problem["refusals"]![0]!["values"]!["scope"]!);
    }

    [Fact]
    public async Task A_session_counts_for_nothing_under_the_addresses_of_the_API_but_for_the_description()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);

        await ApiCaller.ProblemAsync(await leader.GetAsync($"/api/v1/{One}"), 401, "api.unauthenticated");
        await ApiCaller.ProblemAsync(await leader.GetAsync("/api/v1/nothing-here"), 401, "api.unauthenticated");
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync("/api/v1/openapi.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync("/api/v1/docs/")).StatusCode);
    }
}
