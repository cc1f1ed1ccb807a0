using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>A definition as text. What a host did not know is put back as it was; every other property stays as it came.</summary>
internal static class DefinitionText
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file with activities in the place of what Elsa put there for types that its host did not know (<c>Elsa.NotFoundActivity</c>).</summary>
    /// <returns>The very bytes that were given when there is nothing to put back.</returns>
    public static ReadOnlyMemory<byte> Restore(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.IndexOf("NotFoundActivity"u8) < 0 && utf8.Span.IndexOf("notFoundConnections"u8) < 0)
        {
            return utf8;
        }

        if (JsonNode.Parse(utf8.Span) is not JsonObject document || Named(document, "root") is not JsonObject root)
        {
            return utf8;
        }

        var activities = PutBack(root["activities"] as JsonArray);
        var connections = Reconnect(root);
        return activities || connections ? JsonSerializer.SerializeToUtf8Bytes(document, Written) : utf8;
    }

    private static JsonNode? Named(JsonObject document, string name) => document.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool PutBack(JsonArray? activities)
    {
        var changed = false;
        for (var i = 0; i < activities?.Count; i++)
        {
            if (activities[i] is JsonObject activity && Text(activity["type"]) == StepTypes.NotFound && Original(activity) is { } original)
            {
                activities[i] = original;
                changed = true;
            }
        }

        return changed;
    }

    // Without a readable original the activity stays what it is, and the reader says so.
    private static JsonObject? Original(JsonObject activity)
    {
        try
        {
            return Text(activity["originalActivityJson"]) is { } json ? JsonNode.Parse(json) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Reconnect(JsonObject root)
    {
        if (root["customProperties"] is not JsonObject custom || custom["notFoundConnections"] is not JsonArray { Count: > 0 } lost)
        {
            return false;
        }

        var connections = root["connections"] as JsonArray;
        if (connections is null)
        {
            root["connections"] = connections = [];
        }

        foreach (var connection in lost.ToList())
        {
            lost.Remove(connection);
            connections.Add(connection);
        }

        return true;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
