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
        ? Place().Replace(words, place => Properties(payload).Where(p => p.Name == place.Groups[1].Value).Select(p => Show(p.Value)).FirstOrDefault("—"))
        : texts.Say("act.other", ("action", action));

    /// <summary>What was changed or is new, a line each.</summary>
    public IReadOnlyList<string> Details(string? payload) => [.. Properties(payload).Where(p => p.Name != "key").Select(p => IsChange(p.Value)
        ? texts.Say("list.change", ("name", Label(p.Name)), ("from", Show(p.Value.GetProperty("from"))), ("to", Show(p.Value.GetProperty("to"))))
        : texts.Say("list.value", ("name", Label(p.Name)), ("value", Show(p.Value))))];

    /// <summary>Every id that these payloads hold.</summary>
    public static IReadOnlySet<Guid> IdsIn(IEnumerable<string?> payloads) => payloads.OfType<string>().SelectMany(p => Id().Matches(p).Select(m => Guid.Parse(m.Value))).ToHashSet();

    private static List<JsonProperty> Properties(string? payload)
    {
        try
        {
            // Not disposed of: what is read from it is shown afterwards, and it is small.
            var root = payload is null ? default : JsonDocument.Parse(payload).RootElement;
            return root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsChange(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() == 2 && value.TryGetProperty("from", out _) && value.TryGetProperty("to", out _);

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
