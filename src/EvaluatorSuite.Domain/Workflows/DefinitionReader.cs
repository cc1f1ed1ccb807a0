using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>Reads a definition in Elsa 3's format and finds every fault of it that can be seen in this file alone.</summary>
public static class DefinitionReader
{
    /// <summary>Bytes of one file; the largest definition that makes sense has a few hundred steps.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public const int MaxSteps = 500;
    public const int MaxConnections = 2000;

    /// <exception cref="UnreadableException">With every fault and its path.</exception>
    public static WorkflowDefinition Read(string file, ReadOnlyMemory<byte> utf8)
    {
        var faults = new Faults();
        WorkflowDefinition? definition = null;
        try
        {
            var bytes = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            if (bytes.Length > MaxBytes)
            {
                faults.Add("$", "workflow.too-large", ("max", MaxBytes / 1024 / 1024));
            }
            else
            {
                using (var given = JsonDocument.Parse(bytes))
                {
                    Unsound.Find(given.RootElement, "$", faults);
                }

                if (faults.Count == 0)
                {
                    bytes = DefinitionText.Restore(bytes);
                    using var document = JsonDocument.Parse(bytes);
                    Unsound.Find(document.RootElement, "$", faults);
                    definition = faults.Count == 0 ? ReadRoot(document.RootElement, bytes, faults) : null;
                }
            }
        }
        catch (JsonException broken)
        {
            faults.Add("$", "json.syntax", ("line", (int)((broken.LineNumber ?? 0) + 1)), ("column", (int)((broken.BytePositionInLine ?? 0) + 1)));
        }

        if (faults.Count == 0 && definition is not null)
        {
            DefinitionChecker.Check(definition, faults);
        }

        return faults.Count == 0 ? definition! : throw new UnreadableException(file, faults.All, faults.Count);
    }

    private static WorkflowDefinition? ReadRoot(JsonElement element, ReadOnlyMemory<byte> utf8, Faults faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("$", "json.type", ("expected", new Term("json.object")), ("actual", JsonText.Kind(element)));
            return null;
        }

        var root = new ElsaJson(element, "$", faults);
        var key = root.Text("definitionId", 60);
        if (key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            faults.Add("$.definitionId", "workflow.key", ("value", key));
        }

        var (id, name) = (root.Text("id"), root.Text("name"));
        var version = root.OptionalWhole("version", 1, 100_000);
        if (version is null && root.Find("version") is null)
        {
            faults.Add("$.version", "json.missing");
        }

        if (root.Inner("root") is not { } flowchart)
        {
            faults.Add("$.root", "json.missing");
            return null;
        }

        var type = flowchart.Text("type");
        if (type.Length > 0 && type != StepTypes.Flowchart)
        {
            faults.Add("$.root.type", "json.choice", ("value", JsonText.Shorten(type)), ("allowed", StepTypes.Flowchart));
        }

        var variables = root.Objects("variables").Concat(flowchart.Objects("variables")).ToList();
        return new WorkflowDefinition
        {
            Key = key,
            Id = id,
            Version = version ?? 1,
            Name = new LocalizedText(name, root.Inner("customProperties")?.OptionalText("nameEn") ?? name),
            Description = root.OptionalText("description", 4000) ?? "",
            Variables = ReadVariables(variables, faults),
            Steps = StepReader.Read(flowchart, faults),
            Connections = ReadConnections(flowchart, faults),
            Utf8 = utf8,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(utf8.Span)),
        };
    }

    private static Dictionary<string, string> ReadVariables(List<ElsaJson> variables, Faults faults)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var id = variable.Text("id", 60);
            if (id.Contains('=', StringComparison.Ordinal))
            {
                faults.Add(variable.At("id"), "workflow.id", ("value", id), ("sign", "="));
            }

            variable.Text("name", 60);
            variable.Text("typeName", 400);
            if (id.Length > 0 && !read.TryAdd(id, variable.Find("value") is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value ? value.ToString() : ""))
            {
                faults.Add(variable.At("id"), "workflow.duplicate-id", ("id", id));
            }
        }

        return read;
    }

    private static List<Connection> ReadConnections(ElsaJson flowchart, Faults faults)
    {
        var (read, given) = (new List<Connection>(), flowchart.Objects("connections").ToList());
        if (given.Count > MaxConnections)
        {
            faults.Add("$.root.connections", "workflow.too-many", ("count", given.Count), ("max", MaxConnections));
            return read;
        }

        foreach (var connection in given)
        {
            var source = connection.Inner("source");
            var target = connection.Inner("target");
            var (from, to) = (source?.Text("activity", 100) ?? "", target?.Text("activity", 100) ?? "");
            foreach (var missing in new[] { ("source", source), ("target", target) }.Where(e => e.Item2 is null && connection.Find(e.Item1) is null))
            {
                faults.Add(connection.At(missing.Item1), "json.missing");
            }

            // A source port that is left out is Done, as in Elsa.
            read.Add(new Connection(from, source?.OptionalText("port", 60) ?? "Done", to, [.. connection.Objects("vertices").Select(v => new Point(v.Pixel("x"), v.Pixel("y")))], connection.Path));
            if (target?.OptionalText("port") is { } port && port != "In")
            {
                faults.Add($"{connection.Path}.target.port", "json.choice", ("value", JsonText.Shorten(port)), ("allowed", "In"));
            }
        }

        return read;
    }
}

/// <summary>What JSON's grammar lets pass and nobody can use: a property given twice, of which chance would choose one, and half a character.</summary>
internal static class Unsound
{
    public static void Find(JsonElement element, string path, Faults faults)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                Find(item, $"{path}[{index++}]", faults);
            }
        }
        else if (element.ValueKind == JsonValueKind.String)
        {
            try
            {
                element.GetString();
            }
            catch (InvalidOperationException)
            {
                faults.Add(path, "json.unicode");
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(path == "$" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
            foreach (var property in element.EnumerateObject())
            {
                string name;
                try
                {
                    name = property.Name;
                }
                catch (InvalidOperationException)
                {
                    faults.Add(path, "json.unicode");
                    continue;
                }

                if (!names.Add(name))
                {
                    faults.Add($"{path}.{JsonText.Shorten(name)}", "json.duplicate", ("name", JsonText.Shorten(name)));
                }

                Find(property.Value, $"{path}.{JsonText.Shorten(name)}", faults);
            }
        }
    }
}
