using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Tests.Reports;

public sealed class ReportContentTests
{
    private static readonly TextCatalog Texts = TextCatalog.In(TextCatalog.Chinese);

    public static TheoryData<string> Cases => [.. ReportCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_in_a_report_is_blank(string name)
    {
        foreach (var content in TextCatalog.Languages.Select(language => ReportCases.Content(ReportCases.All[name](), language)))
        {
            Assert.All(content.Fields, field => Assert.False(string.IsNullOrWhiteSpace(field.Value), field.Key));
            Assert.All(content.Tables, table => Assert.All(table.Value.Rows, row =>
            {
                Assert.Equal(table.Value.Columns.Count, row.Count);
                Assert.All(row, cell => Assert.False(string.IsNullOrWhiteSpace(cell), table.Key));
            }));
        }
    }

    [Fact]
    public void Every_case_and_language_has_the_same_tags()
    {
        var contents = ReportCases.All.Values.SelectMany(facts => TextCatalog.Languages.Select(language => ReportCases.Content(facts(), language))).ToList();

        Assert.All(contents, content => Assert.Equal(Tags(contents[0]), Tags(content)));

        static string[] Tags(ReportContent content) =>
        [
            .. content.Fields.Keys.Concat(content.Conditions.Keys).Concat(content.Tables.Keys).Concat(content.Tables.Values.SelectMany(t => t.Columns)).Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void The_emissions_are_those_of_the_verdict()
    {
        var facts = ReportCases.Sample();
        var verdict = Evaluation.Evaluate(facts);
        var content = ReportCases.Content(facts);

        Assert.Equal(verdict.Inventory.Lines.Select(l => TextCatalog.Tonnes(l.ClaimedTonnes)), Column(content, "emissions.claimed"));
        Assert.Equal(verdict.Inventory.Lines.Select(l => TextCatalog.Tonnes(l.VerifiedTonnes!.Value)), Column(content, "emissions.verified"));
        Assert.Equal(("−1.268460\n−5.29%", "0.000000", "+4.974660\n+17.65%"), (
            Column(content, "emissions.difference")[0], Column(content, "emissions.difference")[1], Column(content, "emissions.difference")[5]));
        Assert.Equal("176.227403", content.Fields["emissions.total.claimed"]);
        Assert.Equal("179.933744", content.Fields["emissions.total.verified"]);
        Assert.Equal("+3.706341\n+2.10%", content.Fields["emissions.total.difference"]);
        Assert.Equal(["176.227403", "179.933744", "+3.706341", "182.000000", "+2.066256"], Column(content, "figures.value"));
        Assert.Equal(["0.00%", "3.64%"], Column(content, "misstatements.percent"));
        Assert.Contains("179.933744 tCO₂e", content.Fields["conclusion.text"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_offsets_are_those_of_the_verdict_and_say_why_they_do_not_count()
    {
        var facts = ReportCases.Troubled();
        var verdict = Evaluation.Evaluate(facts);
        var content = ReportCases.Content(facts);

        Assert.Equal(facts.Offsets.Select(o => TextCatalog.Tonnes(o.Tonnes)), Column(content, "offsets.tonnes"));
        Assert.Equal(TextCatalog.Tonnes(verdict.OffsetTonnes), content.Fields["offsets.total"]);
        Assert.All(Column(content, "offsets.counts"), text => Assert.Equal(Texts["report.offset.counts-not"], text));
        Assert.All(verdict.Offsets.SelectMany(o => o.Issues), issue =>
            Assert.Contains(Column(content, "offsetNotes.text"), note => note.Contains(Texts.Explain(issue), StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_supporting_document_stands_with_its_whole_digest()
    {
        var facts = ReportCases.Troubled();
        var content = ReportCases.Content(facts);

        Assert.Equal(facts.Evidence.Select(e => e.Sha256 ?? Texts["report.evidence.missing"]), Column(content, "evidence.sha256"));
        Assert.Equal(facts.Evidence.Select(e => e.Size is { } size ? Texts.Show(size) : "—"), Column(content, "evidence.size"));
    }

    [Fact]
    public void Every_issue_stands_with_rule_standing_basis_and_explanation()
    {
        var facts = ReportCases.Troubled();
        var issues = Evaluation.Evaluate(facts).Issues;
        var content = ReportCases.Content(facts);
        var rows = Column(content, "issues.heading").Zip(Column(content, "issues.text")).ToList();

        Assert.Equal(issues.Count, rows.Count);
        Assert.All(issues.Zip(rows), pair =>
        {
            var (issue, (heading, text)) = pair;
            Assert.Contains(issue.Rule.Key, heading, StringComparison.Ordinal);
            Assert.Contains(Texts[$"term.standing.{issue.Rule.Standing}"], heading, StringComparison.Ordinal);
            Assert.Contains(Texts.Explain(issue), text, StringComparison.Ordinal);
            Assert.Contains(issue.Rule.Source.Zh, text, StringComparison.Ordinal);
        });
        Assert.True(content.Conditions["blocked"]);
    }

    [Fact]
    public void Whatever_was_not_seen_in_the_guide_is_marked_with_its_source()
    {
        var content = ReportCases.Content(ReportCases.Sample());
        var guide = ReportCases.Sample().Guide;

        Assert.All(Column(content, "factors.standing"), standing => Assert.Equal(Texts["term.standing.Provisional"], standing));
        Assert.All(guide.Factors.Where(f => f.Key is "grid-jilin-2023" or "heat-default" or "air-2019"), factor =>
            Assert.Contains(Column(content, "factorNotes.text"), note => note.Contains(factor.Source.Zh.TrimEnd('。'), StringComparison.Ordinal)));
        Assert.All(guide.Rules, rule => Assert.Contains($"{Texts[$"term.standing.{rule.Standing}"]}\n{rule.Source.Zh}", Column(content, "rules.basis")));
        Assert.Contains(guide.Limits.OffsetDeadlineYears.Source.Zh.TrimEnd('。'), content.Fields["findings.offsetDeadline"], StringComparison.Ordinal);
        Assert.Contains(guide.Limits.MaterialityPercent.Source.Zh.TrimEnd('。'), content.Fields["findings.misstatements"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_a_materiality_of_its_own_says_so()
    {
        var content = ReportCases.Content(ReportCases.Sample(c => c["engagement"]!["materialityPercent"] = 3));

        Assert.Contains("3%", content.Fields["findings.misstatements"], StringComparison.Ordinal);
        Assert.Contains(Texts["report.limit.materiality.own"], content.Fields["findings.misstatements"], StringComparison.Ordinal);
    }

    [Fact]
    public void Emissions_that_cannot_be_calculated_are_not_compared()
    {
        var content = ReportCases.Content(ReportCases.Troubled());

        Assert.Equal(Texts["report.not-calculable"], Column(content, "emissions.verified")[0]);
        Assert.Equal("—", content.Fields["emissions.total.difference"]);
        Assert.Equal(3, content.Tables["figures"].Rows.Count);
    }

    [Fact]
    public void A_veto_item_that_is_not_met_is_given_as_the_reason_and_no_shortfall()
    {
        var facts = ReportCases.Sample(c => c["checklist"]!.AsArray().Single(a => (string)a!["item"]! == "impl.no-double-use")!["judgement"] = "not-met");

        Assert.Equal(Conclusion.NotNeutral, Evaluation.Evaluate(facts).Conclusion);
        Assert.Equal(
            Texts.Say("report.conclusion.NotNeutral.veto", ("event", facts.Event.Name), ("verified", new Tonnage(179.933744m)), ("offset", new Tonnage(182m))),
            ReportCases.Content(facts).Fields["conclusion.text"]);
    }

    [Fact]
    public void Every_item_and_source_of_the_pack_appears()
    {
        var facts = ReportCases.Sample();
        var content = ReportCases.Content(facts);

        Assert.Equal(facts.Guide.Checklist.Select(i => i.Requirement.Zh), Column(content, "checklist.requirement"));
        Assert.Equal(facts.Guide.Sources.Select(s => s.Name.Zh), Column(content, "sources.name"));
        Assert.Equal(RuleKeys.All.Count, content.Tables["rules"].Rows.Count);
        Assert.Equal(
            facts.Guide.Checklist.Select(i => i.Requirement.Zh).Order(),
            content.Tables.Keys.Where(k => k.EndsWith("Items", StringComparison.Ordinal)).SelectMany(k => Column(content, $"{k}.requirement")).Order());
    }

    [Fact]
    public void A_draft_has_no_number_and_says_so()
    {
        var content = ReportCases.Content(ReportCases.Sample());

        Assert.True(content.Conditions["draft"]);
        Assert.Equal(Texts["report.number.none"], content.Fields["report.number"]);
        Assert.All(Column(content, "signatures.signature"), signature => Assert.Equal(Texts["report.unsigned"], signature));
    }

    private static List<string> Column(ReportContent content, string tag)
    {
        var table = content.Tables[tag[..tag.IndexOf('.', StringComparison.Ordinal)]];
        var index = table.Columns.ToList().IndexOf(tag);
        return [.. table.Rows.Select(r => r[index])];
    }
}
