using System.Text.Json;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Lists;

/// <summary>Says in words what an entry of the ledger records. The words of an action are the text <c>act.</c> with its name; an action without words is told by its name and its values.</summary>
public static partial class LedgerWords
{
    private const int ListedValues = 3;
    private const int MaxValue = 120;

    public static string Say(TextCatalog texts, string action, string? payload)
    {
        var values = Values(texts, payload);
        return texts.Find($"act.{action}") is { } words
            ? Place().Replace(words, place => values.GetValueOrDefault(place.Groups[1].Value, "—"))
            : values.Count == 0 ? texts.Say("act.other", ("action", action))
            : texts.Say("act.other-with", ("action", action), ("values", string.Join(texts["list.separator"], values.Select(v => $"{v.Key} {v.Value}"))));
    }

    // An entry is read as it was written, perhaps by an older program: nothing in it may keep the page from being shown.
    private static Dictionary<string, string> Values(TextCatalog texts, string? payload)
    {
        if (payload is null)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => Show(texts, p.Value), StringComparer.Ordinal)
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Show(TextCatalog texts, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "—",
        JsonValueKind.True => texts["list.yes"],
        JsonValueKind.False => texts["list.no"],
        JsonValueKind.String => Short(value.GetString()!),
        JsonValueKind.Array when value.GetArrayLength() == 0 => "0",
        JsonValueKind.Array => Listed(texts, value),
        JsonValueKind.Object => Short(string.Join(texts["list.separator"], value.EnumerateObject().Take(ListedValues).Select(p => $"{p.Name} {Show(texts, p.Value)}"))),
        _ => Short(value.GetRawText()),
    };

    private static string Listed(TextCatalog texts, JsonElement list)
    {
        // Digests say nothing to people but how many there are.
        var items = list.EnumerateArray().Select(i => Show(texts, i)).ToList();
        return items.TrueForAll(i => Digest().IsMatch(i)) ? texts.Say("list.count", ("count", items.Count))
            : items.Count <= ListedValues ? string.Join(texts["list.separator"], items)
            : texts.Say("list.and-more", ("items", string.Join(texts["list.separator"], items.Take(ListedValues))), ("count", items.Count));
    }

    private static string Short(string text) => text.Length <= MaxValue ? text : $"{text[..(char.IsHighSurrogate(text[MaxValue - 1]) ? MaxValue - 1 : MaxValue)]}…";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
