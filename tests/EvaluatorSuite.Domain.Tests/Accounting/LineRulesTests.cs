using CsCheck;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Tests.Accounting;

public sealed class LineRulesTests
{
    private static readonly LineRules Rules = new(Packs.Jilin, new HashSet<string> { "power", "meter" });

    private static readonly LineFacts Good = new()
    {
        Key = "L1",
        Source = "electricity",
        Stage = EventStage.Hold,
        Description = "场馆外购电力",
        Amount = 48.6m,
        Unit = "MWh",
        Factor = "grid-jilin-2023",
        ClaimedTonnes = 23.96952m,
        Evidence = ["power"],
    };

    private static readonly OwnFactor Own = new() { Value = 1.5m, Unit = "kgCO2e/person-day", Source = "实测", Year = 2025 };

    private static readonly TypedLine Typed = new()
    {
        Source = "electricity",
        Stage = "Hold",
        Description = "场馆外购电力",
        Amount = "48.6",
        Unit = "MWh",
        Factor = "grid-jilin-2023",
        ClaimedTonnes = "23.96952",
    };

    public static TheoryData<string, string, string, LineFacts> Wrong => new()
    {
        { "no source", "line.missing", "Source", Good with { Source = " " } },
        { "an unknown source", "line.source-unknown", "Source", Good with { Source = "moon" } },
        { "a stage that is none", "line.stage-unknown", "Stage", Good with { Stage = (EventStage)9 } },
        { "no description", "line.missing", "Description", Good with { Description = "" } },
        { "a long description", "line.too-long", "Description", Good with { Description = new string('长', 401) } },
        { "a control character", "line.control", "Description", Good with { Description = "电\u0007力" } },
        { "half a character", "line.control", "Description", Good with { Description = "电\ud83d" } },
        { "an amount below zero", "line.negative", "Amount", Good with { Amount = -1 } },
        { "too many digits before the point", "line.digits", "Amount", Good with { Amount = 1_000_000_000_000_000 } },
        { "too many digits after the point", "line.digits", "Amount", Good with { Amount = 0.1234567890123m } },
        { "no unit", "line.missing", "Unit", Good with { Unit = "" } },
        { "an unknown unit", "line.unit-unknown", "Unit", Good with { Unit = "kw" } },
        { "neither factor", "line.factor-missing", "Factor", Good with { Factor = null } },
        { "both factors", "line.factor-twice", "Factor", Good with { OwnFactor = Own } },
        { "an unknown factor", "line.factor-unknown", "Factor", Good with { Factor = "grid-moon" } },
        { "a claim below zero", "line.negative", "ClaimedTonnes", Good with { ClaimedTonnes = -0.000001m } },
        { "a claim of too many digits", "line.digits", "ClaimedTonnes", Good with { ClaimedTonnes = 1e15m } },
        { "a verified amount below zero", "line.negative", "VerifiedAmount", Good with { VerifiedAmount = -1 } },
        { "an endless reason", "line.too-long", "DifferenceReason", Good with { DifferenceReason = new string('a', 4001) } },
        { "an endless cross-check", "line.too-long", "CrossCheck", Good with { CrossCheck = new string('a', 4001) } },
        { "evidence that is not there", "line.evidence-unknown", "Evidence", Good with { Evidence = ["power", "invented"] } },
        { "an own factor below zero", "line.negative", "OwnValue", Good with { Factor = null, OwnFactor = Own with { Value = -1 } } },
        { "an own factor without unit", "line.missing", "OwnUnit", Good with { Factor = null, OwnFactor = Own with { Unit = "" } } },
        { "an own factor of another form", "line.factor-unit", "OwnUnit", Good with { Factor = null, OwnFactor = Own with { Unit = "kg/kWh" } } },
        { "an own factor without source", "line.missing", "OwnSource", Good with { Factor = null, OwnFactor = Own with { Source = "" } } },
        { "an own factor without year", "line.factor-year", "OwnYear", Good with { Factor = null, OwnFactor = Own with { Year = 0 } } },
        { "more tonnes than there can be", "line.tonnes-too-large", "Amount", Good with { Amount = 999_999_999_999_999, Unit = "GWh" } },
    };

    [Fact]
    public void A_line_within_all_limits_stands() => Assert.Empty(Rules.Check(Good));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_limit_is_named_with_the_field_that_oversteps_it(string what, string code, string field, LineFacts line)
    {
        var refusal = Assert.Single(Rules.Check(line));

        Assert.True((code, field) == (refusal.Code, refusal.Field), $"{what}: {refusal.Code} {refusal.Field}");
    }

    [Fact]
    public void At_each_limit_the_line_still_stands() => Assert.All(
        new[]
        {
            Good with { Description = new string('长', 400), CrossCheck = new string('a', 4000), DifferenceReason = new string('a', 4000) },
            Good with { Amount = 999_999_999_999_999.999999999999m, Unit = "kWh", ClaimedTonnes = 0 },
            Good with { Amount = 0, ClaimedTonnes = 0, VerifiedAmount = 0 },
            Good with { Factor = null, OwnFactor = Own with { Year = 1990 } },
            Good with { Description = "第一行\n第二行\t😀" },
        },
        line => Assert.Empty(Rules.Check(line)));

    [Fact]
    public void A_factor_whose_unit_does_not_fit_is_let_in_and_judged()
    {
        var line = Good with { Factor = "heat-default", Unit = "pkm" };

        Assert.Empty(Rules.Check(line));
        Assert.Null(Inventory.Calculate(Packs.Jilin, line).Verified);
    }

    [Fact]
    public void All_reasons_are_given_at_once()
    {
        var refusals = Rules.Check(new LineFacts { Amount = -1, ClaimedTonnes = -1, Evidence = ["x"] });

        Assert.Equal(["Source", "Unit", "Evidence", "Amount", "ClaimedTonnes", "Factor", "Description"], refusals.Select(r => r.Field));
    }

    [Fact]
    public void What_the_rules_let_in_is_calculated_without_a_fault() =>
        Gen.Select(Gen.Decimal[0, 999_999_999_999m], Gen.Int[0, Unit.All.Count - 1], Gen.Int[0, Packs.Jilin.Factors.Count - 1]).Sample((amount, unit, factor) =>
        {
            var line = Good with { Amount = decimal.Round(amount, 12, MidpointRounding.ToEven), Unit = Unit.All[unit].Code, Factor = Packs.Jilin.Factors[factor].Key };
            if (Rules.Check(line).Count == 0)
            {
                var inventory = new Inventory(Packs.Jilin, [line, line], [], 5);

                Assert.Equal(SourceTotal.Of(inventory)[0].VerifiedTonnes, inventory.VerifiedSoFar.Tonnes());
                Assert.Equal(SourceTotal.Of(inventory)[0].ClaimedTonnes, inventory.Claimed.Tonnes());
            }
        });

    [Fact]
    public void What_is_typed_is_read_onto_the_line_and_the_evaluators_part_stays()
    {
        var current = Good with { VerifiedAmount = 50, CrossCheck = "抄表", DifferenceReason = "因子" };

        var (facts, refusals) = (Typed with { Amount = "１,000.50", Description = " 新的内容 " }).Onto(current, Rules);

        Assert.Empty(refusals);
        Assert.Equal(current with { Amount = 1000.5m, Description = "新的内容" }, facts);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1,Hold")]
    [InlineData("+2")]
    [InlineData("举办")]
    public void A_stage_is_one_of_three_words(string stage) =>
        Assert.Equal("line.stage-unknown", Assert.Single((Typed with { Stage = stage }).Onto(Good, Rules).Refusals).Code);

    [Fact]
    public void A_figure_that_cannot_be_read_is_named_and_nothing_takes_its_place()
    {
        var refusals = (Typed with { Amount = "48,6", ClaimedTonnes = "" }).Onto(Good, Rules).Refusals;

        Assert.Equal([("line.amount-unreadable", "Amount"), ("line.missing", "ClaimedTonnes")], refusals.Select(r => (r.Code, r.Field)));
    }

    [Fact]
    public void The_organizers_part_does_not_touch_an_own_factor()
    {
        var current = Good with { Factor = null, OwnFactor = Own };

        var (facts, refusals) = Typed.Onto(current, Rules);

        Assert.Empty(refusals);
        Assert.Equal((null, Own), (facts.Factor, facts.OwnFactor));
    }

    [Fact]
    public void An_own_factor_is_wanted_whole()
    {
        var refusals = new TypedVerification { OwnValue = "abc", OwnYear = "去年" }.Onto(Good, Rules).Refusals;

        Assert.Equal(["OwnValue", "OwnUnit", "OwnSource", "OwnYear"], refusals.Select(r => r.Field));
    }

    [Fact]
    public void A_line_counts_as_verified_once_an_evaluator_has_put_a_hand_to_it()
    {
        Assert.False(Good.IsVerified);
        Assert.True((Good with { VerifiedAmount = Good.Amount }).IsVerified);
        Assert.True((Good with { DifferenceReason = "取整" }).IsVerified);
        Assert.True((Good with { Factor = null, OwnFactor = Own }).IsVerified);
    }

    [Fact]
    public void Keys_go_on_after_the_highest() => Assert.Equal(["L8", "L9"], RowKeys.Next("L", ["L7", "power", "L3", "Lx"], 2));
}
