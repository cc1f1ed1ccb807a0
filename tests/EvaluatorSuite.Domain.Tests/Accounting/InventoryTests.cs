using System.Globalization;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Accounting;

public sealed class InventoryTests
{
    public static TheoryData<string> Excluded => ["event-electric-vehicles", "travel-taxi", "travel-coach", "catering", "waste-incineration"];

    [Theory]
    [MemberData(nameof(Excluded))]
    public void A_source_is_counted_or_excluded(string source)
    {
        Assert.Equal([$"block inventory.source-unaddressed {source}"], new CaseBuilder().Remove($"excludedSources[{source}]").Issues());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\n\"")]
    [InlineData("null")]
    public void Without_a_reason_a_source_is_not_excluded(string reason)
    {
        Assert.Equal(["block inventory.source-unaddressed catering"], new CaseBuilder().SetRaw("excludedSources[catering].reason", reason).Issues());
    }

    [Fact]
    public void A_source_of_the_inventory_that_is_gone_is_unaddressed()
    {
        Assert.Equal(["block inventory.source-unaddressed travel-metro"], new CaseBuilder().Remove("inventory[metro]").Issues());
    }

    [Fact]
    public void What_counts_as_a_source_is_what_the_guide_pack_lists()
    {
        var issues = new CaseBuilder().Under(g => g with { Sources = [.. g.Sources, g.Sources[0] with { Key = "refrigerant" }] }).Issues();

        Assert.Equal(["block inventory.source-unaddressed refrigerant"], issues);
    }

    [Fact]
    public void A_unit_that_the_factor_does_not_know_leaves_nothing_to_conclude_from()
    {
        var verdict = new CaseBuilder().Set("inventory[heat].unit", "kg").Evaluate();

        Assert.Equal(["block inventory.unit-mismatch heat"], verdict.Told());
        Assert.Equal((Conclusion.NoConclusion, false), (verdict.Conclusion, verdict.MayIssue));
        Assert.Null(verdict.Inventory.Lines[1].VerifiedTonnes);
        Assert.Equal("134.833744", Text(verdict.VerifiedTonnes));
    }

    [Fact]
    public void A_unit_that_the_evaluators_own_factor_does_not_know_is_a_mismatch_too()
    {
        var verdict = new CaseBuilder().Remove("inventory[hotel].factor")
            .SetRaw("inventory[hotel].ownFactor", """{ "value": 53.5, "unit": "kgCO2e/person-day", "source": "饭店", "year": 2025 }""").Evaluate();

        Assert.Equal(["block inventory.unit-mismatch hotel"], verdict.Told());
    }

    [Theory]
    [InlineData("power", "kWh", "48600", "22.701060")]
    [InlineData("power", "GWh", "0.0486", "22.701060")]
    [InlineData("power", "GJ", "174.96", "22.701060")]
    [InlineData("power", "MJ", "174960", "22.701060")]
    [InlineData("heat", "MWh", "113.888888888889", "45.100000")]
    [InlineData("gen", "t", "0.62", "1.949976")]
    [InlineData("paper", "t", "1.4", "1.803900")]
    public void Every_unit_of_the_same_dimension_comes_to_the_same(string line, string unit, string amount, string tonnes)
    {
        var verdict = new CaseBuilder().Set($"inventory[{line}].unit", unit).SetRaw($"inventory[{line}].amount", amount).Evaluate();

        Assert.Empty(verdict.Told());
        Assert.Equal(tonnes, Text(verdict.Inventory.Lines.Single(l => l.Facts.Key == line).VerifiedTonnes!.Value));
    }

    [Fact]
    public void An_own_factor_in_kilograms_counts_in_tonnes()
    {
        var verdict = new CaseBuilder().Remove("inventory[hotel].factor")
            .SetRaw("inventory[hotel].ownFactor", """{ "value": 53.5, "unit": "kgCO2/room-night", "source": "饭店", "year": 2025 }""").Evaluate();

        Assert.Empty(verdict.Told());
        Assert.Equal("52.430000", Text(verdict.Inventory.Lines.Single(l => l.Facts.Key == "hotel").VerifiedTonnes!.Value));
    }

    [Fact]
    public void The_evaluators_amount_stands_before_the_organizers()
    {
        var verdict = new CaseBuilder().Set("inventory[heat].verifiedAmount", 0).Set("inventory[heat].differenceReason", "未使用").Evaluate();

        Assert.Equal("0.000000", Text(verdict.Inventory.Lines[1].VerifiedTonnes!.Value));
    }

    [Fact]
    public void Totals_are_summed_before_they_are_rounded()
    {
        // 0.0000004 three times: each rounds to nothing, together they are a millionth.
        var verdict = new CaseBuilder().Emitting(("goods", "0", "0.0000004"), ("catering", "0", "0.0000004"), ("lodging", "0", "0.0000004")).Evaluate();

        Assert.Equal(["0.000000", "0.000000", "0.000000"], verdict.Inventory.Lines.Select(l => Text(l.VerifiedTonnes!.Value)));
        Assert.Equal("0.000001", Text(verdict.VerifiedTonnes));
    }

    [Theory]
    [InlineData("0.0000005", "0.000000")]
    [InlineData("0.0000015", "0.000002")]
    [InlineData("0.0000025", "0.000002")]
    [InlineData("0.000000500001", "0.000001")]
    public void A_half_goes_to_the_even_figure(string amount, string tonnes)
    {
        Assert.Equal(tonnes, Text(new CaseBuilder().Emitting(("goods", "0", amount)).Evaluate().VerifiedTonnes));
    }

    [Theory]
    [InlineData("100", "101.235", "1.24")]
    [InlineData("100", "101.225", "1.22")]
    [InlineData("100", "98.765", "-1.24")]
    [InlineData("100", "100", "0.00")]
    public void The_difference_is_told_in_per_cent_of_what_was_claimed(string claimed, string verified, string percent)
    {
        Assert.Equal(percent, Text(new CaseBuilder().Emitting(("goods", claimed, verified)).Evaluate().DifferencePercent!.Value));
    }

    [Fact]
    public void Of_a_claim_of_nothing_there_is_no_per_cent()
    {
        Assert.Null(new CaseBuilder().Emitting(("goods", "0", "1")).Evaluate().DifferencePercent);
        Assert.Equal(0m, new CaseBuilder().Emitting(("goods", "0", "0")).Evaluate().DifferencePercent);
    }

    private static string Text(decimal figure) => figure.ToString(CultureInfo.InvariantCulture);
}
