using System.Text.Json.Nodes;

namespace EvaluatorSuite.Domain.Tests;

/// <summary>Turns a document about without changing what it says.</summary>
internal static class JsonShuffle
{
    /// <summary>Every list in another order, but those of <paramref name="kept"/>; properties too, which never had one.</summary>
    public static JsonNode? Shuffled(this JsonNode? node, Random random, params string[] kept) => node switch
    {
        JsonObject named => new JsonObject(Turned(named, random)
            .Select(p => KeyValuePair.Create(p.Key, kept.Contains(p.Key) ? p.Value?.DeepClone() : p.Value.Shuffled(random, kept)))),
        JsonArray list => new JsonArray([.. Turned(list, random).Select(n => n.Shuffled(random, kept))]),
        _ => node?.DeepClone(),
    };

    /// <summary>Every value that stands anywhere in the document, by its place.</summary>
    public static IEnumerable<string> Places(JsonNode? node, string path = "") => node switch
    {
        JsonObject named => named.SelectMany(p => Here(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray list => list.SelectMany((n, i) => Here(n, $"{path}[{i}]")),
        _ => [],
    };

    private static IEnumerable<string> Here(JsonNode? node, string path) => Places(node, path).Prepend(path);

    private static T[] Turned<T>(IEnumerable<T> values, Random random)
    {
        T[] turned = [.. values];
        random.Shuffle(turned);
        return turned;
    }
}
