using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>Amounts as people type and paste them: full-width digits, thousands separators that stand where they belong, nothing rounded.</summary>
public static partial class TypedAmount
{
    /// <returns>False for what is no number, has a separator in the wrong place, or more digits than are stored (15 before the point, 12 after it).</returns>
    public static bool TryRead(string? text, out decimal amount)
    {
        amount = 0;
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Replace('−', '-').Trim();
        var match = Number().Match(plain);
        return match.Success
            && match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal).TrimStart('0').Length <= 15
            && match.Groups["part"].Value.TrimEnd('0').Length <= 12
            && decimal.TryParse(plain.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    [GeneratedRegex(@"^[-+]?(?<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,40})(\.(?<part>[0-9]{1,40}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
