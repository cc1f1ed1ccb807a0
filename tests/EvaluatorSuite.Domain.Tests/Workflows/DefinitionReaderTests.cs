using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using EvaluatorSuite.Domain.Workflows;
using static EvaluatorSuite.Domain.Tests.Workflows.DefinitionBuilder;

namespace EvaluatorSuite.Domain.Tests.Workflows;

public sealed class DefinitionReaderTests
{
    // Each breaks the sample in one way; {Review} is the path of the activity, {+} that of the last connection.
    internal static readonly Dictionary<string, (Action<DefinitionBuilder> Break, string Fault)> Broken = new()
    {
        ["no definitionId"] = (d => d.Root.Remove("definitionId"), "$.definitionId json.missing"),
        ["a key in capitals"] = (d => d.Root["definitionId"] = "Sample", "$.definitionId workflow.key"),
        ["a key that is a number"] = (d => d.Root["definitionId"] = 7, "$.definitionId json.type"),
        ["no id"] = (d => d.Root["id"] = " ", "$.id json.missing"),
        ["no name"] = (d => d.Root.Remove("name"), "$.name json.missing"),
        ["no version"] = (d => d.Root.Remove("version"), "$.version json.missing"),
        ["half a version"] = (d => d.Root["version"] = 1.5, "$.version json.whole"),
        ["version zero"] = (d => d.Root["version"] = 0, "$.version json.whole"),
        ["no flowchart"] = (d => d.Root.Remove("root"), "$.root json.missing"),
        ["a flowchart that is a list"] = (d => d.Root["root"] = new JsonArray(), "$.root json.type"),
        ["another kind of root"] = (d => d.Root["root"]!["type"] = "Elsa.Sequence", "$.root.type json.choice"),
        ["no activities"] = (d => d.Root["root"]!.AsObject().Remove("activities"), "$.root.activities json.missing"),
        ["activities that are an object"] = (d => d.Root["root"]!["activities"] = new JsonObject(), "$.root.activities json.type"),
        ["an activity that is a text"] = (d => d.Activities.Add("Review"), "$.root.activities[12] json.type"),
        ["an activity without id"] = (d => d.Activity("Review").Remove("id"), "$.root.activities[1].id json.missing"),
        ["an id with a slash"] = (d => d.Pass("a/b"), "$.root.activities[12].id workflow.id"),
        ["the same id twice"] = (d => d.Pass("Review"), "$.root.activities[12].id workflow.duplicate-id"),
        ["the same step key twice"] = (d => d.Activity("Check")["stepKey"] = Literal("t.Review"), "{Check}.stepKey workflow.duplicate-key"),
        ["an activity without type"] = (d => d.Activity("Review").Remove("type"), "{Review}.type json.missing"),
        ["a type that nobody knows"] = (d => d.Activity("Review")["type"] = "Elsa.HttpEndpoint", "{Review}.type workflow.type"),
        ["a lost activity without its original"] = (d => d.Activity("Review")["type"] = "Elsa.NotFoundActivity", "{Review}.type workflow.type"),
        ["a task without step key"] = (d => d.Activity("Review").Remove("stepKey"), "{Review}.stepKey workflow.input-missing"),
        ["a task without role"] = (d => d.Activity("Review").Remove("role"), "{Review}.role workflow.input-missing"),
        ["a role that nobody has"] = (d => d.Activity("Review")["role"] = Literal("director"), "{Review}.role.expression.value json.choice"),
        ["a role that is empty"] = (d => d.Activity("Review")["role"] = Literal(""), "{Review}.role.expression.value json.missing"),
        ["a step key that is empty"] = (d => d.Activity("Review")["stepKey"] = Literal(""), "{Review}.stepKey.expression.value json.missing"),
        ["a step key longer than a duty can name"] = (d => d.Activity("Review")["stepKey"] = Literal(new string('k', 101)), "{Review}.stepKey.expression.value json.text-length"),
        ["a step key of blanks"] = (d => d.Activity("Review")["stepKey"] = Literal("  "), "{Review}.stepKey.expression.value json.missing"),
        ["a role as a bare text"] = (d => d.Activity("Review")["role"] = "leader", "{Review}.role json.type"),
        ["an input without typeName"] = (d => d.Activity("Review")["role"]!.AsObject().Remove("typeName"), "{Review}.role.typeName workflow.input-type"),
        ["an input without expression"] = (d => d.Activity("Review")["role"]!.AsObject().Remove("expression"), "{Review}.role.expression json.missing"),
        ["an expression without value"] = (d => d.Activity("Review")["role"]!["expression"]!.AsObject().Remove("value"), "{Review}.role.expression.value json.missing"),
        ["a script"] = (d => d.Activity("Review")["role"]!["expression"]!["type"] = "JavaScript", "{Review}.role.expression.type workflow.expression"),
        ["a role that is a list"] = (d => d.Activity("Review")["role"]!["expression"]!["value"] = new JsonArray(), "{Review}.role.expression.value json.type"),
        ["a task without outcomes"] = (d => d.Activity("Review").Remove("outcomes"), "{Review}.outcomes workflow.input-missing"),
        ["outcomes that are none"] = (d => d.Activity("Review")["outcomes"]!["expression"]!["value"] = "[]", "{Review}.outcomes.expression.value workflow.list"),
        ["the same outcome twice"] = (d => d.Activity("Review")["outcomes"] = Texts("Done", "Done"), "{Review}.outcomes.expression.value workflow.list"),
        ["an outcome with a control character"] = (d => d.Activity("Review")["outcomes"] = Texts("Do\u0001ne"), "{Review}.outcomes.expression.value workflow.list"),
        ["outcomes that are no JSON"] = (d => d.Activity("Review")["outcomes"]!["expression"]!["value"] = "[Done", "{Review}.outcomes.expression.value workflow.list"),
        ["outcomes as a list of Elsa's own"] = (d => d.Activity("Review")["outcomes"]!["expression"]!["value"] = new JsonArray("Accepted"), "{Review}.outcomes.expression.value json.type"),
        ["a guard that is none"] = (d => d.Guard("Review", "weather-fine"), "{Review}.customProperties.guards[0] workflow.guard"),
        ["a guard before an outcome that is none"] = (d => d.Guard("Review", "Finished:plan-complete"), "{Review}.customProperties.guards[0] workflow.outcome"),
        ["guards that are a text"] = (d => d.Activity("Review")["customProperties"]!["guards"] = "plan-complete", "{Review}.customProperties.guards workflow.list"),
        ["a decision without a guard"] = (d => d.Activity("Asked")["customProperties"]!.AsObject().Remove("guards"), "{Asked}.customProperties.guards workflow.guard-missing"),
        ["a switch with a case that has no guard"] = (d => d.Activity("Sort")["customProperties"]!.AsObject().Remove("guards"), "{Sort}.customProperties.guards workflow.guard-missing"),
        ["a switch with a case called Default"] = (d => d.Activity("Sort")["cases"]![0]!["label"] = "Default", "{Sort}.cases[0].label json.duplicate-key"),
        ["a term of minus three days"] = (d => d.Activity("Review")["customProperties"]!["dueWorkingDays"] = -3, "{Review}.customProperties.dueWorkingDays json.whole"),
        ["metadata that is a number"] = (d => d.Activity("Review")["metadata"] = 5, "{Review}.metadata json.type"),
        ["a gate that is none"] = (d => d.Activity("Gate")["gate"] = Literal("garden"), "{Gate}.gate.expression.value json.choice"),
        ["a phase that is none"] = (d => d.Activity("Docs")["phase"] = Literal("later"), "{Docs}.phase.expression.value json.choice"),
        ["a phase that is empty"] = (d => d.Activity("Docs")["phase"] = Literal(""), "{Docs}.phase.expression.value json.missing"),
        ["a gate that is empty"] = (d => d.Activity("Gate")["gate"] = Literal(""), "{Gate}.gate.expression.value json.missing"),
        ["a term that is empty"] = (d => d.Activity("Later")["after"] = Literal(""), "{Later}.after.expression.value json.missing"),
        ["a level that is none"] = (d => d.Step("Sign", "EvaluatorSuite.SignOff", ("stepKey", Literal("s")), ("role", Literal("reviewer")), ("level", Literal("4"))), "{Sign}.level.expression.value json.choice"),
        ["a join that waits for some"] = (d => d.Activity("Join")["mode"] = Literal("WaitSome"), "{Join}.mode.expression.value json.choice"),
        ["a term that nobody can read"] = (d => d.Activity("Later")["after"] = Literal("1 year"), "{Later}.after.expression.value workflow.timer"),
        ["a term from a fact that is none"] = (d => d.Activity("Later")["fact"] = Literal("full.moon"), "{Later}.fact.expression.value json.choice"),
        ["a child that is not waited for"] = (d => d.Child("Inner", "other").Activity("Inner")["waitForCompletion"] = Literal(false), "{Inner}.waitForCompletion workflow.child-waits"),
        ["a variable that is not there"] = (d => d.Activity("Note")["variable"]!["id"] = "other", "{Note}.variable.id workflow.variable"),
        ["the same variable twice"] = (d => d.Root["variables"]!.AsArray().Add(d.Root["variables"]![0]!.DeepClone()), "$.variables[1].id workflow.duplicate-id"),
        ["a variable with a sign of equality"] = (d => d.Root["variables"]![0]!["id"] = "a=b", "$.variables[0].id workflow.id"),
        ["a connection from nowhere"] = (d => d.Connect("Ghost → End"), "{+}.source.activity workflow.dangling"),
        ["a connection to nowhere"] = (d => d.Connect("Check → Ghost"), "{+}.target.activity workflow.dangling"),
        ["a connection without target"] = (d => d.Connections[0]!.AsObject().Remove("target"), "$.root.connections[0].target json.missing"),
        ["a connection to another port"] = (d => d.Connections[0]!["target"]!["port"] = "Side", "$.root.connections[0].target.port json.choice"),
        ["a connection from an outcome that is none"] = (d => d.Connect("Check:Maybe → Join"), "{+}.source.port workflow.outcome"),
        ["the same connection twice"] = (d => d.Connect("Check → Join"), "{+} workflow.duplicate-connection"),
        ["a connection that is a text"] = (d => d.Connections.Add("A → B"), "{+} json.type"),
        ["too many connections"] = (d => Enumerable.Range(0, 2001).ToList().ForEach(i => d.Way("Review", $"P{i}", "End")), "$.root.connections workflow.too-many"),
        ["too many activities"] = (d => Enumerable.Range(0, 500).ToList().ForEach(i => d.Pass($"P{i}")), "$.root.activities workflow.too-many"),
        ["an outcome that leads nowhere"] = (d => d.Activity("Check")["outcomes"] = Texts("Done", "Failed"), "{Check} workflow.outcome-open"),
        ["no start"] = (d => d.Activity("Start")["type"] = "Elsa.FlowFork", "$.root.activities workflow.no-start"),
        ["a second start"] = (d => d.Step("Start2", "Elsa.Start").Connect("Start2 → Review"), "{Start2}.type workflow.second-start"),
        ["a connection into the start"] = (d => d.Connect("Gate:Blocked → Start"), "{Start} workflow.into-start"),
        ["a step that nothing leads to"] = (d => d.Task("Island").Connect("Island → End"), "{Island} workflow.unreachable"),
        ["a part without end"] = (d => d.Task("Round").Task("Robin").Connect("Gate:Blocked → Round → Robin → Round"), "{Round} workflow.no-end"),
        ["a way back past the step that it leads to"] = (d => d.Connect("Gate:Blocked → Docs"), "{+} workflow.back"),
        ["a join that waits for both of two outcomes"] = (d =>
        {
            d.Activity("Check")["outcomes"] = Texts("Done", "Failed");
            d.Connect("Check:Failed → Join");
        }, "{Join} workflow.join-alternatives"),
        ["a circle without anybody"] = (d => d.Pass("Spin").Connect("Gate:Blocked → Spin → Gate"), "{Gate} workflow.cycle"),
        ["a property given twice"] = (d => d.Root["twice"] = 1, "$.twice json.duplicate"),
        ["a name with half a character"] = (d => d.Root["name"] = "half", "$.name json.unicode"),
        ["a guard with half a character"] = (d => d.Guard("Review", "half"), "{Review}.customProperties.guards[0] json.unicode"),
        ["half a character beside a lost activity"] = (d =>
        {
            d.Root["description"] = "half";
            d.Step("Lost", "Elsa.NotFoundActivity", ("originalActivityJson", """{"id":"Lost","type":"Elsa.End"}"""));
        }, "$.description json.unicode"),
        ["a lost activity that has a property twice"] = (d => d.Step("Lost", "Elsa.NotFoundActivity", ("originalActivityJson", """{"id":"Lost","id":"Found","type":"Elsa.End"}""")), "{Lost}.id json.duplicate"),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Fact]
    public void The_sample_is_without_fault() => Assert.Equal([], FaultsOf(Bytes(Sample().Root)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_fault_is_told_with_its_place(string name)
    {
        var (sample, expected) = (Sample(), Broken[name].Fault);
        Broken[name].Break(sample);

        Assert.Contains(Placed(expected, sample), FaultsOf(Encoding.UTF8.GetBytes(Text(sample.Root))));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var sample = Sample();
        sample.Root["version"] = 0;
        sample.Activity("Review")["role"] = Literal("director");
        sample.Guard("Check", "weather-fine");

        Assert.Equal(["$.version json.whole", Placed("{Review}.role.expression.value json.choice", sample), Placed("{Check}.customProperties.guards[0] workflow.guard", sample)], FaultsOf(Bytes(sample.Root)));
    }

    [Theory]
    [InlineData("", "$ json.syntax")]
    [InlineData("{", "$ json.syntax")]
    [InlineData("{\"a\":1,}", "$ json.syntax")]
    [InlineData("null", "$ json.type")]
    [InlineData("[]", "$ json.type")]
    [InlineData("{\"\":1,\" \":2}", "$.definitionId json.missing")]
    [InlineData("{\"k\":1,\"\u212A\":2}", "$.definitionId json.missing")]
    [InlineData("{\"name\":\"a\",\"NAME\":\"b\"}", "$.NAME json.duplicate")]
    [InlineData("{\"\\ud800\":1}", "$ json.unicode")]
    public void What_is_no_definition_is_told_so(string text, string fault) => Assert.Contains(fault, FaultsOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_file_of_any_bytes_of_any_length_and_any_depth_is_told_so()
    {
        Assert.Equal(["$ workflow.too-large"], FaultsOf(new byte[DefinitionReader.MaxBytes + 1]));
        Assert.Equal(["$ json.syntax"], FaultsOf(Encoding.UTF8.GetBytes(new string('[', 100_000))));
        Assert.Equal(["$ json.syntax"], FaultsOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5000)))));
        Gen.Byte.Array[0, 200].Sample(bytes => FaultsOf(bytes).Count > 0, iter: 500);
    }

    [Fact]
    public void Whatever_is_changed_in_a_shipped_file_it_reads_or_tells_where_it_does_not()
    {
        JsonNode?[] values = [null, 0, -1, 1.5, 1e300, "", " ", "x", "half", "Start", "EvaluatorSuite.Issue", true, new JsonArray(), new JsonArray(1), new JsonArray((JsonNode?)null), new JsonObject(), new JsonObject { ["type"] = 1 }];
        var files = new[] { "evaluation", "preparation", "implementation", "reporting" }.Select(Shipped).ToList();

        Gen.Select(Gen.Int[0, files.Count - 1], Gen.Int[0, int.MaxValue], Gen.Int[0, values.Length + 2]).Array[1, 3].Sample(changes =>
        {
            var file = files[changes[0].Item1].DeepClone().AsObject();
            foreach (var (_, where, what) in changes)
            {
                Change(file, where, what, values);
            }

            Assert.All(FaultsOf(Encoding.UTF8.GetBytes(Text(file))), f => Assert.StartsWith("$", f, StringComparison.Ordinal));
        }, iter: 2000);
    }

    [Fact]
    public void A_byte_order_mark_is_left_out() => Assert.Equal(Sample().Read().Sha256, DefinitionReader.Read("x", (byte[])[.. Encoding.UTF8.Preamble, .. Bytes(Sample().Root)]).Sha256);

    /// <summary>A sample with each type that has inputs of its own; twelve activities.</summary>
    internal static DefinitionBuilder Sample() => new DefinitionBuilder("sample")
        .Start()
        .Task("Review", "Accepted", "Declined").Guard("Review", "Accepted:contract-accepted", "Declined:contract-declined")
        .Step("Fork", "Elsa.FlowFork", ("branches", Texts("Left", "Right")))
        .Step("Docs", "EvaluatorSuite.EvidenceChecklist", ("stepKey", Literal("t.docs")), ("role", Literal("evaluator")), ("phase", Literal("implement")))
        .Task("Check")
        .Join("Join", JoinMode.WaitAll)
        .Step("Gate", "EvaluatorSuite.IndependenceCheck", ("stepKey", Literal("t.gate")), ("gate", Literal("report")))
        .Step("Asked", "Elsa.FlowDecision").Guard("Asked", "disclosed")
        .Step("Sort", "Elsa.FlowSwitch", ("cases", new JsonArray(new JsonObject { ["label"] = "Answered" }))).Guard("Sort", "Answered:comments-answered")
        .Step("Later", "EvaluatorSuite.Timer", ("stepKey", Literal("t.later")), ("fact", Literal("event.end")), ("after", Literal("P1Y")))
        .Pass("Note")
        .End()
        .Connect("Start → Review:Accepted → Fork:Left → Docs → Join → Gate:Cleared → Asked:True → Sort:Answered → Later:Due → Note → End", "Review:Declined → End", "Fork:Right → Check → Join", "Asked:False → End", "Sort:Default → End");

    // The serializer writes no half character and nothing twice; a file can have both.
    private static string Text(JsonNode json) => Encoding.UTF8.GetString(Bytes(json)).Replace("\"half\"", "\"\\ud800\"", StringComparison.Ordinal).Replace("\"twice\":1", "\"twice\":1,\"twice\":2", StringComparison.Ordinal);

    private static string Placed(string fault, DefinitionBuilder sample)
    {
        if (!fault.StartsWith('{'))
        {
            return fault;
        }

        var name = fault[1..fault.IndexOf('}', StringComparison.Ordinal)];
        var path = name == "+" ? $"$.root.connections[{sample.Connections.Count - 1}]" : $"$.root.activities[{sample.Activities.ToList().FindIndex(a => (string?)a!["id"] == name)}]";
        return fault.Replace($"{{{name}}}", path, StringComparison.Ordinal);
    }

    private static void Change(JsonObject file, int where, int what, JsonNode?[] values)
    {
        var places = new List<(JsonNode Parent, object Name)>();
        Collect(file, places);
        var (parent, name) = places[where % places.Count];
        if (what >= values.Length)
        {
            _ = parent is JsonObject from ? from.Remove((string)name) : parent.AsArray().Remove(parent[(int)name]);
        }
        else if (parent is JsonObject into)
        {
            into[(string)name] = values[what]?.DeepClone();
        }
        else
        {
            parent[(int)name] = values[what]?.DeepClone();
        }
    }

    private static void Collect(JsonNode? node, List<(JsonNode Parent, object Name)> places)
    {
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            places.Add((node!, name));
            Collect(value, places);
        }

        for (var i = 0; i < (node as JsonArray)?.Count; i++)
        {
            places.Add((node!, i));
            Collect(node![i], places);
        }
    }
}
