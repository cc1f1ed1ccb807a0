using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Checklists;

public sealed class ChecklistTests
{
    public static TheoryData<string> Items => [.. Packs.Jilin.Checklist.Select(i => i.Key)];

    [Theory]
    [MemberData(nameof(Items))]
    public void Every_item_is_answered(string item)
    {
        Assert.Equal([$"block checklist.unanswered {item}"], new CaseBuilder().Remove($"checklist[{item}]").Issues());
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void What_is_met_names_its_evidence(string item)
    {
        var issues = new CaseBuilder().Set($"checklist[{item}].judgement", "met").SetRaw($"checklist[{item}].evidence", "[]").Issues();

        Assert.Equal([$"block checklist.evidence-missing {item}"], issues);
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void What_is_not_met_counts_by_the_kind_of_the_item(string item)
    {
        var verdict = new CaseBuilder().Set($"checklist[{item}].judgement", "not-met").SetRaw($"checklist[{item}].evidence", "[]").Evaluate();

        var (rule, conclusion) = Packs.Jilin.FindItem(item)!.Kind switch
        {
            ChecklistKind.Veto => ("checklist.veto-not-met", Conclusion.NotNeutral),
            ChecklistKind.Basic => ("checklist.basic-not-met", Conclusion.NeutralWithReservation),
            _ => ((string?)null, Conclusion.Neutral),
        };
        Assert.Equal(rule is null ? [] : [$"warning {rule} {item}"], verdict.Told().Where(i => !i.Contains("contradicts", StringComparison.Ordinal)));
        Assert.Equal(conclusion, verdict.Conclusion);
        Assert.Equal(item != "impl.neutrality", verdict.MayIssue);
    }

    [Theory]
    [InlineData("prep.plan-published")]
    [InlineData("impl.new-energy-vehicles")]
    [InlineData("impl.no-double-use")]
    public void What_does_not_apply_needs_nothing(string item)
    {
        var verdict = new CaseBuilder().Set($"checklist[{item}].judgement", "not-applicable").SetRaw($"checklist[{item}].evidence", "[]").Evaluate();

        Assert.Empty(verdict.Told());
        Assert.Equal(Conclusion.Neutral, verdict.Conclusion);
    }

    [Fact]
    public void A_veto_outweighs_a_reservation()
    {
        var verdict = new CaseBuilder().Set("checklist[impl.no-double-use].judgement", "not-met").Set("checklist[impl.factors].judgement", "not-met").Evaluate();

        Assert.Equal(["warning checklist.veto-not-met impl.no-double-use", "warning checklist.basic-not-met impl.factors"], verdict.Told());
        Assert.Equal((Conclusion.NotNeutral, true), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void Neutrality_judged_not_met_contradicts_units_that_suffice()
    {
        var verdict = new CaseBuilder().Set("checklist[impl.neutrality].judgement", "not-met").Evaluate();

        Assert.Equal(["warning checklist.veto-not-met impl.neutrality", "block checklist.contradicts-figures impl.neutrality"], verdict.Told());
        Assert.Equal("rule.checklist.contradicts-figures.enough", verdict.The("checklist.contradicts-figures").Finding.Code);
    }

    [Fact]
    public void Neutrality_judged_met_contradicts_units_that_fall_short()
    {
        var verdict = new CaseBuilder().Remove("offsets[ccer]").Evaluate();

        Assert.Equal(["block checklist.contradicts-figures impl.neutrality", "warning neutrality.shortfall offsets"], verdict.Told());
        Assert.Equal("rule.checklist.contradicts-figures.short", verdict.Issues[0].Finding.Code);
        Assert.Equal(Conclusion.NotNeutral, verdict.Conclusion);
    }

    [Theory]
    [InlineData("200", "block checklist.contradicts-figures impl.neutrality")]
    [InlineData("100", "block checklist.contradicts-figures impl.neutrality; warning neutrality.shortfall offsets")]
    public void Neutrality_cannot_be_not_applicable(string units, string expected)
    {
        var issues = new CaseBuilder().Offsetting(units).Set("checklist[impl.neutrality].judgement", "not-applicable").Issues();

        Assert.Equal(expected, string.Join("; ", issues));
    }

    [Theory]
    [InlineData("met")]
    [InlineData("not-applicable")]
    public void Without_figures_there_is_nothing_to_contradict(string judgement)
    {
        var verdict = new CaseBuilder().Emitting().Set("checklist[impl.neutrality].judgement", judgement).Evaluate();

        Assert.Empty(verdict.Told());
        Assert.Equal(Conclusion.NoConclusion, verdict.Conclusion);
    }
}
