using System.Globalization;
using System.Text.Json;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>Values that a request of another system may leave out; what is missing the act itself refuses, as it does for a form.</summary>
public sealed partial class JsonObjectReader
{
    private static readonly string[] Moments =
        [.. new[] { "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF" }.SelectMany(m => new[] { $"{m}'Z'", $"{m}zzz" })];

    /// <summary>Whether the property stands there at all, be it as <c>null</c>.</summary>
    public bool Names(string name) => _properties.ContainsKey(name);

    public bool? OptionalFlag(string name) => Has(name) ? Flag(name) : null;

    public T? OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> words) where T : struct => Has(name) ? Choice(name, words) : null;

    public Guid? OptionalId(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Faults.Add(At(name), "json.id", ("value", JsonText.Shorten(text)));
        return null;
    }

    /// <summary>A moment as RFC 3339 has it; one without an offset is none, since it would be another one elsewhere.</summary>
    public DateTimeOffset? OptionalMoment(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year is >= 1900 and <= 2200)
        {
            return moment;
        }

        Faults.Add(At(name), "json.moment", ("value", JsonText.Shorten(text)));
        return null;
    }

    /// <summary>A figure as a number or, for callers whose numbers are binary fractions, as the text of one; taken to its last digit or refused.</summary>
    public decimal? OptionalFigure(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.String } element)
        {
            return OptionalAmount(name, decimal.MinValue);
        }

        var text = JsonText.Read(element, At(name), MaxText, Faults);
        if (text is not null && IsNumber(text) && JsonAmount.TryRead(text, out var value))
        {
            return value;
        }

        if (text is not null)
        {
            Faults.Add(At(name), "json.figure", ("value", JsonText.Shorten(text)), ("whole", JsonAmount.MaxIntegerDigits), ("fraction", JsonAmount.MaxFractionDigits));
        }

        return null;
    }

    // The grammar of JSON's own numbers, without an exponent: no signs of plus, no separators, no blanks.
    private static bool IsNumber(string text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        var parts = digits.Split('.');
        return parts.Length <= 2 && parts.All(p => p.Length is > 0 and < 60 && p.All(char.IsAsciiDigit)) && (parts[0].Length == 1 || parts[0][0] != '0');
    }
}
