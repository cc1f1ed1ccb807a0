using System.Net;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.WorkingDay;

/// <summary>One engagement from the first call to the draft in the organizer's hands, by the forms of the pages alone.</summary>
public sealed class WholeEngagementTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private static readonly byte[] Pdf = "%PDF-1.7 invoice"u8.ToArray();

    private Site Site => sample.Site;

    [Fact]
    public async Task An_engagement_lives_from_the_first_call_to_the_draft_that_the_organizer_fetches()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);
        var root = await OpenEngagementAsync(leader, "第四届长白山冰雪产业论坛");
        var id = Guid.Parse(root.Split('/')[^1]);
        await TakePartAsync(leader, root);
        await PlanAsync(leader, root);
        await Site.KeptIsTrueAsync(id);

        var organizer = await InviteOrganizerAsync(leader, id, "sun@organizer.example");
        await AskAndGiveAsync(leader, organizer, root, id);
        await Site.KeptIsTrueAsync(id);
        await RaiseAndCloseAsync(leader, organizer, root, id);
        await Site.KeptIsTrueAsync(id);
        await JudgeEverythingAsync(leader, root);
        await Site.KeptIsTrueAsync(id);
        await OffsetAsync(leader, root);
        await Site.KeptIsTrueAsync(id);
        await RecordVisitAsync(leader, root);

        await Site.KeptIsTrueAsync(id);
        var evidence = await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.EngagementId == id));
        Assert.Equal(2, evidence);
        var actions = await Site.ReadAsync(db => db.Ledger.Where(e => e.EngagementId == id).Select(e => e.Action).Distinct().ToListAsync());
        string[] expected =
        [
            "engagement.opened", "team.joined", "team.reviewer-named", "team.approver-named", "plan.changed", "site-visit.changed", "engagement.contract-reviewed", "request.asked", "request.given",
            "request.accepted", "evidence.received", "finding.raised", "finding.answered", "finding.returned", "finding.closed", "checklist.judged", "offset.added", "offset.corrected", "offset.removed",
            "site-visit.recorded", "declaration.signed",
        ];
        Assert.Equal([], expected.Except(actions));
    }

    private async Task<string> OpenEngagementAsync(Visitor leader, string name)
    {
        var codes = await Site.ReadAsync(db => db.Engagements.Where(e => e.Id == sample.EngagementId)
            .Select(e => new { Organizer = db.Organizations.First(o => o.Id == e.Event.OrganizerId).Uscc, Firm = db.Organizations.First(o => o.Id == e.Terms.FirmId).Uscc }).SingleAsync());

        var refused = await leader.SendAsync("/engagements/new", "open", ("Name", name), ("Organizer", "没有这个机构"), ("Firm", codes.Firm), ("Venue", "净月会展中心"), ("City", "长春"), ("Start", "2027-01-08"), ("End", "2027-01-10"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.ReadAsync(refused);
        Assert.Contains("登记库中没有“没有这个机构”", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.GetElementById("open-name")!.GetAttribute("value"));

        var opened = await leader.SendAsync(page, "/engagements/new", "open", ("Organizer", codes.Organizer));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        return opened.Headers.Location!.ToString().Split("/team")[0];
    }

    private async Task TakePartAsync(Visitor leader, string root)
    {
        foreach (var (person, role) in new[] { ("陈思远", "Leader"), ("王雨桐", "Evaluator") })
        {
            await RedirectedAsync(leader.SendAsync($"{root}/team", "join", ("Person", await PersonAsync(person)), ("Role", role), ("Duties", "核算")));
        }

        var refused = await leader.SendAsync($"{root}/team", "reviewer", ("Reviewer", await PersonAsync("王雨桐")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("技术复核人不能是现在或曾经的评价组成员", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await RedirectedAsync(leader.SendAsync($"{root}/team", "reviewer", ("Reviewer", await PersonAsync("高明哲"))));
        await RedirectedAsync(leader.SendAsync($"{root}/team", "approver", ("Approver", await PersonAsync("赵立衡"))));
        await RedirectedAsync(leader.SendAsync($"{root}/declaration", "declare", ("True", "true")));
    }

    private static async Task PlanAsync(Visitor leader, string root)
    {
        await RedirectedAsync(leader.SendAsync($"{root}/plan", "plan", ("Purpose", "评价是否实现碳中和"), ("Basis", "指南"), ("Content", "全部"), ("Task", "文件审核"), ("TaskFrom", "2027-01-01"), ("TaskTo", "2027-01-05")));
        await RedirectedAsync(leader.SendAsync($"{root}/plan", "visit", ("VisitFrom", "2027-01-08"), ("VisitTo", "2027-01-09"), ("VisitPlace", "净月会展中心")));

        var refused = await leader.SendAsync($"{root}/plan", "review", ("Checks", "scope"), ("Accepted", "true"));
        Assert.Contains("四项都确认后才能受理", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var all = await leader.OpenAsync($"{root}/plan");
        await RedirectedAsync(leader.SendAsync(all, $"{root}/plan", "review", ("Checks", "scope"), ("Checks", "people"), ("Checks", "time"), ("Checks", "independent"), ("Accepted", "true")));
    }

    private async Task<Visitor> InviteOrganizerAsync(Visitor leader, Guid id, string email)
    {
        var organization = await Site.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => e.Event.OrganizerId).SingleAsync());
        var invited = await leader.SendAsync($"/organizations/{organization}/members", "invite", ("Name", "孙雨晴"), ("Account", email));
        var page = await leader.OpenAsync(invited.Headers.Location!.ToString());
        var link = new Uri(page.QuerySelector(".receipt .mono")!.TextContent).PathAndQuery;
        await RedirectedAsync(Site.Anonymous().SubmitAsync(link, ("Password", Site.Password)));
        return await Site.SignInAsync(email);
    }

    private async Task AskAndGiveAsync(Visitor leader, Visitor organizer, string root, Guid id)
    {
        await RedirectedAsync(leader.SendAsync($"{root}/requests", "template", ("From", "usual"), ("DueOn", "2030-01-01")));
        await RedirectedAsync(leader.SendAsync($"{root}/requests", "ask", ("Title", "一月电费发票"), ("DueOn", "2030-01-01")));
        var request = await Site.ReadAsync(db => db.EvidenceRequests.SingleAsync(r => r.EngagementId == id && r.Facts.Title == "一月电费发票"));

        var portal = $"/portal/engagements/{id}";
        Assert.Contains("一月电费发票", (await organizer.OpenAsync(portal)).Body!.TextContent, StringComparison.Ordinal);
        var receipt = await organizer.UploadAsync($"{portal}/requests/{request.Id}", "upload", ("电费发票 2027年1月.pdf", Pdf), ("program.pdf", [0x4D, 0x5A, 0x90, 0x00]));
        var shown = (await organizer.OpenAsync(receipt.Headers.Location!.ToString())).Body!.TextContent;
        Assert.Contains("电费发票 2027年1月.pdf", shown, StringComparison.Ordinal);
        Assert.Contains("没有收下：program.pdf", shown, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf)), shown, StringComparison.Ordinal);

        await RedirectedAsync(organizer.SendAsync($"{portal}/requests/{request.Id}", "give"));
        await RedirectedAsync(leader.SendAsync($"{root}/requests", $"accept-{request.Facts.Key}"));
        Assert.Contains("已采用", (await organizer.OpenAsync(portal)).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task RaiseAndCloseAsync(Visitor leader, Visitor organizer, string root, Guid id)
    {
        await RedirectedAsync(leader.SendAsync($"{root}/findings", "raise", ("FindingKind", "Nonconformity"), ("Requirement", "数据可追溯"), ("Description", "住宿间夜数没有凭证"), ("DueOn", "2030-02-01")));
        var finding = await Site.ReadAsync(db => db.Findings.SingleAsync(f => f.EngagementId == id));
        Assert.Equal("NC-1", finding.Facts.Key);
        var portal = $"/portal/engagements/{id}/findings/{finding.Id}";

        var refused = await organizer.SendAsync(portal, "answer", ("Answer", "已补充结算单"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.ReadAsync(refused);
        Assert.Equal("已补充结算单", page.GetElementById("answer-answer")!.TextContent.Trim());
        await RedirectedAsync(organizer.SendAsync(page, portal, "answer", ("Cause", "漏交")));
        await RedirectedAsync(leader.SendAsync($"{root}/findings", "return-NC-1", ("Reason", "缺盖章"), ("NextDue", "2030-03-01")));
        Assert.Contains("缺盖章", (await organizer.OpenAsync(portal)).Body!.TextContent, StringComparison.Ordinal);
        await RedirectedAsync(organizer.SendAsync(portal, "answer", ("Answer", "盖章件已上传"), ("Cause", "漏盖章")));
        await RedirectedAsync(leader.SendAsync($"{root}/findings", "close-NC-1", ("Closure", "核对一致")));

        var facts = await Site.ReadAsync(db => db.Findings.Where(f => f.Id == finding.Id).Select(f => f.Facts).SingleAsync());
        Assert.Equal(2, facts.Round);
        Assert.True(facts.IsClosed);
    }

    private static async Task JudgeEverythingAsync(Visitor leader, string root)
    {
        var page = await leader.OpenAsync($"{root}/checklist");
        var refused = await leader.SendAsync(page, $"{root}/checklist", "i-prep-plan-complete", ("Judgement", "NotMet"));
        Assert.Contains("请写明理由", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await RedirectedAsync(leader.SendAsync($"{root}/checklist", "i-prep-plan-complete", ("Judgement", "Met"), ("Evidence", "E1")));
        await RedirectedAsync(leader.SendAsync($"{root}/checklist", "i-prep-plan-complete", ("Judgement", "NotMet"), ("Note", "缺少预估排放量"), ("Evidence", "E1")));

        // Judged by two people who both saw it unjudged: the second is told.
        var stale = await leader.OpenAsync($"{root}/checklist");
        await RedirectedAsync(leader.SendAsync($"{root}/checklist", "i-impl-boundary", ("Judgement", "Met"), ("Evidence", "E1")));
        var late = await leader.SendAsync(stale, $"{root}/checklist", "i-impl-boundary", ("Judgement", "NotMet"), ("Note", "边界漏了一个会场"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("边界漏了一个会场", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task OffsetAsync(Visitor leader, string root)
    {
        var id = Guid.Parse(root.Split('/')[^1]);
        await RedirectedAsync(leader.SendAsync($"{root}/offsets/new", "line", ("Registry", "登记系统"), ("SerialFrom", "X-1"), ("SerialTo", "X-100"), ("Tonnes", "１，２３４.5")));
        var line = await Site.ReadAsync(db => db.OffsetLines.SingleAsync(o => o.EngagementId == id));
        Assert.Equal(1234.5m, line.Facts.Tonnes);

        var refused = await leader.SendAsync($"{root}/offsets/{line.Id}", "line", ("Tonnes", "1,23"));
        Assert.Contains("读不懂：1,23", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await RedirectedAsync(leader.SendAsync($"{root}/offsets/{line.Id}", "line", ("Tonnes", "100"), ("CancelledOn", "2027-02-01"), ("Certificate", "注销-1")));
        await RedirectedAsync(leader.SendAsync($"{root}/offsets/{line.Id}", "remove"));
        Assert.Equal(0, await Site.ReadAsync(db => db.OffsetLines.CountAsync(o => o.EngagementId == id)));
    }

    private static async Task RecordVisitAsync(Visitor leader, string root)
    {
        await RedirectedAsync(leader.SendAsync($"{root}/site", "note", ("SiteKind", "Interview"), ("Subject", "会展中心电工 周师傅"), ("At", "2027-01-08T09:30"), ("Text", "电表与配电室一致")));
        var receipt = await leader.UploadAsync($"{root}/site", "up-S1", ("配电室.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]));
        Assert.Contains("已收到", (await leader.OpenAsync(receipt.Headers.Location!.ToString())).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("配电室", (await leader.OpenAsync($"{root}/site")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> PersonAsync(string name) => (await Site.ReadAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Id).FirstAsync())).ToString();

    private static async Task RedirectedAsync(Task<HttpResponseMessage> answer)
    {
        var given = await answer;
        Assert.True(given.StatusCode == HttpStatusCode.Redirect, $"{given.RequestMessage!.RequestUri} answered {(int)given.StatusCode}: {await WrongAsync(given)}");
    }

    private static async Task<string> WrongAsync(HttpResponseMessage given) =>
        string.Join(' ', (await Visitor.ReadAsync(given)).QuerySelectorAll(".errors, .field-error").Select(e => e.TextContent.Trim()));
}
