using System.Text.Json;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Lists;

/// <summary>
/// Says in words what entries of the ledger record. The words of an action are the text <c>act.</c> with its name; an action without words
/// is told by its name. An entry is read as it was written, perhaps by an older program: nothing in it may keep the page from being shown.
/// </summary>
/// <param name="names">Of people and organizations that payloads speak of by id.</param>
public sealed partial class LedgerWords(TextCatalog texts, IReadOnlyDictionary<Guid, string> names)
{
    private const int ListedValues = 3;
    private const int MaxValue = 160;

    public string Say(string action, string? payload) => texts.Find($"act.{action}") is { } words
        ? Place().Replace(words, place => Values(payload).Where(v => v.Name == place.Groups[1].Value).Select(v => Show(v.Now)).FirstOrDefault("—"))
        : texts.Say("act.other", ("action", action));

    /// <summary>What was changed or is new, a line each.</summary>
    public IReadOnlyList<string> Details(string? payload) => [.. Values(payload).Where(v => v.Name != "key" && v.Changed).Select(v => v.Before is { } before
        ? texts.Say("list.change", ("name", Label(v.Name)), ("from", Show(before)), ("to", Show(v.Now)))
        : texts.Say("list.value", ("name", Label(v.Name)), ("value", Show(v.Now))))];

    /// <summary>Every id that these payloads hold.</summary>
    public static IReadOnlySet<Guid> IdsIn(IEnumerable<string?> payloads) => payloads.OfType<string>().SelectMany(p => Id().Matches(p).Select(m => Guid.Parse(m.Value))).ToHashSet();

    /// <param name="Before">Null for what is not a change of something.</param>
    private sealed record Value(string Name, JsonElement? Before, JsonElement Now)
    {
        public bool Changed => Before is not { } before || before.GetRawText() != Now.GetRawText();
    }

    private static List<Value> Values(string? payload)
    {
        try
        {
            // Not disposed of: what is read from it is shown afterwards, and it is small.
            var root = payload is null ? default : JsonDocument.Parse(payload).RootElement;
            return root.ValueKind != JsonValueKind.Object ? [] : IsPair(root, "before", "after") ? [.. Compared(root)] : [.. root.EnumerateObject().Select(p =>
                IsPair(p.Value, "from", "to") ? new Value(p.Name, p.Value.GetProperty("from"), p.Value.GetProperty("to")) : new Value(p.Name, null, p.Value))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Acts tell a change in one of two ways: each value with what it was, or the whole row as it was and as it is.
    private static IEnumerable<Value> Compared(JsonElement root)
    {
        var (before, after) = (root.GetProperty("before"), root.GetProperty("after"));
        return before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object
            ? []
            : after.EnumerateObject().Select(p => new Value(p.Name, before.TryGetProperty(p.Name, out var old) ? old : null, p.Value));
    }

    private static bool IsPair(JsonElement value, string one, string other) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() == 2 && value.TryGetProperty(one, out _) && value.TryGetProperty(other, out _);

    private string Label(string name) => texts.Find($"label.{name.ToLowerInvariant()}") ?? (name.EndsWith("Id", StringComparison.Ordinal) ? texts.Find($"label.{name[..^2].ToLowerInvariant()}") : null) ?? name;

    private string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "—",
        JsonValueKind.True => texts["list.yes"],
        JsonValueKind.False => texts["list.no"],
        JsonValueKind.String => Named(value.GetString()!),
        JsonValueKind.Array => Listed(value),
        JsonValueKind.Object => Short(string.Join(texts["list.separator"], value.EnumerateObject().Take(ListedValues).Select(p => $"{Label(p.Name)} {Show(p.Value)}"))),
        _ => Short(value.GetRawText()),
    };

    // Digests say nothing to people but how many there are.
    private string Listed(JsonElement list)
    {
        var items = list.EnumerateArray().Select(Show).ToList();
        return items.Count == 0 || items.TrueForAll(i => Digest().IsMatch(i)) ? texts.Say("list.count", ("count", items.Count))
            : items.Count <= ListedValues ? string.Join(texts["list.separator"], items)
            : texts.Say("list.and-more", ("items", string.Join(texts["list.separator"], items.Take(ListedValues))), ("count", items.Count));
    }

    private string Named(string text) => Guid.TryParseExact(text, "d", out var id) && names.TryGetValue(id, out var name) ? name : Short(text);

    private static string Short(string text) => text.Length <= MaxValue ? text : $"{text[..(char.IsHighSurrogate(text[MaxValue - 1]) ? MaxValue - 1 : MaxValue)]}…";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();

    [GeneratedRegex("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")]
    private static partial Regex Id();
}
