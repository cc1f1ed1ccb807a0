using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Findings;

public sealed class FindingTests
{
    [Theory]
    [InlineData("CL-01")]
    [InlineData("NC-01")]
    public void An_open_finding_blocks_a_positive_conclusion(string finding)
    {
        var verdict = Open(finding).Evaluate();

        Assert.Equal([$"block finding.open {finding}"], verdict.Told());
        Assert.Equal("rule.finding.open.not-closed", verdict.Issues[0].Finding.Code);
        Assert.Equal((Conclusion.Neutral, false), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void An_open_finding_blocks_a_conclusion_with_reservation()
    {
        var verdict = Open("NC-01").Set("checklist[impl.factors].judgement", "not-met").Evaluate();

        Assert.Equal(["warning checklist.basic-not-met impl.factors", "block finding.open NC-01"], verdict.Told());
    }

    [Fact]
    public void An_open_finding_warns_beside_a_shortfall()
    {
        var verdict = Open("NC-01").Remove("offsets[ccer]").Set("checklist[impl.neutrality].judgement", "not-met").Evaluate();

        Assert.Equal(["warning checklist.veto-not-met impl.neutrality", "warning neutrality.shortfall offsets", "warning finding.open NC-01"], verdict.Told());
        Assert.Equal((Conclusion.NotNeutral, true), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void An_open_finding_warns_beside_a_veto()
    {
        var issues = Open("NC-01").Set("checklist[impl.no-double-use].judgement", "not-met").Issues();

        Assert.Equal(["warning checklist.veto-not-met impl.no-double-use", "warning finding.open NC-01"], issues);
    }

    [Fact]
    public void An_open_finding_warns_where_there_is_no_conclusion()
    {
        var verdict = Open("NC-01").Emitting().Evaluate();

        Assert.Equal(["warning finding.open NC-01"], verdict.Told());
        Assert.Equal((Conclusion.NoConclusion, true), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void An_answer_does_not_close_a_finding()
    {
        Assert.Equal(["block finding.open CL-01"], new CaseBuilder().Remove("findings[CL-01].closedOn").Issues());
    }

    [Fact]
    public void A_finding_that_nobody_closed_is_open()
    {
        var verdict = new CaseBuilder().Remove("findings[CL-01].closedBy").Evaluate();

        Assert.Equal(["block finding.open CL-01"], verdict.Told());
        Assert.Equal("rule.finding.open.nobody", verdict.Issues[0].Finding.Code);
    }

    [Theory]
    [InlineData("gao")]
    [InlineData("zhao")]
    public void A_finding_that_an_outsider_closed_is_open(string person)
    {
        var verdict = new CaseBuilder().Set("findings[CL-01].closedBy", person).Evaluate();

        Assert.Equal(["block finding.open CL-01"], verdict.Told());
        Assert.Equal("rule.finding.open.outsider", verdict.Issues[0].Finding.Code);
    }

    [Fact]
    public void An_expert_is_no_evaluator_and_closes_nothing()
    {
        var issues = new CaseBuilder().Set("engagement.team[liu].role", "expert").Set("findings[CL-01].closedBy", "liu").Issues();

        Assert.Equal(["block finding.open CL-01"], issues);
    }

    [Theory]
    [InlineData("chen")]
    [InlineData("wang")]
    [InlineData("liu")]
    public void Any_evaluator_of_the_team_closes_a_finding(string person)
    {
        Assert.Empty(new CaseBuilder().Set("findings[CL-01].closedBy", person).Issues());
    }

    [Fact]
    public void A_case_without_findings_has_none_open()
    {
        Assert.Empty(new CaseBuilder().SetRaw("findings", "[]").Issues());
    }

    private static CaseBuilder Open(string finding) => new CaseBuilder().Remove($"findings[{finding}].closedOn").Remove($"findings[{finding}].closedBy");
}
