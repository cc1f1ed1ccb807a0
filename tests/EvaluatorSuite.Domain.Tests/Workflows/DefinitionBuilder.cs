using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>A definition in Elsa's format, put together step by step as Elsa Studio would save it.</summary>
internal sealed class DefinitionBuilder
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public DefinitionBuilder(string key) => Root = new JsonObject
    {
        ["id"] = $"{key}-v1",
        ["definitionId"] = key,
        ["name"] = key,
        ["version"] = 1,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "passed", ["name"] = "Passed", ["typeName"] = "String", ["isArray"] = false }),
        ["customProperties"] = new JsonObject(),
        ["root"] = new JsonObject { ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(), ["connections"] = new JsonArray() },
    };

    public JsonObject Root { get; }

    public JsonArray Activities => Root["root"]!["activities"]!.AsArray();

    public JsonArray Connections => Root["root"]!["connections"]!.AsArray();

    public static JsonObject Shipped(string key) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.Workflows, $"{key}.json")))!.AsObject();

    public static JsonObject Literal(JsonNode value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Texts(params string[] texts) =>
        new() { ["typeName"] = "List<String>", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = JsonSerializer.Serialize(texts) } };

    public DefinitionBuilder Step(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = new JsonObject { ["displayText"] = id, ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 10.5, ["y"] = 20 } } },
        };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value;
        }

        Activities.Add(activity);
        return this;
    }

    public DefinitionBuilder Start() => Step("Start", "Elsa.Start");

    public DefinitionBuilder End(string id = "End") => Step(id, "Elsa.End");

    public DefinitionBuilder Task(string id, params string[] outcomes) =>
        Step(id, "EvaluatorSuite.HumanTask", ("stepKey", Literal($"t.{id}")), ("role", Literal("leader")), ("outcomes", Texts(outcomes.Length == 0 ? ["Done"] : outcomes)));

    public DefinitionBuilder Join(string id, JoinMode mode) => Step(id, "Elsa.FlowJoin", ("mode", Literal(mode.ToString())));

    public DefinitionBuilder Pass(string id) => Step(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "passed" }), ("value", Literal(id)));

    public DefinitionBuilder Child(string id, string key) => Step(id, "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal(key)), ("waitForCompletion", Literal(true)));

    public DefinitionBuilder Guard(string id, params string[] guards)
    {
        Activity(id)["customProperties"]!["guards"] = new JsonArray([.. guards.Select(g => JsonValue.Create(g))]);
        return this;
    }

    /// <summary>Connects <c>"A → B → C"</c>; an outcome other than Done stands behind a colon: <c>"A:Returned → B"</c>.</summary>
    public DefinitionBuilder Connect(params string[] ways)
    {
        foreach (var way in ways.Select(w => w.Split(" → ")))
        {
            foreach (var (from, to) in way.Zip(way.Skip(1)))
            {
                var end = from.Split(':');
                Way(end[0], end.ElementAtOrDefault(1) ?? "Done", to.Split(':')[0]);
            }
        }

        return this;
    }

    public DefinitionBuilder Way(string from, string port, string to)
    {
        Connections.Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" }, ["vertices"] = new JsonArray() });
        return this;
    }

    public JsonObject Activity(string id) => Activities.First(a => (string?)a!["id"] == id)!.AsObject();

    public WorkflowDefinition Read() => DefinitionReader.Read("test.json", Bytes(Root));

    public static byte[] Bytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json, Plain);

    /// <summary>Each fault as <c>path code</c>, none told twice; empty when it reads.</summary>
    public static IReadOnlyList<string> FaultsOf(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            DefinitionReader.Read("test.json", utf8);
            return [];
        }
        catch (UnreadableException broken)
        {
            Assert.NotEmpty(broken.Faults);
            Assert.Distinct(broken.Faults.Select(f => $"{f.Path} {f.What.Code} {string.Join(' ', f.What.Values.Select(v => v.Value))}"));
            return [.. broken.Faults.Select(f => $"{f.Path} {f.What.Code}")];
        }
    }
}
