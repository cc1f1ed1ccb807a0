using CsCheck;
using EvaluatorSuite.Domain.Offsets;

namespace EvaluatorSuite.Domain.Tests.Offsets;

public sealed class OffsetProperties
{
    private static readonly DateOnly EventEnd = new(2026, 1, 10);

    [Fact]
    public void A_line_that_is_added_never_lowers_what_counts()
    {
        Gen.Select(Lines, Line, Elsewhere).Sample((lines, added, elsewhere) =>
        {
            var (before, after) = (Judge(lines, elsewhere), Judge([.. lines, added], elsewhere));

            Assert.Equal(before.Select(o => o.Counts), after.Take(lines.Length).Select(o => o.Counts));
            Assert.True(Tonnes(after) >= Tonnes(before));
        }, iter: 1_500);
    }

    [Fact]
    public void No_serial_number_counts_twice()
    {
        Gen.Select(Lines, Elsewhere).Sample((lines, elsewhere) =>
        {
            var counted = Judge(lines, elsewhere).Where(o => o.Counts).Select(o => SerialRange.Of(o.Facts.SerialFrom, o.Facts.SerialTo)).ToList();

            Assert.All(counted, (one, i) => Assert.All(counted.Skip(i + 1), other => Assert.False(one.Overlaps(other))));
            Assert.All(elsewhere, used => Assert.All(counted, one => Assert.False(one.Overlaps(SerialRange.Of(used.SerialFrom, used.SerialTo)))));
        }, iter: 1_500);
    }

    [Fact]
    public void What_another_engagement_uses_never_raises_what_counts()
    {
        Gen.Select(Lines, Elsewhere).Sample((lines, elsewhere) => Assert.True(Tonnes(Judge(lines, elsewhere)) <= Tonnes(Judge(lines, []))), iter: 1_500);
    }

    [Fact]
    public void A_line_falls_exactly_where_an_earlier_one_or_another_engagement_has_its_numbers()
    {
        Gen.Select(Lines, Elsewhere).Sample((lines, elsewhere) =>
        {
            var ranges = lines.Select(l => SerialRange.Of(l.SerialFrom, l.SerialTo)).ToList();
            var used = elsewhere.Select(u => SerialRange.Of(u.SerialFrom, u.SerialTo)).ToList();

            Assert.All(Judge(lines, elsewhere), (offset, i) => Assert.Equal(
                ranges.Take(i).Concat(used).Any(ranges[i].Overlaps), offset.Issues.Any(issue => issue.Rule.Key == "offset.serial-overlap")));
        }, iter: 1_500);
    }

    [Fact]
    public void The_bounds_hold_a_number_exactly_where_the_range_does()
    {
        var numbers = Gen.OneOf(Gen.Long[0, 120], Gen.Long[0, 10_000_000_000]);
        Gen.Select(numbers, numbers, numbers, Gen.OneOf("", "0", "000")).Sample((from, to, number, zeros) =>
        {
            var (range, point) = (SerialRange.Of($"A-{from}", $"A-{zeros}{to}"), SerialRange.Of($"A-{zeros}{number}", $"A-{number}"));
            var at = point.Bounds.First;

            Assert.Equal(range.Overlaps(point), string.CompareOrdinal(range.Bounds.First, at) <= 0 && string.CompareOrdinal(range.Bounds.Last, at) >= 0);
        }, iter: 2_000);
    }

    private static Gen<(string From, string To)> Serials => Gen.Select(Gen.OneOf("A-", "B-"), Gen.Int[1, 60], Gen.Int[-3, 12], Gen.OneOf("", "", "", "", "X"))
        .Select((prefix, first, length, tail) => ($"{prefix}{first}{tail}", $"{prefix}{first + length}{tail}"));

    private static Gen<string> Kind => Gen.OneOf("ccer", "ccer", "ccer", "vcs");

    private static Gen<OffsetFacts> Line => Gen.Select(Serials, Gen.Int[0, 12], Gen.Bool, Kind).Select((serials, tonnes, cancelled, kind) => new OffsetFacts
    {
        Key = $"{serials.From}/{serials.To}",
        Kind = kind,
        SerialFrom = serials.From,
        SerialTo = serials.To,
        Tonnes = tonnes,
        CancelledOn = cancelled ? EventEnd : null,
        Certificate = "1",
        Evidence = ["e"],
    });

    private static Gen<OffsetFacts[]> Lines => Line.Array[0, 10];

    private static Gen<UsedSerials[]> Elsewhere => Serials.Select(s => new UsedSerials(s.From, s.To)).Array[0, 3];

    private static IReadOnlyList<JudgedOffset> Judge(OffsetFacts[] lines, UsedSerials[] elsewhere) => new OffsetRules(Packs.Jilin, EventEnd, elsewhere).Judge(lines);

    private static decimal Tonnes(IEnumerable<JudgedOffset> judged) => judged.Where(o => o.Counts).Sum(o => o.Facts.Tonnes);
}
