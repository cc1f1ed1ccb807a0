using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Verdicts;

public sealed class ConclusionTests
{
    [Fact]
    public void Units_that_just_suffice_are_neutral()
    {
        var verdict = Balance("100", "100").Evaluate();

        Assert.Empty(verdict.Told());
        Assert.Equal((Conclusion.Neutral, true, 0m), (verdict.Conclusion, verdict.MayIssue, verdict.Surplus));
    }

    [Theory]
    [InlineData("99.9999999")]
    [InlineData("99.999999999999")]
    [InlineData("0")]
    public void A_shortfall_of_any_size_is_a_shortfall(string units)
    {
        var verdict = Balance("100", units).Set("checklist[impl.neutrality].judgement", "not-met").Evaluate();

        Assert.Equal(["warning checklist.veto-not-met impl.neutrality", "warning neutrality.shortfall offsets"], verdict.Told());
        Assert.Equal(Conclusion.NotNeutral, verdict.Conclusion);
    }

    [Fact]
    public void A_shortfall_in_the_seventh_place_of_the_emissions_is_one()
    {
        Assert.Equal(Conclusion.NotNeutral, Balance("100.0000001", "100").Evaluate().Conclusion);
    }

    [Fact]
    public void Units_that_do_not_count_make_a_shortfall()
    {
        var verdict = new CaseBuilder().Remove("offsets[jl].cancelledOn").Evaluate();

        Assert.Equal(
            ["block checklist.contradicts-figures impl.neutrality", "block offset.not-cancelled jl", "warning neutrality.shortfall offsets"], verdict.Told());
        Assert.Equal((Conclusion.NotNeutral, false, 62m), (verdict.Conclusion, verdict.MayIssue, verdict.OffsetTonnes));
    }

    [Fact]
    public void The_shortfall_tells_what_is_missing()
    {
        var issue = new CaseBuilder().Remove("offsets[ccer]").Evaluate().The("neutrality.shortfall");

        Assert.Equal(new Tonnage(120m), issue.Finding.Values["offset"]);
        Assert.Equal(new Tonnage(179.933744m), issue.Finding.Values["verified"]);
        Assert.Equal(new Tonnage(59.933744m), issue.Finding.Values["missing"]);
    }

    [Fact]
    public void A_clean_adverse_case_may_be_issued()
    {
        var verdict = new CaseBuilder().Set("offsets", new JsonArray()).Set("checklist[impl.neutrality].judgement", "not-met").Evaluate();

        Assert.Equal((Conclusion.NotNeutral, true, 0m), (verdict.Conclusion, verdict.MayIssue, verdict.OffsetTonnes));
        Assert.DoesNotContain(verdict.Issues, i => i.Blocks);
    }

    [Fact]
    public void A_reservation_may_be_issued()
    {
        var verdict = new CaseBuilder().Set("checklist[report.records-kept].judgement", "not-met").Evaluate();

        Assert.Equal((Conclusion.NeutralWithReservation, true), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void A_shortfall_outweighs_a_reservation()
    {
        Assert.Equal(Conclusion.NotNeutral, Balance("100", "99").Set("checklist[report.records-kept].judgement", "not-met").Evaluate().Conclusion);
    }

    [Fact]
    public void Without_an_inventory_there_is_no_conclusion_but_the_issues_of_it()
    {
        var verdict = new CaseBuilder().Set("inventory", new JsonArray()).Evaluate();

        Assert.Equal(Conclusion.NoConclusion, verdict.Conclusion);
        Assert.Equal(11, verdict.Issues.Count);
        Assert.All(verdict.Issues, i => Assert.Equal("inventory.source-unaddressed", i.Rule.Key));
        Assert.Equal((0m, 0m, 182m), (verdict.ClaimedTonnes, verdict.VerifiedTonnes, verdict.OffsetTonnes));
    }

    [Fact]
    public void Without_a_basis_not_even_a_veto_makes_a_conclusion()
    {
        var verdict = new CaseBuilder().Emitting().Set("checklist[impl.no-double-use].judgement", "not-met").Evaluate();

        Assert.Equal(Conclusion.NoConclusion, verdict.Conclusion);
    }

    [Fact]
    public void A_blocked_case_has_its_conclusion_all_the_same()
    {
        var verdict = new CaseBuilder().Remove("engagement.plan").Evaluate();

        Assert.Equal((Conclusion.Neutral, false), (verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void A_case_with_nothing_in_it_names_everything_that_is_missing()
    {
        var builder = new CaseBuilder();
        foreach (var list in builder.Json.Where(p => p.Value is JsonArray && p.Key != "organizations").Select(p => p.Key).ToList())
        {
            builder.Remove(list);
        }

        var verdict = builder.SetRaw("engagement", """{ "client": "ice-assoc", "contractDate": "2025-12-15" }""").Evaluate();

        Assert.Equal(
            [
                "team.minimum", "team.reviewer-in-team", "team.approver-not-separate", "plan.incomplete", "site-visit.missing", "checklist.unanswered",
                "inventory.source-unaddressed",
            ],
            verdict.Issues.Select(i => i.Rule.Key).Distinct());
        Assert.Equal((3 + 4 + 1 + 17 + 16, Conclusion.NoConclusion, false), (verdict.Issues.Count, verdict.Conclusion, verdict.MayIssue));
    }

    [Fact]
    public void Issues_come_in_the_order_of_the_rules_then_by_subject()
    {
        var verdict = new CaseBuilder().Remove("engagement.plan").Remove("declarations[chen]").Remove("declarations[wang]")
            .Remove("excludedSources[catering]").Remove("findings[CL-01].closedOn").Evaluate();

        var order = RuleKeys.All.ToList();
        Assert.Equal(verdict.Issues.OrderBy(i => order.IndexOf(i.Rule.Key)).ThenBy(i => i.Subject.Key, StringComparer.Ordinal), verdict.Issues);
        Assert.Equal(["chen", "wang"], verdict.Issues.Take(2).Select(i => i.Subject.Key));
    }

    [Fact]
    public void Every_issue_carries_the_rule_as_the_pinned_guide_has_it()
    {
        var rule = new GuideRule(RuleKeys.PlanIncomplete, Standing.Provisional, new LocalizedText("改", "changed"));

        var verdict = new CaseBuilder().Remove("engagement.plan.basis")
            .Under(g => g with { Rules = [.. g.Rules.Select(r => r.Key == rule.Key ? rule : r)] }).Evaluate();

        Assert.Equal(rule, verdict.Issues.Single().Rule);
    }

    // The reader of files makes nothing of a blank; what people type in the application comes as it is.
    [Fact]
    public void A_blank_that_somebody_typed_is_no_text()
    {
        var facts = new CaseBuilder().Remove("engagement.siteVisit").Set("engagement.noSiteVisitReason", "x").Set("declarations[liu].threats[0].level", "medium").Facts();

        var verdict = Evaluation.Evaluate(facts with
        {
            Terms = facts.Terms with { NoSiteVisitReason = " \n" },
            Declarations = [.. facts.Declarations.Select(d => d with { Threats = [.. d.Threats.Select(t => t with { Safeguard = "  " })] })],
            Inventory = [.. facts.Inventory.Select(l => l.Key == "power" ? l with { DifferenceReason = "\t" } : l)],
            Offsets = [.. facts.Offsets.Select(o => o.Key == "jl" ? o with { Certificate = " " } : o)],
        });

        Assert.Equal(
            [
                "block independence.safeguard-missing liu", "block site-visit.missing engagement.siteVisit", "block checklist.contradicts-figures impl.neutrality",
                "block inventory.difference-unexplained power", "block offset.not-cancelled jl", "warning neutrality.shortfall offsets",
            ],
            verdict.Told());
    }

    // Read without a fault, so there is a verdict; how large the figures are is no excuse.
    [Theory]
    [InlineData("999999999999999", "999999999999999", "0")]
    [InlineData("999999999999999", "1", "0.000000000001")]
    [InlineData("0.000000000001", "0.000000000001", "999999999999999")]
    public void Whatever_could_be_read_can_be_judged(string amount, string factor, string claimed)
    {
        var builder = new CaseBuilder().Emitting(("goods", claimed, amount)).SetRaw("inventory[0].ownFactor.value", factor).Offsetting("1");
        if (Record.Exception(() => builder.Read()) is Reading.UnreadableException refused)
        {
            Assert.All(refused.Faults, f => Assert.StartsWith("$.inventory[0]", f.Path, StringComparison.Ordinal));
            return;
        }

        Assert.NotNull(builder.Evaluate().Whole());
    }

    private static CaseBuilder Balance(string emissions, string units) => new CaseBuilder().Emitting(("goods", emissions, emissions)).Offsetting(units);
}
