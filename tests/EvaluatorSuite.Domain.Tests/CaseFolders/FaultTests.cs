using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.CaseFolders;

public sealed class FaultTests
{
    [Theory]
    [InlineData("remark", "$.remark")]
    [InlineData("organizations[0].remark", "$.organizations[0].remark")]
    [InlineData("ownership[0].remark", "$.ownership[0].remark")]
    [InlineData("people[0].Email", "$.people[0].Email")]
    [InlineData("employments[0].remark", "$.employments[0].remark")]
    [InlineData("services[1].remark", "$.services[1].remark")]
    [InlineData("event.remark", "$.event.remark")]
    [InlineData("engagement.remark", "$.engagement.remark")]
    [InlineData("engagement.team[2].remark", "$.engagement.team[2].remark")]
    [InlineData("engagement.siteVisit.remark", "$.engagement.siteVisit.remark")]
    [InlineData("engagement.plan.remark", "$.engagement.plan.remark")]
    [InlineData("engagement.plan.schedule[5].remark", "$.engagement.plan.schedule[5].remark")]
    [InlineData("declarations[2].remark", "$.declarations[2].remark")]
    [InlineData("declarations[2].threats[0].remark", "$.declarations[2].threats[0].remark")]
    [InlineData("evidence[3].remark", "$.evidence[3].remark")]
    [InlineData("checklist[16].remark", "$.checklist[16].remark")]
    [InlineData("inventory[3].remark", "$.inventory[3].remark")]
    [InlineData("excludedSources[4].remark", "$.excludedSources[4].remark")]
    [InlineData("offsets[1].remark", "$.offsets[1].remark")]
    [InlineData("findings[1].remark", "$.findings[1].remark")]
    public void A_property_that_nobody_knows_is_a_fault_wherever_it_stands(string path, string at)
    {
        Assert.Equal([$"{at} json.unknown-property"], new CaseBuilder().Set(path, "x").Faults());
    }

    [Fact]
    public void An_unknown_property_is_told_with_those_that_are_known()
    {
        var fault = new CaseBuilder().Set("ownership[0].share", 78).Fault();

        Assert.Equal(("share", "parent, child, percent"), (fault.What.Values["name"], fault.What.Values["allowed"]));
    }

    [Fact]
    public void An_unknown_property_of_an_own_factor_is_a_fault()
    {
        var faults = new CaseBuilder().Remove("inventory[0].factor")
            .SetRaw("inventory[0].ownFactor", """{ "value": 1, "unit": "kgCO2/kWh", "source": "x", "year": 2025, "region": "x" }""").Faults();

        Assert.Equal(["$.inventory[0].ownFactor.region json.unknown-property"], faults);
    }

    [Theory]
    [InlineData("\"guide\":", "\"guide\":\"jilin-2026-draft\",\"guide\":", "$.guide")]
    [InlineData("\"percent\":78", "\"percent\":10,\"percent\":78", "$.ownership[0].percent")]
    [InlineData("\"venue\":", "\"venue\":\"a\",\"venue\":", "$.event.venue")]
    public void A_property_given_twice_is_a_fault(string replace, string with, string path)
    {
        Assert.Equal([$"{path} json.duplicate"], new CaseBuilder().FaultsAfter(replace, with));
    }

    [Theory]
    [InlineData("guide", "7", "$.guide")]
    [InlineData("ownership", "{}", "$.ownership")]
    [InlineData("organizations[0]", "\"hengxin\"", "$.organizations[5]")]
    [InlineData("ownership[0].percent", "\"78\"", "$.ownership[0].percent")]
    [InlineData("people[0].qualifications", "\"a\"", "$.people[0].qualifications")]
    [InlineData("people[0].qualifications", "[\"a\", 1]", "$.people[0].qualifications[1]")]
    [InlineData("employments[0].from", "20190301", "$.employments[0].from")]
    [InlineData("event.attendance", "\"620\"", "$.event.attendance")]
    [InlineData("engagement.siteVisit", "[]", "$.engagement.siteVisit")]
    [InlineData("engagement.plan", "\"x\"", "$.engagement.plan")]
    [InlineData("engagement.reviewer", "[]", "$.engagement.reviewer")]
    [InlineData("checklist[0].judgement", "true", "$.checklist[0].judgement")]
    [InlineData("checklist[0].evidence", "[null]", "$.checklist[0].evidence[0]")]
    [InlineData("inventory[3].amount", "\"0.85\"", "$.inventory[3].amount")]
    [InlineData("inventory[3].amount", "false", "$.inventory[3].amount")]
    [InlineData("offsets[0].tonnes", "{}", "$.offsets[0].tonnes")]
    public void A_value_of_another_type_is_a_fault(string path, string value, string at)
    {
        var builder = new CaseBuilder();

        // A row of another type is added, so that nothing else goes missing.
        builder = path == "organizations[0]" ? builder.Add("organizations", value) : builder.SetRaw(path, value);

        Assert.Equal([$"{at} json.type"], builder.Faults());
    }

    [Theory]
    [InlineData("guide")]
    [InlineData("firm")]
    [InlineData("event")]
    [InlineData("engagement")]
    [InlineData("organizations[4].name")]
    [InlineData("organizations[4].uscc")]
    [InlineData("ownership[0].percent")]
    [InlineData("people[0].name")]
    [InlineData("employments[0].from")]
    [InlineData("services[0].provider")]
    [InlineData("services[0].organizer")]
    [InlineData("services[0].kind")]
    [InlineData("services[0].from")]
    [InlineData("services[0].to")]
    [InlineData("event.name")]
    [InlineData("event.kind")]
    [InlineData("event.organizer")]
    [InlineData("event.venue")]
    [InlineData("event.city")]
    [InlineData("event.start")]
    [InlineData("event.end")]
    [InlineData("engagement.client")]
    [InlineData("engagement.contractDate")]
    [InlineData("engagement.team[0].person")]
    [InlineData("engagement.team[0].role")]
    [InlineData("engagement.team[0].from")]
    [InlineData("engagement.siteVisit.from")]
    [InlineData("engagement.siteVisit.to")]
    [InlineData("engagement.siteVisit.place")]
    [InlineData("engagement.plan.schedule[0].task")]
    [InlineData("engagement.plan.schedule[0].to")]
    [InlineData("declarations[0].person")]
    [InlineData("declarations[0].signedOn")]
    [InlineData("declarations[2].threats[0].kind")]
    [InlineData("declarations[2].threats[0].level")]
    [InlineData("declarations[2].threats[0].description")]
    [InlineData("evidence[0].file")]
    [InlineData("evidence[0].title")]
    [InlineData("evidence[0].kind")]
    [InlineData("evidence[0].providedBy")]
    [InlineData("checklist[0].item")]
    [InlineData("checklist[0].judgement")]
    [InlineData("inventory[0].key")]
    [InlineData("inventory[0].source")]
    [InlineData("inventory[0].stage")]
    [InlineData("inventory[0].description")]
    [InlineData("inventory[0].amount")]
    [InlineData("inventory[0].unit")]
    [InlineData("inventory[0].claimedTonnes")]
    [InlineData("excludedSources[0].source")]
    [InlineData("offsets[0].kind")]
    [InlineData("offsets[0].registry")]
    [InlineData("offsets[0].serialFrom")]
    [InlineData("offsets[0].serialTo")]
    [InlineData("offsets[0].tonnes")]
    [InlineData("offsets[0].acquiredBy")]
    [InlineData("findings[0].kind")]
    [InlineData("findings[0].requirement")]
    [InlineData("findings[0].description")]
    [InlineData("findings[0].raisedOn")]
    [InlineData("findings[0].dueOn")]
    public void What_every_case_has_is_a_fault_when_it_is_missing_or_null(string path)
    {
        string[] expected = [$"$.{path} json.missing"];

        Assert.Equal(expected, new CaseBuilder().Remove(path).Faults());
        Assert.Equal(expected, new CaseBuilder().Set(path, null).Faults());
    }

    [Theory]
    [InlineData("event.name", "\"\"")]
    [InlineData("event.name", "\" \\t\"")]
    [InlineData("inventory[0].description", "\"\"")]
    public void A_text_that_says_nothing_is_missing(string path, string value)
    {
        Assert.Equal([$"$.{path} json.missing"], new CaseBuilder().SetRaw(path, value).Faults());
    }

    [Theory]
    [InlineData("event.kind")]
    [InlineData("services[0].kind")]
    [InlineData("engagement.team[0].role")]
    [InlineData("declarations[2].threats[0].kind")]
    [InlineData("declarations[2].threats[0].level")]
    [InlineData("checklist[0].judgement")]
    [InlineData("inventory[0].stage")]
    [InlineData("offsets[0].acquiredBy")]
    [InlineData("findings[0].kind")]
    public void A_word_that_is_not_on_the_list_is_a_fault(string path)
    {
        var upper = JsonPaths.At(new CaseBuilder().Json, path).GetValue<string>().ToUpperInvariant();

        Assert.Equal([$"$.{path} json.choice"], new CaseBuilder().Set(path, upper).Faults());
        Assert.Equal([$"$.{path} json.choice"], new CaseBuilder().Set(path, "something").Faults());
    }

    [Fact]
    public void Several_faults_are_all_told_at_once_in_one_reading()
    {
        var faults = new CaseBuilder().Set("inventory[3].unit", "kw").Set("inventory[3].amount", -1).Remove("inventory[4].source").Set("offsets[1].seller", "nobody")
            .Set("event.start", "2026-02-30").Set("organizations[2].uscc", "91350100M000100Y4Z").Set("engagement.team[1].role", "boss").Set("remark", "x")
            .Set("engagement.plan.schedule[2].from", "8 January").Faults();

        Assert.Equal(
            [
                "$.engagement.plan.schedule[2].from json.date", "$.engagement.team[1].role json.choice", "$.event.start json.date", "$.inventory[3].amount json.amount-min",
                "$.inventory[3].unit unit.unknown", "$.inventory[4].source json.missing", "$.offsets[1].seller json.reference", "$.organizations[2].uscc uscc.check",
                "$.remark json.unknown-property",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Beyond_five_hundred_faults_are_counted_and_not_listed()
    {
        var builder = new CaseBuilder();
        for (var i = 0; i < 600; i++)
        {
            builder.Add("ownership", "7");
        }

        var broken = Assert.Throws<UnreadableException>(builder.Read);

        Assert.Equal((500, 600), (broken.Faults.Count, broken.Total));
    }

    [Theory]
    [InlineData(10_000, "$.services[0].people[0] json.reference")]
    [InlineData(10_001, "$.services[0].people json.too-many")]
    public void A_list_longer_than_any_case_has_is_not_read(int count, string first)
    {
        var people = $"[{string.Join(',', Enumerable.Repeat("\"x\"", count))}]";

        Assert.Equal(first, new CaseBuilder().SetRaw("services[0].people", people).Faults()[0]);
    }

    [Theory]
    [InlineData("ownership")]
    [InlineData("services")]
    [InlineData("declarations")]
    [InlineData("evidence")]
    [InlineData("checklist")]
    [InlineData("findings")]
    public void What_may_be_absent_may_be_null_or_empty_too(string list)
    {
        var builder = new CaseBuilder();
        foreach (var rows in new[] { "checklist", "inventory", "offsets" })
        {
            for (var i = 0; i < JsonPaths.At(builder.Json, rows).AsArray().Count; i++)
            {
                builder.SetRaw($"{rows}[{i}].evidence", "[]");
            }
        }

        Assert.NotNull(builder.Set(list, JsonPaths.Raw("[]")).Read());
        Assert.NotNull(builder.Set(list, null).Read());
        Assert.NotNull(builder.Remove(list).Read());
    }
}
