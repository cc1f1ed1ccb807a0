using System.Globalization;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Tests.Independence;

public sealed class GroupTests
{
    [Theory]
    [InlineData("plan")]
    [InlineData("accounting")]
    [InlineData("training")]
    [InlineData("reduction")]
    [InlineData("offset-brokerage")]
    [InlineData("other")]
    public void A_firm_that_gave_any_service_for_the_event_may_not_evaluate_it(string kind)
    {
        var verdict = new CaseBuilder().Set("services[0].provider", "hengxin").Set("services[0].kind", kind)
            .Set("employments", new JsonArray()).Evaluate();

        Assert.Equal(["block independence.same-body hengxin"], verdict.Told());
        Assert.False(verdict.MayIssue);
        Assert.Equal("hengxin", verdict.Issues[0].Road());
        Assert.Equal(["fact.service"], verdict.Issues[0].Chained());
        Assert.Equal(Standing.Firm, verdict.Issues[0].Rule.Standing);
    }

    [Fact]
    public void Where_the_firm_itself_gave_the_service_so_did_everyone_who_works_for_it()
    {
        var issues = new CaseBuilder().Set("services[0].provider", "hengxin").Issues();

        Assert.Equal(
            [
                "block independence.same-body hengxin", "block independence.person chen", "block independence.person gao", "block independence.person liu",
                "block independence.person wang", "block independence.person zhao",
            ],
            issues);
    }

    [Fact]
    public void Two_services_of_one_provider_are_one_issue_with_two_facts()
    {
        var issue = Assert.Single(Owned("hengxin-holding", "lvxing", 60).Evaluate().Issues);

        Assert.Equal(["fact.controls", "fact.controls", "fact.service", "fact.service"], issue.Chained());
        Assert.Equal(new DateOnly(2025, 10, 8), issue.Chain[2].Values["from"]);
        Assert.Equal(new DateOnly(2026, 1, 12), issue.Chain[3].Values["from"]);
    }

    [Fact]
    public void What_reaches_beyond_the_body_itself_is_named_a_house_rule()
    {
        Assert.Equal(Standing.House, Owned("hengxin-holding", "lvxing", 60).Evaluate().The("independence.group").Rule.Standing);
    }

    [Theory]
    [InlineData("50", false)]
    [InlineData("50.000000000001", true)]
    [InlineData("50.01", true)]
    [InlineData("100", true)]
    [InlineData("0", false)]
    public void Half_is_not_control_and_anything_above_is(string percent, bool control)
    {
        var verdict = new CaseBuilder().Set("services[0].provider", "hengxin-holding").SetRaw("ownership[0].percent", percent).Evaluate();

        Assert.Equal(control ? ["block independence.group hengxin-holding"] : [], verdict.Told());
    }

    [Fact]
    public void A_parent_that_gave_the_service_is_in_the_group()
    {
        var issue = new CaseBuilder().Set("services[0].provider", "hengxin-holding").Evaluate().The("independence.group");

        Assert.Equal("hengxin > hengxin-holding", issue.Road());
        Assert.Equal(["fact.controls", "fact.service"], issue.Chained());
        Assert.Equal(new Percentage(78m), issue.Chain[0].Values["percent"]);
    }

    [Theory]
    [InlineData("51", true)]
    [InlineData("50", false)]
    public void A_subsidiary_that_gave_the_service_is_in_the_group(string percent, bool control)
    {
        var verdict = Owned("hengxin", "lvxing", decimal.Parse(percent, CultureInfo.InvariantCulture)).Evaluate();

        Assert.Equal(control ? ["block independence.group lvxing"] : [], verdict.Told());
        Assert.All(verdict.Issues, i => Assert.Equal("hengxin > lvxing", i.Road()));
    }

    [Theory]
    [InlineData(50.01, true)]
    [InlineData(50.00, false)]
    public void A_sister_under_the_same_parent_is_in_the_group(decimal percent, bool control)
    {
        var verdict = Owned("hengxin-holding", "lvxing", percent).Evaluate();

        Assert.Equal(control ? ["block independence.group lvxing"] : [], verdict.Told());
        Assert.All(verdict.Issues, i => Assert.Equal("hengxin > hengxin-holding > lvxing", i.Road()));
    }

    [Theory]
    [InlineData(51, 51, 51, true)]
    [InlineData(50, 51, 51, false)]
    [InlineData(51, 50, 51, false)]
    [InlineData(51, 51, 50, false)]
    public void A_chain_of_three_upwards_holds_by_every_link(int first, int second, int third, bool control)
    {
        var verdict = NoSeller().Set("ownership[0].percent", first)
            .Add("ownership", Edge("jlu-venue", "hengxin-holding", second)).Add("ownership", Edge("lvxing", "jlu-venue", third)).Evaluate();

        Assert.Equal(control ? ["block independence.group lvxing"] : [], verdict.Told());
        Assert.All(verdict.Issues, i => Assert.Equal("hengxin > hengxin-holding > jlu-venue > lvxing", i.Road()));
    }

    [Theory]
    [InlineData(51, 51, 51, true)]
    [InlineData(50, 51, 51, false)]
    [InlineData(51, 50, 51, false)]
    [InlineData(51, 51, 50, false)]
    public void A_chain_of_three_downwards_holds_by_every_link(int first, int second, int third, bool control)
    {
        var verdict = NoSeller().Remove("ownership[0]").Add("ownership", Edge("hengxin", "hengxin-holding", first))
            .Add("ownership", Edge("hengxin-holding", "jlu-venue", second)).Add("ownership", Edge("jlu-venue", "lvxing", third)).Evaluate();

        Assert.Equal(control ? ["block independence.group lvxing"] : [], verdict.Told());
        Assert.All(verdict.Issues, i => Assert.Equal("hengxin > hengxin-holding > jlu-venue > lvxing", i.Road()));
    }

    [Fact]
    public void Of_two_chains_the_shorter_is_told()
    {
        var issue = Owned("hengxin-holding", "lvxing", 60).Add("ownership", Edge("hengxin", "lvxing", 70)).Evaluate().The("independence.group");

        Assert.Equal("hengxin > lvxing", issue.Road());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    public void The_other_owner_of_a_shared_subsidiary_is_not_in_the_group(int others)
    {
        var issues = NoSeller().Add("ownership", Edge("hengxin", "jlu-venue", 60)).Add("ownership", Edge("lvxing", "jlu-venue", others)).Issues();

        Assert.Empty(issues);
    }

    [Fact]
    public void The_other_owner_of_a_sister_is_not_in_the_group()
    {
        var issues = NoSeller().Add("ownership", Edge("hengxin-holding", "jlu-venue", 60)).Add("ownership", Edge("lvxing", "jlu-venue", 60)).Issues();

        Assert.Empty(issues);
    }

    [Fact]
    public void A_circle_of_owners_ends()
    {
        var issues = Owned("hengxin", "hengxin-holding", 60).Add("ownership", Edge("hengxin-holding", "lvxing", 60)).Issues();

        Assert.Equal(["block independence.group lvxing"], issues);
    }

    [Theory]
    [InlineData("赵立衡", "hengxin > lvxing")]
    [InlineData(" 赵立衡 ", "hengxin > lvxing")]
    [InlineData("孙国栋", "hengxin > hengxin-holding > lvxing")]
    public void A_legal_representative_shared_with_the_firm_or_its_group_is_a_bond(string representative, string road)
    {
        var issue = Assert.Single(NoSeller().Set("organizations[lvxing].legalRepresentative", representative).Evaluate().Issues);

        Assert.Equal("block independence.group lvxing", issue.Told());
        Assert.Equal(road, issue.Road());
        Assert.Contains("fact.legal-representative", issue.Chained());
    }

    [Fact]
    public void From_a_shared_representative_it_goes_on_upwards_as_from_the_firm_itself()
    {
        var issue = NoSeller().Set("services[0].provider", "jlu-venue").Set("organizations[lvxing].legalRepresentative", "赵立衡").Set("services[1].provider", "jlu-venue")
            .Add("ownership", Edge("jlu-venue", "lvxing", 60)).Evaluate().The("independence.group");

        Assert.Equal("hengxin > lvxing > jlu-venue", issue.Road());
    }

    [Fact]
    public void From_a_shared_representative_of_a_subsidiary_it_goes_down_and_not_up()
    {
        var builder = NoSeller().Set("organizations[jlu-venue].legalRepresentative", "周绿原").Add("ownership", Edge("hengxin", "jlu-venue", 60));

        Assert.Equal(["block independence.group lvxing"], builder.Issues());

        builder.Set("services[0].provider", "ice-assoc").Set("services[1].provider", "ice-assoc").Add("ownership", Edge("ice-assoc", "lvxing", 60));

        Assert.Empty(builder.Issues());
    }

    [Fact]
    public void A_name_that_is_missing_on_both_sides_is_no_shared_representative()
    {
        var issues = NoSeller().Remove("organizations[lvxing].legalRepresentative").Remove("organizations[hengxin].legalRepresentative").Issues();

        Assert.Empty(issues);
    }

    [Fact]
    public void A_blank_name_on_both_sides_is_no_shared_representative()
    {
        var issues = NoSeller().Set("organizations[lvxing].legalRepresentative", " ").Set("organizations[hengxin].legalRepresentative", " ").Issues();

        Assert.Empty(issues);
    }

    [Theory]
    [InlineData("第三届长白山冰雪产业论坛", true)]
    [InlineData("  第三届长白山冰雪产业论坛 ", true)]
    [InlineData("第二届长白山冰雪产业论坛", false)]
    public void A_service_is_for_this_event_also_by_the_name_of_the_event(string name, bool same)
    {
        var issues = new CaseBuilder().Set("services[0].provider", "hengxin-holding").Set("services[0].event", name).Issues();

        Assert.Equal([same ? "block independence.group hengxin-holding" : "warning independence.earlier-service hengxin-holding"], issues);
    }

    [Fact]
    public void The_name_of_the_event_in_small_letters_is_its_name()
    {
        var issues = new CaseBuilder().Set("event.name", "Ice Forum").Set("services[0].provider", "hengxin-holding").Set("services[0].event", "ICE forum").Issues();

        Assert.Equal(["block independence.group hengxin-holding"], issues);
    }

    [Fact]
    public void A_service_for_this_event_to_a_co_organizer_is_a_service_for_this_event()
    {
        var issues = new CaseBuilder().Set("services[0].provider", "hengxin-holding").Set("services[0].organizer", "jlu-venue").Issues();

        Assert.Equal(["block independence.group hengxin-holding"], issues);
    }

    [Fact]
    public void However_long_ago_a_service_for_this_event_was_it_counts()
    {
        var issues = new CaseBuilder().Set("services[0].provider", "hengxin-holding").Set("services[0].from", "2001-01-01").Set("services[0].to", "2001-01-02").Issues();

        Assert.Equal(["block independence.group hengxin-holding"], issues);
    }

    private static CaseBuilder NoSeller() => new CaseBuilder().Remove("offsets[jl].seller");

    private static CaseBuilder Owned(string parent, string child, decimal percent) => NoSeller().Add("ownership", Edge(parent, child, percent));

    private static string Edge(string parent, string child, decimal percent) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{ "parent": "{{parent}}", "child": "{{child}}", "percent": {{percent}} }""");
}
