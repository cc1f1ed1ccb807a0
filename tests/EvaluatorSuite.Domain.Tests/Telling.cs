using System.Globalization;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests;

/// <summary>Issues and verdicts as texts that a test can compare.</summary>
internal static class Telling
{
    /// <summary><c>block independence.group lvxing</c> in form.</summary>
    public static IReadOnlyList<string> Told(this Verdict verdict) => [.. verdict.Issues.Select(i => i.Told())];

    public static string Told(this Issue issue) => $"{(issue.Blocks ? "block" : "warning")} {issue.Rule.Key} {issue.Subject.Key}";

    public static Issue The(this Verdict verdict, string rule) => Assert.Single(verdict.Issues, i => i.Rule.Key == rule);

    /// <summary>The keys that the explanation leads along.</summary>
    public static string Road(this Issue issue) => string.Join(" > ", issue.Path.Select(n => n.Key));

    /// <summary>The facts that the explanation gives, by code.</summary>
    public static IReadOnlyList<string> Chained(this Issue issue) => [.. issue.Chain.Select(m => m.Code)];

    /// <summary>Everything that a verdict says; lines and units by key, since their order is that of the file.</summary>
    public static string Whole(this Verdict verdict) => string.Join('\n',
    [
        $"{verdict.Conclusion} {verdict.MayIssue}",
        string.Create(CultureInfo.InvariantCulture, $"{verdict.ClaimedTonnes} {verdict.VerifiedTonnes} {verdict.OffsetTonnes} {verdict.DifferencePercent}"),
        .. verdict.Inventory.Lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Facts.Key} {l.VerifiedTonnes}")).Order(StringComparer.Ordinal),
        .. verdict.Inventory.Misstatements.Select(m => m.ToString()),
        .. verdict.Offsets.Select(o => $"{o.Facts.Key} {o.Counts}").Order(StringComparer.Ordinal),
        .. verdict.Issues.Select(i => $"{i.Told()} {Text(i.Finding)} [{string.Join("; ", i.Chain.Select(Text))}] {i.Road()}"),
    ]);

    private static string Text(object value) => value switch
    {
        Message message => $"{message.Code}({string.Join(", ", message.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Text(v.Value)}"))})",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
