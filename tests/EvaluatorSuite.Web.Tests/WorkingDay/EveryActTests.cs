using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.WorkingDay;

/// <summary>Every act of an engagement's pages, each by its real form: by whom it may not, on another engagement's row, when closed, stale, twice, and right.</summary>
public sealed class EveryActTests(SampleSite sample) : IClassFixture<SampleSite>
{
    /// <param name="Path">Under the engagement; <c>{row}</c> stands for the row's id.</param>
    /// <param name="Ledger">What the ledger calls the act.</param>
    /// <param name="Wrong">Values that are refused although the actor may; null where every value is right.</param>
    /// <param name="Edits">Whether the form carries the version of a row.</param>
    /// <param name="NamesRow">Whether the form names a row by its id.</param>
    public sealed record Act(string Path, string Form, string Ledger, (string, string)[] Values, (string, string)[]? Wrong, bool ReviewerMay = false, bool Edits = false, bool NamesRow = false)
    {
        public override string ToString() => $"{Ledger} by {Form}";
    }

    private static readonly Act[] All =
    [
        new("/event", "event", "engagement.event-corrected", [("Venue", "另一个会场")], [("Start", "2026-02-30")], Edits: true),
        new("/event", "terms", "engagement.terms-changed", [("Materiality", "3")], [("Materiality", "101")], Edits: true),
        new("/event", "close", "engagement.closed", [("Reason", "委托方撤回")], [("Reason", " ")]),
        new("/plan", "plan", "plan.changed", [("Purpose", "新的目的")], [("Task", "没有日期的任务"), ("TaskFrom", ""), ("TaskTo", "")], Edits: true),
        new("/plan", "visit", "site-visit.changed", [("VisitPlace", "另一处")], [("VisitTo", "2025-01-01")], Edits: true),
        new("/plan", "review", "engagement.contract-reviewed", [("Accepted", "false"), ("Note", "时间不够")], [("Accepted", "false"), ("Note", "")]),
        new("/team", "reviewer", "team.reviewer-named", [("Reviewer", "")], null, Edits: true),
        new("/team", "join", "team.joined", [("Person", "{nobody}"), ("Role", "Expert")], [("Person", "")]),
        new("/declaration", "declare", "declaration.signed", [("True", "true")], [("Kind", "Familiarity"), ("Description", ""), ("True", "true")], ReviewerMay: true),
        new("/requests", "ask", "request.asked", [("Title", "电费发票")], [("Title", "")]),
        new("/requests", "template", "request.asked", [("From", "usual")], [("DueOn", "2020-01-01")]),
        new("/requests", "withdraw-R1", "request.withdrawn", [], null, Edits: true, NamesRow: true),
        new("/findings", "raise", "finding.raised", [("Requirement", "要求"), ("Description", "描述")], [("Requirement", "要求"), ("Description", "")]),
        new("/findings", "answer-CL-9", "finding.answered", [("Answer", "答复")], [("Answer", "")], Edits: true, NamesRow: true),
        new("/checklist", "i-impl-participants", "checklist.judged", [("Judgement", "NotApplicable"), ("Note", "没有参与者")], [("Judgement", "NotApplicable"), ("Note", "")], Edits: true),
        new("/offsets/new", "line", "offset.added", [("Registry", "登记系统"), ("SerialFrom", "A-1"), ("SerialTo", "A-9"), ("Tonnes", "9")], [("Registry", "登记系统"), ("SerialFrom", "A-1"), ("SerialTo", "A-9"), ("Tonnes", "九")]),
        new("/site", "note", "site-visit.recorded", [("Subject", "周师傅"), ("Text", "一致")], [("Subject", "周师傅"), ("Text", "")]),
        new("/comments", "comment", "comment.added", [("Comment", "请核对")], [("Comment", "")], ReviewerMay: true),
    ];

    private Site Site => sample.Site;

    public static TheoryData<Act> Acts => [.. All];

    public static TheoryData<Act> ActsThatCanBeWrong => [.. All.Where(a => a.Wrong is not null)];

    public static TheoryData<Act> ActsThatEdit => [.. All.Where(a => a.Edits)];

    public static TheoryData<Act> ActsOnARow => [.. All.Where(a => a.NamesRow)];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Whoever_may_does_it_once_however_often_the_form_is_sent(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";
        var page = await leader.OpenAsync(path);

        var first = await leader.SendAsync(page, path, act.Form, await ValuesAsync(act.Values));
        var second = await leader.SendAsync(page, path, act.Form, await ValuesAsync(act.Values));

        Assert.True(first.StatusCode == HttpStatusCode.Redirect, await WhyAsync(first));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await EntriesAsync(id, act.Ledger));
        await Site.KeptIsTrueAsync(id);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Whoever_may_not_is_refused_and_strangers_hear_of_nothing(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";
        var page = await leader.OpenAsync(path);

        foreach (var (account, expected) in new[] { (SampleSite.Reviewer, act.ReviewerMay ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden), (SampleSite.Outsider, HttpStatusCode.NotFound), (SampleSite.Administrator, HttpStatusCode.NotFound) })
        {
            var somebody = await Site.SignInAsync(account);
            var answer = await SendStolenAsync(somebody, page, act, path);
            var got = answer.Headers.Location?.ToString().Contains("/status/403", StringComparison.Ordinal) == true ? HttpStatusCode.Forbidden : answer.StatusCode;
            Assert.True(got == expected, $"{account}: {got}");
        }

        Assert.Equal(act.ReviewerMay ? 1 : 0, await EntriesAsync(id, act.Ledger));
    }

    [Theory]
    [MemberData(nameof(ActsThatCanBeWrong))]
    public async Task What_is_wrong_is_said_and_nothing_that_was_typed_is_lost(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";

        var answer = await leader.SendAsync(path, act.Form, await ValuesAsync(act.Wrong!));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var redrawn = await Visitor.ReadAsync(answer);
        Assert.NotEmpty(redrawn.QuerySelectorAll("main [role=alert] li"));
        Assert.All(act.Wrong!.Where(w => w.Item2.Trim().Length > 0 && w.Item1 is not ("True" or "Kind" or "Accepted")), typed =>
            Assert.Contains(typed.Item2, redrawn.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal));
        Assert.Equal(0, await EntriesAsync(id, act.Ledger));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_closed_engagement_refuses_and_says_so(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";
        var page = await leader.OpenAsync(path);
        await leader.SendAsync($"/engagements/{id}/event", "close", ("Reason", "到此为止"));

        var answer = await leader.SendAsync(page, path, act.Form, await ValuesAsync(act.Values));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("本评价项目已结束（到此为止）", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ActsThatEdit))]
    public async Task A_form_that_is_older_than_the_row_changes_nothing(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";
        var page = await leader.OpenAsync(path);

        var answer = await leader.SendAsync(page, path, act.Form, [.. await ValuesAsync(act.Values), ("Version", "-1")]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(0, await EntriesAsync(id, act.Ledger));
    }

    [Theory]
    [MemberData(nameof(ActsOnARow))]
    public async Task A_row_of_another_engagement_is_out_of_reach(Act act)
    {
        var (id, leader) = await ReadyAsync();
        var (other, _) = await ReadyAsync();
        var path = $"/engagements/{id}{act.Path}";
        var there = await leader.OpenAsync($"/engagements/{other}{act.Path}");

        var fields = Fields(there, act, await ValuesAsync(act.Values));
        var action = ((IHtmlFormElement)there.GetElementById(act.Form)!).GetAttribute("action") ?? path;
        var answer = await leader.Client.PostAsync(action.Replace(other.ToString(), id.ToString(), StringComparison.Ordinal), new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, await EntriesAsync(other, act.Ledger));
    }

    private async Task<(Guid Id, Visitor Leader)> ReadyAsync()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {Guid.CreateVersion7()}").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        await Site.UseAsync<SuiteDb>(async db =>
        {
            db.EvidenceRequests.Add(new EvidenceRequest(id, 0, new RequestFacts { Key = "R1", Title = "一份资料", RequestedOn = new DateOnly(2026, 1, 1), DueOn = new DateOnly(2026, 2, 1) }));
            db.Findings.Add(new Finding(id, 99, new FindingFacts { Key = "CL-9", Kind = FindingKind.Clarification, Requirement = "要求", Description = "等答复", RaisedOn = new DateOnly(2026, 1, 1), DueOn = new DateOnly(2026, 2, 1) }));
            await db.SaveChangesAsync();
        });
        return (id, await Site.SignInAsync(SampleSite.Leader));
    }

    private async Task<(string, string)[]> ValuesAsync((string Name, string Value)[] values)
    {
        if (values.All(v => v.Value != "{nobody}"))
        {
            return values;
        }

        // Somebody of the firm who has no part yet.
        var free = await Site.ReadAsync(async db =>
        {
            var person = await db.People.FirstOrDefaultAsync(p => p.Email == "free@hengxin.example");
            if (person is null)
            {
                person = new Domain.Organizations.Person(new Domain.Organizations.PersonFacts(Guid.CreateVersion7(), "何专家", "free@hengxin.example", []));
                db.People.Add(person);
                db.Users.Add(new SuiteUser { UserName = "free@hengxin.example", Email = "free@hengxin.example", DisplayName = "何专家", Roles = [StaffRoles.Auditor], PersonId = person.Id });
                await db.SaveChangesAsync();
            }

            return person.Id;
        });
        return [.. values.Select(v => v.Value == "{nobody}" ? (v.Name, free.ToString()) : v)];
    }

    private async Task<HttpResponseMessage> SendStolenAsync(Visitor visitor, IHtmlDocument page, Act act, string path)
    {
        var token = ((IHtmlInputElement)(await visitor.OpenAsync("/")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        var fields = Fields(page, act, await ValuesAsync(act.Values)).Where(f => f.Key is not ("__RequestVerificationToken" or "__once"))
            .Append(new("__RequestVerificationToken", token)).Append(new("__once", Guid.CreateVersion7().ToString()));
        return await visitor.Client.PostAsync(((IHtmlFormElement)page.GetElementById(act.Form)!).GetAttribute("action") ?? path, new FormUrlEncodedContent(fields));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlDocument page, Act act, (string Name, string Value)[] values)
    {
        var given = values.Select(v => v.Name).ToHashSet();
        return Visitor.Filled((IHtmlFormElement)page.GetElementById(act.Form)!).Where(f => !given.Contains(f.Key)).Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
    }

    private Task<int> EntriesAsync(Guid id, string action) => Site.ReadAsync(db => db.Ledger.CountAsync(e => e.EngagementId == id && e.Action == action));

    private static async Task<string> WhyAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {string.Join(' ', (await Visitor.ReadAsync(answer)).QuerySelectorAll(".errors, .field-error").Select(e => e.TextContent.Trim()))}";
}
