using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;
using NJsonSchema;
using static EvaluatorSuite.Domain.Tests.Workflows.DefinitionBuilder;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>What an editor says of a definition while it is written, by <c>docs/workflow.schema.json</c>, is what the product says when it reads it.</summary>
public sealed class SchemaTests
{
    // What only the whole definition shows, or no pattern can say; the reader says it.
    private static readonly string[] BeyondASchema =
    [
        "workflow.duplicate", "workflow.variable", "workflow.dangling", "workflow.outcome", "workflow.no-start", "workflow.second-start", "workflow.into-start", "workflow.unreachable",
        "workflow.no-end", "workflow.back", "workflow.join", "workflow.cycle", "json.control", "json.unicode", "json.duplicate",
    ];

    private static readonly string[] WaysBeyondASchema = ["the same outcome twice", "an outcome with a control character", "a switch with a case that has no guard"];

    // What the library holds a document to; of anything else it would say nothing.
    private static readonly HashSet<string> Enforced =
    [
        "type", "enum", "required", "properties", "items", "anyOf", "not", "$ref", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum",
    ];

    private static readonly HashSet<string> Remarks = ["$schema", "title", "description", "examples", "$defs"];

    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "workflow.schema.json")))!.AsObject();

    // The library finds references from one definition to another only under the older name of the same thing.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(Document.ToJsonString().Replace("$defs", "definitions", StringComparison.Ordinal));

    public static TheoryData<string> Keys => RoundTripTests.Keys;

    public static TheoryData<string> Ways =>
        [.. DefinitionReaderTests.Broken.Where(b => !BeyondASchema.Any(code => b.Value.Fault.Split(' ')[1].StartsWith(code, StringComparison.Ordinal))).Select(b => b.Key).Except(WaysBeyondASchema)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task It_allows_the_definitions_that_the_product_comes_with(string key) => Assert.Equal([], await FaultsAsync(Shipped(key)));

    [Fact]
    public async Task It_allows_what_the_reader_reads() => Assert.Equal([], await FaultsAsync(DefinitionReaderTests.Sample().Root));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_refuses_what_the_reader_refuses(string way)
    {
        var sample = DefinitionReaderTests.Sample();
        DefinitionReaderTests.Broken[way].Break(sample);

        Assert.NotEmpty(await FaultsAsync(sample.Root));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Of_a_definition_with_one_thing_taken_away_it_says_the_same_as_the_reader(string key)
    {
        var compared = 0;
        foreach (var path in PathsIn(Shipped(key), []))
        {
            var given = Shipped(key);
            Take(given, path);
            var codes = FaultsOf(Bytes(given)).Select(f => f.Split(' ')[1]).ToList();
            var isBeyond = codes.Count > 0 && codes.All(c => BeyondASchema.Any(b => c.StartsWith(b, StringComparison.Ordinal)));

            // Both have to say something, or neither.
            if (!isBeyond)
            {
                compared++;
                Assert.True(codes.Count > 0 == (await FaultsAsync(given)).Count > 0, $"{string.Join('.', path)}: {string.Join(", ", codes)}");
            }
        }

        Assert.InRange(compared, 50, 5000);
    }

    [Theory]
    [InlineData("implementation", "EvaluatorSuite.SignOff", "approver")]
    [InlineData("reporting", "EvaluatorSuite.SignOff", "reviewer")]
    [InlineData("reporting", "EvaluatorSuite.Issue", "leader")]
    public async Task It_refuses_a_signature_of_somebody_else_as_the_check_of_the_process_does(string key, string type, string role)
    {
        var given = Shipped(key);
        given["root"]!["activities"]!.AsArray().First(a => (string?)a!["type"] == type)!["role"]!["expression"]!["value"] = role;

        Assert.NotEmpty(await FaultsAsync(given));
    }

    [Fact]
    public void Its_words_are_those_of_the_product()
    {
        Assert.Equal([.. StepTypes.Names.Keys, StepTypes.NotFound], Words("activity.properties.type"));
        Assert.Equal(StepTypes.Names.Keys.Append(StepTypes.NotFound), Document["$defs"]!.AsObject().Where(d => d.Key.StartsWith("step.", StringComparison.Ordinal)).Select(d => (string)d.Value!["properties"]!["type"]!["enum"]![0]!));
        Assert.Equal(Document["$defs"]!.AsObject().Select(d => d.Key).Where(k => k.StartsWith("step.", StringComparison.Ordinal)).Select(k => $"#/$defs/{k}"), Document["$defs"]!["activity"]!["anyOf"]!.AsArray().Select(r => (string)r!["$ref"]!));
        Assert.Equal(Guards.All, Words("guard.anyOf[0]"));
        Assert.Equal($"^[^:]+:({string.Join('|', Guards.All)})$", (string?)Document["$defs"]!["guard"]!["anyOf"]![1]!["pattern"]);
        Assert.Equal(StepTypes.Roles, Inputs("role"));
        Assert.Equal(StepTypes.Gates, Inputs("gate"));
        Assert.Equal(StepTypes.Phases, Inputs("phase"));
        Assert.Equal(StepTypes.Levels, Inputs("level"));
        Assert.Equal(StepTypes.TimedFacts, Inputs("fact"));
        Assert.Equal(Enum.GetNames<JoinMode>(), Inputs("mode"));
    }

    [Fact]
    public void It_says_nothing_that_this_test_could_not_hold_a_definition_to() =>
        Assert.Equal([], KeywordsIn(Document).Distinct().Where(k => !Enforced.Contains(k) && !Remarks.Contains(k)));

    private static async Task<IReadOnlyList<string>> FaultsAsync(JsonNode given) => [.. (await Schema).Validate(given.ToJsonString()).Select(e => $"{e.Path} {e.Kind}")];

    private static IEnumerable<string> Inputs(string name) => Words($"{name}.properties.expression.properties.value");

    private static IEnumerable<string> Words(string path)
    {
        var at = Document["$defs"]!;
        foreach (var name in path.Split('.'))
        {
            at = name.EndsWith("[0]", StringComparison.Ordinal) ? at[name[..^3]]![0]! : at[name]!;
        }

        return at["enum"]!.AsArray().Select(w => (string)w!);
    }

    private static IEnumerable<string> KeywordsIn(JsonNode? schema)
    {
        foreach (var (keyword, value) in schema as JsonObject ?? [])
        {
            yield return keyword;
            var within = keyword switch
            {
                "properties" or "$defs" => value!.AsObject().Select(p => p.Value),
                "anyOf" => value!.AsArray(),
                "items" or "not" => [value],
                _ => Enumerable.Empty<JsonNode?>(),
            };
            foreach (var inner in within.SelectMany(KeywordsIn))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> PathsIn(JsonNode? node, IReadOnlyList<string> path) => node switch
    {
        JsonObject o => o.SelectMany(p => PathsIn(p.Value, [.. path, p.Key]).Prepend([.. path, p.Key])),
        JsonArray list => list.SelectMany((item, i) => PathsIn(item, [.. path, $"{i}"])),
        _ => [],
    };

    private static void Take(JsonObject from, IReadOnlyList<string> path) =>
        path.SkipLast(1).Aggregate((JsonNode)from, (node, name) => node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!).AsObject().Remove(path[^1]);
}
