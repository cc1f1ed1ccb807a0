using System.Globalization;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Tests.Guides;

/// <summary>What the packs that ship say, held against what the sources of the trade say.</summary>
public sealed class GuidePackTests
{
    public static TheoryData<string> Keys => ["jilin-2026-draft", "mee-2019"];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_pack_that_ships_reads_without_a_fault_and_gives_every_rule(string key)
    {
        var pack = GuidePackReader.Read(Packs.Bytes(key));

        Assert.Equal(key, pack.Key);
        Assert.All(RuleKeys.All, rule => Assert.NotEmpty(pack.Rule(rule).Source.Zh));
        Assert.Equal(RuleKeys.All.Count, pack.Rules.Count);
    }

    [Theory]
    [InlineData("stationary-fuel", true)]
    [InlineData("event-vehicles", true)]
    [InlineData("electricity", false)]
    [InlineData("heat", false)]
    [InlineData("event-electric-vehicles", false)]
    [InlineData("travel-air", false)]
    [InlineData("travel-rail", false)]
    [InlineData("travel-metro", false)]
    [InlineData("travel-taxi", false)]
    [InlineData("travel-car", false)]
    [InlineData("travel-coach", false)]
    [InlineData("lodging", false)]
    [InlineData("catering", false)]
    [InlineData("goods", false)]
    [InlineData("waste-landfill", false)]
    [InlineData("waste-incineration", false)]
    public void Every_source_of_annex_1_is_there_and_only_burning_fuel_is_direct(string source, bool direct)
    {
        Assert.Equal(direct, Packs.Jilin.FindSource(source)?.Direct);
        Assert.Equal(16, Packs.Jilin.Sources.Count);
    }

    [Theory]
    [InlineData("grid-national-2023", "kWh", "0.0005306")]
    [InlineData("grid-northeast-2023", "kWh", "0.0005122")]
    [InlineData("grid-jilin-2023", "kWh", "0.0004671")]
    [InlineData("grid-jilin-2022", "kWh", "0.0004932")]
    [InlineData("heat-default", "GJ", "0.11")]
    [InlineData("rail-hsr-2019", "pkm", "0.00003048")]
    [InlineData("air-2019", "pkm", "0.0000953")]
    [InlineData("metro-cpcd-2023", "pkm", "0.00004314")]
    [InlineData("bus-cpcd-2023", "pkm", "0.000053")]
    [InlineData("coach-desnz-2025", "pkm", "0.00002776")]
    [InlineData("car-petrol-cpcd-2023", "vkm", "0.00019567")]
    [InlineData("hotel-cn-desnz-2025", "room-night", "0.0535")]
    [InlineData("paper-mixed-desnz-2025", "t", "1.2885")]
    [InlineData("paper-primary-desnz-2025", "t", "1.34508")]
    [InlineData("pet-desnz-2025", "t", "3.8639")]
    [InlineData("clothing-desnz-2025", "t", "22.31")]
    [InlineData("landfill-commercial-desnz-2025", "t", "0.52053")]
    [InlineData("landfill-food-desnz-2025", "t", "0.70031")]
    [InlineData("water-supply-desnz-2025", "m3", "0.0001913")]
    [InlineData("water-treatment-desnz-2025", "m3", "0.00017088")]
    public void A_factor_is_the_one_of_its_document(string key, string unit, string tonnes)
    {
        var factor = Packs.Jilin.FindFactor(key)!;

        Assert.Equal(unit, factor.Unit.Activity.Code);
        Assert.Equal(Exact.Of(decimal.Parse(tonnes, CultureInfo.InvariantCulture)), factor.TonnesPerUnit);
        Assert.Equal(Standing.Provisional, factor.Standing);
    }

    // Net calorific value × carbon content × oxidation × 44/12.
    [Theory]
    [InlineData("petrol-2015", "t", 44.80, 0.0189, 0.98, "3.0425")]
    [InlineData("diesel-2015", "t", 43.33, 0.0202, 0.98, "3.1451")]
    [InlineData("natural-gas-2015", "1e4Nm3", 389.31, 0.0153, 0.99, "21.6219")]
    [InlineData("lpg-2015", "t", 47.31, 0.0172, 0.99, "2.9538")]
    [InlineData("lng-2015", "t", 41.868, 0.0153, 0.99, "2.3253")]
    [InlineData("bituminous-2015", "t", 23.204, 0.02618, 0.93, "2.0715")]
    public void The_factor_of_a_fuel_is_the_exact_product_of_its_properties(string key, string unit, decimal ncv, decimal carbon, decimal oxidation, string rounded)
    {
        var factor = Packs.Jilin.FindFactor(key)!;

        Assert.Equal((unit, new FuelProperties(ncv, carbon, oxidation)), (factor.Unit.Activity.Code, factor.Fuel));
        Assert.Equal(Exact.Of(ncv * carbon * oxidation * 44) / 12m, factor.TonnesPerUnit);
        Assert.Equal(rounded, factor.TonnesPerUnit.Round(4).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void No_factor_is_there_for_which_no_citable_value_was_found()
    {
        Assert.DoesNotContain(Packs.Jilin.Factors, f => f.Key.Contains("meal", StringComparison.Ordinal) || f.Key.Contains("incineration", StringComparison.Ordinal));
        Assert.Equal(26, Packs.Jilin.Factors.Count);
    }

    [Fact]
    public void Jilin_allows_four_kinds_of_units()
    {
        Assert.Equal(["ccer", "jilin-inclusion", "national-allowance", "other-recognized"], Packs.Jilin.OffsetKinds.Select(k => k.Key).Order());
        Assert.NotNull(Packs.Jilin.FindOffsetKind("ccer"));
        Assert.Null(Packs.Jilin.FindOffsetKind("vcs"));
    }

    [Theory]
    [InlineData(
        "basic", "prep.plan-published", "prep.plan-complete", "prep.contract-review", "impl.boundary", "impl.sources-complete", "impl.activity-data", "impl.factors",
        "impl.reductions-first", "impl.site-visit", "impl.offset-cancelled", "report.disclosure-ready", "report.records-kept")]
    [InlineData("preferred", "impl.existing-venues", "impl.new-energy-vehicles", "impl.participants")]
    [InlineData("veto", "impl.no-double-use", "impl.neutrality")]
    public void Every_checklist_item_is_of_its_kind(string kind, params string[] items)
    {
        Assert.Equal(
            items.Order(),
            Packs.Jilin.Checklist.Where(i => i.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(i => i.Key).Order());
    }

    [Theory]
    [InlineData("prep.", "prepare")]
    [InlineData("impl.", "implement")]
    [InlineData("report.", "report")]
    public void Every_checklist_item_is_of_its_phase(string prefix, string phase)
    {
        Assert.All(Packs.Jilin.Checklist.Where(i => i.Key.StartsWith(prefix, StringComparison.Ordinal)), i => Assert.Equal(phase, i.Phase));
    }

    [Fact]
    public void Every_number_has_the_standing_that_its_source_bears()
    {
        var limits = Packs.Jilin.Limits;

        Assert.Equal((5, Standing.Provisional), (limits.PersonLookBackYears.Years, limits.PersonLookBackYears.Standing));
        Assert.Equal((3, Standing.Provisional), (limits.EarlierServiceLookBackYears.Years, limits.EarlierServiceLookBackYears.Standing));
        Assert.Equal((2m, Standing.Firm), (limits.TeamMinimum.Value, limits.TeamMinimum.Standing));
        Assert.Equal((5m, Standing.Provisional), (limits.MaterialityPercent.Value, limits.MaterialityPercent.Standing));
        Assert.Equal((1, Standing.Provisional), (limits.OffsetDeadlineYears.Years, limits.OffsetDeadlineYears.Standing));
        Assert.Equal((3, Standing.Firm), (limits.RetentionFloorYears.Years, limits.RetentionFloorYears.Standing));
        Assert.Equal((10, Standing.Provisional), (limits.RetentionDefaultYears.Years, limits.RetentionDefaultYears.Standing));
    }

    [Theory]
    [InlineData("independence.same-body", Standing.Firm)]
    [InlineData("independence.group", Standing.House)]
    [InlineData("independence.offset-seller", Standing.House)]
    [InlineData("independence.person", Standing.House)]
    [InlineData("team.minimum", Standing.Firm)]
    [InlineData("team.reviewer-in-team", Standing.Firm)]
    [InlineData("team.approver-not-separate", Standing.Provisional)]
    [InlineData("plan.incomplete", Standing.Firm)]
    [InlineData("inventory.material-difference", Standing.Provisional)]
    [InlineData("offset.late", Standing.Provisional)]
    [InlineData("neutrality.shortfall", Standing.Firm)]
    [InlineData("finding.open", Standing.Firm)]
    public void A_rule_has_the_standing_that_its_source_bears(string rule, Standing standing)
    {
        Assert.Equal(standing, Packs.Jilin.Rule(rule).Standing);
    }

    [Fact]
    public void A_text_is_told_in_the_language_that_is_asked_for()
    {
        var text = new LocalizedText("中文", "English");

        Assert.Equal(("中文", "中文", "English", "English"), (text.In("zh-CN"), text.In("ZH"), text.In("en"), text.In("fr")));
    }
}
