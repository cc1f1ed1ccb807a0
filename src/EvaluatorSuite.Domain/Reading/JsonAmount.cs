using System.Globalization;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>A number of a file, taken to its last digit or not at all: a parser that rounds would change a figure unseen.</summary>
public static class JsonAmount
{
    /// <summary>Digits before and after the point that a figure may have: what every database stores without loss.</summary>
    public const int MaxIntegerDigits = 15;
    public const int MaxFractionDigits = 12;

    /// <summary>Whether it has no more digits than that; trailing zeros carry nothing.</summary>
    public static bool Fits(decimal value) => TryRead(value.ToString(CultureInfo.InvariantCulture), out _);

    internal static bool TryRead(string raw, out decimal value)
    {
        value = 0;
        var exponent = raw.IndexOfAny(['e', 'E']);
        var power = 0;
        if (exponent >= 0 && !(int.TryParse(raw[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power) && power is > -100 and < 100))
        {
            return false;
        }

        var mantissa = exponent < 0 ? raw : raw[..exponent];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-');
        var fraction = (point < 0 ? 0 : mantissa.Length - point - 1) - power;

        // Trailing zeros carry nothing: 1.50000000000000 is a number with one place.
        var significant = digits.TrimEnd('0');
        fraction -= digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        if (significant.Length > 0 && (fraction > MaxFractionDigits || significant.Length - fraction > MaxIntegerDigits))
        {
            return false;
        }

        return significant.Length == 0 || decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
