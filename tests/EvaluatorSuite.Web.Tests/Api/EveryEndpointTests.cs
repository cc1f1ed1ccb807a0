using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>Each endpoint once as it is meant, on an engagement that was opened by the API itself.</summary>
public sealed class EveryEndpointTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private static readonly string[] Scopes = [.. TokenScopes.All];

    private Site Site => sample.Site;

    [Fact]
    public async Task Another_system_opens_an_engagement_pushes_data_and_reads_the_verdict()
    {
        var caller = await CallerAsync();
        var opened = await OpenAsync(caller, "由接口开立的活动");
        var one = $"engagements/{(string)opened["id"]!}";

        var line = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/activity-data", """
            { "source": "electricity", "stage": "hold", "description": "会场用电", "amount": "48.600000000001", "unit": "MWh", "factor": "grid-jilin-2023", "claimedTonnes": 25.1 }
            """), 201);
        var offset = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/offsets", """
            { "kind": "ccer", "registry": "全国登记系统", "project": "风电", "serialFrom": "API-1", "serialTo": "API-30", "tonnes": 30, "acquiredBy": "purchase" }
            """), 201);
        var verdict = await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/verdict", "en"), 200);

        Assert.Equal("48.600000000001", line["facts"]!["amount"]!.ToJsonString());
        Assert.Equal("L1", (string)line["facts"]!["key"]!);
        Assert.Equal("not-neutral", (string)verdict["conclusion"]!);
        Assert.Contains(verdict["issues"]!.AsArray(), i => (string)i!["rule"]! == "offset.not-cancelled" && ((string)i["explanation"]!).Contains("cancel", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("O1", (string)offset["facts"]!["key"]!);
    }

    [Fact]
    public async Task The_plan_the_visit_the_event_and_the_contract_review_are_edited_version_by_version()
    {
        var caller = await CallerAsync();
        var opened = await OpenAsync(caller, "计划");
        var one = $"engagements/{(string)opened["id"]!}";

        var afterEvent = await EditAsync(caller, "PATCH", $"{one}/event", 0, """{ "venue": "二号馆", "attendance": null, "area": "5000.5" }""");
        var afterPlan = await EditAsync(caller, "PUT", $"{one}/plan", 1, """{ "purpose": "目的", "basis": "依据", "content": "内容", "schedule": [ { "task": "文件审核", "from": "2026-01-05" } ] }""");
        var afterVisit = await EditAsync(caller, "PUT", $"{one}/site-visit", 2, """{ "visitFrom": "2026-01-08", "visitTo": "2026-01-09", "visitPlace": "会展中心" }""");
        var reviewed = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/contract-review", """{ "scopeClear": true, "competentPeople": true, "timeEnough": true, "independent": true, "accepted": true }"""), 201);

        Assert.Equal(("二号馆", null, "5000.5", "计划"), ((string)afterEvent["event"]!["venue"]!, (int?)afterEvent["event"]!["attendance"], afterEvent["event"]!["area"]!.ToJsonString(), (string)afterEvent["event"]!["name"]!));
        Assert.Equal("2026-01-05", (string)afterPlan["plan"]!["schedule"]![0]!["to"]!);
        Assert.Equal("会展中心", (string)afterVisit["plan"]!["visitPlace"]!);
        Assert.True((bool)reviewed["contractReview"]!["accepted"]!);
    }

    [Fact]
    public async Task Requests_and_findings_go_through_their_lives()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";

        var request = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/requests", """{ "title": "电费发票", "kind": "invoice", "dueOn": "2199-01-01" }"""), 201);
        var key = (string)request["facts"]!["key"]!;
        var taken = await ApiCaller.ReadAsync(await UploadAsync(caller, one, "upload-1", $"request:{key}", "一月发票"), 201);
        var accepted = await ActAsync(caller, $"{one}/requests/{(string)request["id"]!}/accept", 1, "{}");
        var second = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/requests", """{ "title": "不要了", "dueOn": "2199-01-01" }"""), 201);
        var withdrawn = await ActAsync(caller, $"{one}/requests/{(string)second["id"]!}/withdraw", 0, null);
        var third = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/requests", """{ "title": "再来", "dueOn": "2199-01-01" }"""), 201);
        await Site.UseAsync<SuiteDb>(async db =>
        {
            var row = await db.EvidenceRequests.SingleAsync(r => r.Id == Guid.Parse((string)third["id"]!));
            row.Correct(row.Facts with { GivenOn = new DateOnly(2026, 1, 1) });
            await db.SaveChangesAsync();
        });
        var returned = await ActAsync(caller, $"{one}/requests/{(string)third["id"]!}/return", 1, """{ "reason": "不完整", "nextDue": "2199-02-01" }""");

        var finding = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/findings", """{ "findingKind": "clarification", "requirement": "要求", "description": "描述", "dueOn": "2199-01-01" }"""), 201);
        var path = $"{one}/findings/{(string)finding["id"]!}";
        await ActAsync(caller, $"{path}/answer", 0, """{ "answer": "答复" }""");
        await ActAsync(caller, $"{path}/return", 1, """{ "reason": "不清楚", "nextDue": "2199-02-01" }""");
        await ActAsync(caller, $"{path}/answer", 2, """{ "answer": "再答复" }""");
        var closed = await ActAsync(caller, $"{path}/close", 3, """{ "closure": "属实" }""");

        Assert.Equal((string)taken[0]!["facts"]!["key"]!, (string)accepted["facts"]!["given"]![0]!);
        Assert.NotNull((string?)withdrawn["facts"]!["withdrawnOn"]);
        Assert.Equal("不完整", (string)returned["facts"]!["returnReason"]!);
        Assert.Equal((2, true), ((int)closed["facts"]!["round"]!, (bool)closed["facts"]!["isClosed"]!));
        Assert.Equal(3, (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/requests"), 200))["items"]!.AsArray().Count);
        Assert.Equal((string)finding["id"]!, (string)(await ApiCaller.ReadAsync(await caller.GetAsync(path), 200))["id"]!);
        Assert.Equal((string)request["id"]!, (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/requests/{(string)request["id"]!}"), 200))["id"]!);
    }

    [Fact]
    public async Task Lines_units_and_judgements_are_added_corrected_and_removed()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";
        const string Line = """{ "source": "electricity", "stage": "close", "description": "撤场用电", "amount": 1.5, "unit": "MWh", "factor": "grid-jilin-2023", "claimedTonnes": 0.8 }""";
        const string Units = """{ "kind": "ccer", "registry": "登记系统", "serialFrom": "Z-1", "serialTo": "Z-9", "tonnes": "9", "acquiredBy": "donation" }""";

        var line = (string)(await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/activity-data", Line), 201))["id"]!;
        await EditAsync(caller, "PUT", $"{one}/activity-data/{line}", 0, Line.Replace("1.5", "1.6", StringComparison.Ordinal));
        var verified = await EditAsync(caller, "PUT", $"{one}/activity-data/{line}/verification", 1, """{ "verifiedAmount": "1.55", "factor": "grid-jilin-2023", "differenceReason": "抄表" }""");
        Assert.Equal("1.55", verified["facts"]!["verifiedAmount"]!.ToJsonString());
        Assert.Equal("1.6", (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/activity-data/{line}"), 200))["facts"]!["amount"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.NoContent, (await caller.SendAsync("DELETE", $"{one}/activity-data/{line}", null, 2)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"{one}/activity-data/{line}")).StatusCode);

        var units = (string)(await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/offsets", Units), 201))["id"]!;
        var corrected = await EditAsync(caller, "PUT", $"{one}/offsets/{units}", 0, Units.Replace("\"9\"", "8.5", StringComparison.Ordinal));
        Assert.Equal("8.5", corrected["facts"]!["tonnes"]!.ToJsonString());
        Assert.Equal(units, (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/offsets/{units}"), 200))["id"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await caller.SendAsync("DELETE", $"{one}/offsets/{units}", null, 1)).StatusCode);
        Assert.Empty((await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/offsets"), 200))["items"]!.AsArray());

        var items = (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/checklist", "en"), 200)).AsArray();
        var judged = items.First(i => i!["version"] is not null)!;
        var after = await EditAsync(caller, "PUT", $"{one}/checklist/{(string)judged["item"]!}", (int)judged["version"]!, """{ "judgement": "not-applicable", "note": "不适用" }""");
        Assert.Equal("not-applicable", (string)after["answer"]!["judgement"]!);
    }

    [Fact]
    public async Task An_item_that_nobody_has_judged_is_judged_by_saying_so()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync(c => c["checklist"] = new JsonArray())}";
        var item = (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/checklist"), 200))[0]!["item"]!;

        var request = caller.Request("PUT", $"{one}/checklist/{item}", new StringContent("""{ "judgement": "met" }""", Encoding.UTF8, "application/json"));
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        var answer = await caller.SendAsync(request);
        var again = caller.Request("PUT", $"{one}/checklist/{item}", new StringContent("""{ "judgement": "met" }""", Encoding.UTF8, "application/json"));
        again.Headers.TryAddWithoutValidation("If-None-Match", "*");

        Assert.Equal(0, (int)(await ApiCaller.ReadAsync(answer, 200))["version"]!);
        await ApiCaller.ProblemAsync(await caller.SendAsync(again), 412, "api.stale");
    }

    [Fact]
    public async Task The_team_is_joined_and_left_and_remarks_are_made()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";
        var firm = (string)(await ApiCaller.ReadAsync(await caller.GetAsync(one), 200))["firm"]!["creditCode"]!;
        await Site.UseAsync<SuiteDb>(async db =>
        {
            var person = new Domain.Organizations.Person(new Domain.Organizations.PersonFacts(Guid.CreateVersion7(), "何专家", "he@hengxin.example", ["能源"]));
            db.People.Add(person);
            db.Users.Add(new SuiteUser { UserName = "he@hengxin.example", Email = "he@hengxin.example", DisplayName = "何专家", Roles = [StaffRoles.Auditor], PersonId = person.Id });
            await db.SaveChangesAsync();
        });

        var people = (await ApiCaller.ReadAsync(await caller.GetAsync($"people?firm={firm}"), 200)).AsArray();
        var person = (string)people.Single(p => (string)p!["name"]! == "何专家")!["id"]!;
        var joined = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/team", $$"""{ "person": "{{person}}", "role": "expert", "duties": "能源", "from": "2026-01-05" }"""), 201);
        var left = await ActAsync(caller, $"{one}/team/{(string)joined["id"]!}/leave", 0, """{ "to": "2026-01-20" }""");
        var remark = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/comments", """{ "comment": "请核对" }"""), 201);

        Assert.Equal("2026-01-20", (string)left["facts"]!["to"]!);
        Assert.Equal((string)joined["id"]!, (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/team/{(string)joined["id"]!}"), 200))["id"]!);
        Assert.NotEmpty((await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/team"), 200))["items"]!.AsArray());
        Assert.Equal("engagement", (string)remark["facts"]!["target"]!);
        Assert.Equal("请核对", (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/comments/{(string)remark["id"]!}"), 200))["facts"]!["text"]!);
        Assert.Single((await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/comments"), 200))["items"]!.AsArray());
        Assert.Equal(firm, (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"organizations?find={firm}"), 200))[0]!["creditCode"]!);
    }

    [Fact]
    public async Task The_terms_are_changed_reviewer_and_approver_named_and_the_engagement_closed_and_opened_again()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";
        var before = await ApiCaller.ReadAsync(await caller.GetAsync(one), 200);
        var (firm, reviewer, approver) = ((string)before["firm"]!["creditCode"]!, (string)before["reviewer"]!["id"]!, (string)before["approver"]!["id"]!);

        var terms = await EditAsync(caller, "PATCH", $"{one}/terms", 0, $$"""{ "client": "{{firm}}", "materialityPercent": "2.5" }""");
        var without = await EditAsync(caller, "PUT", $"{one}/reviewer", 1, """{ "person": null }""");
        var swapped = await EditAsync(caller, "PUT", $"{one}/approver", 2, $$"""{ "person": "{{reviewer}}" }""");
        var named = await EditAsync(caller, "PUT", $"{one}/reviewer", 3, $$"""{ "person": "{{approver}}" }""");
        var closed = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/close", """{ "reason": "委托方撤回" }"""), 200);
        await ApiCaller.ProblemAsync(await caller.SendAsync("PATCH", $"{one}/terms", """{ "materialityPercent": 3 }""", (int)closed["version"]!), 422, "api.refused");
        var open = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/reopen", """{ "reason": "又要做了" }"""), 200);
        var twice = await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"{one}/reopen", """{ "reason": "又要做了" }"""), 422, "api.refused");

        Assert.Equal((firm, "2.5", (string)before["contractDate"]!), ((string)terms["client"]!["creditCode"]!, terms["materialityPercent"]!.ToJsonString(), (string)terms["contractDate"]!));
        Assert.Null(without["reviewer"]);
        Assert.Equal(reviewer, (string)swapped["approver"]!["id"]!);
        Assert.Equal(approver, (string)named["reviewer"]!["id"]!);
        Assert.Equal(("委托方撤回", "closed"), ((string)closed["closedReason"]!, (string)closed["standing"]!["phase"]!));
        Assert.Null(open["closedReason"]);
        Assert.Equal(["engagement.not-closed"], ApiCaller.Codes(twice));
        await ApiCaller.ProblemAsync(await caller.SendAsync("PUT", $"{one}/reviewer", "{}", (int)open["version"]!), 422, "api.refused");
    }

    [Fact]
    public async Task The_site_is_recorded_sources_are_excluded_and_counted_and_duties_written()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync(c => c["excludedSources"]!.AsArray().RemoveAll(e => (string)e!["source"]! == "travel-coach"))}";

        var note = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/site-records", """{ "siteKind": "energy-equipment", "subject": "变压器", "text": "铭牌一致", "place": "配电室", "at": "2026-01-08T09:30:00+08:00" }"""), 201);
        var record = await EditAsync(caller, "PUT", $"{one}/site-records/{(string)note["id"]!}", 0, """{ "siteKind": "interview", "subject": "周师傅", "text": "读数一致", "at": "2026-01-08T02:00:00Z" }""");
        Assert.Equal(("S1", "2026-01-08T01:30:00Z"), ((string)note["facts"]!["key"]!, (string)note["facts"]!["at"]!));
        Assert.Equal(("S1", "interview", null), ((string)record["facts"]!["key"]!, (string)record["facts"]!["kind"]!, (string?)record["facts"]!["place"]));
        Assert.Single((await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/site-records"), 200))["items"]!.AsArray());
        Assert.Equal("读数一致", (string)(await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/site-records/{(string)note["id"]!}"), 200))["facts"]!["text"]!);
        var unread = await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"{one}/site-records", """{ "siteKind": "interview", "at": "2026-01-08T09:30" }"""), 400, "api.unreadable");
        Assert.Equal(["json.moment"], ApiCaller.Codes(unread));

        var count = (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/exclusions"), 200))["items"]!.AsArray().Count;
        var excluded = await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/exclusions", """{ "source": "travel-coach", "reason": "没有发生" }"""), 201);
        var path = $"{one}/exclusions/{(string)excluded["id"]!}";
        Assert.Equal("没有发生", (string)(await ApiCaller.ReadAsync(await caller.GetAsync(path), 200))["facts"]!["reason"]!);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await caller.SendAsync("DELETE", path, null, 7)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await caller.SendAsync("DELETE", path, null, 0)).StatusCode);
        Assert.Equal(count, (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/exclusions"), 200))["items"]!.AsArray().Count);

        var leader = (await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/team"), 200))["items"]!.AsArray().First(m => (string)m!["facts"]!["role"]! == "leader")!;
        var duties = await EditAsync(caller, "PUT", $"{one}/team/{(string)leader["id"]!}/duties", 0, """{ "duties": "现场访问" }""");
        Assert.Equal("现场访问", (string)duties["facts"]!["duties"]!);
    }

    [Fact]
    public async Task A_finding_is_reopened_and_a_remark_is_answered_and_closed_by_who_made_it()
    {
        var caller = await CallerAsync();
        var reviewer = await ApiCaller.OfAsync(Site, SampleSite.Reviewer, Scopes);
        var one = $"engagements/{await ImportAsync()}";

        var finding = $"{one}/findings/{(string)(await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"{one}/findings", """{ "findingKind": "clarification", "requirement": "要求", "description": "描述", "dueOn": "2199-01-01" }"""), 201))["id"]!}";
        await ActAsync(caller, $"{finding}/answer", 0, """{ "answer": "答复" }""");
        await ActAsync(caller, $"{finding}/close", 1, "{}");
        var reopened = await ActAsync(caller, $"{finding}/reopen", 2, """{ "reason": "又有疑问", "nextDue": "2199-02-01" }""");
        Assert.Equal((2, false), ((int)reopened["facts"]!["round"]!, (bool)reopened["facts"]!["isClosed"]!));

        var remark = $"{one}/comments/{(string)(await ApiCaller.ReadAsync(await reviewer.SendAsync("POST", $"{one}/comments", """{ "comment": "请核对" }"""), 201))["id"]!}";
        var answered = await ActAsync(caller, $"{remark}/reply", 0, """{ "reply": "已核对" }""");
        Assert.Equal("已核对", (string)answered["facts"]!["replies"]![0]!["text"]!);
        Assert.Equal(["comment.not-yours"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"{remark}/resolve", null, 1), 422, "api.refused")));
        var resolved = await ActAsync(reviewer, $"{remark}/resolve", 1, null);
        Assert.NotNull((string?)resolved["facts"]!["resolvedAt"]);
        Assert.Equal(["comment.resolved"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"{remark}/reply", """{ "reply": "还有" }""", 2), 422, "api.refused")));
    }

    [Theory]
    [InlineData("PATCH", "event", "{}")]
    [InlineData("PATCH", "terms", "{}")]
    [InlineData("PUT", "site-visit", """{ "visitFrom": "2026-01-08", "visitTo": "2026-01-09", "visitPlace": "会展中心" }""")]
    public async Task An_edit_that_changes_nothing_still_answers_that_it_is_stale(string method, string path, string json)
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";
        await EditAsync(caller, "PUT", $"{one}/site-visit", 0, """{ "visitFrom": "2026-01-08", "visitTo": "2026-01-09", "visitPlace": "会展中心" }""");

        await ApiCaller.ProblemAsync(await caller.SendAsync(method, $"{one}/{path}", json, 0), 412, "api.stale");
        await ApiCaller.ProblemAsync(await caller.SendAsync(method, $"{one}/{path}", json, 7), 412, "api.stale");
        await ApiCaller.ReadAsync(await caller.SendAsync(method, $"{one}/{path}", json, 1), 200);
    }

    [Fact]
    public async Task A_judgement_that_is_the_same_still_answers_that_it_is_stale()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";
        await EditAsync(caller, "PUT", $"{one}/checklist/impl.participants", 0, """{ "judgement": "not-applicable", "note": "没有" }""");

        await ApiCaller.ProblemAsync(await caller.SendAsync("PUT", $"{one}/checklist/impl.participants", """{ "judgement": "not-applicable", "note": "没有" }""", 0), 412, "api.stale");
    }

    [Fact]
    public async Task Evidence_goes_up_and_comes_back_byte_for_byte()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await ImportAsync()}";

        var taken = await ApiCaller.ReadAsync(await UploadAsync(caller, one, "evidence-1", null, "抄表"), 201);
        var key = (string)taken[0]!["facts"]!["key"]!;
        var bytes = await (await caller.GetAsync($"{one}/evidence/{key}")).Content.ReadAsByteArrayAsync();
        var first = await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/evidence?limit=3"), 200);
        var rest = await ApiCaller.ReadAsync(await caller.GetAsync($"{one}/evidence?limit=200&cursor={(string)first["next"]!}"), 200);

        Assert.Equal((string)taken[0]!["facts"]!["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal((3, null), (first["items"]!.AsArray().Count, (string?)rest["next"]));
        Assert.Contains(rest["items"]!.AsArray(), r => (string)r!["facts"]!["key"]! == key);
        var id = Guid.Parse(one["engagements/".Length..]);
        Assert.Equal(await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.EngagementId == id)), 3 + rest["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Lists_hold_what_the_user_may_see_part_by_part()
    {
        var caller = await CallerAsync();
        for (var i = 0; i < 5; i++)
        {
            await ImportAsync();
        }

        var visible = (await Site.ReadAsync(db => db.Engagements.Select(e => e.Id).ToListAsync())).Select(id => id.ToString());
        Assert.Equal(visible.Order(), (await ApiCaller.WalkAsync(caller, "engagements", 2)).Select(i => (string)i["id"]!).Order());
        Assert.Empty((await ApiCaller.ReadAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Outsider, Scopes)).GetAsync("engagements"), 200))["items"]!.AsArray());
        Assert.All((await ApiCaller.ReadAsync(await caller.GetAsync("engagements?phase=report"), 200))["items"]!.AsArray(), i => Assert.Equal("report", (string)i!["standing"]!["phase"]!));
        Assert.Empty((await ApiCaller.ReadAsync(await caller.GetAsync("engagements?since=2199-01-01T00:00:00Z"), 200))["items"]!.AsArray());
        Assert.NotEmpty((await ApiCaller.ReadAsync(await caller.GetAsync("guides", "en"), 200))[0]!["factors"]!.AsArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whoever_walks_the_list_meets_each_engagement_once_also_those_opened_at_the_same_moment(int limit)
    {
        var caller = await CallerAsync();
        for (var i = 0; i < 6; i++)
        {
            await ImportAsync();
        }

        // Two at one moment, then three at another, then one by itself; what else there is stands where it stood.
        await Site.UseAsync<SuiteDb>(async db =>
        {
            var ids = await db.Engagements.OrderByDescending(e => e.Id).Select(e => e.Id).Take(6).ToListAsync();
            foreach (var (id, day) in ids.Zip([3, 3, 2, 2, 2, 1]))
            {
                await db.Engagements.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.OpenedAt, DateTimeOffset.UnixEpoch.AddDays(day)));
            }
        });
        var visible = await Site.ReadAsync(db => db.Engagements.OrderByDescending(e => e.OpenedAt).ThenByDescending(e => e.Id).Select(e => e.Id).ToListAsync());

        var walked = (await ApiCaller.WalkAsync(caller, "engagements", limit)).Select(i => Guid.Parse((string)i["id"]!));

        Assert.Equal(visible, walked);
    }

    [Fact]
    public async Task One_that_is_opened_meanwhile_is_not_in_the_way_of_who_walks_the_list()
    {
        var caller = await CallerAsync();
        await ImportAsync();
        await ImportAsync();
        await Site.UseAsync<SuiteDb>(db => db.Engagements.ExecuteUpdateAsync(e => e.SetProperty(x => x.OpenedAt, DateTimeOffset.UnixEpoch)));
        var visible = await Site.ReadAsync(db => db.Engagements.OrderByDescending(e => e.Id).Select(e => e.Id).ToListAsync());
        var first = await ApiCaller.ReadAsync(await caller.GetAsync("engagements?limit=1"), 200);

        await ImportAsync();
        await Site.UseAsync<SuiteDb>(db => db.Engagements.ExecuteUpdateAsync(e => e.SetProperty(x => x.OpenedAt, DateTimeOffset.UnixEpoch)));
        var rest = await ApiCaller.WalkAsync(caller, "engagements", 1, (string)first["next"]!);

        Assert.Equal(visible, rest.Prepend(first["items"]![0]!).Select(i => Guid.Parse((string)i["id"]!)));
    }

    internal static async Task<HttpResponseMessage> UploadAsync(ApiCaller caller, string one, string key, string? attach, string content)
    {
        var form = new MultipartFormDataContent();
        if (attach is not null)
        {
            form.Add(new StringContent(attach), "attach");
        }

        form.Add(new StringContent("invoice"), "kind");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"%PDF-1.7\n{content}")), "files", "资料.pdf");
        return await caller.SendAsync(caller.Request("POST", $"{one}/evidence", form, key: key));
    }

    private Task<ApiCaller> CallerAsync() => ApiCaller.OfAsync(Site, SampleSite.Leader, Scopes);

    private Task<Guid> ImportAsync(Action<JsonObject>? change = null) => sample.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {Guid.CreateVersion7()}").With(c =>
    {
        c["offsets"] = new JsonArray();
        change?.Invoke(c);
    }));

    private async Task<JsonNode> OpenAsync(ApiCaller caller, string name)
    {
        var (organizer, firm) = await Site.ReadAsync(async db =>
        {
            var first = await db.Engagements.SingleAsync(e => e.Id == sample.EngagementId);
            return ((await db.Organizations.SingleAsync(o => o.Id == first.Event.OrganizerId)).Uscc, (await db.Organizations.SingleAsync(o => o.Id == first.Terms.FirmId)).Uscc);
        });
        var answer = await caller.SendAsync("POST", "engagements", $$"""
            { "name": "{{name}}", "eventKind": "conference", "organizer": "{{organizer}}", "venue": "会展中心", "city": "长春", "start": "2026-01-08", "end": "2026-01-10", "attendance": 1200,
              "firm": "{{firm}}", "contractDate": "2025-12-01", "guide": "jilin-2026-draft" }
            """);
        var opened = await ApiCaller.ReadAsync(answer, 201);
        Assert.Equal($"/api/v1/engagements/{(string)opened["id"]!}", answer.Headers.Location?.ToString());
        var leader = await Site.ReadAsync(db => db.People.Where(p => p.Email == SampleSite.Leader).Select(p => p.Id).SingleAsync());
        await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"engagements/{(string)opened["id"]!}/team", $$"""{ "person": "{{leader}}", "role": "leader", "from": "2026-01-05" }"""), 201);
        return opened;
    }

    private static async Task<JsonNode> EditAsync(ApiCaller caller, string method, string path, int version, string json)
    {
        var answer = await caller.SendAsync(method, path, json, version);
        var body = await ApiCaller.ReadAsync(answer, 200);
        Assert.Equal($"\"{(version + 1).ToString(CultureInfo.InvariantCulture)}\"", answer.Headers.ETag?.Tag);
        return body;
    }

    private static async Task<JsonNode> ActAsync(ApiCaller caller, string path, int version, string? json) => await ApiCaller.ReadAsync(await caller.SendAsync("POST", path, json, version), 200);
}
