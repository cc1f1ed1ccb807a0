using System.Text.Json;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The invented case that comes with the product, where it does.</summary>
/// <param name="Json">Its <c>case.json</c>.</param>
/// <param name="Evidence">Digest and size of each file, by the name that the case gives it.</param>
public sealed record SampleFiles(byte[] Json, IReadOnlyDictionary<string, (string Sha256, long Size)> Evidence);

public interface ISampleCase
{
    /// <returns>Null when it was not installed.</returns>
    Task<SampleFiles?> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="IsFilled">False when the invented case does not fit the pack, so that a case with nothing in it was reported.</param>
public sealed record SampleReport(byte[] Document, bool IsFilled);

/// <summary>Shows what a template makes of a case, before there is one.</summary>
public sealed class SampleReports(ISampleCase sample, IReportRenderer renderer)
{
    /// <exception cref="UnreadableException">The template has faults.</exception>
    public async Task<SampleReport> RenderAsync(GuidePack pack, ReadOnlyMemory<byte> wordTemplate, TextCatalog texts, CancellationToken cancellationToken)
    {
        var filled = await FindAsync(pack, cancellationToken);
        var facts = filled ?? ReportTemplateCheck.EmptyCase(pack);
        using var document = new MemoryStream();

        // The invented case has no photographs.
        await renderer.RenderAsync(ReportContentBuilder.Build(facts, Evaluation.Evaluate(facts), texts, []), wordTemplate, (_, _) => Task.FromResult<Stream?>(null), document, cancellationToken);
        return new SampleReport(document.ToArray(), filled is not null);
    }

    /// <summary>Whether the invented case fits: another guide may have other sources, factors and checklist items than it names.</summary>
    public async Task<bool> FitsAsync(GuidePack pack, CancellationToken cancellationToken) => await FindAsync(pack, cancellationToken) is not null;

    private async Task<EvaluationFacts?> FindAsync(GuidePack pack, CancellationToken cancellationToken)
    {
        if (await sample.ReadAsync(cancellationToken) is not { } files)
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(files.Json)!.AsObject();
            json["guide"] = pack.Key;
            return Facts(CaseReader.Read(JsonSerializer.SerializeToUtf8Bytes(json), new Dictionary<string, GuidePack> { [pack.Key] = pack }), files);
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    private static EvaluationFacts Facts(CaseFile read, SampleFiles files) => new()
    {
        EngagementId = read.EngagementId,
        Guide = read.Guide,
        Registry = read.Registry,
        Event = read.Event,
        Terms = read.Terms,
        Team = read.Team,
        Declarations = read.Declarations,
        Evidence = [.. read.Evidence.Select(e => files.Evidence.TryGetValue(e.File, out var kept) ? e with { Sha256 = kept.Sha256, Size = kept.Size } : e)],
        Checklist = read.Checklist,
        Inventory = read.Inventory,
        ExcludedSources = read.ExcludedSources,
        Offsets = read.Offsets,
        Findings = read.Findings,
    };
}
