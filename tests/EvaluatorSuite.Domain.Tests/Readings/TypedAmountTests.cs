using System.Globalization;
using CsCheck;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.Readings;

public sealed class TypedAmountTests
{
    private static readonly Gen<string> Whole = Gen.Char['0', '9'].Array[1, 15].Select(c => new string(c).TrimStart('0') is { Length: > 0 } digits ? digits : "0");

    private static readonly Gen<string> Part = Gen.Char['0', '9'].Array[0, 12].Select(c => new string(c));

    [Fact]
    public void Every_figure_of_fifteen_and_twelve_digits_comes_through_as_it_was_typed() =>
        Gen.Select(Whole, Part, Gen.Bool).Sample((whole, part, negative) =>
        {
            var text = $"{(negative ? "-" : "")}{whole}{(part.Length > 0 ? $".{part}" : "")}";
            var expected = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

            foreach (var typed in new[] { text, Separated(text), FullWidth(text), $" {Separated(text)}\t", text.Replace('-', '−') })
            {
                Assert.True(TypedAmount.TryRead(typed, out var read), typed);
                Assert.Equal(expected, read);
            }
        });

    [Fact]
    public void A_separator_in_the_wrong_place_is_refused_and_never_skipped() =>
        Gen.Select(Whole.Where(w => w.Length > 1), Gen.Int[1, 14]).Sample((whole, at) =>
        {
            if (at < whole.Length && (whole.Length - at) % 3 != 0)
            {
                Assert.False(TypedAmount.TryRead(whole.Insert(at, ","), out _), whole.Insert(at, ","));
            }
        });

    [Fact]
    public void One_digit_more_than_is_stored_is_refused_and_never_rounded() =>
        Gen.Select(Gen.Char['1', '9'], Gen.Char['0', '9'].Array[15, 15], Gen.Char['0', '9'].Array[12, 12], Gen.Char['1', '9']).Sample((first, whole, part, last) =>
        {
            Assert.False(TypedAmount.TryRead($"{first}{new string(whole)}", out _));
            Assert.False(TypedAmount.TryRead($"0.{new string(part)}{last}", out _));
        });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("约 50")]
    [InlineData("50 kWh")]
    [InlineData("1.234.567")]
    [InlineData("3,5")]
    [InlineData(",5")]
    [InlineData("1,234,56")]
    [InlineData("1,,234")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData("--5")]
    [InlineData("0x10")]
    [InlineData("１２，３")]
    public void What_is_no_plain_number_is_refused(string? text) => Assert.False(TypedAmount.TryRead(text, out _));

    private static string FullWidth(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));

    private static string Separated(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        for (var i = whole.Length - 3; i > (whole[0] == '-' ? 1 : 0); i -= 3)
        {
            whole = whole.Insert(i, ",");
        }

        return point < 0 ? whole : whole + text[point..];
    }
}

public sealed class SpreadsheetNumberTests
{
    [Theory]
    [InlineData("48.6", "48.6", false)]
    [InlineData("1.1000000000000001", "1.1", true)]
    [InlineData("0.30000000000000004", "0.3", true)]
    [InlineData("48.600000000000001", "48.6", true)]
    [InlineData("1234567.8900000001", "1234567.89", true)]
    [InlineData("4.6709999999999999E-4", "0.00046710", true)]
    [InlineData("2.5E2", "250", false)]
    [InlineData("1E+3", "1000", false)]
    [InlineData("-7", "-7", false)]
    [InlineData("999999999999999", "999999999999999", false)]
    [InlineData("0", "0", false)]
    [InlineData("0.000000000000", "0", false)]
    [InlineData("9.9999999999999999", "10", true)]
    public void Fifteen_significant_digits_are_read_and_the_tail_of_a_binary_fraction_is_left_out(string written, string read, bool shortened)
    {
        Assert.True(SpreadsheetNumber.TryRead(written, out var value, out var left));
        Assert.Equal((decimal.Parse(read, CultureInfo.InvariantCulture), shortened), (value, left));
    }

    [Theory]
    [InlineData("0.33333333333333331")]
    [InlineData("1E-13")]
    [InlineData("1E15")]
    [InlineData("1234567890123456")]
    [InlineData("1E999")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("1,234")]
    public void A_number_with_more_digits_than_a_figure_may_have_is_refused(string written) => Assert.False(SpreadsheetNumber.TryRead(written, out _, out _));

    [Fact]
    public void What_somebody_typed_into_a_spreadsheet_comes_through_although_the_file_holds_floating_point() =>
        Gen.Select(Gen.Int[0, 999_999_999], Gen.Int[0, 6]).Sample((digits, places) =>
        {
            var typed = digits / (decimal)Math.Pow(10, places);

            // As Excel writes it: seventeen significant digits of the double.
            var written = ((double)typed).ToString("G17", CultureInfo.InvariantCulture);

            Assert.True(SpreadsheetNumber.TryRead(written, out var read, out _), written);
            Assert.Equal(typed, read);
        });
}
