namespace EvaluatorSuite.Domain.Tests.CaseFolders;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("firm", "organizations")]
    [InlineData("ownership[0].parent", "organizations")]
    [InlineData("ownership[0].child", "organizations")]
    [InlineData("employments[0].person", "people")]
    [InlineData("employments[0].organization", "organizations")]
    [InlineData("services[0].provider", "organizations")]
    [InlineData("services[0].organizer", "organizations")]
    [InlineData("event.organizer", "organizations")]
    [InlineData("engagement.client", "organizations")]
    [InlineData("engagement.team[1].person", "people")]
    [InlineData("engagement.reviewer", "people")]
    [InlineData("engagement.approver", "people")]
    [InlineData("declarations[0].person", "people")]
    [InlineData("evidence[0].providedBy", "organizations")]
    [InlineData("checklist[0].evidence[0]", "evidence")]
    [InlineData("inventory[0].evidence[1]", "evidence")]
    [InlineData("offsets[0].evidence[0]", "evidence")]
    [InlineData("offsets[0].seller", "organizations")]
    [InlineData("findings[0].closedBy", "people")]
    public void A_key_that_nothing_has_is_a_fault_where_it_stands(string path, string list)
    {
        var fault = new CaseBuilder().Set(path, "nobody").Fault();

        Assert.Equal(($"$.{path}", "json.reference"), (fault.Path, fault.What.Code));
        Assert.Equal(("nobody", list), (fault.What.Values["value"], fault.What.Values["list"]));
    }

    [Fact]
    public void The_people_of_a_service_are_people_of_the_file()
    {
        Assert.Equal(["$.services[1].people[1] json.reference"], new CaseBuilder().SetRaw("services[1].people", """["chen", "nobody"]""").Faults());
    }

    [Fact]
    public void Keys_are_told_apart_by_their_letters()
    {
        Assert.Equal(["$.firm json.reference"], new CaseBuilder().Set("firm", "Hengxin").Faults());
    }

    [Theory]
    [InlineData("organizations[4].key", "lvxing")]
    [InlineData("people[4].key", "chen")]
    [InlineData("evidence[13].key", "plan")]
    [InlineData("inventory[10].key", "power")]
    [InlineData("offsets[1].key", "jl")]
    [InlineData("findings[1].key", "CL-01")]
    public void A_key_that_two_rows_have_is_a_fault_at_the_second(string path, string key)
    {
        // What referred to the key that is overwritten would be a fault of its own.
        var faults = new CaseBuilder().Set(path, key).Faults().Where(f => !f.Contains("reference", StringComparison.Ordinal));

        Assert.Equal([$"$.{path} json.duplicate-key"], faults);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a%2fb")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_key_can_stand_in_an_address(string key)
    {
        var faults = new CaseBuilder().Set("findings[1].key", key).Faults();

        Assert.Equal(["$.findings[1].key json.key"], faults);
    }

    [Theory]
    [InlineData("checklist", "checklist[1].item", "prep.plan-published", "$.checklist[1]")]
    [InlineData("excludedSources", "excludedSources[1].source", "event-electric-vehicles", "$.excludedSources[1]")]
    public void An_item_that_is_answered_twice_is_a_fault(string list, string path, string value, string at)
    {
        var fault = new CaseBuilder().Set(path, value).Fault();

        Assert.Equal((at, "json.duplicate-key", list), (fault.Path, fault.What.Code, fault.What.Values["list"]));
    }

    [Fact]
    public void One_edge_of_ownership_stands_once()
    {
        var faults = new CaseBuilder().Add("ownership", """{ "parent": "hengxin-holding", "child": "hengxin", "percent": 10 }""").Faults();

        Assert.Equal(["$.ownership[1] json.duplicate-key"], faults);
    }

    [Fact]
    public void Nobody_owns_itself()
    {
        Assert.Equal(["$.ownership[0] case.owns-itself"], new CaseBuilder().Set("ownership[0].child", "hengxin-holding").Faults());
    }

    [Fact]
    public void Two_organizations_have_two_codes()
    {
        Assert.Equal(["$.organizations[4].uscc json.duplicate-key"], new CaseBuilder().Set("organizations[4].uscc", "91220101MA0Y1K2T3X").Faults());
    }

    [Fact]
    public void The_place_of_a_code_that_stands_twice_counts_the_rows_that_are_faulty_too()
    {
        var builder = new CaseBuilder().Set("organizations[4].uscc", "91220101MA0Y1K2T3X");
        JsonPaths.At(builder.Json, "organizations").AsArray().Insert(0, 7);

        Assert.Equal(["$.organizations[0] json.type", "$.organizations[5].uscc json.duplicate-key"], builder.Faults());
    }

    [Fact]
    public void Two_people_have_two_addresses()
    {
        var fault = new CaseBuilder().Set("people[1].email", "CHEN@hengxin.example").Fault();

        Assert.StartsWith("$.people[1]", fault.Path, StringComparison.Ordinal);
        Assert.Equal("json.duplicate-key", fault.What.Code);
    }

    [Theory]
    [InlineData("chen")]
    [InlineData("@hengxin.example")]
    [InlineData("chen@")]
    [InlineData("chen@hengxin@example")]
    public void An_address_has_one_at_sign_between_two_sides(string email)
    {
        Assert.Equal(["$.people[0].email case.email"], new CaseBuilder().Set("people[0].email", email).Faults());
    }

    [Theory]
    [InlineData("91350100M000100Y4Z", "uscc.check")]
    [InlineData("91350100M000100Y44", "uscc.check")]
    [InlineData("91350100M000100Y4", "uscc.length")]
    [InlineData("91350100m000100Y43", "uscc.symbol")]
    [InlineData("91350100M000I00Y43", "uscc.symbol")]
    public void A_code_with_a_slip_is_a_fault(string code, string fault)
    {
        Assert.Equal([$"$.organizations[4].uscc {fault}"], new CaseBuilder().Set("organizations[4].uscc", code).Faults());
    }

    [Theory]
    [InlineData("91110000600037341L")]
    [InlineData("91350100M000100Y43")]
    public void A_right_code_is_none(string code)
    {
        Assert.Equal(code, new CaseBuilder().Set("organizations[4].uscc", code).Read().Registry.Organizations[4].Uscc);
    }

    [Theory]
    [InlineData("checklist[0].item", "checklist")]
    [InlineData("inventory[0].source", "sources")]
    [InlineData("inventory[0].factor", "factors")]
    [InlineData("excludedSources[0].source", "sources")]
    public void What_the_guide_pack_does_not_have_is_a_fault(string path, string list)
    {
        var fault = new CaseBuilder().Set(path, "nothing").Fault();

        Assert.Equal(($"$.{path}", "case.not-in-guide", list), (fault.Path, fault.What.Code, fault.What.Values["list"]));
    }

    [Fact]
    public void A_guide_that_is_not_there_is_one_fault_and_the_rest_is_still_read()
    {
        var faults = new CaseBuilder().Set("guide", "jilin-2027").Set("inventory[0].source", "only-in-2027").Set("inventory[1].unit", "kw").Faults();

        Assert.Equal(["$.guide case.guide", "$.inventory[1].unit unit.unknown"], faults);
    }

    [Fact]
    public void An_unknown_guide_is_told_with_those_that_are_there()
    {
        var fault = new CaseBuilder().Set("guide", "jilin-2027").Fault();

        Assert.Equal(("jilin-2027", "jilin-2026-draft, mee-2019"), (fault.What.Values["value"], fault.What.Values["allowed"]));
    }

    [Theory]
    [InlineData("kw")]
    [InlineData("KWH")]
    [InlineData("度")]
    public void A_unit_that_nobody_knows_is_a_fault(string unit)
    {
        var fault = new CaseBuilder().Set("inventory[0].unit", unit).Fault();

        Assert.Equal(("$.inventory[0].unit", "unit.unknown", unit), (fault.Path, fault.What.Code, fault.What.Values["value"]));
        Assert.Contains("room-night", (string)fault.What.Values["allowed"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_has_one_factor()
    {
        const string own = """{ "value": 1, "unit": "kgCO2/kWh", "source": "x", "year": 2025 }""";

        Assert.Equal(["$.inventory[0] case.factor-twice"], new CaseBuilder().SetRaw("inventory[0].ownFactor", own).Faults());
        Assert.Equal(["$.inventory[0] case.factor-missing"], new CaseBuilder().Remove("inventory[0].factor").Faults());
    }

    [Theory]
    [InlineData("unit", "\"kgCO2\"", "unit.factor")]
    [InlineData("unit", "\"kgCH4/kWh\"", "unit.factor")]
    [InlineData("value", "-1", "json.amount-min")]
    [InlineData("year", "1989", "json.whole")]
    [InlineData("year", "2101", "json.whole")]
    [InlineData("year", "2025.5", "json.whole")]
    [InlineData("source", "null", "json.missing")]
    [InlineData("year", "null", "json.missing")]
    public void An_own_factor_is_whole(string property, string value, string fault)
    {
        var faults = new CaseBuilder().Remove("inventory[0].factor")
            .SetRaw("inventory[0].ownFactor", """{ "value": 1, "unit": "kgCO2/kWh", "source": "x", "year": 2025 }""")
            .SetRaw($"inventory[0].ownFactor.{property}", value).Faults();

        Assert.Equal([$"$.inventory[0].ownFactor.{property} {fault}"], faults);
    }
}
