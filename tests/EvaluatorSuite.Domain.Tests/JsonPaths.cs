using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EvaluatorSuite.Domain.Tests;

/// <summary>
/// Changes a JSON document at <c>inventory[3].unit</c>; in brackets stands an index or the key of the row
/// (<c>checklist[impl.neutrality].judgement</c>, <c>declarations[liu]</c>).
/// </summary>
internal static partial class JsonPaths
{
    // Chinese stays readable, so that a test can also replace text in what is written.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] RowKeys = ["key", "item", "person", "source", "parent"];

    public static string Write(this JsonObject root) => root.ToJsonString(Plain);

    /// <summary>A value as it stands in a file, unread: <c>1e400</c>, <c>{"a": 1}</c>.</summary>
    public static JsonNode? Raw(string json) => JsonNode.Parse(json);

    public static void Put(this JsonObject root, string path, JsonNode? value)
    {
        var (parent, name) = Find(root, path);
        if (parent is JsonArray array)
        {
            array[IndexOf(array, name)] = value;
        }
        else
        {
            parent[name] = value;
        }
    }

    public static void Drop(this JsonObject root, string path)
    {
        var (parent, name) = Find(root, path);
        if (parent is JsonArray array)
        {
            array.RemoveAt(IndexOf(array, name));
        }
        else if (!parent.AsObject().Remove(name))
        {
            throw new ArgumentException($"Nothing at {path}.", nameof(path));
        }
    }

    public static void Append(this JsonObject root, string list, string json) => At(root, list).AsArray().Add(JsonNode.Parse(json));

    public static JsonNode At(JsonObject root, string path) => Steps(path).Aggregate((JsonNode)root, Step);

    private static (JsonNode Parent, string Name) Find(JsonObject root, string path)
    {
        var steps = Steps(path);
        return (steps[..^1].Aggregate((JsonNode)root, Step), steps[^1]);
    }

    private static JsonNode Step(JsonNode node, string name) =>
        (node is JsonArray array ? array[IndexOf(array, name)] : node[name]) ?? throw new ArgumentException($"Nothing at {name}.", nameof(name));

    private static List<string> Steps(string path) => [.. Parts().Matches(path).Select(m => m.Groups[m.Groups[1].Success ? 1 : 2].Value)];

    private static int IndexOf(JsonArray array, string name)
    {
        if (int.TryParse(name, out var index))
        {
            return index;
        }

        var row = array.OfType<JsonObject>().FirstOrDefault(r => RowKeys.Where(r.ContainsKey).Select(k => (string?)r[k]).FirstOrDefault() == name);
        return row is null ? throw new ArgumentException($"No row {name}.", nameof(name)) : array.IndexOf(row);
    }

    [GeneratedRegex(@"\[([^\]]+)\]|([^.\[]+)")]
    private static partial Regex Parts();
}
