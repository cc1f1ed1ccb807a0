using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>
/// A number as a spreadsheet writes it into its file. A spreadsheet shows and promises fifteen significant digits; what the file has beyond
/// them is the tail of a binary fraction that nobody typed (1.1 is written as 1.1000000000000001). Digits are counted here as text, never as floating point.
/// </summary>
public static partial class SpreadsheetNumber
{
    public const int SignificantDigits = 15;

    /// <param name="shortened">Whether digits beyond the fifteenth were left out; half is rounded up, as spreadsheets do.</param>
    /// <returns>False for what is no number, or has more digits than a figure may have (15 before the point, 12 after it).</returns>
    public static bool TryRead(string text, out decimal value, out bool shortened)
    {
        (value, shortened) = (0, false);
        var match = Form().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["part"].Value;
        var power = match.Groups["power"].Success ? int.Parse(match.Groups["power"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var digits = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        power -= fraction.Length;

        var excess = digits.ToString(CultureInfo.InvariantCulture).Length - SignificantDigits;
        if (excess > 0)
        {
            var unit = BigInteger.Pow(10, excess);
            var rest = BigInteger.Remainder(digits, unit);
            shortened = !rest.IsZero;
            digits = (digits / unit) + (rest * 2 >= unit ? 1 : 0);
            power += excess;
        }

        return JsonAmount.TryRead($"{match.Groups["sign"].Value.TrimStart('+')}{digits}E{power.ToString(CultureInfo.InvariantCulture)}", out value);
    }

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<whole>[0-9]{1,400})(\.(?<part>[0-9]{0,400}))?([eE](?<power>[-+]?[0-9]{1,3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
