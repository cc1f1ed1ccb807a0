namespace EvaluatorSuite.Domain.Tests.Engagements;

public sealed class PlanAndVisitTests
{
    [Theory]
    [InlineData("purpose")]
    [InlineData("basis")]
    [InlineData("content")]
    public void A_plan_has_each_of_its_texts(string part)
    {
        string[] expected = [$"block plan.incomplete engagement.plan.{part}"];

        Assert.Equal(expected, new CaseBuilder().Remove($"engagement.plan.{part}").Issues());
        Assert.Equal(expected, new CaseBuilder().Set($"engagement.plan.{part}", "").Issues());
        Assert.Equal(expected, new CaseBuilder().Set($"engagement.plan.{part}", " \n").Issues());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_plan_has_a_schedule(string schedule)
    {
        Assert.Equal(["block plan.incomplete engagement.plan.schedule"], new CaseBuilder().SetRaw("engagement.plan.schedule", schedule).Issues());
    }

    [Fact]
    public void Without_a_plan_every_part_of_it_is_named()
    {
        var issues = new CaseBuilder().Remove("engagement.plan").Issues();

        Assert.Equal(
            [
                "block plan.incomplete engagement.plan.basis", "block plan.incomplete engagement.plan.content", "block plan.incomplete engagement.plan.purpose",
                "block plan.incomplete engagement.plan.schedule",
            ],
            issues);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_visit_and_without_a_reason_nothing_goes_out(string? reason)
    {
        Assert.Equal(["block site-visit.missing engagement.siteVisit"], NoVisit().Set("engagement.noSiteVisitReason", reason).Issues());
    }

    [Fact]
    public void A_reason_stands_for_the_visit()
    {
        Assert.Empty(NoVisit().Set("engagement.noSiteVisitReason", "活动改在线上举行").Issues());
    }

    // The event is held from 8 to 10 January.
    [Theory]
    [InlineData("2026-01-05", "2026-01-07", false)]
    [InlineData("2026-01-05", "2026-01-08", true)]
    [InlineData("2026-01-09", "2026-01-09", true)]
    [InlineData("2026-01-01", "2026-01-31", true)]
    [InlineData("2026-01-10", "2026-01-12", true)]
    [InlineData("2026-01-11", "2026-01-12", false)]
    public void A_visit_touches_the_event_by_any_of_its_days(string from, string to, bool touches)
    {
        var verdict = new CaseBuilder().Set("engagement.siteVisit.from", from).Set("engagement.siteVisit.to", to).Evaluate();

        Assert.Equal(touches ? [] : ["warning site-visit.outside-event engagement.siteVisit"], verdict.Told());
        Assert.True(verdict.MayIssue);
    }

    private static CaseBuilder NoVisit() => new CaseBuilder().Remove("engagement.siteVisit");
}
