using System.Globalization;
using System.Text.RegularExpressions;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>How this installation numbers its reports and where anybody verifies them.</summary>
/// <param name="Pattern"><c>CN-{year}-{serial:0000}</c>.</param>
/// <param name="PublicAddress">Without a slash at the end.</param>
public sealed partial record IssueSettings(string Pattern, string PublicAddress)
{
    public const string DefaultPattern = "CN-{year}-{serial:0000}";
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Whether the public can reach the address at all: one of this machine alone leads nobody anywhere.</summary>
    public bool IsPublic => !new Uri(PublicAddress).IsLoopback;

    /// <returns>What is wrong with a pattern, or null.</returns>
    public static string? Fault(string pattern) =>
        pattern.Length is 0 or > 40 ? "it must have 1 to 40 characters"
        : Serial().Count(pattern) != 1 ? "it must have {serial:0000} once, with as many zeros as digits"
        : !pattern.Contains("{year}", StringComparison.Ordinal) ? "it must have {year}: numbers begin anew each year"
        : Serial().Replace(pattern, "").Replace("{year}", "", StringComparison.Ordinal).IndexOfAny(['{', '}', '/', '?', '#', '%', ' ']) >= 0 ? "it has a sign that cannot stand in an address, or an unknown {…}"
        : null;

    public string Number(int year, int serial) => Serial().Replace(Pattern, m => serial.ToString($"D{m.Groups[1].Length}", CultureInfo.InvariantCulture))
        .Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Where a report is verified.</summary>
    public string Verify(string number, string code) => $"{PublicAddress}/verify/{number}/{code}";

    [GeneratedRegex(@"\{serial:(0{1,9})\}")]
    private static partial Regex Serial();
}
