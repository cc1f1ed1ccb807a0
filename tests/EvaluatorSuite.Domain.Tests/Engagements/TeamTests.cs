using System.Text.Json.Nodes;

namespace EvaluatorSuite.Domain.Tests.Engagements;

public sealed class TeamTests
{
    [Fact]
    public void One_evaluator_is_no_team()
    {
        var verdict = Two().Remove("engagement.team[wang]").Evaluate();

        Assert.Equal(["block team.minimum engagement.team"], verdict.Told());
        Assert.Equal((1, 2), (verdict.Issues[0].Finding.Values["count"], verdict.Issues[0].Finding.Values["minimum"]));
    }

    [Fact]
    public void Leader_and_one_evaluator_are_two()
    {
        Assert.Empty(Two().Issues());
    }

    // How it is read: decision 0008.
    [Fact]
    public void One_who_came_when_the_other_left_counts_as_a_person_does()
    {
        Assert.Empty(Two().Set("engagement.team[chen].to", "2026-01-31").Set("engagement.team[wang].from", "2026-02-02").Issues());
    }

    [Fact]
    public void An_expert_does_not_count()
    {
        Assert.Equal(["block team.minimum engagement.team"], Two().Set("engagement.team[wang].role", "expert").Issues());
    }

    [Fact]
    public void One_person_twice_is_one()
    {
        var issues = Two().Set("engagement.team[wang].person", "chen").Issues();

        Assert.Equal(["block team.minimum engagement.team"], issues);
    }

    [Fact]
    public void An_empty_team_is_too_small()
    {
        var issue = Two().Remove("engagement.team").Set("findings", new JsonArray()).Evaluate().The("team.minimum");

        Assert.Equal(0, issue.Finding.Values["count"]);
    }

    [Fact]
    public void The_least_number_is_that_of_the_guide_pack()
    {
        var three = Two().Under(g => g with { Limits = g.Limits with { TeamMinimum = g.Limits.TeamMinimum with { Value = 3 } } });

        Assert.Equal(["block team.minimum engagement.team"], three.Issues());
    }

    [Theory]
    [InlineData("evaluator")]
    [InlineData("expert")]
    public void A_member_of_the_team_cannot_review(string role)
    {
        var issues = new CaseBuilder().Set("engagement.team[liu].role", role).Set("engagement.reviewer", "liu").Issues();

        Assert.Equal(["block team.reviewer-in-team liu"], issues);
    }

    [Fact]
    public void A_reviewer_who_was_ever_in_the_team_cannot_review()
    {
        var issues = new CaseBuilder()
            .Add("engagement.team", """{ "person": "gao", "role": "expert", "duties": "答疑", "from": "2025-12-16", "to": "2025-12-16" }""").Issues();

        Assert.Equal(["block team.reviewer-in-team gao"], issues);
    }

    [Fact]
    public void Someone_has_to_review()
    {
        var verdict = new CaseBuilder().Remove("engagement.reviewer").Evaluate();

        Assert.Equal(["block team.reviewer-in-team engagement.reviewer"], verdict.Told());
        Assert.Equal("rule.team.reviewer-in-team.none", verdict.Issues[0].Finding.Code);
    }

    [Fact]
    public void Someone_has_to_approve()
    {
        var verdict = new CaseBuilder().Remove("engagement.approver").Evaluate();

        Assert.Equal(["block team.approver-not-separate engagement.approver"], verdict.Told());
        Assert.Equal("rule.team.approver-not-separate.none", verdict.Issues[0].Finding.Code);
    }

    [Fact]
    public void The_reviewer_cannot_approve()
    {
        var verdict = new CaseBuilder().Set("engagement.approver", "gao").Evaluate();

        Assert.Equal(["block team.approver-not-separate gao"], verdict.Told());
        Assert.Equal("rule.team.approver-not-separate.reviewer", verdict.Issues[0].Finding.Code);
    }

    [Fact]
    public void Who_was_ever_in_the_team_cannot_approve()
    {
        var verdict = new CaseBuilder().Set("engagement.approver", "liu").Set("engagement.team[liu].to", "2025-12-17").Evaluate();

        Assert.Equal(["block team.approver-not-separate liu"], verdict.Told());
        Assert.Equal("rule.team.approver-not-separate.team", verdict.Issues[0].Finding.Code);
    }

    [Fact]
    public void One_person_in_all_three_parts_is_told_every_reason()
    {
        var verdict = new CaseBuilder().Set("engagement.approver", "liu").Set("engagement.reviewer", "liu").Evaluate();

        Assert.Equal(
            ["rule.team.reviewer-in-team", "rule.team.approver-not-separate.reviewer", "rule.team.approver-not-separate.team"],
            verdict.Issues.Select(i => i.Finding.Code));
    }

    private static CaseBuilder Two() => new CaseBuilder().Remove("engagement.team[liu]").Set("findings[CL-01].closedBy", "chen");
}
