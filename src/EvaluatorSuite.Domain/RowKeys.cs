using System.Globalization;

namespace EvaluatorSuite.Domain;

/// <summary>Keys that the program gives to rows of an engagement: a letter and the next free number.</summary>
public static class RowKeys
{
    public static string Next(string prefix, IEnumerable<string> taken) => Next(prefix, taken, 1)[0];

    /// <summary>So many at once.</summary>
    public static IReadOnlyList<string> Next(string prefix, IEnumerable<string> taken, int count)
    {
        var last = taken.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(last + 1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}"))];
    }
}
