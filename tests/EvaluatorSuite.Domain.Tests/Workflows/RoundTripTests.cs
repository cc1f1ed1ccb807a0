using System.Text.Json.Nodes;
using CsCheck;
using EvaluatorSuite.Domain.Workflows;
using static EvaluatorSuite.Domain.Tests.Workflows.DefinitionBuilder;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>A file that Elsa Studio saved, read and kept, says in every property what it said before.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Keys => ["evaluation", "preparation", "implementation", "reporting"];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_Elsa_Studio_exports_reads_as_what_was_put_in(string key)
    {
        var given = Shipped(key);

        var (before, after) = (DefinitionReader.Read("x", Bytes(given)), DefinitionReader.Read("x", Bytes(Exported(given))));

        Assert.Equal(before.Steps.Select(Told), after.Steps.Select(Told));
        Assert.Equal(before.Connections.Select(c => (c.From, c.Port, c.To)), after.Connections.Select(c => (c.From, c.Port, c.To)));
    }

    [Fact]
    public void What_nobody_here_knows_is_kept_to_the_byte()
    {
        var sample = DefinitionReaderTests.Sample();
        sample.Root["ofElsaFour"] = JsonNode.Parse("""{"deep":[1.50,1e3,"\u00e9",null,{"":[]}]}""");
        sample.Activity("Review")["synchronous"] = false;
        sample.Activity("Review")["metadata"]!["colour"] = "red";
        sample.Connections[0]!["label"] = "a note";
        var bytes = Bytes(sample.Root);

        Assert.Equal(bytes, DefinitionReader.Read("x", bytes).Utf8.ToArray());
    }

    [Fact]
    public void Activities_that_a_host_did_not_know_come_back_with_their_connections_and_nothing_else_changes() =>
        Gen.Int[0, 10].Array[0, 6].Sample(lost =>
        {
            var given = DefinitionReaderTests.Sample();
            given.Root["later"] = JsonNode.Parse("""{"number":1.50,"text":"碳 <é>","none":null}""");
            given.Root["root"]!["customProperties"] = new JsonObject { ["notFoundConnections"] = new JsonArray(), ["kept"] = 1.0 };
            var exported = given.Root.DeepClone().AsObject();
            Lose(exported, [.. lost.Select(i => (string)given.Activities[i]!["id"]!)]);

            var read = JsonNode.Parse(DefinitionReader.Read("x", Bytes(exported)).Utf8.Span)!;

            // Connections that were lost come back behind the others.
            Assert.Equal(Sorted(given.Connections), Sorted(read["root"]!["connections"]!));
            read["root"]!["connections"] = given.Connections.DeepClone();
            Assert.True(JsonNode.DeepEquals(given.Root, read), read.ToJsonString());
            Assert.Contains("1.50", read.ToJsonString(), StringComparison.Ordinal);
        }, iter: 300);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_at_the_root_are_read_in_any_case_and_those_inside_are_not(bool inside)
    {
        var root = new JsonObject(DefinitionReaderTests.Sample().Root.Select(p => KeyValuePair.Create(p.Key.ToUpperInvariant(), p.Value?.DeepClone())));
        if (inside)
        {
            var review = root["ROOT"]!["activities"]![1]!.AsObject();
            review["StepKey"] = review["stepKey"]!.DeepClone();
            review.Remove("stepKey");
        }

        Assert.Equal(inside ? ["$.root.activities[1].stepKey workflow.input-missing"] : [], FaultsOf(Bytes(root)));
    }

    private static string Told(WorkflowStep s) => $"{s.Id} {s.Type} {s.Key} {s.Name} {s.Role} {s.Gate} {s.Level} {s.Phase} {s.Mode} {s.Child} {s.Time} {s.DueWorkingDays} {s.Position} {s.Size} "
        + $"{string.Join(',', s.Outcomes)} {string.Join(',', s.Guards)}";

    // As Elsa 3.7 writes: no $schema, an id and a time of its own, inputs before the id, a list of lost connections.
    private static JsonObject Exported(JsonObject given)
    {
        var export = given.DeepClone().AsObject();
        export.Remove("$schema");
        export["id"] = "592af0f497d54da2";
        export["createdAt"] = "2026-11-23T01:01:44.2543317+00:00";
        export["root"]!["customProperties"]!["notFoundConnections"] = new JsonArray();
        var activities = export["root"]!["activities"]!.AsArray();
        for (var i = 0; i < activities.Count; i++)
        {
            activities[i] = new JsonObject(activities[i]!.AsObject().Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        }

        return export;
    }

    private static void Lose(JsonObject exported, HashSet<string> lost)
    {
        var root = exported["root"]!.AsObject();
        var activities = root["activities"]!.AsArray();
        for (var i = 0; i < activities.Count; i++)
        {
            if (activities[i]!.AsObject() is var activity && lost.Contains((string)activity["id"]!))
            {
                activities[i] = new JsonObject
                {
                    ["missingTypeName"] = (string)activity["type"]!,
                    ["missingTypeVersion"] = 1,
                    ["originalActivityJson"] = activity.ToJsonString(),
                    ["id"] = (string)activity["id"]!,
                    ["type"] = "Elsa.NotFoundActivity",
                    ["customProperties"] = new JsonObject(),
                };
            }
        }

        var connections = root["connections"]!.AsArray();
        foreach (var connection in connections.Where(c => lost.Contains((string)c!["source"]!["activity"]!) || lost.Contains((string)c["target"]!["activity"]!)).ToList())
        {
            connections.Remove(connection);
            root["customProperties"]!["notFoundConnections"]!.AsArray().Add(connection);
        }
    }

    private static IEnumerable<string> Sorted(JsonNode connections) => connections.AsArray().Select(c => c!.ToJsonString()).Order(StringComparer.Ordinal);
}
