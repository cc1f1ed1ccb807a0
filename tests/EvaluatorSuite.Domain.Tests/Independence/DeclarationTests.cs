using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Independence;

public sealed class DeclarationTests
{
    [Theory]
    [InlineData("chen")]
    [InlineData("wang")]
    [InlineData("liu")]
    [InlineData("gao")]
    [InlineData("zhao")]
    public void Everyone_who_touches_the_case_declares(string person)
    {
        Assert.Equal([$"block independence.declaration-missing {person}"], new CaseBuilder().Remove($"declarations[{person}]").Issues());
    }

    [Fact]
    public void Who_left_the_team_declares_too()
    {
        var issues = new CaseBuilder().Set("engagement.team[liu].to", "2025-12-17").Remove("declarations[liu]").Issues();

        Assert.Equal(["block independence.declaration-missing liu"], issues);
    }

    [Fact]
    public void Who_has_two_parts_is_asked_once()
    {
        var issues = new CaseBuilder().Set("engagement.reviewer", "zhao").Remove("declarations[zhao]").Issues();

        Assert.Equal(["block independence.declaration-missing zhao", "block team.approver-not-separate zhao"], issues);
    }

    [Fact]
    public void A_declaration_of_someone_else_does_no_harm()
    {
        var issues = new CaseBuilder().Add("people", """{ "key": "qian", "name": "钱多" }""").Add("declarations", """
            { "person": "qian", "signedOn": "2025-12-16", "threats": [{ "kind": "advocacy", "level": "high", "description": "股东" }] }
            """).Issues();

        Assert.Empty(issues);
    }

    [Theory]
    [InlineData("low", null, null)]
    [InlineData("low", "更换组员", null)]
    [InlineData("medium", "由另一组员复算", null)]
    [InlineData("medium", null, "independence.safeguard-missing")]
    [InlineData("medium", "  ", "independence.safeguard-missing")]
    [InlineData("high", null, "independence.threat-high")]
    [InlineData("high", "由另一组员复算", "independence.threat-high")]
    public void A_medium_threat_needs_a_safeguard_and_a_high_one_has_none(string level, string? safeguard, string? rule)
    {
        var issues = new CaseBuilder().Set("declarations[liu].threats[0].level", level).Set("declarations[liu].threats[0].safeguard", safeguard).Issues();

        Assert.Equal(rule is null ? [] : [$"block {rule} liu"], issues);
    }

    [Theory]
    [InlineData("low", "更换组员", false, 0)]
    [InlineData("medium", "由另一组员复算", false, 1)]
    [InlineData("medium", "由另一组员复算", true, 0)]
    [InlineData("medium", " ", true, 1)]
    [InlineData("high", "由另一组员复算", true, 1)]
    public void Where_there_is_an_officer_a_safeguard_counts_once_the_officer_has_judged_it(string level, string safeguard, bool judged, int blocks)
    {
        var facts = new CaseBuilder().Set("declarations[liu].threats[0].level", level).Set("declarations[liu].threats[0].safeguard", safeguard).Facts() with { OfficerJudgesSafeguards = true };
        facts = facts with { Declarations = [.. facts.Declarations.Select(d => d with { Threats = [.. d.Threats.Select(t => t with { JudgedById = judged ? Guid.CreateVersion7() : null })] })] };

        Assert.Equal(blocks, Evaluation.Evaluate(facts).Issues.Count(i => i.Blocks));
        Assert.Equal(!judged && level != "low", facts.Declarations.SelectMany(d => d.Threats).Single().AwaitsJudgement);
    }

    [Theory]
    [InlineData("self-interest")]
    [InlineData("self-review")]
    [InlineData("familiarity")]
    [InlineData("intimidation")]
    [InlineData("advocacy")]
    public void Every_kind_of_threat_is_judged_by_its_level(string kind)
    {
        var issues = new CaseBuilder().Set("declarations[liu].threats[0].kind", kind).Set("declarations[liu].threats[0].level", "high").Issues();

        Assert.Equal(["block independence.threat-high liu"], issues);
    }

    [Fact]
    public void Of_two_declarations_of_one_person_each_threat_is_judged()
    {
        var issues = new CaseBuilder().Add("declarations", """
            {
              "person": "chen", "signedOn": "2026-01-05",
              "threats": [{ "kind": "advocacy", "level": "high", "description": "代言" }, { "kind": "familiarity", "level": "medium", "description": "同学" }]
            }
            """).Issues();

        Assert.Equal(["block independence.threat-high chen", "block independence.safeguard-missing chen"], issues);
    }
}
