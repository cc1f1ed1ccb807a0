using System.Text;
using System.Text.Json;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Reading and judging a large case, in memory, beside merely parsing its JSON.</summary>
internal static class RulesBenchmark
{
    public static async Task RunAsync()
    {
        var pack = GuidePackReader.Read(await File.ReadAllBytesAsync(Path.Combine(Repository.Guides, "jilin-2026-draft", GuidePack.FileName)));
        var guides = new Dictionary<string, GuidePack> { [pack.Key] = pack };
        var bytes = Encoding.UTF8.GetBytes(LargeCaseFile.Build().ToJsonString());
        var facts = FactsOf(CaseReader.Read(bytes, guides));

        Console.WriteLine($"{LargeCaseFile.Lines} inventory lines, {LargeCaseFile.Files} evidence files, {LargeCaseFile.Offsets} lines of units; case.json has {bytes.Length / 1024} kB");
        Timing.Measure("bare: JsonDocument.Parse", 20, () => JsonDocument.Parse(bytes).Dispose());
        Timing.Measure("read and check case.json", 20, () => CaseReader.Read(bytes, guides));
        Timing.Measure("judge every rule and recalculate", 20, () => Evaluation.Evaluate(facts));
    }

    private static EvaluationFacts FactsOf(CaseFile file) => new()
    {
        EngagementId = file.EngagementId,
        Guide = file.Guide,
        Registry = file.Registry,
        Event = file.Event,
        Terms = file.Terms,
        Team = file.Team,
        Declarations = file.Declarations,
        Evidence = [.. file.Evidence.Select(e => e with { Sha256 = new string('0', 64), Size = 1 })],
        Checklist = file.Checklist,
        Inventory = file.Inventory,
        ExcludedSources = file.ExcludedSources,
        Offsets = file.Offsets,
        Findings = file.Findings,
    };
}
