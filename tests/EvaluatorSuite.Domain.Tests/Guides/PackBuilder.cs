using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.Guides;

/// <summary>The pack of Jilin, altered by a test before it is read.</summary>
internal sealed class PackBuilder
{
    public JsonObject Json { get; } = JsonNode.Parse(Packs.Bytes("jilin-2026-draft"))!.AsObject();

    public void Set(string path, JsonNode? value) => Json.Put(path, value);

    public void SetRaw(string path, string json) => Json.Put(path, JsonPaths.Raw(json));

    public void Remove(string path) => Json.Drop(path);

    public void Add(string list, string json) => Json.Append(list, json);

    public Fault Fault() => Assert.Single(Assert.Throws<UnreadableException>(Read).Faults);

    /// <summary>Path and code of every fault; none where the pack reads.</summary>
    public IReadOnlyList<string> Faults() => Record.Exception(Read) switch
    {
        null => [],
        UnreadableException broken => [.. broken.Faults.Select(f => $"{f.Path} {f.What.Code}")],
        var other => throw other,
    };

    private void Read() => GuidePackReader.Read(Encoding.UTF8.GetBytes(Json.Write()));
}
