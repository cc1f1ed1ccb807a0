using System.Globalization;
using System.Text.Json;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.SignOff;

/// <summary>A sentence in canonical JSON, whatever the culture and the language: what is signed can be said again in either.</summary>
public static class MessageText
{
    public static string Write(Message message) => CanonicalJson.Write(Canonical(message));

    /// <exception cref="JsonException">It is not what <see cref="Write"/> wrote.</exception>
    public static Message Read(string json)
    {
        using var text = JsonDocument.Parse(json);
        return Message(text.RootElement);
    }

    private static Dictionary<string, object?> Canonical(Message message) => new()
    {
        ["code"] = message.Code,
        ["values"] = message.Values.ToDictionary(v => v.Key, v => Value(v.Value)),
    };

    private static object? Value(object? value) => value switch
    {
        null or string or int or long => value,
        decimal amount => Tagged("amount", Plain(amount)),
        Tonnage tonnes => Tagged("tonnes", Plain(tonnes.Value)),
        Percentage percent => Tagged("percent", Plain(percent.Value)),
        DateOnly date => Tagged("date", date),
        Term term => Tagged("term", term.Code),
        LocalizedText text => new Dictionary<string, object?> { ["zh"] = text.Zh, ["en"] = text.En },
        Message inner => Canonical(inner),
        _ => throw new ArgumentException($"{value.GetType()} is no value of a message.", nameof(value)),
    };

    private static Dictionary<string, object?> Tagged(string kind, object value) => new() { [kind] = value };

    // The zeros at the end are the database's.
    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static Message Message(JsonElement json) => new(
        Get(json, "code").GetString()!, Get(json, "values").EnumerateObject().ToDictionary(v => v.Name, v => Value(v.Value)!));

    private static object? Value(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                return json.GetInt64();
            case JsonValueKind.Object when json.TryGetProperty("code", out _):
                return Message(json);
            case JsonValueKind.Object when json.TryGetProperty("zh", out var zh):
                return new LocalizedText(zh.GetString()!, Get(json, "en").GetString()!);
            default:
                var tagged = json.EnumerateObject().Single();
                var text = tagged.Value.GetString()!;
                return tagged.Name switch
                {
                    "amount" => Number(text),
                    "tonnes" => new Tonnage(Number(text)),
                    "percent" => new Percentage(Number(text)),
                    "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    "term" => new Term(text),
                    _ => throw new JsonException(tagged.Name),
                };
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static JsonElement Get(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : throw new JsonException(name);
}
