using System.Net;
using System.Text.RegularExpressions;
using EvaluatorSuite.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>Every route for everyone. A route that is not in the table fails, so that none is forgotten.</summary>
public sealed partial class AccessTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const int SignIn = 0;

    // anonymous, leader, reviewer, approver, officer, outsider, administrator; 0 is "sent to sign in", 403 "sent to the page that says so".
    internal static readonly Dictionary<string, int[]> Table = new()
    {
        ["sign-in"] = [200, 200, 200, 200, 200, 200, 200],
        ["sign-in/code"] = [SignIn, SignIn, SignIn, SignIn, SignIn, SignIn, SignIn],

        // No authority is configured here: there is no way to one.
        ["sign-in/start"] = [404, 404, 404, 404, 404, 404, 404],
        ["sign-in/return"] = [302, 302, 302, 302, 302, 302, 302],
        ["sign-in/link"] = [302, 302, 302, 302, 302, 302, 302],
        ["sign-in/refused"] = [404, 404, 404, 404, 404, 404, 404],
        ["account/tokens"] = Staff,
        ["api/v1/openapi.json"] = Staff,
        ["api/v1/docs/{documentName?}"] = Staff,
        ["api/v1/docs/favicon.svg"] = [200, 200, 200, 200, 200, 200, 200],
        ["api/v1/docs/scalar.js"] = [200, 200, 200, 200, 200, 200, 200],
        ["api/v1/docs/scalar.aspnetcore.js"] = [200, 200, 200, 200, 200, 200, 200],
        ["account"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["account/password"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["account/second-factor"] = [SignIn, 200, 200, 200, 200, 200, 200],

        // Who has no second factor is sent back to the account.
        ["account/second-factor/off"] = [SignIn, 302, 302, 302, 302, 302, 302],
        ["account/recovery-codes"] = [SignIn, 302, 302, 302, 302, 302, 302],
        ["sign-out"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["setup/{ticket}"] = [404, 404, 404, 404, 404, 404, 404],
        ["invitation/{userId:guid}"] = [404, 404, 404, 404, 404, 404, 404],
        ["status/{code:int}"] = [200, 200, 200, 200, 200, 200, 200],
        ["language"] = [302, 302, 302, 302, 302, 302, 302],
        ["health/live"] = [200, 200, 200, 200, 200, 200, 200],
        ["health/ready"] = [200, 200, 200, 200, 200, 200, 200],
        [""] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["engagements"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["engagements/import"] = [SignIn, 200, 403, 403, 403, 200, 403],
        ["search"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["queue"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["dashboard"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["engagements/{engagementId:guid}/timeline"] = Members,
        ["engagements/{engagementId:guid}/process"] = Members,
        ["engagements/{engagementId:guid}/changes"] = Members,
        ["guides"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["guides/{digest:length(64)}"] = [SignIn, 200, 200, 200, 200, 200, 200],
        ["admin/users"] = Administrators,
        ["admin/guides"] = Administrators,
        ["admin/guides/{digest:length(64)}"] = Administrators,
        ["admin/guides/{digest:length(64)}/sample.docx"] = Administrators,
        ["admin/workflows"] = Administrators,
        ["admin/workflows/{digest:length(64)}"] = Administrators,
        ["admin/workflows/{digest:length(64)}/move"] = Administrators,
        ["admin/workflows/steps"] = Administrators,
        ["admin/workflows/definitions/{sha256:length(64)}"] = Administrators,
        ["organizations"] = Staff,
        ["organizations/{id:guid}"] = Staff,
        ["organizations/new"] = Keepers,
        ["organizations/{id:guid}/name"] = Keepers,
        ["organizations/{id:guid}/representatives/new"] = Keepers,
        ["ownerships/new"] = Keepers,
        ["services/new"] = Keepers,
        ["employments/new"] = Keepers,
        ["registry/{kind}/{id:guid}"] = Staff,
        ["people"] = Staff,
        ["people/{id:guid}"] = Staff,
        ["people/new"] = Keepers,
        ["people/{id:guid}/edit"] = Keepers,
        ["impartiality"] = Officers,
        ["impartiality/{engagementId:guid}/threats/{declarationId:guid}/{index:int}"] = Officers,
        ["admin/users/{userId:guid}"] = Administrators,
        ["engagements/{engagementId:guid}"] = Members,
        ["engagements/{engagementId:guid}/evidence"] = Members,
        ["engagements/{engagementId:guid}/checklist"] = Members,
        ["engagements/{engagementId:guid}/inventory"] = Members,
        ["engagements/{engagementId:guid}/offsets"] = Members,
        ["engagements/{engagementId:guid}/findings"] = Members,
        ["engagements/{engagementId:guid}/independence"] = Members,
        ["engagements/{engagementId:guid}/report"] = Members,
        ["engagements/{engagementId:guid}/ledger"] = Members,
        ["engagements/{engagementId:guid}/ledger/archive/{sequence:long}.zip"] = Nothing,
        ["ledger"] = [SignIn, 403, 403, 403, 200, 403, 200],
        ["ledger/archive/{sequence:long}.zip"] = [SignIn, 403, 403, 403, 404, 403, 404],
        ["engagements/{engagementId:guid}/report.docx"] = Members,
        ["engagements/{engagementId:guid}/sign"] = Members,
        ["engagements/{engagementId:guid}/versions/{versionId:guid}"] = Nothing,
        ["engagements/{engagementId:guid}/stamps/{stampId:guid}.tst"] = Nothing,
        ["ledger/anchors/{sequence:long}.tst"] = [SignIn, 403, 403, 403, 404, 403, 404],
        ["engagements/{engagementId:guid}/issued/{reportId:guid}"] = Nothing,
        ["portal/engagements/{engagementId:guid}/issued/{reportId:guid}"] = Portal,

        // For anybody; this number is nobody's.
        ["verify/{number?}/{code?}"] = [404, 404, 404, 404, 404, 404, 404],
        ["verify/register"] = [200, 200, 200, 200, 200, 200, 200],
        ["verify/register.json"] = [200, 200, 200, 200, 200, 200, 200],
        ["engagements/{engagementId:guid}/verdict.json"] = Members,
        ["engagements/{engagementId:guid}/evidence/{key}"] = Members,
        ["engagements/new"] = [SignIn, 200, 403, 403, 403, 200, 403],
        ["organizations/{organizationId:guid}/members"] = [SignIn, 200, 403, 403, 403, 403, 200],
        ["engagements/{engagementId:guid}/team"] = Members,
        ["engagements/{engagementId:guid}/requests"] = Members,
        ["engagements/{engagementId:guid}/site"] = Members,
        ["engagements/{engagementId:guid}/comments"] = Members,
        ["engagements/{engagementId:guid}/evidence/receipts/{receiptId:guid}"] = Nothing,
        ["engagements/{engagementId:guid}/handed/{reportId:guid}"] = Nothing,
        ["engagements/{engagementId:guid}/event"] = Managers,
        ["engagements/{engagementId:guid}/plan"] = Managers,
        ["engagements/{engagementId:guid}/declaration"] = [SignIn, 200, 200, 200, 403, 404, 404],
        ["engagements/{engagementId:guid}/offsets/{rowId}"] = Managers,
        ["engagements/{engagementId:guid}/evidence/{rowId:guid}/describe"] = [SignIn, 404, 403, 403, 403, 404, 404],
        ["engagements/{engagementId:guid}/evidence/files"] = Nothing,
        ["portal"] = Portal,
        ["portal/members"] = Portal,
        ["portal/engagements/{engagementId:guid}"] = Portal,
        ["portal/engagements/{engagementId:guid}/data"] = Portal,
        ["portal/engagements/{engagementId:guid}/requests/{rowId:guid}"] = Portal,
        ["portal/engagements/{engagementId:guid}/findings/{rowId:guid}"] = Portal,
        ["portal/engagements/{engagementId:guid}/receipts/{receiptId:guid}"] = Portal,
        ["portal/engagements/{engagementId:guid}/reports/{reportId:guid}"] = Portal,
        ["portal/engagements/{engagementId:guid}/files"] = PostOnly,
        ["portal/engagements/{engagementId:guid}/forms/{name}.docx"] = Portal,
        ["engagements/{engagementId:guid}/forms/{name}.docx"] = Members,

        // What was typed is its user's alone, and this is nobody's.
        ["resume/{id:guid}"] = [SignIn, 404, 404, 404, 404, 404, 404],
        ["engagements/{engagementId:guid}/inventory.csv"] = Members,
        ["engagements/{engagementId:guid}/inventory/template.csv"] = Members,
        ["engagements/{engagementId:guid}/inventory/grid"] = Workers,
        ["engagements/{engagementId:guid}/inventory/exclusions"] = Workers,
        ["engagements/{engagementId:guid}/inventory/lines/new"] = Workers,
        ["engagements/{engagementId:guid}/inventory/lines/{lineId:guid}"] = Workers,
        ["engagements/{engagementId:guid}/inventory/import"] = Workers,

        // A draft is its user's alone, and this one is nobody's.
        ["engagements/{engagementId:guid}/inventory/import/{draftId:guid}"] = [SignIn, 404, 403, 403, 403, 404, 404],
    };

    /// <summary>Posts with everything but sense: 403 where the role may not, anything else where it may.</summary>
    private static readonly Dictionary<string, int[]> Posts = new()
    {
        ["organizations/new"] = Keepers,
        ["organizations/{id:guid}/name"] = Keepers,
        ["organizations/{id:guid}/representatives/new"] = Keepers,
        ["ownerships/new"] = Keepers,
        ["services/new"] = Keepers,
        ["employments/new"] = Keepers,
        ["people/new"] = Keepers,
        ["people/{id:guid}/edit"] = Keepers,
        ["organizations/{id:guid}"] = Officers,
        ["registry/{kind}/{id:guid}"] = Officers,
        ["impartiality/{engagementId:guid}/threats/{declarationId:guid}/{index:int}"] = Officers,
        ["admin/guides"] = Administrators,
        ["admin/guides/{digest:length(64)}"] = Administrators,
        ["admin/workflows"] = Administrators,
        ["admin/workflows/{digest:length(64)}"] = Administrators,
        ["admin/workflows/{digest:length(64)}/move"] = Administrators,
        ["ledger"] = [SignIn, 403, 403, 403, 200, 403, 200],
    };

    internal static readonly string?[] Everyone =
        [null, SampleSite.Leader, SampleSite.Reviewer, SampleSite.Approver, SampleSite.Officer, SampleSite.Outsider, SampleSite.Administrator];

    private static int[] Staff => [SignIn, 200, 200, 200, 200, 200, 200];

    private static int[] Keepers => [SignIn, 200, 403, 403, 200, 200, 403];

    private static int[] Officers => [SignIn, 403, 403, 403, 200, 403, 403];

    private static int[] Administrators => [SignIn, 403, 403, 403, 403, 403, 200];

    private static int[] Members => [SignIn, 200, 200, 200, 200, 404, 404];

    /// <summary>Those whose part lets them change the engagement itself; of the sample's people the leader alone.</summary>
    private static int[] Managers => [SignIn, 200, 403, 403, 403, 404, 404];

    /// <summary>A page about a row that is not there: members and strangers hear the same.</summary>
    private static int[] Nothing => [SignIn, 404, 404, 404, 404, 404, 404];

    /// <summary>Staff are no organizer's people; their tests are with the portal.</summary>
    private static int[] Portal => [SignIn, 403, 403, 403, 403, 403, 403];

    private static int[] PostOnly => [SignIn, 405, 405, 405, 405, 405, 405];

    private static int[] Workers => [SignIn, 200, 403, 403, 403, 404, 404];

    [Fact]
    public async Task Every_route_lets_in_whom_it_should_and_nobody_else()
    {
        var routes = await RoutesAsync();
        Assert.True(Table.Keys.Order().SequenceEqual(routes.Order()), $"No row: {string.Join(", ", routes.Except(Table.Keys))}. No route: {string.Join(", ", Table.Keys.Except(routes))}.");
        var pathOf = await PathsAsync();
        var wrong = new List<string>();

        for (var who = 0; who < Everyone.Length; who++)
        {
            var visitor = Everyone[who] is { } email ? await sample.Site.SignInAsync(email) : sample.Site.Anonymous();
            foreach (var route in routes)
            {
                var got = What(await visitor.GetAsync(route == "language" ? "/language?to=en" : pathOf(route)));
                if (got != Table[route][who])
                {
                    wrong.Add($"{Everyone[who] ?? "anonymous"} {route}: {got} instead of {Table[route][who]}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Which lists of which page can be taken away as a workbook.</summary>
    internal static readonly Dictionary<string, string[]> Exports = new()
    {
        ["engagements"] = [""],
        ["dashboard"] = [""],
        ["queue"] = [""],
        ["engagements/{engagementId:guid}/timeline"] = [""],
        ["engagements/{engagementId:guid}/findings"] = [""],
        ["engagements/{engagementId:guid}/requests"] = [""],
        ["engagements/{engagementId:guid}/evidence"] = [""],
        ["engagements/{engagementId:guid}/offsets"] = [""],
        ["engagements/{engagementId:guid}/checklist"] = [""],
        ["engagements/{engagementId:guid}/team"] = [""],
        ["engagements/{engagementId:guid}/comments"] = [""],
        ["organizations"] = [""],
        ["organizations/{organizationId:guid}/members"] = [""],
        ["people"] = [""],
        ["impartiality"] = ["conflicts", "threats", "undeclared", "changes"],
        ["admin/users"] = [""],
        ["admin/guides"] = [""],
        ["admin/workflows"] = ["versions", "steps", "stuck"],
        ["admin/workflows/steps"] = [""],
        ["portal"] = [""],
        ["portal/members"] = [""],
        ["portal/engagements/{engagementId:guid}"] = ["requests", "findings", "given"],
    };

    [Fact]
    public async Task A_list_is_taken_away_by_those_who_may_see_its_page_and_by_nobody_else()
    {
        var pathOf = await PathsAsync();
        var wrong = new List<string>();
        for (var who = 0; who < Everyone.Length; who++)
        {
            var visitor = Everyone[who] is { } email ? await sample.Site.SignInAsync(email) : sample.Site.Anonymous();
            foreach (var (route, list) in Exports.SelectMany(e => e.Value.Select(list => (e.Key, list))))
            {
                var answer = await visitor.GetAsync($"{pathOf(route)}?export=xlsx&list={list}");
                var isSheet = answer.Content.Headers.ContentType?.MediaType == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                if (What(answer) != Table[route][who] || isSheet != (Table[route][who] == 200))
                {
                    wrong.Add($"{Everyone[who] ?? "anonymous"} {route} {list}: {What(answer)}{(isSheet ? ", a sheet" : "")} instead of {Table[route][who]}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Every_link_to_a_workbook_gives_one_and_is_in_the_table()
    {
        var pathOf = await PathsAsync();
        var met = new HashSet<string>();
        foreach (var who in new[] { SampleSite.Leader, SampleSite.Officer, SampleSite.Administrator })
        {
            var visitor = await sample.Site.SignInAsync(who);
            foreach (var route in Table.Keys.Where(r => Table[r][Array.IndexOf(Everyone, who)] == 200 && !r.Contains('.', StringComparison.Ordinal) && r is not ("search" or "sign-out" or "language")))
            {
                var answer = await visitor.GetAsync(pathOf(route));
                if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }

                foreach (var link in (await visitor.OpenAsync(pathOf(route))).QuerySelectorAll("a[href*='export=xlsx']"))
                {
                    var sheet = await visitor.GetAsync(link.GetAttribute("href")!);
                    Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.Content.Headers.ContentType?.MediaType);
                    met.Add(route);
                }
            }
        }

        Assert.Empty(met.Except(Exports.Keys));
        Assert.Empty(Exports.Keys.Where(r => !r.StartsWith("portal", StringComparison.Ordinal) && r is not ("queue" or "organizations/{organizationId:guid}/members" or "engagements/{engagementId:guid}/comments" or "engagements/{engagementId:guid}/requests" or "admin/workflows/steps")).Except(met));
    }

    [Fact]
    public async Task A_post_is_let_in_from_nobody_who_may_not()
    {
        var pathOf = await PathsAsync();
        var wrong = new List<string>();
        for (var who = 1; who < Everyone.Length; who++)
        {
            var visitor = await sample.Site.SignInAsync(Everyone[who]!);
            foreach (var (route, expected) in Posts)
            {
                var forbidden = What(await PostAsync(visitor, pathOf(route))) == 403;
                if (forbidden != (expected[who] == 403))
                {
                    wrong.Add($"{Everyone[who]} {route}: {(forbidden ? "refused" : "let in")}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task An_administrator_reaches_no_case_by_any_post()
    {
        var pathOf = await PathsAsync();
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var touched = await TouchedAsync();

        foreach (var route in (await RoutesAsync()).Where(r => r.Contains("{engagementId:guid}", StringComparison.Ordinal) || r == "engagements/import"))
        {
            // The API knows no sessions.
            Assert.Contains(What(await PostAsync(administrator, pathOf(route))), route.StartsWith("api/v1/", StringComparison.Ordinal) ? [401, 405] : new[] { 403, 404, 405 });
        }

        Assert.Equal(touched, await TouchedAsync());
    }

    private Task<List<long>> TouchedAsync() => sample.Site.ReadAsync(async db => new List<long>(
    [
        .. (await db.Standings.OrderBy(s => s.EngagementId).Select(s => s.Touched).ToListAsync()).Select(t => (long)t),
        await db.ByPeople().CountAsync(e => e.EngagementId != null), await db.Engagements.CountAsync(),
    ]));

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path)
    {
        var token = (await visitor.OpenAsync("/sign-out")).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.Client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("__once", Guid.CreateVersion7().ToString())]));
    }

    internal async Task<Func<string, string>> PathsAsync()
    {
        var digest = await sample.Site.ReadAsync(db => Task.FromResult(db.Guides.First(g => g.Key == "jilin-2026-draft").Digest));
        var registry = await sample.Site.ReadAsync(async db => (
            Service: $"registry/service/{(await db.Services.FirstAsync()).Id}", Person: $"people/{(await db.People.FirstAsync()).Id}",
            Organization: (await db.Organizations.FirstAsync()).Id.ToString(),
            Declaration: (await db.Declarations.Where(d => d.EngagementId == sample.EngagementId).ToListAsync()).First(d => d.Facts.Threats.Count > 0).Id.ToString()));
        var organizer = await sample.Site.ReadAsync(db => Task.FromResult(db.Engagements.First(e => e.Id == sample.EngagementId).Event.OrganizerId));
        var line = await sample.Site.ReadAsync(db => Task.FromResult(db.InventoryLines.First(l => l.EngagementId == sample.EngagementId).Id));
        var process = await sample.Site.ReadAsync(db => Task.FromResult(db.ProcessVersions.First()));
        (string Place, string Value)[] places =
        [
            ("{engagementId:guid}", $"{sample.EngagementId}"), ("admin/users/{userId:guid}", $"admin/users/{await UserIdAsync(SampleSite.Outsider)}"), ("{key}", "power"), ("{ticket}", "x"), ("admin/workflows/{digest:length(64)}", $"admin/workflows/{process.Digest}"), ("{sha256:length(64)}", process.Definitions[0]), ("{digest:length(64)}", digest), ("{code:int}", "404"), ("registry/{kind}/{id:guid}", registry.Service),
            ("people/{id:guid}", registry.Person), ("{id:guid}", registry.Organization), ("{declarationId:guid}", registry.Declaration), ("{index:int}", "0"), ("{organizationId:guid}", $"{organizer}"),
            ("{lineId:guid}", $"{line}"), ("{sequence:long}", "1"), ("{rowId}", "new"), ("{name}", "plan"),
        ];
        return route => UnknownRow().Replace(places.Aggregate($"/{route}", (path, p) => path.Replace(p.Place, p.Value, StringComparison.Ordinal)), Guid.CreateVersion7().ToString());
    }

    [Fact]
    public async Task A_member_of_one_engagement_reaches_no_row_of_another()
    {
        var other = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("没有我的活动").With(c =>
        {
            c["engagement"]!["team"] = new System.Text.Json.Nodes.JsonArray();
            c["engagement"]!.AsObject().Remove("reviewer");
            c["engagement"]!.AsObject().Remove("approver");
            c["evidence"]![0]!["key"] = "only-here";
            c["checklist"] = new System.Text.Json.Nodes.JsonArray();
        }));
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/engagements/{other}/evidence/only-here")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"{sample.Engagement}/evidence/only-here")).StatusCode);
        Assert.DoesNotContain("没有我的活动", (await leader.OpenAsync("/engagements")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_its_token_changes_nothing()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        var answer = await leader.Client.PostAsync("/engagements/import", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Posts that change something outside an engagement, by everyone; 422 is refused for what was sent, after one was let in.</summary>
    [Theory]
    [InlineData("/admin/users", 422)]
    [InlineData("/admin/users/{user}", 409)]
    [InlineData("/admin/users/{user}?handler=Switch", 302)]
    [InlineData("/admin/users/{user}?handler=Invite", 422)]
    [InlineData("/admin/users/{user}?handler=Reset", 302)]
    [InlineData("/admin/users/{user}?handler=Unlock", 302)]
    public async Task Only_an_administrator_acts_on_users(string path, int administrator) =>
        await PostAsync(path, [SignIn, 403, 403, 403, 403, 403, administrator]);

    [Fact]
    public async Task Only_an_evaluator_brings_in_a_case() => await PostAsync("/engagements/import", [SignIn, 422, 403, 403, 403, 422, 403]);

    private async Task PostAsync(string path, int[] expected)
    {
        var user = await UserIdAsync("victim@hengxin.example");
        var before = await StateAsync();
        for (var who = 0; who < Everyone.Length; who++)
        {
            var visitor = Everyone[who] is { } email ? await sample.Site.SignInAsync(email) : sample.Site.Anonymous();
            var form = await visitor.OpenAsync(Everyone[who] is null ? "/sign-in" : "/sign-out");

            var got = What(await visitor.SubmitAsync(form, path.Replace("{user}", $"{user}", StringComparison.Ordinal)));

            Assert.True(got == expected[who], $"{Everyone[who] ?? "anonymous"}: {got} instead of {expected[who]}");
            if (got is SignIn or 403)
            {
                Assert.Equal(before, await StateAsync());
            }
        }
    }

    private Task<(int Entries, int Users, int Engagements)> StateAsync() =>
        sample.Site.ReadAsync(async db => (await db.ByPeople().CountAsync(), await db.Users.CountAsync(), await db.Engagements.CountAsync()));

    private async Task<Guid> UserIdAsync(string email) =>
        await sample.Site.ReadAsync(db => db.Users.Where(u => u.Email == email).Select(u => (Guid?)u.Id).SingleOrDefaultAsync())
        ?? (await sample.Site.AddUserAsync(email, Application.Identity.StaffRoles.Auditor)).Id;

    internal async Task<List<string>> RoutesAsync()
    {
        var routes = new List<string>();
        await sample.Site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            // The API's own have a table of their own, by method: Api/ApiAccessTests.
            routes.AddRange(sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => !Api.ApiAccessTests.IsApi(e)).Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct());
            return Task.CompletedTask;
        });
        return routes;
    }

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex UnknownRow();

    private static int What(HttpResponseMessage answer) => answer.Headers.Location?.ToString() switch
    {
        null => (int)answer.StatusCode,
        { } location when location.Contains("/sign-in?", StringComparison.Ordinal) => SignIn,
        { } location when location.Contains("/status/403", StringComparison.Ordinal) => 403,
        _ => (int)answer.StatusCode,
    };
}
