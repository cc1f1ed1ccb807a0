using System.Text.Json.Nodes;

namespace EvaluatorSuite.Domain.Tests.Independence;

public sealed class OffsetSellerTests
{
    [Theory]
    [InlineData("hengxin", "hengxin")]
    [InlineData("hengxin-holding", "hengxin > hengxin-holding")]
    public void The_firm_and_its_group_may_not_have_sold_units_used_here(string seller, string road)
    {
        var verdict = new CaseBuilder().Set("offsets[ccer].seller", seller).Evaluate();

        Assert.Equal(["block independence.offset-seller ccer"], verdict.Told());
        Assert.Equal(road, verdict.Issues[0].Road());
        Assert.Equal("fact.sold", verdict.Issues[0].Chained()[^1]);
    }

    [Theory]
    [InlineData("50.01", true)]
    [InlineData("50", false)]
    public void A_sister_that_sold_units_is_the_group_just_above_half(string percent, bool blocks)
    {
        var issues = new CaseBuilder().Set("services", new JsonArray())
            .Add("ownership", $$"""{ "parent": "hengxin-holding", "child": "lvxing", "percent": {{percent}} }""").Issues();

        Assert.Equal(blocks ? ["block independence.offset-seller jl"] : [], issues);
    }

    [Theory]
    [InlineData("lvxing")]
    [InlineData("ice-assoc")]
    [InlineData("jlu-venue")]
    public void A_stranger_may_have_sold_them(string seller)
    {
        Assert.Empty(new CaseBuilder().Set("offsets[ccer].seller", seller).Issues());
    }

    [Fact]
    public void Every_line_that_the_firm_sold_is_an_issue_and_still_counts_towards_the_figures()
    {
        var verdict = new CaseBuilder().Set("offsets[jl].seller", "hengxin").Set("offsets[ccer].seller", "hengxin").Evaluate();

        Assert.Equal(["block independence.offset-seller ccer", "block independence.offset-seller jl"], verdict.Told());
        Assert.Equal(182m, verdict.OffsetTonnes);
    }
}
