using System.Globalization;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.Offsets;

// The two lines of the sample hold 182 t and suffice; a third, of 10 t, is judged here.
public sealed class OffsetTests
{
    [Theory]
    [InlineData("national-allowance", true)]
    [InlineData("ccer", true)]
    [InlineData("jilin-inclusion", true)]
    [InlineData("other-recognized", true)]
    [InlineData("vcs", false)]
    [InlineData("CCER", false)]
    public void Only_units_of_the_kinds_that_the_guide_lists_count(string kind, bool allowed)
    {
        Judged(Third().Set("offsets[x].kind", kind), allowed ? null : "block offset.kind-not-allowed x");
    }

    [Fact]
    public void Units_that_were_not_cancelled_do_not_count()
    {
        Judged(Third().Remove("offsets[x].cancelledOn"), "block offset.not-cancelled x");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    public void Units_without_a_certificate_do_not_count(string certificate)
    {
        var builder = Third().SetRaw("offsets[x].certificate", certificate);

        Judged(builder, "block offset.not-cancelled x");
        Assert.Equal("rule.offset.not-cancelled.no-certificate", builder.Evaluate().Issues[0].Finding.Code);
    }

    [Fact]
    public void Units_without_evidence_do_not_count()
    {
        Judged(Third().SetRaw("offsets[x].evidence", "[]"), "block offset.evidence-missing x");
    }

    [Theory]
    [InlineData("9", "one more", null)]
    [InlineData("10", "exact", null)]
    [InlineData("10.000001", "a little short", "block offset.serial-count x")]
    [InlineData("11", "one short", "block offset.serial-count x")]
    [InlineData("0", "none", null)]
    public void A_range_holds_at_least_the_tonnes(string tonnes, string _, string? issue)
    {
        Judged(Third().SetRaw("offsets[x].tonnes", tonnes), issue, tonnes);
    }

    [Theory]
    [InlineData("X-000000000000000000000000000001", "X-000000000000000000000000000010", null)]
    [InlineData("X-900000000000000000000000000001", "X-900000000000000000000000000010", null)]
    [InlineData("X-900000000000000000000000000001", "X-900000000000000000000000000009", "block offset.serial-count x")]
    [InlineData("X-1", "X-99999999999999999999999999999999999999999999999999", null)]
    [InlineData("x-0001", "Ｘ－００１０", null)]
    [InlineData("x-0001", "Ｘ－０００９", "block offset.serial-count x")]
    public void A_range_is_counted_whatever_its_length_or_typing(string from, string to, string? issue)
    {
        Judged(Third().Set("offsets[x].serialFrom", from).Set("offsets[x].serialTo", to), issue);
    }

    [Theory]
    [InlineData("X-10", "X-1")]
    [InlineData("X-2", "X-1")]
    public void A_range_that_is_the_wrong_way_round_holds_nothing(string from, string to)
    {
        var builder = Third().Set("offsets[x].serialFrom", from).Set("offsets[x].serialTo", to).Set("offsets[x].tonnes", 1);

        Judged(builder, "block offset.serial-count x", "1");
        Assert.Equal("rule.offset.serial-count.reversed", builder.Evaluate().Issues[0].Finding.Code);
    }

    [Theory]
    [InlineData("X-1", "Y-1")]
    [InlineData("X-A", "X-B")]
    [InlineData("X", "X-10")]
    public void A_range_that_cannot_be_counted_is_taken_at_its_word(string from, string to)
    {
        Judged(Third().Set("offsets[x].serialFrom", from).Set("offsets[x].serialTo", to), null);
    }

    // The line of the sample holds CCER-JL-0007-5000121 to 5000182.
    [Theory]
    [InlineData("CCER-JL-0007-5000183", "CCER-JL-0007-5000192", false)]
    [InlineData("CCER-JL-0007-5000182", "CCER-JL-0007-5000191", true)]
    [InlineData("CCER-JL-0007-5000111", "CCER-JL-0007-5000120", false)]
    [InlineData("CCER-JL-0007-5000112", "CCER-JL-0007-5000121", true)]
    [InlineData("CCER-JL-0007-5000130", "CCER-JL-0007-5000139", true)]
    [InlineData("CCER-JL-0007-5000001", "CCER-JL-0007-5009999", true)]
    [InlineData("CCER-JL-0008-5000121", "CCER-JL-0008-5000182", false)]
    [InlineData("CCER-JL-0007-05000182", "CCER-JL-0007-5000191", true)]
    [InlineData("ｃｃｅｒ－jl－0007－５０００１８２", "CCER - JL - 0007 - 5000191", true)]
    public void Of_two_lines_that_share_a_serial_number_the_later_falls(string from, string to, bool overlaps)
    {
        var builder = Third().Set("offsets[x].serialFrom", from).Set("offsets[x].serialTo", to);

        Judged(builder, overlaps ? "block offset.serial-overlap x" : null);
        Assert.All(builder.Evaluate().Issues, i => Assert.Equal("ccer > x", i.Road()));
    }

    [Fact]
    public void The_later_in_the_file_falls_whatever_its_dates()
    {
        var verdict = Third().Set("offsets[x].serialFrom", "JLTPH-2025-000301").Set("offsets[x].serialTo", "JLTPH-2025-000310")
            .Set("offsets[x].cancelledOn", "2026-01-01").Evaluate();

        Assert.Equal(["block offset.serial-overlap x"], verdict.Told());
        Assert.Equal(182m, verdict.OffsetTonnes);
    }

    [Fact]
    public void A_range_the_wrong_way_round_still_uses_its_numbers()
    {
        var verdict = Third().Set("offsets[x].serialFrom", "CCER-JL-0007-5000191").Set("offsets[x].serialTo", "CCER-JL-0007-5000182").Evaluate();

        Assert.Equal(["block offset.serial-overlap x", "block offset.serial-count x"], verdict.Told());
    }

    [Fact]
    public void An_end_of_a_range_that_cannot_be_counted_is_used_all_the_same()
    {
        var issues = Third().Set("offsets[x].serialFrom", "ZZ-1").Set("offsets[x].serialTo", "CCER-JL-0007-5000150").Issues();

        Assert.Equal(["block offset.serial-overlap x"], issues);
    }

    [Fact]
    public void Of_three_that_overlap_only_the_first_counts()
    {
        var verdict = new CaseBuilder().Offsetting("1").Add("offsets", Line("b", "A-1", "A-10")).Add("offsets", Line("c", "A-100000", "A-100009")).Evaluate();

        Assert.Equal([true, false, false], verdict.Offsets.Select(o => o.Counts));
        Assert.Equal(1m, verdict.OffsetTonnes);
    }

    [Theory]
    [InlineData("X-10", "X-19", true)]
    [InlineData("X-11", "X-19", false)]
    [InlineData("ｘ-0010", "x-0010", true)]
    [InlineData("Y-1", "Y-10", false)]
    public void What_another_engagement_used_is_used(string from, string to, bool overlaps)
    {
        var builder = Third().UsedElsewhere("Q-1", "Q-9").UsedElsewhere(from, to);

        Judged(builder, overlaps ? "block offset.serial-overlap x" : null);
        Assert.All(builder.Evaluate().Issues, i => Assert.Equal("rule.offset.serial-overlap.elsewhere", i.Finding.Code));
    }

    // The event of the sample ends on 2026-01-10.
    [Theory]
    [InlineData("2027-01-10", null)]
    [InlineData("2027-01-11", "warning offset.late x")]
    [InlineData("2025-01-01", null)]
    public void Units_are_cancelled_within_a_year_of_the_last_day_and_count_even_if_not(string cancelledOn, string? issue)
    {
        var verdict = Third().Set("offsets[x].cancelledOn", cancelledOn).Evaluate();

        Assert.Equal(issue is null ? [] : [issue], verdict.Told());
        Assert.Equal((192m, true), (verdict.OffsetTonnes, verdict.MayIssue));
    }

    [Fact]
    public void The_deadline_is_that_of_the_guide_pack()
    {
        var two = Third().Set("offsets[x].cancelledOn", "2028-01-10")
            .Under(g => g with { Limits = g.Limits with { OffsetDeadlineYears = g.Limits.OffsetDeadlineYears with { Value = 2 } } });

        Assert.Empty(two.Issues());
        Assert.Equal(["warning offset.late x"], two.Set("offsets[x].cancelledOn", "2028-01-11").Issues());
    }

    [Fact]
    public void Every_reason_against_a_line_is_given_at_once()
    {
        var issues = Third().Set("offsets[x].kind", "vcs").Remove("offsets[x].cancelledOn").Set("offsets[x].tonnes", 11).SetRaw("offsets[x].evidence", "[]")
            .UsedElsewhere("X-1", "X-1").Issues();

        Assert.Equal(
            [
                "block offset.kind-not-allowed x", "block offset.not-cancelled x", "block offset.serial-overlap x", "block offset.serial-count x",
                "block offset.evidence-missing x",
            ],
            issues);
    }

    [Theory]
    [InlineData("purchase")]
    [InlineData("donation")]
    public void Units_that_were_bought_and_units_that_were_given_count_alike(string acquiredBy)
    {
        Judged(Third().Set("offsets[x].acquiredBy", acquiredBy), null);
    }

    private static CaseBuilder Third() => new CaseBuilder().Add("offsets", Line("x", "X-1", "X-10"));

    private static string Line(string key, string from, string to) => $$"""
        {
          "key": "{{key}}", "kind": "ccer", "registry": "登记系统", "project": "风电", "serialFrom": "{{from}}", "serialTo": "{{to}}", "tonnes": 10,
          "acquiredBy": "purchase", "cancelledOn": "2026-03-02", "certificate": "1", "evidence": ["cert-ccer"]
        }
        """;

    private static void Judged(CaseBuilder builder, string? issue, string tonnes = "10")
    {
        var verdict = builder.Evaluate();

        Assert.Equal(issue is null ? [] : [issue], verdict.Told());
        Assert.Equal(182m + (issue is null ? decimal.Parse(tonnes, CultureInfo.InvariantCulture) : 0), verdict.OffsetTonnes);
        Assert.Equal((Conclusion.Neutral, issue is null), (verdict.Conclusion, verdict.MayIssue));
    }
}
