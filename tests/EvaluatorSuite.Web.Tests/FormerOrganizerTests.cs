using System.Text.Json.Nodes;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>On a site of its own: what it records of people binds them in every engagement.</summary>
public sealed class FormerOrganizerTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task Another_organizer_does_not_clear_somebody_whom_the_former_one_employed()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"换组织者 {Guid.CreateVersion7()}").With(c =>
        {
            c["offsets"] = new JsonArray();
            c["employments"]!.AsArray().Add(JsonNode.Parse("""{ "person": "liu", "organization": "ice-assoc", "from": "2021-01-01", "to": "2022-05-01" }"""));
        }));
        var caller = await Api.ApiCaller.OfAsync(sample.Site, SampleSite.Leader);

        var changed = await Api.ApiCaller.ReadAsync(await caller.SendAsync("PATCH", $"engagements/{id}/event", """{ "organizer": "91220102244970LR6E" }""", 0), 200);
        var verdict = await Api.ApiCaller.ReadAsync(await caller.GetAsync($"engagements/{id}/verdict"), 200);
        var page = await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync($"/engagements/{id}/event");

        Assert.Equal("91220102244970LR6E", (string)changed["event"]!["organizer"]!["creditCode"]!);
        Assert.Contains(verdict["issues"]!.AsArray(), i => (string)i!["rule"]! == "independence.person" && ((string)i["explanation"]!).Contains("曾登记为本次活动的组织者", StringComparison.Ordinal));
        Assert.Contains("曾登记的组织者，独立性照样核查：吉林省冰雪产业促进会", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_dated_later_clears_nobody_and_both_dates_are_named()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent($"改合同日期 {Guid.CreateVersion7()}").With(c =>
        {
            c["offsets"] = new JsonArray();
            var contract = DateOnly.ParseExact((string)c["engagement"]!["contractDate"]!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            c["employments"]!.AsArray().Add(JsonNode.Parse($$"""{ "person": "liu", "organization": "ice-assoc", "from": "2015-01-01", "to": "{{contract.AddYears(-2).AddDays(3):yyyy-MM-dd}}" }"""));
        }));
        var caller = await Api.ApiCaller.OfAsync(sample.Site, SampleSite.Leader);
        Assert.Contains(await IssuesAsync(), i => (string)i!["rule"]! == "independence.person");

        foreach (var (month, version) in ((string, int)[])[("2026-06-01", 0), ("2026-05-01", 1)])
        {
            await Api.ApiCaller.ReadAsync(await caller.SendAsync("PATCH", $"engagements/{id}/terms", $$"""{ "contractDate": "{{month}}" }""", version), 200);

            var issue = (await IssuesAsync()).Single(i => (string)i!["rule"]! == "independence.person")!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            Assert.Contains("合同日期最早登记为", issue, StringComparison.Ordinal);
        }

        async Task<JsonArray> IssuesAsync() => (await Api.ApiCaller.ReadAsync(await caller.GetAsync($"engagements/{id}/verdict"), 200))["issues"]!.AsArray();
    }
}
