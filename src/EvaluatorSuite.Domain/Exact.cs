using System.Globalization;
using System.Numerics;

namespace EvaluatorSuite.Domain;

/// <summary>
/// A number as a fraction, so that thirds (44/12 of a fuel factor, 3.6 of a kilowatt-hour) and sums of any length keep every digit.
/// Figures are stored and shown as <see cref="decimal"/>; a fraction lives only between the data and the last rounding.
/// </summary>
public readonly struct Exact : IEquatable<Exact>, IComparable<Exact>
{
    /// <summary>Places after the point at which tonnes are compared and written.</summary>
    public const int TonnePlaces = 6;

    private static readonly BigInteger DecimalLimit = (BigInteger)decimal.MaxValue;

    private readonly BigInteger _numerator;
    private readonly BigInteger _denominatorLessOne;

    private Exact(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * (denominator.Sign < 0 ? -1 : 1);
        _numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    public static Exact Zero => default;

    public bool IsZero => _numerator.IsZero;

    // One less than the denominator is stored: the default of the type is then zero over one, a number and not a fault.
    private BigInteger Denominator => _denominatorLessOne + 1;

    public static Exact Of(decimal value)
    {
        var bits = decimal.GetBits(value);
        var scale = (bits[3] >> 16) & 0xFF;
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new Exact(value < 0 ? -magnitude : magnitude, BigInteger.Pow(10, scale));
    }

    public static Exact Fraction(long numerator, long denominator) => new(numerator, denominator);

    public static implicit operator Exact(decimal value) => Of(value);

    public static Exact operator +(Exact left, Exact right) =>
        new((left._numerator * right.Denominator) + (right._numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Exact operator -(Exact left, Exact right) => left + -right;

    public static Exact operator -(Exact value) => new(-value._numerator, value.Denominator);

    public static Exact operator *(Exact left, Exact right) =>
        new(left._numerator * right._numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Exact operator /(Exact left, Exact right) =>
        right.IsZero ? throw new DivideByZeroException() : new(left._numerator * right.Denominator, left.Denominator * right._numerator);

    public static bool operator <(Exact left, Exact right) => left.CompareTo(right) < 0;

    public static bool operator >(Exact left, Exact right) => left.CompareTo(right) > 0;

    public static bool operator <=(Exact left, Exact right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Exact left, Exact right) => left.CompareTo(right) >= 0;

    public static bool operator ==(Exact left, Exact right) => left.Equals(right);

    public static bool operator !=(Exact left, Exact right) => !left.Equals(right);

    public static Exact Abs(Exact value) => new(BigInteger.Abs(value._numerator), value.Denominator);

    public static Exact Sum(IEnumerable<Exact> values)
    {
        // One common denominator for all: adding pair by pair would reduce a fraction for each of thousands of lines.
        var numerators = new Dictionary<BigInteger, BigInteger>();
        foreach (var value in values)
        {
            numerators[value.Denominator] = numerators.GetValueOrDefault(value.Denominator) + value._numerator;
        }

        return numerators.Aggregate(Zero, (sum, part) => sum + new Exact(part.Value, part.Key));
    }

    /// <summary>Half to even at <paramref name="places"/> after the point, written with all of them (<c>0.100000</c>).</summary>
    /// <exception cref="OverflowException">The number does not fit a decimal.</exception>
    public decimal Round(int places)
    {
        var scaled = BigInteger.Abs(_numerator) * BigInteger.Pow(10, places);
        var quotient = BigInteger.DivRem(scaled, Denominator, out var rest);
        var half = (rest * 2).CompareTo(Denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        // A decimal that is parsed from more digits than it holds drops the last of them unseen.
        if (quotient > DecimalLimit)
        {
            throw new OverflowException("The number does not fit a decimal.");
        }

        // Built digit by digit: dividing a decimal by ten to the sixth would drop the trailing zeros that a figure shows.
        var digits = quotient.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var text = places == 0 ? digits : $"{digits[..^places]}.{digits[^places..]}";
        var value = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return _numerator.Sign < 0 ? -value : value;
    }

    /// <summary>At the six places at which two tonnages are the same.</summary>
    public decimal Tonnes() => Round(TonnePlaces);

    public int CompareTo(Exact other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    public bool Equals(Exact other) => _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne);

    public override string ToString() => Denominator.IsOne ? $"{_numerator}" : $"{_numerator}/{Denominator}";
}
