using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests;

/// <summary>The sample case, altered in a line or two and judged as it then stands. Evidence counts as handed over unless the test says otherwise.</summary>
internal sealed class CaseBuilder
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(Repository.SampleCase, CaseFile.FileName));

    private readonly HashSet<string> _missing = [];
    private readonly List<UsedSerials> _elsewhere = [];
    private GuidePack _guide = Packs.Jilin;

    public JsonObject Json { get; private set; } = JsonNode.Parse(Sample)!.AsObject();

    public CaseBuilder Set(string path, JsonNode? value)
    {
        Json.Put(path, value);
        return this;
    }

    /// <summary>A value as it stands in a file, unread: <c>1e400</c>, <c>["chen"]</c>.</summary>
    public CaseBuilder SetRaw(string path, string json) => Set(path, JsonPaths.Raw(json));

    public CaseBuilder Remove(string path)
    {
        Json.Drop(path);
        return this;
    }

    public CaseBuilder Add(string list, string json)
    {
        Json.Append(list, json);
        return this;
    }

    /// <summary>Another file in place of this one; what is missing beside it stays missing.</summary>
    public CaseBuilder Become(JsonObject json)
    {
        Json = json;
        return this;
    }

    public CaseBuilder WithoutFile(string evidence)
    {
        _missing.Add(evidence);
        return this;
    }

    public CaseBuilder UsedElsewhere(string from, string to)
    {
        _elsewhere.Add(new UsedSerials(from, to));
        return this;
    }

    /// <summary>Another number in the pack, as an administrator may put it there.</summary>
    public CaseBuilder Under(Func<GuidePack, GuidePack> change)
    {
        _guide = change(_guide);
        return this;
    }

    /// <summary>No emission but these, each with a factor of one: what is verified is the amount.</summary>
    public CaseBuilder Emitting(params (string Source, string Claimed, string Verified)[] lines)
    {
        Json["inventory"] = new JsonArray();
        Json["excludedSources"] = new JsonArray([.. _guide.Sources.Where(s => lines.All(l => l.Source != s.Key))
            .Select(s => new JsonObject { ["source"] = s.Key, ["reason"] = "未发生" })]);
        foreach (var (source, claimed, verified) in lines)
        {
            Add("inventory", $$"""
                {
                  "key": "line-{{Json["inventory"]!.AsArray().Count}}", "source": "{{source}}", "stage": "hold", "description": "排放",
                  "amount": {{verified}}, "unit": "t",
                  "ownFactor": { "value": 1, "unit": "tCO2e/t", "source": "试验", "year": 2025 },
                  "claimedTonnes": {{claimed}}, "differenceReason": "试验", "evidence": ["travel"]
                }
                """);
        }

        return this;
    }

    /// <summary>No units but these.</summary>
    public CaseBuilder Offsetting(string tonnes)
    {
        Json["offsets"] = new JsonArray();
        return Add("offsets", $$"""
            {
              "key": "all", "kind": "ccer", "registry": "登记系统", "serialFrom": "A-1", "serialTo": "A-100000", "tonnes": {{tonnes}},
              "acquiredBy": "purchase", "cancelledOn": "2026-03-02", "certificate": "1", "evidence": ["cert-ccer"]
            }
            """);
    }

    public CaseFile Read() => Read(Json.Write());

    public EvaluationFacts Facts()
    {
        var file = Read();
        return new EvaluationFacts
        {
            EngagementId = file.EngagementId,
            Guide = file.Guide,
            Registry = file.Registry,
            Event = file.Event,
            Terms = file.Terms,
            Team = file.Team,
            Declarations = file.Declarations,
            Evidence = [.. file.Evidence.Select(e => _missing.Contains(e.Key) ? e : e with { Sha256 = new string('0', 64), Size = 1 })],
            Checklist = file.Checklist,
            Inventory = file.Inventory,
            ExcludedSources = file.ExcludedSources,
            Offsets = file.Offsets,
            Findings = file.Findings,
            SerialsElsewhere = _elsewhere,
        };
    }

    public Verdict Evaluate() => Evaluation.Evaluate(Facts());

    /// <summary>Severity, rule and subject of every issue, in the order of the verdict.</summary>
    public IReadOnlyList<string> Issues() => Evaluate().Told();

    /// <summary>Path and code of every fault, in the order of the reader.</summary>
    public IReadOnlyList<string> Faults() => Faults(Json.Write());

    /// <summary>As <see cref="Faults()"/>, after a replacement in the text that no JSON document could hold.</summary>
    public IReadOnlyList<string> FaultsAfter(string replace, string with)
    {
        var text = Json.Write();
        Assert.Contains(replace, text, StringComparison.Ordinal);
        return Faults(text.Replace(replace, with, StringComparison.Ordinal));
    }

    public IReadOnlyList<string> Faults(string json) => Faults(Encoding.UTF8.GetBytes(json));

    public IReadOnlyList<string> Faults(byte[] utf8)
    {
        var broken = Assert.Throws<UnreadableException>(() => Read(utf8));
        Assert.Equal(CaseFile.FileName, broken.File);
        return [.. broken.Faults.Select(f => $"{f.Path} {f.What.Code}")];
    }

    public Fault Fault() => Assert.Single(Assert.Throws<UnreadableException>(Read).Faults);

    public CaseFile Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public CaseFile Read(byte[] utf8) => CaseReader.Read(utf8, new Dictionary<string, GuidePack> { [_guide.Key] = _guide, [Packs.Mee.Key] = Packs.Mee });
}
