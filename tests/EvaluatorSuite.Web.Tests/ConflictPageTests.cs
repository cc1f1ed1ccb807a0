using System.Text.Json.Nodes;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>On a site of its own: a conflict in the registry shows in every engagement.</summary>
public sealed class ConflictPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task A_conflict_is_shown_with_its_whole_chain_and_cannot_be_lifted()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("有冲突的活动").With(c =>
        {
            c["ownership"]!.AsArray().Add(new JsonObject { ["parent"] = "hengxin-holding", ["child"] = "jlu-venue", ["percent"] = 60 });
            c["services"]!.AsArray().Add(new JsonObject { ["provider"] = "jlu-venue", ["organizer"] = "ice-assoc", ["event"] = "this", ["kind"] = "plan", ["from"] = "2025-11-01", ["to"] = "2025-11-02" });
            c["offsets"] = new JsonArray();
        }));

        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync($"/engagements/{id}/independence");

        Assert.Equal("独立性核查：不得评价", page.QuerySelector("h1")!.TextContent);
        var issue = page.QuerySelector(".refusals")!;
        Assert.All(new[] { "吉林衡信碳评价有限公司", "吉林衡信控股有限公司", "长春净月会展中心有限公司", "78%", "60%", "independence.group", "内部规定", "无人能够解除" },
            text => Assert.Contains(text, issue.TextContent, StringComparison.Ordinal));
        Assert.Equal(3, issue.QuerySelectorAll("svg .node").Length);
    }

    [Fact]
    public async Task The_first_page_says_what_is_blocked_and_why()
    {
        await sample.ImportAsync(CaseFolderBuilder.OtherEvent("没有计划的活动").With(c =>
        {
            c["engagement"]!.AsObject().Remove("plan");
            c["findings"]![0]!.AsObject().Remove("closedOn");
            c["offsets"] = new JsonArray();
        }));

        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync("/");

        Assert.Contains("没有计划的活动", page.QuerySelector("section[aria-labelledby=blocked]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("CL-01", page.QuerySelector("section[aria-labelledby=late]")!.TextContent, StringComparison.Ordinal);
    }
}
