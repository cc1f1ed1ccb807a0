using System.Globalization;
using System.Numerics;
using System.Text;

namespace EvaluatorSuite.Domain.Offsets;

/// <summary>
/// Serial numbers from one to another, both included. Where both ends are one prefix and a whole number the range can be
/// counted; elsewhere only its two ends are known, and each of them counts as used.
/// </summary>
public sealed record SerialRange
{
    public const int MaxLength = 100;

    /// <summary>Of one of <see cref="Bounds"/>; forms that are written out, as ⑳ is, make a serial number longer than it was typed.</summary>
    public const int MaxDigits = 300;

    private readonly Span[] _spans;

    private SerialRange(Span[] spans) => _spans = spans;

    /// <summary>The prefixes of both ends: ranges can only overlap where they share one. Indexed, so that all engagements are searched at once.</summary>
    public (string First, string Last) Groups => (_spans[0].Prefix, _spans[^1].Prefix);

    /// <summary>
    /// Its lowest and highest number as texts that stand in the order of the numbers, so that a database finds the range that holds one; empty
    /// where it cannot be counted.
    /// </summary>
    public (string First, string Last) Bounds => Count is null ? ("", "") : (Ordered(_spans[0].First!.Value), Ordered(_spans[0].Last!.Value));

    /// <summary>How many serial numbers it holds: zero or less when the ends are the wrong way round; null when it cannot be counted.</summary>
    public BigInteger? Count { get; private init; }

    public static SerialRange Of(string from, string to)
    {
        var (start, end) = (Point(from), Point(to));
        if (start.Prefix != end.Prefix || start.First is not { } first || end.First is not { } last)
        {
            return new SerialRange([start, end]);
        }

        return new SerialRange([new Span(start.Prefix, BigInteger.Min(first, last), BigInteger.Max(first, last))]) { Count = last - first + 1 };
    }

    public bool Overlaps(SerialRange other) => _spans.Any(mine => other._spans.Any(mine.Overlaps));

    // How many digits there are comes first: of two numbers of one length the texts are in order already.
    private static string Ordered(BigInteger number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Length > MaxDigits ? "" : $"{digits.Length.ToString("D3", CultureInfo.InvariantCulture)}{digits}";
    }

    private static Span Point(string serial)
    {
        // Full-width forms, small letters and spaces are ways of typing the same serial number, not other numbers.
        var text = string.Concat(serial.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiDigit(text[digits - 1]))
        {
            digits--;
        }

        if (digits == text.Length)
        {
            return new Span(text, null, null);
        }

        var number = BigInteger.Parse(text[digits..], NumberStyles.None, CultureInfo.InvariantCulture);
        return new Span(text[..digits], number, number);
    }

    private sealed record Span(string Prefix, BigInteger? First, BigInteger? Last)
    {
        public bool Overlaps(Span other) =>
            Prefix == other.Prefix && (First is null ? other.First is null : First <= other.Last && other.First <= Last);
    }
}
