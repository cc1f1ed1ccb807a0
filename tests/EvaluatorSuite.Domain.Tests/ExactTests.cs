using System.Globalization;
using System.Numerics;
using CsCheck;

namespace EvaluatorSuite.Domain.Tests;

public sealed class ExactTests
{
    [Fact]
    public void Thirds_keep_every_digit()
    {
        var third = Exact.Fraction(1, 3);

        Assert.Equal(Exact.Of(1), third + third + third);
        Assert.Equal(Exact.Of(44), Exact.Fraction(44, 12) * 12m);
        Assert.Equal("1/3", third.ToString());
        Assert.Equal("-2", (Exact.Fraction(-4, 2)).ToString());
        Assert.Equal(Exact.Fraction(1, 2), Exact.Fraction(-1, -2));
    }

    [Fact]
    public void The_value_that_nobody_set_is_zero()
    {
        Exact none = default;

        Assert.True(none.IsZero);
        Assert.Equal(Exact.Zero, none);
        Assert.Equal(Exact.Of(0.000m), none);
        Assert.Equal(Exact.Of(7), none + 7m);
        Assert.Equal("0.000000", none.Tonnes().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void One_number_in_two_writings_is_one_number()
    {
        Assert.Equal(Exact.Of(1.50m), Exact.Of(1.5m));
        Assert.Equal(Exact.Of(1.50m).GetHashCode(), Exact.Of(1.5m).GetHashCode());
        Assert.True(Exact.Of(1.50m) == Exact.Of(1.5m));
        Assert.True(Exact.Of(1.50m) != Exact.Of(1.51m));
        Assert.False(Exact.Of(1).Equals("1"));
    }

    [Fact]
    public void The_widest_decimals_go_in_whole()
    {
        Assert.Equal(decimal.MaxValue, Exact.Of(decimal.MaxValue).Round(0));
        Assert.Equal(decimal.MinValue, Exact.Of(decimal.MinValue).Round(0));
        Assert.Equal(0.0000000000000000000000000001m, Exact.Of(0.0000000000000000000000000001m).Round(28));
    }

    [Theory]
    [InlineData("0.0000005", "0.000000")]
    [InlineData("0.0000015", "0.000002")]
    [InlineData("-0.0000015", "-0.000002")]
    [InlineData("-0.0000025", "-0.000002")]
    [InlineData("0.00000050000000000000000001", "0.000001")]
    [InlineData("1", "1.000000")]
    [InlineData("0.1", "0.100000")]
    [InlineData("-12.3456789", "-12.345679")]
    public void Tonnes_have_six_places_half_to_even(string value, string tonnes)
    {
        Assert.Equal(tonnes, Exact.Of(decimal.Parse(value, CultureInfo.InvariantCulture)).Tonnes().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_rounds_to_nothing_has_no_sign()
    {
        Assert.Equal("0.000000", Exact.Of(-0.0000004m).Tonnes().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_number_that_no_decimal_holds_is_refused_and_never_cut_short()
    {
        // Thirty digits at six places: a decimal has room for twenty-eight.
        var wide = (Exact.Of(123_456_789_012_345_678_901_234m) * 10m) + Exact.Of(5.000_001m);

        Assert.Throws<OverflowException>(() => (Exact.Of(decimal.MaxValue) * 10m).Round(0));
        Assert.Throws<OverflowException>(() => wide.Tonnes());
    }

    [Fact]
    public void Nothing_is_divided_by_nothing()
    {
        Assert.Throws<DivideByZeroException>(() => Exact.Of(1) / Exact.Zero);
    }

    [Fact]
    public void Sums_are_what_whole_numbers_come_to()
    {
        Gen.Decimal[-1_000_000_000_000_000m, 1_000_000_000_000_000m].Array[0, 60].Sample(values =>
        {
            var reference = values.Aggregate(BigInteger.Zero, (sum, v) => sum + Scaled(v));

            var sum = Exact.Sum(values.Select(Exact.Of));

            Assert.Equal(Fraction(reference, Scale), sum.ToString());
            Assert.Equal(sum, values.Aggregate(Exact.Zero, (s, v) => s + v));
        }, iter: 2_000);
    }

    [Fact]
    public void Arithmetic_is_that_of_fractions()
    {
        Gen.Select(Rational, Rational).Sample((a, b) =>
        {
            var (x, y) = (Exact.Fraction(a.Numerator, a.Denominator), Exact.Fraction(b.Numerator, b.Denominator));
            var (n, d, m, e) = ((BigInteger)a.Numerator, (BigInteger)a.Denominator, (BigInteger)b.Numerator, (BigInteger)b.Denominator);

            Assert.Equal(Fraction((n * e) + (m * d), d * e), (x + y).ToString());
            Assert.Equal(Fraction((n * e) - (m * d), d * e), (x - y).ToString());
            Assert.Equal(Fraction(n * m, d * e), (x * y).ToString());
            Assert.Equal((n * e).CompareTo(m * d), x.CompareTo(y));
            Assert.Equal((n * e) < (m * d), x < y);
            Assert.Equal((n * e) > (m * d), x > y);
            Assert.Equal((n * e) <= (m * d), x <= y);
            Assert.Equal((n * e) >= (m * d), x >= y);
            Assert.Equal(Fraction(BigInteger.Abs(n), d), Exact.Abs(x).ToString());
            if (m != 0)
            {
                Assert.Equal(Fraction(n * e, d * m), (x / y).ToString());
            }
        }, iter: 5_000);
    }

    [Fact]
    public void Rounding_is_that_of_decimals_where_they_suffice()
    {
        // Few digits and many halves.
        var value = Gen.Select(Gen.Long[-2_000_000, 2_000_000], Gen.Int[0, 12]).Select((digits, scale) => digits / (decimal)BigInteger.Pow(10, scale));

        Gen.Select(value, Gen.Int[0, 8]).Sample((v, places) => Assert.Equal(decimal.Round(v, places, MidpointRounding.ToEven), Exact.Of(v).Round(places)), iter: 20_000);
    }

    [Fact]
    public void A_decimal_comes_back_as_it_went_in()
    {
        Gen.Decimal.Sample(value => Assert.Equal(value, Exact.Of(value).Round(value.Scale)), iter: 5_000);
    }

    private static Gen<(long Numerator, long Denominator)> Rational => Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 1_000]);

    private static readonly BigInteger Scale = BigInteger.Pow(10, 28);

    private static BigInteger Scaled(decimal value)
    {
        var text = value.ToString("F28", CultureInfo.InvariantCulture);
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static string Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var (n, d) = (numerator / divisor, denominator / divisor);
        return d.IsOne ? n.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{n}/{d}");
    }
}
