using System.Globalization;

namespace EvaluatorSuite.Domain;

/// <summary>Keys that the program gives to rows of an engagement: a letter and the next free number.</summary>
public static class RowKeys
{
    /// <summary>A case folder may name its rows as it likes; numbers beyond this are names and are not counted on from.</summary>
    private const int Most = 1_000_000_000;

    public static string Next(string prefix, IEnumerable<string> taken) => Next(prefix, taken, 1)[0];

    /// <summary>So many at once.</summary>
    /// <param name="retired">The highest number that ever belonged to a row that is gone.</param>
    public static IReadOnlyList<string> Next(string prefix, IEnumerable<string> taken, int count, int retired = 0)
    {
        var last = Math.Max(retired, Last(prefix, taken));
        return [.. Enumerable.Range(last + 1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}"))];
    }

    /// <summary>The highest number among keys with this prefix; 0 when none has one.</summary>
    public static int Last(string prefix, IEnumerable<string> keys) => keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
        .Select(k => int.TryParse(k.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Most ? number : 0).DefaultIfEmpty().Max();
}
