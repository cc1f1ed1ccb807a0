using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Accounting;

public sealed class DifferenceTests
{
    // Verified 6.339708 exactly, and claimed without a reason.
    [Theory]
    [InlineData("6.339708", true)]
    [InlineData("6.3397081", true)]
    [InlineData("6.3397079", true)]
    [InlineData("6.3397085", true)]
    [InlineData("6.33970850001", false)]
    [InlineData("6.339709", false)]
    [InlineData("6.339707", false)]
    public void Figures_that_are_the_same_at_six_places_need_no_reason(string claimed, bool same)
    {
        var issues = new CaseBuilder().SetRaw("inventory[car].claimedTonnes", claimed).Issues();

        Assert.Equal(same ? [] : ["block inventory.difference-unexplained car"], issues);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void A_blank_reason_is_none(string reason)
    {
        Assert.Equal(["block inventory.difference-unexplained power"], new CaseBuilder().SetRaw("inventory[power].differenceReason", reason).Issues());
    }

    [Fact]
    public void A_verified_amount_makes_a_difference_like_any_other()
    {
        Assert.Equal(["block inventory.difference-unexplained air"], new CaseBuilder().Remove("inventory[air].differenceReason").Issues());
    }

    [Theory]
    [InlineData("goods", "105", null)]
    [InlineData("goods", "95", null)]
    [InlineData("goods", "105.000001", "inventory.indirect")]
    [InlineData("goods", "94.999999", "inventory.indirect")]
    [InlineData("goods", "105.000000000001", "inventory.indirect")]
    [InlineData("stationary-fuel", "105", null)]
    [InlineData("stationary-fuel", "105.000001", "inventory.direct")]
    public void Five_per_cent_is_not_material_and_anything_above_is(string source, string verified, string? subject)
    {
        var verdict = new CaseBuilder().Emitting((source, "100", verified)).Evaluate();

        Assert.Equal(subject is null ? [] : [$"warning inventory.material-difference {subject}"], verdict.Told());
        Assert.Equal((Conclusion.Neutral, true), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void Direct_emissions_are_not_hidden_behind_many_indirect_ones()
    {
        var issues = Offset().Emitting(("event-vehicles", "10", "11"), ("goods", "1000", "1000")).Issues();

        Assert.Equal(["warning inventory.material-difference inventory.direct"], issues);
    }

    [Fact]
    public void Indirect_emissions_are_not_hidden_behind_many_direct_ones()
    {
        var issues = Offset().Emitting(("event-vehicles", "1000", "1000"), ("goods", "10", "9")).Issues();

        Assert.Equal(["warning inventory.material-difference inventory.indirect"], issues);
    }

    [Theory]
    [InlineData("105", "95", false)]
    [InlineData("106", "94", true)]
    public void Two_errors_do_not_cancel_out(string one, string other, bool material)
    {
        var verdict = Offset().Emitting(("goods", "100", one), ("catering", "100", other)).Evaluate();

        Assert.Equal(material ? ["warning inventory.material-difference inventory.indirect"] : [], verdict.Told());
        Assert.Equal(0m, verdict.DifferencePercent);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.000000000001", true)]
    public void Anything_is_material_where_nothing_was_claimed(string verified, bool material)
    {
        Assert.Equal(material ? ["warning inventory.material-difference inventory.indirect"] : [], new CaseBuilder().Emitting(("goods", "0", verified)).Issues());
    }

    [Theory]
    [InlineData("110", 10, false)]
    [InlineData("110.1", 10, true)]
    [InlineData("100.1", 0, true)]
    [InlineData("100", 0, false)]
    public void The_materiality_is_that_of_the_engagement(string verified, int percent, bool material)
    {
        var issues = new CaseBuilder().Emitting(("goods", "100", verified)).Set("engagement.materialityPercent", percent).Issues();

        Assert.Equal(material ? ["warning inventory.material-difference inventory.indirect"] : [], issues);
    }

    [Fact]
    public void Where_none_was_agreed_the_materiality_is_that_of_the_guide_pack()
    {
        var case105 = new CaseBuilder().Emitting(("goods", "100", "105.1")).Remove("engagement.materialityPercent");

        Assert.Equal(["warning inventory.material-difference inventory.indirect"], case105.Issues());
        Assert.Empty(case105.Under(g => g with { Limits = g.Limits with { MaterialityPercent = g.Limits.MaterialityPercent with { Value = 6 } } }).Issues());
    }

    [Fact]
    public void A_misstatement_is_told_with_its_tonnes_and_its_share()
    {
        var misstatements = Offset().Emitting(("goods", "100", "106"), ("catering", "100", "94"), ("event-vehicles", "2", "2.5")).Evaluate().Inventory.Misstatements;

        Assert.Equal([(true, 0.5m, 2m, 25m), (false, 12m, 200m, 6m)], misstatements.Select(m => (m.Direct, m.Tonnes, m.ClaimedTonnes, m.Percent!.Value)));
    }

    private static CaseBuilder Offset() => new CaseBuilder().Offsetting("5000");
}
