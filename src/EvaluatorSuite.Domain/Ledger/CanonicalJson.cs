using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>
/// JSON in one form only, since a digest is taken of it: properties sorted by name, no white space, numbers and times in invariant
/// form. The serializer's own output is no promise across versions.
/// </summary>
public static class CanonicalJson
{
    /// <param name="value">Null, text, flag, whole number, decimal, id, date, time, a list of these, or named values of these.</param>
    /// <exception cref="ArgumentException">A value of another type, floating point among them.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case int or long:
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{value}"));
                break;
            case decimal amount:
                text.Append(amount.ToString(CultureInfo.InvariantCulture));
                break;
            case string or Guid or DateOnly or DateTimeOffset or Enum:
                Quote(text, Text(value));
                break;
            case IReadOnlyDictionary<string, object?> named:
                WriteObject(text, named);
                break;
            case IEnumerable list:
                WriteList(text, list);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no canonical form.", nameof(value));
        }
    }

    private static string Text(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static void WriteObject(StringBuilder text, IReadOnlyDictionary<string, object?> named)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in named.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            text.Append(first ? "" : ",");
            first = false;
            Quote(text, name);
            text.Append(':');
            Write(text, value);
        }

        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable list)
    {
        text.Append('[');
        var first = true;
        foreach (var value in list)
        {
            text.Append(first ? "" : ",");
            first = false;
            Write(text, value);
        }

        text.Append(']');
    }

    private static void Quote(StringBuilder text, string value) =>
        text.Append('"').Append(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
}
