using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>Signing, issuing, delivering and verifying by the pages, with the second factor that a signature asks for.</summary>
public sealed class SignPageTests : IAsyncLifetime
{
    private readonly PortalSite _portal = new();

    private Site Site => _portal.Site;

    private string Path => _portal.Sample.Engagement;

    private Guid Id => _portal.Sample.EngagementId;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();

        // What the portal's fixture left open would refuse the draft.
        await Site.UseAsync<Application.SuiteDb>(async db =>
        {
            await db.Findings.Where(f => f.EngagementId == Id).ExecuteDeleteAsync();
            await db.EvidenceRequests.Where(r => r.EngagementId == Id).ExecuteDeleteAsync();
            await db.Comments.Where(c => c.EngagementId == Id).ExecuteDeleteAsync();
        });
        var leader = await Site.SignInAsync(SampleSite.Leader);
        await leader.SendAsync($"{Path}/site", "note", ("Subject", "电表"), ("Text", "一致"));
    }

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Four_people_bring_a_draft_to_the_report_that_anybody_verifies()
    {
        await DraftAsync();
        await SignAsync(SampleSite.Reviewer);
        var approver = await SignAsync(SampleSite.Approver);
        var page = await approver.OpenAsync($"{Path}/report");
        Assert.Equal(2, page.QuerySelectorAll("#signatures .st.ok").Length);

        Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(page, $"{Path}/report?handler=Issue", "give-number")).StatusCode);

        var report = await Site.ReadAsync(db => db.IssuedReports.SingleAsync());
        var after = await approver.OpenAsync($"{Path}/report");
        Assert.Contains(report.Number, after.GetElementById("issued")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("重新生成的文件逐字节相同", (await approver.OpenAsync($"{Path}/report?again={report.Id}")).GetElementById("again")!.TextContent.Trim());

        // The organizer fetches it: that is the receipt.
        var owner = await Site.SignInAsync(PortalSite.Owner);
        var given = await owner.OpenAsync($"/portal/engagements/{Id}");
        var link = given.QuerySelectorAll("a").OfType<IHtmlAnchorElement>().Single(a => a.PathName.Contains("/issued/", StringComparison.Ordinal)).PathName;

        // What cannot be handed over was not received.
        var kept = "";
        await Site.UseAsync<Infrastructure.SuiteOptions>(o =>
        {
            kept = System.IO.Path.Combine(o.EvidencePath, report.Sha256[..2], report.Sha256);
            return Task.CompletedTask;
        });
        File.Move(kept, kept + ".away");
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(link)).StatusCode);
        Assert.Null((await Site.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync())).FetchedAt);
        File.Move(kept + ".away", kept);
        var file = await (await owner.GetAsync(link)).Content.ReadAsByteArrayAsync();
        Assert.Equal(report.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        Assert.NotNull((await Site.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync())).FetchedAt);
        var entry = await Site.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == ReportDelivery.Action));
        Assert.Equal((Id, await Site.ReadAsync(db => db.Users.Where(u => u.Email == PortalSite.Owner).Select(u => u.Id).SingleAsync())), (entry.EngagementId, entry.ActorId));
        Assert.All([report.Number, report.Sha256], value => Assert.Contains(value, entry.Payload, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignInAsync(PortalSite.OtherOwner)).GetAsync(link)).StatusCode);

        var anybody = Site.Anonymous();
        var answer = await anybody.GetAsync($"/verify/{report.Number}/{report.Code}");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.Public);
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.True((await approver.GetAsync($"/verify/{report.Number}/{report.Code}")).Headers.CacheControl!.NoStore);
        var verified = (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent;
        Assert.All(["该报告有效", report.Number, report.Sha256, "179.933744", "第三届长白山冰雪产业论坛"], words => Assert.Contains(words, verified, StringComparison.Ordinal));
        Assert.DoesNotContain(PortalSite.Canary, verified, StringComparison.Ordinal);
        Assert.Contains("一致", await SaysAsync(anybody, report, report.Sha256.ToUpperInvariant()), StringComparison.Ordinal);
        Assert.Contains("不一致", await SaysAsync(anybody, report, new string('a', 64)), StringComparison.Ordinal);
        Assert.Contains("不是 SHA-256", await SaysAsync(anybody, report, "abc"), StringComparison.Ordinal);

        var register = JsonNode.Parse(await anybody.Client.GetStringAsync("/verify/register.json?q=冰雪"))!;
        Assert.Equal([report.Number], register["reports"]!.AsArray().Select(r => (string?)r!["number"]));
        Assert.Empty(JsonNode.Parse(await anybody.Client.GetStringAsync("/verify/register.json?q=没有"))!["reports"]!.AsArray());
    }

    [Fact]
    public async Task However_many_fetch_a_report_at_once_its_delivery_is_entered_once()
    {
        var report = await IssueAsync();
        var path = $"/portal/engagements/{Id}/issued/{report.Id}";
        Visitor[] people = [await Site.SignInAsync(PortalSite.Owner), await Site.SignInAsync(PortalSite.Member), await Site.SignInAsync(PortalSite.Owner)];

        var answers = await Task.WhenAll(people.Concat(people).Select(p => p.GetAsync(path)));
        await people[0].GetAsync(path);

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == ReportDelivery.Action)));
        var leader = await Site.SignInAsync(SampleSite.Leader);
        Assert.Contains("组织者首次取得报告", (await leader.OpenAsync($"{Path}/ledger")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_register_after_a_number_that_was_never_given_says_so()
    {
        var report = await IssueAsync();
        var anybody = Site.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync($"/verify/register?after={report.Number}")).StatusCode);
        Assert.Empty(JsonNode.Parse(await anybody.Client.GetStringAsync($"/verify/register.json?after={report.Number}"))!["reports"]!.AsArray());

        foreach (var after in new[] { "CN-1999-0001", "x", "%00", new string('9', 300) })
        {
            var html = await anybody.GetAsync($"/verify/register?after={after}&q=冰雪");
            var json = await anybody.GetAsync($"/verify/register.json?after={after}");

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (html.StatusCode, json.StatusCode));
            var page = (await Visitor.ReadAsync(html)).QuerySelector("main")!;
            Assert.Contains("不是任何已签发报告的编号", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(page.QuerySelectorAll("a").OfType<IHtmlAnchorElement>(), a => a.PathName == "/verify/register" && a.Search.StartsWith("?q=", StringComparison.Ordinal));
            Assert.DoesNotContain(report.Number, page.TextContent, StringComparison.Ordinal);
            Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
            var problem = JsonNode.Parse(await json.Content.ReadAsStringAsync())!;
            Assert.Equal(("verify.after-unknown", "after"), ((string?)problem["refusals"]![0]!["code"], (string?)problem["refusals"]![0]!["field"]));
        }
    }

    [Fact]
    public async Task Whoever_proves_not_who_they_are_signs_nothing()
    {
        await DraftAsync();
        var reviewer = await Site.SignInAsync(SampleSite.Reviewer);
        var without = await reviewer.OpenAsync($"{Path}/sign");
        Assert.Contains("第二因素", without.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(without.QuerySelectorAll("input[name=Password]"));
        var (app, _) = await Authenticator.SetUpAsync(reviewer, TimeProvider.System);

        var noPassword = await reviewer.SubmitAsync($"{Path}/sign", ("Password", "wrong"), ("Code", app.Code(1)));
        var noCode = await reviewer.SubmitAsync($"{Path}/sign", ("Password", Site.Password), ("Code", "000000"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (noPassword.StatusCode, noCode.StatusCode));
        Assert.Equal(0, await Site.ReadAsync(db => db.Signatures.CountAsync()));
    }

    [Fact]
    public async Task What_changed_since_the_draft_stands_on_the_page_and_refuses_the_signature()
    {
        await DraftAsync();
        var reviewer = await Site.SignInAsync(SampleSite.Reviewer);
        var (app, _) = await Authenticator.SetUpAsync(reviewer, TimeProvider.System);
        var seen = await reviewer.OpenAsync($"{Path}/sign");
        var leader = await Site.SignInAsync(SampleSite.Leader);
        await leader.SendAsync($"{Path}/event", "event", ("Venue", "改到另一处"));

        var answer = await reviewer.SubmitAsync(seen, $"{Path}/sign", ("Password", Site.Password), ("Code", app.Code(1)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("1 处变动", page.GetElementById("stale")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("改到另一处", page.GetElementById("stale")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await Site.ReadAsync(db => db.Signatures.CountAsync()));
    }

    [Fact]
    public async Task Whoever_has_nothing_to_sign_is_turned_away_with_any_form()
    {
        await DraftAsync();
        var step = await Site.ReadAsync(db => db.WaitingSteps.Where(s => s.EngagementId == Id).Select(s => s.Id).SingleAsync());
        var root = await Site.ReadAsync(db => db.ReportVersions.Where(v => v.EngagementId == Id).Select(v => v.Root).SingleAsync());
        var approver = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Approver), Path);

        var answer = await approver.PostAsync($"{Path}/sign", ("StepId", $"{step}"), ("Root", root));

        Assert.Contains("/status/403", $"{answer.Headers.Location}", StringComparison.Ordinal);
        Assert.Equal(0, await Site.ReadAsync(db => db.Signatures.CountAsync()));
    }

    [Fact]
    public async Task The_leader_sees_what_is_signed_and_has_no_button()
    {
        await DraftAsync();
        var leader = await Site.SignInAsync(SampleSite.Leader);

        var page = await leader.OpenAsync($"{Path}/sign");

        Assert.Equal(64, page.GetElementById("root")!.TextContent.Trim().Length);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_wrong_code_and_an_unknown_number_are_answered_alike()
    {
        await DraftAsync();
        await SignAsync(SampleSite.Reviewer);
        var approver = await SignAsync(SampleSite.Approver);
        await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Issue", "give-number");
        var report = await Site.ReadAsync(db => db.IssuedReports.SingleAsync());
        var anybody = Site.Anonymous();

        var wrong = await anybody.GetAsync($"/verify?number={report.Number}&code=2222222222222222");
        var unknown = await anybody.GetAsync($"/verify?number=CN-1999-0001&code={report.Code}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, unknown.StatusCode));
        Assert.Equal((await Visitor.ReadAsync(wrong)).QuerySelector(".errors")!.TextContent, (await Visitor.ReadAsync(unknown)).QuerySelector(".errors")!.TextContent);
        Assert.DoesNotContain("冰雪", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_approver_takes_a_report_back_with_a_reason_and_nobody_else_can()
    {
        await DraftAsync();
        await SignAsync(SampleSite.Reviewer);
        var approver = await SignAsync(SampleSite.Approver);
        await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Issue", "give-number");
        var report = await Site.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync());
        Assert.Empty((await (await Site.SignInAsync(SampleSite.Leader)).OpenAsync($"{Path}/report")).QuerySelectorAll("#issued form[method=post]"));
        var form = $"withdraw-{report.Id:N}";

        var empty = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Withdraw", form, ("Reason", " "));
        var done = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Withdraw", form, ("Reason", "数据有误"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (empty.StatusCode, done.StatusCode));
        var page = await Site.Anonymous().OpenAsync($"/verify/{report.Number}/{report.Code}");
        Assert.Contains("已撤回", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("数据有误", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_approver_begins_a_report_in_the_place_of_an_issued_one_and_gives_it_up()
    {
        await DraftAsync();
        await SignAsync(SampleSite.Reviewer);
        var approver = await SignAsync(SampleSite.Approver);
        await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Issue", "give-number");
        var report = await Site.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync());
        var form = $"amend-{report.Id:N}";

        var without = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Amend", form, ("Reason", "地点写错"));
        var odd = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Amend", form, ("Amendment", "7"), ("Reason", "地点写错"));
        var empty = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Amend", form, ("Amendment", "Erratum"), ("Reason", " "));
        Assert.All([without, odd, empty], a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        var kept = await Visitor.ReadAsync(without);
        Assert.Contains("更正还是修订", kept.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("地点写错", kept.QuerySelectorAll("textarea[name=Reason]").Single(t => t.Closest("details")!.TextContent.Contains("重新出具", StringComparison.Ordinal)).TextContent);

        var begun = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Amend", form, ("Amendment", "Erratum"), ("Reason", "地点写错"));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var leader = await (await Site.SignInAsync(SampleSite.Leader)).OpenAsync($"{Path}/report");
        Assert.Contains("地点写错", leader.GetElementById("amendment")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(leader.QuerySelectorAll("#amendment form"));

        var given = await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=GiveUp", "give-up", ("Reason", "不需要"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Null((await approver.OpenAsync($"{Path}/report")).GetElementById("amendment"));
    }

    private static async Task<string> SaysAsync(Visitor anybody, IssuedReport report, string digest) =>
        (await anybody.OpenAsync($"/verify/{report.Number}/{report.Code}?digest={digest}")).QuerySelector("[role=status]")!.TextContent;

    private async Task DraftAsync()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);
        var page = await leader.OpenAsync(Path);
        var form = page.QuerySelector("#process form") ?? throw new InvalidOperationException(page.GetElementById("process")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SendAsync(page, Path, form.Id!)).StatusCode);
    }

    private async Task<IssuedReport> IssueAsync()
    {
        await DraftAsync();
        await SignAsync(SampleSite.Reviewer);
        var approver = await SignAsync(SampleSite.Approver);
        await approver.SendAsync(await approver.OpenAsync($"{Path}/report"), $"{Path}/report?handler=Issue", "give-number");
        return await Site.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync());
    }

    private async Task<Visitor> SignAsync(string who)
    {
        var signer = await Site.SignInAsync(who);
        var (app, _) = await Authenticator.SetUpAsync(signer, TimeProvider.System);
        var answer = await signer.SubmitAsync($"{Path}/sign", ("Password", Site.Password), ("Code", app.Code(1)));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return signer;
    }
}
