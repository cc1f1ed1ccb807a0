using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

public sealed class EngagementPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_overview_shows_conclusion_figures_and_that_nothing_refuses()
    {
        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync(sample.Engagement);

        Assert.Equal("第三届长白山冰雪产业论坛", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["实现碳中和", "179.933744tCO₂e", "182.000000tCO₂e", "+2.066256tCO₂e"], page.QuerySelectorAll(".fig").Select(f => f.TextContent));
        Assert.Contains("没有未满足项", page.QuerySelector("#refusals")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inventory_shows_each_line_as_the_verdict_has_it()
    {
        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync($"{sample.Engagement}/inventory");

        var row = page.GetElementById("power")!.TextContent;
        Assert.All(new[] { "23.969520", "22.701060", "核减 1.268460", "−5.29%", "0.4671", "kgCO₂/kWh", "暂定", "2022 年吉林省因子" }, text => Assert.Contains(text, row, StringComparison.Ordinal));
        Assert.Contains("295,800", page.GetElementById("air")!.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("−<0.01%", page.GetElementById("gen")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(11, page.QuerySelectorAll("svg rect.b-v").Length - 1);
    }

    [Fact]
    public async Task English_is_english_down_to_the_explanations()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Leader);
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("English please").With(c => c["offsets"] = new JsonArray()));

        var switched = await visitor.GetAsync($"/language?to=en&back=/engagements/{id}");
        var page = await visitor.OpenAsync(switched.Headers.Location!.ToString());

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("tCO₂e", page.QuerySelector("#refusals")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not carbon neutral", page.QuerySelector(".fig")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("8 Jan 2026", page.QuerySelector(".eg")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task The_language_switch_leads_nowhere_else(string back) =>
        Assert.Equal("/", (await sample.Site.Anonymous().GetAsync($"/language?to=en&back={Uri.EscapeDataString(back)}")).Headers.Location?.ToString());

    [Fact]
    public async Task Evidence_comes_back_byte_for_byte_as_an_attachment_under_its_own_name()
    {
        var answer = await (await sample.Site.SignInAsync(SampleSite.Leader)).GetAsync($"{sample.Engagement}/evidence/power");

        Assert.Equal(("attachment", "电费发票2026年1月.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SHA256.HashData(new CaseFolderBuilder().Evidence["电费发票2026年1月.pdf"]), SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task The_draft_is_the_same_file_for_as_long_as_the_facts_are()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Leader);

        var first = await (await visitor.GetAsync($"{sample.Engagement}/report.docx")).Content.ReadAsByteArrayAsync();
        var second = await (await visitor.GetAsync($"{sample.Engagement}/report.docx")).Content.ReadAsByteArrayAsync();

        Assert.Equal("PK"u8.ToArray(), first[..2]);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_ledger_tells_who_brought_the_case_in()
    {
        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync($"{sample.Engagement}/ledger");

        Assert.Contains("导入了案卷", page.QuerySelector(".log")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_lines_are_shown_page_by_page()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("很多行").With(c =>
        {
            var template = c["inventory"]![2]!;
            for (var i = 0; i < 450; i++)
            {
                var line = template.DeepClone();
                line["key"] = $"gen-{i}";
                c["inventory"]!.AsArray().Add(line);
            }
        }));
        var visitor = await sample.Site.SignInAsync(SampleSite.Leader);

        var first = await visitor.OpenAsync($"/engagements/{id}/inventory");
        var last = await visitor.OpenAsync($"/engagements/{id}/inventory?from=400");

        Assert.Equal(200, first.QuerySelectorAll("section[aria-labelledby=ln-h] tbody tr").Length);
        Assert.Equal(61, last.QuerySelectorAll("section[aria-labelledby=ln-h] tbody tr").Length);
    }

    [Fact]
    public async Task Who_had_an_account_before_the_case_came_in_sees_it_too()
    {
        await sample.Site.AddUserAsync("late@hengxin.example", Application.Identity.StaffRoles.Reviewer);
        var visitor = await sample.Site.SignInAsync("late@hengxin.example");

        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("后来的案卷").With(c =>
        {
            c["people"]!.AsArray().Add(new JsonObject { ["key"] = "late", ["name"] = "迟到", ["email"] = "Late@hengxin.example" });
            c["engagement"]!["reviewer"] = "late";
            c["offsets"] = new JsonArray();
        }));

        Assert.Equal("后来的案卷", (await visitor.OpenAsync($"/engagements/{id}")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_key_that_no_evidence_has_finds_nothing() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await sample.Site.SignInAsync(SampleSite.Leader)).GetAsync($"{sample.Engagement}/evidence/nothing")).StatusCode);
}
