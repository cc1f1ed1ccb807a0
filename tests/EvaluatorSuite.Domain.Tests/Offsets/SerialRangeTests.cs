using System.Globalization;
using System.Numerics;
using CsCheck;
using EvaluatorSuite.Domain.Offsets;

namespace EvaluatorSuite.Domain.Tests.Offsets;

public sealed class SerialRangeTests
{
    [Theory]
    [InlineData("A-1", "A-1", "1")]
    [InlineData("A-1", "A-10", "10")]
    [InlineData("A-0099", "A-100", "2")]
    [InlineData("1", "10", "10")]
    [InlineData("A-10", "A-1", "-8")]
    [InlineData("A-1", "A-100000000000000000000000000000000000000", "100000000000000000000000000000000000000")]
    [InlineData("Ａ－１", "a-10", "10")]
    [InlineData(" A - 1 ", "A-1 0", "10")]
    public void Two_whole_numbers_after_one_prefix_are_counted(string from, string to, string count)
    {
        Assert.Equal(BigInteger.Parse(count, CultureInfo.InvariantCulture), SerialRange.Of(from, to).Count);
    }

    [Theory]
    [InlineData("A-1", "B-10")]
    [InlineData("A1-1", "A2-10")]
    [InlineData("A", "B")]
    [InlineData("A", "A")]
    [InlineData("A", "A1")]
    [InlineData("A-1X", "A-9X")]
    [InlineData("A-1", "A-٩")]
    public void Anything_else_cannot_be_counted(string from, string to)
    {
        Assert.Null(SerialRange.Of(from, to).Count);
    }

    [Theory]
    [InlineData("A", "B", "B", "C", true)]
    [InlineData("A", "C", "B", "B", false)]
    [InlineData("A", "A1", "A", "A", true)]
    [InlineData("A-1", "B-9", "A-1", "A-1", true)]
    [InlineData("A-1", "B-9", "B-9", "B-20", true)]
    [InlineData("A-1", "B-9", "A-2", "A-9", false)]
    [InlineData("a－1x", "Z", "A-1X", "Y", true)]
    [InlineData("A-1", "A-5", "A", "A", false)]
    [InlineData("A-5", "A-1", "A-3", "A-3", true)]
    [InlineData("1-1", "1-5", "2-1", "2-5", false)]
    public void Of_what_cannot_be_counted_the_two_ends_are_used(string from, string to, string otherFrom, string otherTo, bool overlap)
    {
        Assert.Equal(overlap, SerialRange.Of(from, to).Overlaps(SerialRange.Of(otherFrom, otherTo)));
        Assert.Equal(overlap, SerialRange.Of(otherFrom, otherTo).Overlaps(SerialRange.Of(from, to)));
    }

    [Fact]
    public void A_range_knows_the_prefixes_under_which_others_could_meet_it()
    {
        Assert.Equal(("CCER-JL-0007-", "CCER-JL-0007-"), SerialRange.Of("ccer-jl-0007-121", "CCER-JL-0007-182").Groups);
        Assert.Equal(("A-", "B-"), SerialRange.Of("A-1", "B-1").Groups);
        Assert.Equal(("AX", "BX"), SerialRange.Of("ax", "bx").Groups);
    }

    [Theory]
    [InlineData("A\uFDD01")]
    [InlineData("\u0301\u0301")]
    [InlineData("𝟙𝟚")]
    [InlineData("①")]
    public void Any_text_is_a_serial_number(string serial)
    {
        Assert.True(SerialRange.Of(serial, serial).Overlaps(SerialRange.Of(serial, serial)));
    }

    [Fact]
    public void A_serial_number_that_grows_in_its_plain_form_still_fits_what_is_indexed()
    {
        // One character that stands for fifteen and three spaces.
        var faults = new CaseBuilder().Set("offsets[jl].serialFrom", new string('\uFDFA', 7)).Faults();

        Assert.Equal(["$.offsets[0].serialFrom json.text-length"], faults);
    }

    [Fact]
    public void Ranges_overlap_exactly_where_they_share_a_number()
    {
        Gen.Select(Range, Range).Sample((one, other) =>
        {
            var (a, b) = (SerialRange.Of(one.From, one.To), SerialRange.Of(other.From, other.To));

            Assert.Equal(one.Numbers.Intersect(other.Numbers).Any(), a.Overlaps(b));
            Assert.Equal(a.Overlaps(b), b.Overlaps(a));
            Assert.True(a.Overlaps(a));
        }, iter: 20_000);
    }

    [Fact]
    public void Ranges_that_overlap_share_one_of_the_prefixes_by_which_they_are_found()
    {
        Gen.Select(Range, Range).Sample((one, other) =>
        {
            var (a, b) = (SerialRange.Of(one.From, one.To), SerialRange.Of(other.From, other.To));

            Assert.True(!a.Overlaps(b) || new[] { a.Groups.First, a.Groups.Last }.Intersect([b.Groups.First, b.Groups.Last]).Any());
        }, iter: 20_000);
    }

    private sealed record Given(string From, string To)
    {
        /// <summary>All numbers between the ends, or the ends alone.</summary>
        public HashSet<string> Numbers
        {
            get
            {
                var (from, to) = (Split(From), Split(To));
                return from.Prefix == to.Prefix
                    ? [.. Enumerable.Range(Math.Min(from.Number, to.Number), Math.Abs(from.Number - to.Number) + 1).Select(n => $"{from.Prefix}{n}")]
                    : [$"{from.Prefix}{from.Number}", $"{to.Prefix}{to.Number}"];
            }
        }

        private static (string Prefix, int Number) Split(string serial) => (serial[..1].ToUpperInvariant(), int.Parse(serial[1..], CultureInfo.InvariantCulture));
    }

    private static Gen<string> Serial =>
        Gen.Select(Gen.OneOf("A", "a", "B"), Gen.Int[0, 12], Gen.OneOf("0", "00", "000"))
            .Select((prefix, number, pad) => prefix + number.ToString(pad, CultureInfo.InvariantCulture));

    private static Gen<Given> Range => Gen.Select(Serial, Serial).Select((from, to) => new Given(from, to));
}
