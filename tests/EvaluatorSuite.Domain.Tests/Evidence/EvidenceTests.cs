using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Evidence;

// The event of the sample is held from 8 to 10 January.
public sealed class EvidenceTests
{
    [Fact]
    public void A_listed_file_that_was_never_handed_over_blocks()
    {
        var verdict = new CaseBuilder().WithoutFile("heat").WithoutFile("plan").Evaluate();

        Assert.Equal(["block evidence.file-missing heat", "block evidence.file-missing plan"], verdict.Told());
        Assert.Equal(Conclusion.Neutral, verdict.Conclusion);
    }

    [Theory]
    [InlineData("2026-01-08", "2026-01-10", null)]
    [InlineData("2026-01-09", "2026-01-10", "2026-01-08")]
    [InlineData("2026-01-08", "2026-01-09", "2026-01-10")]
    [InlineData("2026-01-09", "2026-01-09", "2026-01-08")]
    [InlineData("2025-01-01", "2026-01-07", "2026-01-08")]
    [InlineData("2026-01-11", "2026-12-31", "2026-01-08")]
    public void A_piece_covers_the_event_from_its_first_day_to_its_last(string from, string to, string? gap)
    {
        var verdict = Heat(from, to).Evaluate();

        Assert.Equal(gap is null ? [] : ["warning evidence.period-gap heat"], verdict.Told());
        Assert.All(verdict.Issues, i => Assert.Equal(gap, ((DateOnly)i.Finding.Values["gap"]).ToString("O", null)));
        Assert.True(verdict.MayIssue);
    }

    [Theory]
    [InlineData("2026-01-08", "2026-01-09", "2026-01-10", "2026-01-11", true)]
    [InlineData("2026-01-08", "2026-01-08", "2026-01-10", "2026-01-11", false)]
    [InlineData("2026-01-10", "2026-01-11", "2026-01-08", "2026-01-09", true)]
    [InlineData("2026-01-01", "2026-01-09", "2026-01-05", "2026-01-10", true)]
    [InlineData("2026-01-08", "2026-01-10", "2026-01-08", "2026-01-08", true)]
    public void Two_pieces_join_where_no_day_is_between_them(string from, string to, string otherFrom, string otherTo, bool covered)
    {
        var issues = Heat(from, to).SetRaw("inventory[heat].evidence", """["heat", "heat-2"]""").Add("evidence", $$"""
            {
              "key": "heat-2", "file": "供热结算单2.pdf", "title": "供热结算单", "kind": "invoice", "providedBy": "jlu-venue",
              "periodFrom": "{{otherFrom}}", "periodTo": "{{otherTo}}"
            }
            """).Issues();

        Assert.Equal(covered ? [] : ["warning evidence.period-gap heat"], issues);
    }

    [Theory]
    [InlineData("periodFrom")]
    [InlineData("periodTo")]
    public void A_piece_with_one_date_speaks_of_that_day(string left)
    {
        var builder = new CaseBuilder().Remove($"evidence[heat].{(left == "periodFrom" ? "periodTo" : "periodFrom")}").Set($"evidence[heat].{left}", "2026-01-08");

        Assert.Equal(new DateOnly(2026, 1, 9), builder.Evaluate().The("evidence.period-gap").Finding.Values["gap"]);
    }

    [Fact]
    public void A_piece_without_dates_covers_nothing()
    {
        Assert.Equal(["warning evidence.period-gap heat"], new CaseBuilder().Remove("evidence[heat].periodFrom").Remove("evidence[heat].periodTo").Issues());
    }

    [Fact]
    public void A_line_without_evidence_is_a_gap()
    {
        Assert.Equal(["warning evidence.period-gap heat"], new CaseBuilder().SetRaw("inventory[heat].evidence", "[]").Issues());
    }

    [Fact]
    public void Evidence_that_no_line_names_may_be_of_any_day()
    {
        Assert.Empty(new CaseBuilder().Set("evidence[site].periodFrom", "2026-01-09").Issues());
    }

    private static CaseBuilder Heat(string from, string to) => new CaseBuilder().Set("evidence[heat].periodFrom", from).Set("evidence[heat].periodTo", to);
}
