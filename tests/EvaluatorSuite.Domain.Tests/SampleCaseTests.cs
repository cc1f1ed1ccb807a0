using System.Globalization;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests;

public sealed class SampleCaseTests
{
    private static readonly JsonNode Expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.SampleCase, "expected.json")))!;

    private readonly Verdict _verdict = new CaseBuilder().Evaluate();

    [Fact]
    public void The_sample_comes_to_exactly_the_figures_expected_of_it()
    {
        Assert.Equal((string?)Expected["claimedTonnes"], Text(_verdict.ClaimedTonnes));
        Assert.Equal((string?)Expected["verifiedTonnes"], Text(_verdict.VerifiedTonnes));
        Assert.Equal((string?)Expected["offsetTonnes"], Text(_verdict.OffsetTonnes));
    }

    [Fact]
    public void Every_line_of_the_sample_comes_to_exactly_the_tonnes_expected_of_it()
    {
        Assert.Equal(
            Expected["lines"]!.AsObject().Select(l => $"{l.Key} {l.Value}"),
            _verdict.Inventory.Lines.Select(l => $"{l.Facts.Key} {Text(l.VerifiedTonnes!.Value)}"));
    }

    [Fact]
    public void The_sample_is_neutral_may_be_issued_and_has_no_issue_of_any_kind()
    {
        Assert.Equal("neutral", (string?)Expected["conclusion"]);
        Assert.True((bool)Expected["mayIssue"]!);
        Assert.Empty(Expected["rules"]!.AsArray());
        Assert.Equal((Conclusion.Neutral, true), (_verdict.Conclusion, _verdict.MayIssue));
        Assert.Empty(_verdict.Told());
    }

    [Fact]
    public void The_sample_differs_by_what_its_totals_say()
    {
        // (179.933744 − 176.227403) / 176.227403
        Assert.Equal("2.10", Text(_verdict.DifferencePercent!.Value));
        Assert.Equal("2.066256", Text(_verdict.Surplus));
    }

    [Fact]
    public void Under_the_national_guide_the_sample_emits_the_same_but_the_units_of_Jilin_are_none()
    {
        var verdict = new CaseBuilder().Set("guide", "mee-2019").Evaluate();

        Assert.Equal((string?)Expected["verifiedTonnes"], Text(verdict.VerifiedTonnes));
        Assert.Equal("62.000000", Text(verdict.OffsetTonnes));
        Assert.Equal(
            ["block checklist.contradicts-figures impl.neutrality", "block offset.kind-not-allowed jl", "warning neutrality.shortfall offsets"], verdict.Told());
    }

    private static string Text(decimal figure) => figure.ToString(CultureInfo.InvariantCulture);
}
