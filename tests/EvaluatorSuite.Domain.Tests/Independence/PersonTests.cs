using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Tests.Independence;

// The contract of the sample is of 2025-12-15; five years before it is 2020-12-15.
public sealed class PersonTests
{
    [Theory]
    [InlineData("chen", "part.Leader")]
    [InlineData("wang", "part.Evaluator")]
    [InlineData("gao", "part.Reviewer")]
    [InlineData("zhao", "part.Approver")]
    public void Whoever_personally_gave_the_service_is_out_whatever_the_part(string person, string part)
    {
        var issue = Assert.Single(Served(person).Evaluate().Issues);

        Assert.Equal($"block independence.person {person}", issue.Told());
        Assert.Equal(("rule.independence.person.served", new Term(part)), (issue.Finding.Code, issue.Finding.Values["part"]));
        Assert.Equal($"{person} > lvxing", issue.Road());
        Assert.Equal(["fact.person-served"], issue.Chained());
    }

    [Fact]
    public void Whoever_left_the_team_was_in_it()
    {
        Assert.Equal(["block independence.person liu"], Served("liu").Set("engagement.team[liu].to", "2025-12-20").Issues());
    }

    [Fact]
    public void An_expert_is_of_the_team_too()
    {
        var issue = Served("liu").Set("engagement.team[liu].role", "expert").Evaluate().The("independence.person");

        Assert.Equal(new Term("part.Expert"), issue.Finding.Values["part"]);
    }

    [Fact]
    public void Who_has_no_part_in_the_case_may_have_served()
    {
        var issues = new CaseBuilder().Add("people", """{ "key": "qian", "name": "钱多" }""").SetRaw("services[0].people", """["qian"]""")
            .Add("employments", """{ "person": "qian", "organization": "lvxing", "from": "2020-01-01" }""").Issues();

        Assert.Empty(issues);
    }

    [Theory]
    [InlineData("2020-12-15", true)]
    [InlineData("2020-12-14", false)]
    public void A_service_in_person_touches_the_five_years_by_its_last_day(string to, bool blocks)
    {
        var issues = Served("chen").Set("services[0].from", "2020-01-01").Set("services[0].to", to).Issues();

        Assert.Equal(blocks ? ["block independence.person chen"] : [], issues);
    }

    [Fact]
    public void A_service_in_person_for_another_event_does_not_exclude()
    {
        Assert.Empty(Served("chen").Set("services[0].event", "冰雪节").Issues());
    }

    [Theory]
    [InlineData("lvxing", "2020-12-15", true)]
    [InlineData("lvxing", "2020-12-14", false)]
    [InlineData("ice-assoc", "2020-12-15", true)]
    [InlineData("ice-assoc", "2020-12-14", false)]
    [InlineData("jlu-venue", "2025-12-14", false)]
    public void An_employment_touches_the_five_years_by_its_last_day(string organization, string to, bool blocks)
    {
        var issues = Employed("gao", organization, $"\"{to}\"").Issues();

        Assert.Equal(blocks ? ["block independence.person gao"] : [], issues);
    }

    [Theory]
    [InlineData("lvxing", "rule.independence.person.employed-by-provider", "fact.employed-still fact.service fact.service")]
    [InlineData("ice-assoc", "rule.independence.person.employed-by-organizer", "fact.employed-still")]
    public void Who_still_works_there_is_out(string organization, string finding, string chain)
    {
        var issue = Assert.Single(Employed("wang", organization, "null").Evaluate().Issues);

        Assert.Equal("block independence.person wang", issue.Told());
        Assert.Equal(finding, issue.Finding.Code);
        Assert.Equal(chain, string.Join(' ', issue.Chained()));
        Assert.Equal($"wang > {organization}", issue.Road());
    }

    [Theory]
    [InlineData("chen")]
    [InlineData("gao")]
    [InlineData("zhao")]
    public void Leader_reviewer_and_approver_are_asked_where_they_worked(string person)
    {
        Assert.Equal([$"block independence.person {person}"], Employed(person, "ice-assoc", "null").Issues());
    }

    [Fact]
    public void Provider_and_organizer_are_two_conflicts_of_one_person()
    {
        var verdict = Employed("chen", "lvxing", "\"2022-01-01\"")
            .Add("employments", """{ "person": "chen", "organization": "ice-assoc", "from": "2022-02-01", "to": "2022-03-01" }""").Evaluate();

        Assert.Equal(["chen > ice-assoc", "chen > lvxing"], verdict.Issues.Select(i => i.Road()));
    }

    // How it is read: decision 0008.
    [Fact]
    public void An_employment_that_began_after_the_contract_counts_too()
    {
        var issues = new CaseBuilder().Add("employments", """{ "person": "gao", "organization": "ice-assoc", "from": "2026-01-01", "to": "2026-02-01" }""").Issues();

        Assert.Equal(["block independence.person gao"], issues);
    }

    [Fact]
    public void The_years_are_those_of_the_guide_pack()
    {
        var six = Employed("chen", "ice-assoc", "\"2019-12-15\"")
            .Under(g => g with { Limits = g.Limits with { PersonLookBackYears = g.Limits.PersonLookBackYears with { Value = 6 } } });

        Assert.Equal(["block independence.person chen"], six.Issues());
        Assert.Empty(six.Under(g => g with { Limits = Packs.Jilin.Limits }).Issues());
    }

    [Fact]
    public void Years_before_the_last_day_of_a_February_end_on_the_28th()
    {
        var leap = new CaseBuilder().Set("engagement.contractDate", "2028-02-29");

        Assert.Equal(["block independence.person chen"], leap.Add("employments", Employment("chen", "ice-assoc", "\"2023-02-28\"")).Issues());
        Assert.Empty(leap.Set("employments[5].to", "2023-02-27").Issues());
    }

    [Fact]
    public void The_chain_of_people_is_named_a_house_rule()
    {
        Assert.Equal(Standing.House, Served("chen").Evaluate().The("independence.person").Rule.Standing);
    }

    private static CaseBuilder Served(string person) => new CaseBuilder().SetRaw("services[0].people", $"[\"{person}\"]");

    private static CaseBuilder Employed(string person, string organization, string to) => new CaseBuilder().Add("employments", Employment(person, organization, to));

    private static string Employment(string person, string organization, string to) =>
        $$"""{ "person": "{{person}}", "organization": "{{organization}}", "from": "2010-01-01", "to": {{to}} }""";
}
