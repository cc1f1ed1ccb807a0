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
