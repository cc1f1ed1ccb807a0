using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

public sealed class ImpartialityTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task A_safeguard_that_came_with_an_imported_case_waits_for_the_officer_like_a_declared_threat()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"导入的保障措施 {Guid.CreateVersion7()}").With(c =>
        {
            c["offsets"] = new JsonArray();
            c["declarations"]!.AsArray().Single(d => (string)d!["person"]! == "liu")!["threats"] = new JsonArray(JsonNode.Parse("""{ "kind": "familiarity", "level": "medium", "description": "与主办方财务同乡", "safeguard": "由王雨桐复算" }"""));
        }));
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);

        Assert.Contains(await BlocksAsync(), r => r == "independence.safeguard-missing");
        var threats = (await officer.OpenAsync("/impartiality")).QuerySelector("section[aria-labelledby=threats-h]")!;
        var path = threats.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Single(h => h.Contains($"{id}/threats", StringComparison.Ordinal));
        var page = await officer.OpenAsync($"/engagements/{id}/independence");
        Assert.Contains("尚未由公正性管理员批准", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(path, ("Level", "Medium"), ("Safeguard", "由王雨桐复算"), ("Note", "可行"))).StatusCode);

        Assert.DoesNotContain(await BlocksAsync(), r => r == "independence.safeguard-missing");
        Assert.DoesNotContain("尚未由公正性管理员批准", (await officer.OpenAsync($"/engagements/{id}/independence")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        async Task<List<string>> BlocksAsync()
        {
            var caller = await Api.ApiCaller.OfAsync(sample.Site, SampleSite.Leader);
            var verdict = await Api.ApiCaller.ReadAsync(await caller.GetAsync($"engagements/{id}/verdict"), 200);
            return [.. verdict["issues"]!.AsArray().Where(i => (string)i!["severity"]! == "block").Select(i => (string)i!["rule"]!)];
        }
    }

    [Fact]
    public async Task The_officer_declares_a_former_seller_mistaken_on_the_page_and_nobody_else_finds_the_form()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"出售方有误 {Guid.CreateVersion7()}").With(c => c["offsets"] = new JsonArray()));
        var seller = await sample.Site.ReadAsync(db => db.Organizations.Select(o => new { o.Id, o.Name }).FirstAsync(o => o.Name.Contains("绿行")));
        await sample.Site.UseAsync<Application.SuiteDb>(async db =>
        {
            (await db.Engagements.SingleAsync(e => e.Id == id)).KeepSeller(seller.Id);
            (await db.Standings.SingleAsync(s => s.EngagementId == id)).Touched++;
            await db.SaveChangesAsync();
        });
        var (path, form) = ($"/engagements/{id}/independence", $"seller-{seller.Id}");
        var (officer, leader) = (await sample.Site.SignInAsync(SampleSite.Officer), await sample.Site.SignInAsync(SampleSite.Leader));
        var seen = await leader.OpenAsync(path);
        Assert.Contains(seller.Name, seen.QuerySelector("#sellers")!.TextContent, StringComparison.Ordinal);
        Assert.Null(seen.QuerySelector("#sellers form"));

        var page = await officer.OpenAsync(path);
        var refused = await officer.SendAsync(page, path, form, ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("理由", (await Visitor.ReadAsync(refused)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(path, form, ("Reason", "转让合同的出让方是别的机构"))).StatusCode);

        Assert.Null((await officer.OpenAsync(path)).QuerySelector("#sellers"));
    }

    [Fact]
    public async Task A_declared_threat_is_judged_by_the_officer_with_level_safeguard_and_reason()
    {
        var id = await ImportAsync("有威胁的活动");
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);
        var overview = await officer.OpenAsync("/impartiality");
        Assert.Contains("1 项待判定", overview.QuerySelector("#threats-h")!.TextContent, StringComparison.Ordinal);
        var path = overview.QuerySelectorAll("section[aria-labelledby=threats-h] a").Select(a => a.GetAttribute("href")!).First(h => h.Contains($"{id}/threats", StringComparison.Ordinal));

        var refused = await Visitor.ReadAsync(await officer.SubmitAsync(path, ("Level", "Medium"), ("Safeguard", " "), ("Note", "")));
        Assert.Equal(2, refused.QuerySelectorAll(".errors li").Length);
        Assert.NotNull(refused.QuerySelector<IHtmlInputElement>("#level-Medium")!.GetAttribute("checked"));
        Assert.Contains("无人能够解除", refused.Body!.TextContent, StringComparison.Ordinal);

        var stale = await officer.OpenAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(path, ("Level", "Medium"), ("Safeguard", "另派组员复算"), ("Note", "仅为校友"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(stale, path, ("Level", "Low"), ("Safeguard", ""), ("Note", "改主意"))).StatusCode);

        var threat = (await sample.Site.ReadAsync(db => db.Declarations.Where(d => d.EngagementId == id).ToListAsync())).SelectMany(d => d.Facts.Threats).Single(t => t.JudgedById is not null);
        Assert.Equal(("另派组员复算", "仅为校友"), (threat.Safeguard, threat.JudgementNote));
        Assert.Contains("0 项待判定", (await officer.OpenAsync("/impartiality")).QuerySelector("#threats-h")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("仅为校友", (await sample.Site.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == id && e.Action == "threat.judged"))).Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_high_threat_blocks_until_it_is_judged_otherwise()
    {
        var id = await ImportAsync("威胁很高的活动");
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);
        var declaration = (await sample.Site.ReadAsync(db => db.Declarations.Where(d => d.EngagementId == id).ToListAsync())).First(d => d.Facts.Threats.Count > 0);

        await officer.SubmitAsync($"/impartiality/{id}/threats/{declaration.Id}/0", ("Level", "High"), ("Safeguard", ""), ("Note", "配偶任职于主办方"));

        Assert.Contains("independence.threat-high", (await officer.OpenAsync($"/engagements/{id}/independence")).QuerySelector(".refusals")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SampleSite.Leader)]
    [InlineData(SampleSite.Reviewer)]
    [InlineData(SampleSite.Administrator)]
    public async Task Nobody_else_judges_a_threat(string who)
    {
        var declaration = (await sample.Site.ReadAsync(db => db.Declarations.Where(d => d.EngagementId == sample.EngagementId).ToListAsync())).First(d => d.Facts.Threats.Count > 0);
        var path = $"/impartiality/{sample.EngagementId}/threats/{declaration.Id}/0";
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);
        var form = await officer.OpenAsync(path);
        var visitor = await sample.Site.SignInAsync(who);

        var answer = await visitor.SubmitAsync(form, path, ("Level", "Low"), ("Safeguard", ""), ("Note", "没事"));

        Assert.Contains("/status/403", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private Task<Guid> ImportAsync(string name) => sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c =>
    {
        c["offsets"] = new JsonArray();
        var threats = c["declarations"]![2]!["threats"]!.AsArray();
        threats[0]!["level"] = "medium";
        threats[0]!.AsObject().Remove("safeguard");
    }));
}
