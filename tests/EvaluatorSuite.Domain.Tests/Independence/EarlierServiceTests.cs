namespace EvaluatorSuite.Domain.Tests.Independence;

// The contract of the sample is of 2025-12-15; three years before it is 2022-12-15.
public sealed class EarlierServiceTests
{
    private const string Rule = "warning independence.earlier-service";

    [Theory]
    [InlineData("2022-12-15", true)]
    [InlineData("2022-12-14", false)]
    public void A_service_touches_the_three_years_by_its_last_day(string to, bool warns)
    {
        var verdict = Served("hengxin-holding", "ice-assoc", to).Evaluate();

        Assert.Equal(warns ? [$"{Rule} hengxin-holding"] : [], verdict.Told());
        Assert.True(verdict.MayIssue);
    }

    [Fact]
    public void The_firm_and_every_member_of_its_group_are_asked()
    {
        var issues = Served("hengxin", "ice-assoc", "2024-06-01").Add("services", Service("hengxin-holding", "ice-assoc", "2024-07-01", "\"冰雪节\"")).Issues();

        Assert.Equal([$"{Rule} hengxin", $"{Rule} hengxin-holding"], issues);
    }

    [Fact]
    public void The_explanation_leads_from_the_firm_to_the_organizer()
    {
        var issue = Served("hengxin-holding", "ice-assoc", "2024-06-01").Evaluate().The("independence.earlier-service");

        Assert.Equal("hengxin > hengxin-holding > ice-assoc", issue.Road());
        Assert.Equal(["fact.controls", "fact.service-other"], issue.Chained());
        Assert.Equal("冰雪节", issue.Chain[1].Values["event"]);
    }

    [Fact]
    public void A_service_for_no_event_in_particular_is_an_earlier_service()
    {
        var issue = new CaseBuilder().Add("services", Service("hengxin", "ice-assoc", "2024-06-01", "null")).Evaluate().The("independence.earlier-service");

        Assert.Equal(["fact.service-general"], issue.Chained());
    }

    [Fact]
    public void A_service_to_another_organizer_is_none()
    {
        Assert.Empty(Served("hengxin-holding", "jlu-venue", "2024-06-01").Issues());
    }

    [Fact]
    public void A_service_of_a_stranger_is_none()
    {
        Assert.Empty(Served("lvxing", "ice-assoc", "2024-06-01").Issues());
    }

    // How it is read: decision 0008.
    [Fact]
    public void A_service_after_the_contract_counts_too()
    {
        Assert.Equal([$"{Rule} hengxin-holding"], Served("hengxin-holding", "ice-assoc", "2026-06-01").Set("services[2].from", "2026-05-01").Issues());
    }

    [Fact]
    public void The_years_are_those_of_the_guide_pack()
    {
        var four = Served("hengxin", "ice-assoc", "2021-12-15")
            .Under(g => g with { Limits = g.Limits with { EarlierServiceLookBackYears = g.Limits.EarlierServiceLookBackYears with { Value = 4 } } });

        Assert.Equal([$"{Rule} hengxin"], four.Issues());
        Assert.Empty(four.Under(g => g with { Limits = Packs.Jilin.Limits }).Issues());
    }

    private static CaseBuilder Served(string provider, string organizer, string to) => new CaseBuilder().Add("services", Service(provider, organizer, to, "\"冰雪节\""));

    private static string Service(string provider, string organizer, string to, string name) =>
        $$"""{ "provider": "{{provider}}", "organizer": "{{organizer}}", "event": {{name}}, "kind": "training", "from": "2020-01-01", "to": "{{to}}" }""";
}
