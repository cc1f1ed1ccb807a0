using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>The same refused act by the page's own form and by the API: both give the same reasons, in the same words.</summary>
public sealed partial class SameRefusalTests(SampleSite sample) : IClassFixture<SampleSite>
{
    /// <param name="Page">Under the engagement, or from the root where it begins with two slashes.</param>
    /// <param name="Path">Of the API, under the engagement; <c>{row:requests:R1}</c> stands for a row's id.</param>
    /// <param name="Codes">What both refuse, so that the test cannot agree on nothing.</param>
    /// <param name="Closed">Of a closed engagement.</param>
    public sealed record Act(string Page, string Form, (string, string)[] Values, string Method, string Path, string Json, string[] Codes, bool Closed = false)
    {
        public override string ToString() => $"{Method} {Path}: {string.Join(' ', Codes)}";
    }

    public static TheoryData<Act> Acts =>
    [
        new Act("//engagements/new", "open", [("Name", ""), ("Organizer", "{organizer}"), ("Firm", "{firm}"), ("Venue", ""), ("City", "长春"), ("Start", "2026-02-02"), ("End", "2026-02-01"), ("ContractDate", "2026-01-01")],
            "POST", "//engagements", """{ "name": "", "eventKind": "conference", "organizer": "{organizer}", "firm": "{firm}", "city": "长春", "start": "2026-02-02", "end": "2026-02-01", "contractDate": "2026-01-01", "guide": "jilin-2026-draft" }""",
            ["form.missing", "form.missing", "engagement.event-ends-before"]),
        new Act("//engagements/new", "open", [("Name", "活动"), ("Organizer", "没有这个机构"), ("Firm", "{firm}"), ("Venue", "馆"), ("City", "长春"), ("Start", "2026-02-02"), ("End", "2026-02-02")],
            "POST", "//engagements", """{ "name": "活动", "eventKind": "conference", "organizer": "没有这个机构", "firm": "{firm}" }""", ["registry.organization-unknown"]),
        new Act("/event", "event", [("Venue", ""), ("End", "2025-01-01"), ("Attendance", "-1")], "PATCH", "/event", """{ "venue": "", "end": "2025-01-01", "attendance": -1 }""",
            ["form.missing", "engagement.event-ends-before", "engagement.below-zero"]),
        new Act("/event", "terms", [("ContractDate", ""), ("Materiality", "101")], "PATCH", "/terms", """{ "contractDate": null, "materialityPercent": 101 }""", ["form.missing", "engagement.materiality"]),
        new Act("/event", "terms", [("Client", "没有这个机构")], "PATCH", "/terms", """{ "client": "没有这个机构" }""", ["registry.organization-unknown"]),
        new Act("/event", "close", [("Reason", " ")], "POST", "/close", """{ "reason": " " }""", ["form.missing"]),
        new Act("/event", "reopen", [("Reason", "")], "POST", "/reopen", "{}", ["form.missing"], Closed: true),
        new Act("/plan", "plan", [("Task", "没有日期的任务"), ("TaskFrom", ""), ("TaskTo", "")], "PUT", "/plan", """{ "schedule": [ { "task": "没有日期的任务" } ] }""", ["engagement.task-without-date"]),
        new Act("/plan", "visit", [("VisitTo", "2025-01-01")], "PUT", "/site-visit", """{ "visitFrom": "2026-01-08", "visitTo": "2025-01-01", "visitPlace": "长春净月会展中心" }""", ["engagement.visit-ends-before"]),
        new Act("/plan", "review", [("Accepted", "true"), ("Note", "")], "POST", "/contract-review", """{ "accepted": true }""", ["engagement.review-incomplete"]),
        new Act("/plan", "review", [("Accepted", "false"), ("Note", "")], "POST", "/contract-review", """{ "accepted": false }""", ["engagement.review-reason"]),
        new Act("/team", "join", [("Person", "{reviewer}"), ("Role", "Leader"), ("From", "")], "POST", "/team", """{ "person": "{reviewer}", "role": "leader" }""", ["form.missing", "team.leader-there", "team.is-reviewer"]),
        new Act("/team", "join", [("Person", ""), ("Role", "Expert"), ("From", "2026-01-01")], "POST", "/team", """{ "role": "expert", "from": "2026-01-01" }""", ["team.nobody"]),
        new Act("/team", "duties-{short:team:Leader}", [("Duties", LongDuties)], "PUT", "/team/{row:team:Leader}/duties", $$"""{ "duties": "{{LongDuties}}" }""", ["form.too-long"]),
        new Act("/team", "reviewer", [("Reviewer", "{leader}")], "PUT", "/reviewer", """{ "person": "{leader}" }""", ["team.reviewer-was-in"]),
        new Act("/team", "approver", [("Approver", "{reviewer}")], "PUT", "/approver", """{ "person": "{reviewer}" }""", ["team.is-reviewer"]),
        new Act("/requests", "ask", [("Title", ""), ("DueOn", "2020-01-01")], "POST", "/requests", """{ "dueOn": "2020-01-01" }""", ["form.missing", "request.due-past"]),
        new Act("/requests", "return-R2", [("Reason", ""), ("NextDue", "2020-01-01")], "POST", "/requests/{row:requests:R2}/return", """{ "nextDue": "2020-01-01" }""", ["form.missing", "request.due-past"]),
        new Act("/checklist", "i-impl-participants", [("Judgement", "NotApplicable"), ("Note", "")], "PUT", "/checklist/impl.participants", """{ "judgement": "not-applicable" }""", ["checklist.reason-missing"]),
        new Act("/findings", "raise", [("FindingKind", "Clarification"), ("Requirement", ""), ("Description", ""), ("DueOn", "2020-01-01")], "POST", "/findings", """{ "findingKind": "clarification", "dueOn": "2020-01-01" }""",
            ["form.missing", "form.missing", "finding.due-past"]),
        new Act("/findings", "answer-NC-9", [("Answer", ""), ("Cause", "")], "POST", "/findings/{row:findings:NC-9}/answer", "{}", ["form.missing", "finding.cause-missing"]),
        new Act("/findings", "drop-NC-9", [("Closure", "")], "POST", "/findings/{row:findings:NC-9}/close", "{}", ["finding.close-without-answer"]),
        new Act("/findings", "return-CL-9", [("Reason", ""), ("NextDue", "2020-01-01")], "POST", "/findings/{row:findings:CL-9}/return", """{ "nextDue": "2020-01-01" }""", ["form.missing", "finding.due-past"]),
        new Act("/findings", "reopen-CL-8", [("Reason", ""), ("NextDue", "2020-01-01")], "POST", "/findings/{row:findings:CL-8}/reopen", """{ "nextDue": "2020-01-01" }""", ["form.missing", "finding.due-past"]),
        new Act("/site", "note", [("Subject", ""), ("Text", ""), ("At", "")], "POST", "/site-records", """{ "siteKind": "interview" }""", ["form.missing", "form.missing", "form.missing"]),
        new Act("/site", "correct-S1", [("Subject", "周师傅"), ("Text", "")], "PUT", "/site-records/{row:site-records:S1}", """{ "siteKind": "interview", "subject": "周师傅", "at": "2026-01-08T01:00:00Z" }""", ["form.missing"]),
        new Act("/inventory/exclusions", "", [("Source", "{open-source}"), ("Reason", " ")], "POST", "/exclusions", """{ "source": "{open-source}", "reason": " " }""", ["exclusion.reason-missing"]),
        new Act("/inventory/exclusions", "", [("Source", "electricity"), ("Reason", "不计")], "POST", "/exclusions", """{ "source": "electricity", "reason": "不计" }""", ["exclusion.has-lines"]),
        new Act("/offsets/new", "line", [("Kind", "ccer"), ("Registry", ""), ("SerialFrom", ""), ("SerialTo", "A-9"), ("Tonnes", "-1")], "POST", "/offsets", """{ "kind": "ccer", "serialTo": "A-9", "tonnes": -1, "acquiredBy": "purchase" }""",
            ["form.missing", "form.missing", "offset.below-zero"]),
        new Act("/offsets/new", "line", [("Kind", "ccer"), ("Registry", "甲"), ("SerialFrom", "A-1"), ("SerialTo", "A-9"), ("Tonnes", "")], "POST", "/offsets", """{ "kind": "ccer", "registry": "甲", "serialFrom": "A-1", "serialTo": "A-9", "acquiredBy": "purchase" }""",
            ["form.missing"]),
        new Act("/comments", "comment", [("Comment", " ")], "POST", "/comments", """{ "comment": " " }""", ["form.missing"]),
        new Act("/comments", "reply-C1", [("Reply", "")], "POST", "/comments/{row:comments:C1}/reply", "{}", ["form.missing"]),
        new Act("/comments", "resolve-C1", [("RowId", "{row:comments:C2}")], "POST", "/comments/{row:comments:C2}/resolve", "{}", ["comment.not-yours"]),
        new Act("/inventory/lines/new", "", [("Figures.Source", "electricity"), ("Figures.Stage", "Prepare"), ("Figures.Description", ""), ("Figures.Amount", "-1"), ("Figures.Unit", "kWh"), ("Figures.Factor", ""), ("Figures.ClaimedTonnes", "")],
            "POST", "/activity-data", """{ "source": "electricity", "stage": "prepare", "amount": "-1", "unit": "kWh" }""", ["line.missing", "line.negative", "line.factor-missing", "line.missing"]),
    ];

    /// <summary>A source that the case here neither counts nor excludes.</summary>
    private const string OpenSource = "travel-coach";

    private static readonly string LongDuties = new('长', 401);

    private Site Site => sample.Site;

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Page_and_API_refuse_alike(Act act)
    {
        var id = await ReadyAsync(act.Closed);
        var leader = await Site.SignInAsync(SampleSite.Leader);
        var caller = await CallerAsync();
        var page = act.Page.StartsWith("//", StringComparison.Ordinal) ? act.Page[1..] : $"/engagements/{id}{act.Page}";
        var values = new List<(string, string)>();
        foreach (var (name, value) in act.Values)
        {
            values.Add((name, await FilledAsync(value, caller, id)));
        }

        var byPage = act.Form.Length > 0 ? await leader.SendAsync(page, await FilledAsync(act.Form, caller, id), [.. values]) : await leader.SubmitAsync(page, [.. values]);
        var byApi = await SendAsync(caller, act, id);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, byPage.StatusCode);
        var problem = await ApiCaller.ProblemAsync(byApi, 422, "api.refused");
        var words = (await Visitor.ReadAsync(byPage)).QuerySelectorAll("main [role=alert] li").Select(l => l.TextContent.Trim()).Order().ToList();
        Assert.Equal(words, problem["refusals"]!.AsArray().Select(r => (string)r!["message"]!).Order());
        Assert.Equal(act.Codes.Order(), ApiCaller.Codes(problem).Order());
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Whoever_may_not_is_refused_by_both_and_strangers_hear_of_nothing(Act act)
    {
        if (act.Page.StartsWith("//", StringComparison.Ordinal))
        {
            await ApiCaller.ProblemAsync(await SendAsync(await ApiCaller.OfAsync(Site, SampleSite.Administrator), act with { Json = """{ "eventKind": "other", "organizer": "{organizer}", "firm": "{firm}" }""" }, Guid.Empty), 403, "api.forbidden");
            return;
        }

        var id = await ReadyAsync();

        await ApiCaller.ProblemAsync(await SendAsync(await ApiCaller.OfAsync(Site, SampleSite.Outsider), act, id), 404, "api.missing");
        var reviewer = await SendAsync(await ApiCaller.OfAsync(Site, SampleSite.Reviewer), act, id);
        await ApiCaller.ProblemAsync(reviewer, act.Page == "/comments" ? 422 : 403, act.Page == "/comments" ? "api.refused" : "api.forbidden");
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_closed_engagement_refuses_them_all(Act act)
    {
        if (act.Page.StartsWith("//", StringComparison.Ordinal))
        {
            return;
        }

        var id = await ReadyAsync();
        var caller = await CallerAsync();
        await Site.UseAsync<SuiteDb>(async db =>
        {
            (await db.Engagements.FindAsync(id))!.Close("到此为止", DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync();
        });
        var closed = await ApiCaller.ProblemAsync(await SendAsync(caller, act, id), 422, "api.refused");
        Assert.True(ApiCaller.Codes(closed) is ["engagement.closed"] or ["engagement.task-without-date"] or ["form.missing"] or ["registry.organization-unknown"], closed.ToJsonString());
    }

    /// <summary>Every act above that edits a row, with a body that would be taken.</summary>
    public static TheoryData<Act> Edits =>
    [
        .. new (string Method, string Path, string Json)[]
        {
            ("PATCH", "/event", """{ "venue": "另一个会场" }"""),
            ("PATCH", "/terms", """{ "materialityPercent": 3 }"""),
            ("PUT", "/plan", """{ "purpose": "目的", "basis": "依据", "content": "内容", "schedule": [ { "task": "文件审核", "from": "2026-01-05" } ] }"""),
            ("PUT", "/site-visit", """{ "visitFrom": "2026-01-08", "visitTo": "2026-01-09", "visitPlace": "会展中心" }"""),
            ("PUT", "/team/{row:team:Leader}/duties", """{ "duties": "写报告" }"""),
            ("PUT", "/reviewer", """{ "person": null }"""),
            ("PUT", "/approver", """{ "person": null }"""),
            ("POST", "/requests/{row:requests:R2}/return", """{ "reason": "看不清", "nextDue": "2199-01-01" }"""),
            ("PUT", "/checklist/impl.participants", """{ "judgement": "not-applicable", "note": "没有参与者" }"""),
            ("POST", "/findings/{row:findings:NC-9}/answer", """{ "answer": "答复", "cause": "原因" }"""),
            ("POST", "/findings/{row:findings:CL-9}/close", """{ "closure": "已核实" }"""),
            ("POST", "/findings/{row:findings:CL-9}/return", """{ "reason": "不够", "nextDue": "2199-01-01" }"""),
            ("POST", "/findings/{row:findings:CL-8}/reopen", """{ "reason": "又出现", "nextDue": "2199-01-01" }"""),
            ("PUT", "/site-records/{row:site-records:S1}", """{ "siteKind": "interview", "subject": "周师傅", "text": "一致", "at": "2026-01-08T01:00:00Z" }"""),
            ("POST", "/comments/{row:comments:C1}/reply", """{ "reply": "已核对" }"""),
            ("POST", "/comments/{row:comments:C1}/resolve", "{}"),
        }.Select(e => new Act("", "", [], e.Method, e.Path, e.Json, [])),
    ];

    [Fact]
    public void No_act_that_edits_is_left_out()
    {
        static string Kind(Act act) => $"{act.Method} {RowPart().Replace(act.Path, "row")}";
        var edits = Acts.Select(a => a.Data).Where(a => a.Method is "PUT" or "PATCH" || a.Path.Contains("{row", StringComparison.Ordinal)).Select(Kind).Distinct();

        Assert.Equal(edits.Order(StringComparer.Ordinal), Edits.Select(a => Kind(a.Data)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_that_names_no_version_or_one_of_old_is_refused_and_the_same_upon_what_stands_now_is_taken(Act act)
    {
        var id = await ReadyAsync();
        var caller = await CallerAsync();
        await SomebodyWasFirstAsync(id);

        await ApiCaller.ProblemAsync(await SendAsync(caller, act, id, version: null), 428, "api.precondition-required");
        await ApiCaller.ProblemAsync(await SendAsync(caller, act, id, version: 0), 412, "api.stale");
        var taken = await SendAsync(caller, act, id, version: 1);

        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
    }

    // Every row is one version on from what a caller may have read.
    private Task SomebodyWasFirstAsync(Guid id) => Site.UseAsync<SuiteDb>(async db =>
    {
        await db.Engagements.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.TeamMembers.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.EvidenceRequests.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.ChecklistAnswers.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.Findings.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.SiteRecords.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
        await db.Comments.Where(r => r.EngagementId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 1));
    });

    private Task<ApiCaller> CallerAsync() => ApiCaller.OfAsync(Site, SampleSite.Leader, [.. Application.Identity.TokenScopes.All]);

    private async Task<HttpResponseMessage> SendAsync(ApiCaller caller, Act act, Guid id, int? version = 0)
    {
        var path = act.Path.StartsWith("//", StringComparison.Ordinal) ? act.Path[2..] : $"engagements/{id}{act.Path}";
        return await caller.SendAsync(act.Method, await FilledAsync(path, caller, id), await FilledAsync(act.Json, caller, id), version);
    }

    private async Task<string> FilledAsync(string text, ApiCaller caller, Guid id)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var names = await Site.ReadAsync(async db =>
        {
            var first = (await db.Engagements.FindAsync(sample.EngagementId))!;
            var leader = await db.TeamMembers.SingleAsync(m => m.EngagementId == first.Id && m.Facts.Role == TeamRole.Leader);
            return (Organizer: (await db.Organizations.FindAsync(first.Event.OrganizerId))!.Uscc, Firm: (await db.Organizations.FindAsync(first.Terms.FirmId))!.Uscc, Reviewer: $"{first.ReviewerId}", Leader: $"{leader.PersonId}");
        });
        text = text.Replace("{organizer}", names.Organizer, StringComparison.Ordinal).Replace("{firm}", names.Firm, StringComparison.Ordinal).Replace("{reviewer}", names.Reviewer, StringComparison.Ordinal)
            .Replace("{leader}", names.Leader, StringComparison.Ordinal).Replace("{open-source}", OpenSource, StringComparison.Ordinal);
        var found = RowPart().Match(text);
        if (!found.Success)
        {
            return text;
        }

        var (part, key) = (found.Groups[2].Value, found.Groups[3].Value);
        var row = await Site.ReadAsync(async db => part switch
        {
            "requests" => (await db.EvidenceRequests.Where(r => r.EngagementId == id).ToListAsync()).Single(r => r.Facts.Key == key).Id,
            "team" => (await db.TeamMembers.Where(r => r.EngagementId == id).ToListAsync()).First(r => $"{r.Facts.Role}" == key).Id,
            "site-records" => (await db.SiteRecords.Where(r => r.EngagementId == id).ToListAsync()).Single(r => r.Facts.Key == key).Id,
            "comments" => (await db.Comments.Where(r => r.EngagementId == id).ToListAsync()).Single(r => r.Facts.Key == key).Id,
            _ => (await db.Findings.Where(r => r.EngagementId == id).ToListAsync()).Single(r => r.Facts.Key == key).Id,
        });
        return text.Replace(found.Value, found.Groups[1].Value == "short" ? row.ToString("N")[20..] : row.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(row|short):([\w-]+):([\w-]+)\}")]
    private static partial Regex RowPart();

    private async Task<Guid> ReadyAsync(bool closed = false)
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {Guid.CreateVersion7()}").With(c =>
        {
            c["offsets"] = new JsonArray();
            c["excludedSources"]!.AsArray().RemoveAll(e => (string)e!["source"]! == OpenSource);
        }));
        await Site.UseAsync<SuiteDb>(async db =>
        {
            var (from, due) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));
            db.EvidenceRequests.Add(new EvidenceRequest(id, 0, new RequestFacts { Key = "R1", Title = "一份资料", RequestedOn = from, DueOn = due }));
            db.EvidenceRequests.Add(new EvidenceRequest(id, 1, new RequestFacts { Key = "R2", Title = "已交资料", RequestedOn = from, DueOn = due, GivenOn = from, Remark = "没有" }));
            db.Findings.Add(new Finding(id, 98, new FindingFacts { Key = "NC-9", Kind = FindingKind.Nonconformity, Requirement = "要求", Description = "等答复", RaisedOn = from, DueOn = due }));
            db.Findings.Add(new Finding(id, 99, new FindingFacts { Key = "CL-9", Kind = FindingKind.Clarification, Requirement = "要求", Description = "已答复", RaisedOn = from, DueOn = due, Answer = "答复", AnsweredOn = from }));
            db.Findings.Add(new Finding(id, 100, new FindingFacts { Key = "CL-8", Kind = FindingKind.Clarification, Requirement = "要求", Description = "已关闭", RaisedOn = from, DueOn = due, Answer = "答复", AnsweredOn = from, ClosedOn = from }));
            db.SiteRecords.Add(new SiteRecord(id, 0, new SiteRecordFacts { Key = "S1", Kind = SiteRecordKind.Interview, Subject = "周师傅", Text = "一致", At = DateTimeOffset.UnixEpoch }));
            var leader = await db.Users.Where(u => u.Email == SampleSite.Leader).Select(u => u.Id).SingleAsync();
            db.Comments.Add(new Comment(id, 0, new CommentFacts { Key = "C1", Text = "请核对", AuthorId = leader, Author = "陈", At = DateTimeOffset.UnixEpoch }));
            db.Comments.Add(new Comment(id, 1, new CommentFacts { Key = "C2", Text = "请看发票", AuthorId = Guid.CreateVersion7(), Author = "高", At = DateTimeOffset.UnixEpoch }));
            if (closed)
            {
                (await db.Engagements.FindAsync(id))!.Close("到此为止", DateTimeOffset.UnixEpoch);
            }

            await db.SaveChangesAsync();
        });
        return id;
    }
}
