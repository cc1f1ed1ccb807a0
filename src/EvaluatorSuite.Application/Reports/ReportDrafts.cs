using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The report as it stands, in the pack's own template: a draft without number and signature, or the issued report with both.</summary>
public sealed class ReportDrafts(GuideStore guides, IReportRenderer renderer, ReportPhotographs photographs, IEvidenceStore store)
{
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public async Task<byte[]> RenderAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, CancellationToken cancellationToken) =>
        (await WriteAsync(facts, verdict, texts, null, cancellationToken)).Document;

    /// <param name="issued">Null for a draft.</param>
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public async Task<WrittenReport> WriteAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, IssueFacts? issued, CancellationToken cancellationToken)
    {
        var content = ReportContentBuilder.Build(facts, verdict, texts, await photographs.ReadAsync(facts.Evidence, cancellationToken), issued);
        var source = new ReportSource(facts.GuideDigest, content);
        return new WrittenReport(await RenderAsync(source, cancellationToken), source);
    }

    /// <exception cref="InvalidDataException">A photograph is gone.</exception>
    public async Task<byte[]> RenderAsync(ReportSource source, CancellationToken cancellationToken)
    {
        using var document = new MemoryStream();
        await renderer.RenderAsync(source.Content, await guides.ReportTemplateAsync(source.GuideDigest, cancellationToken), store.OpenAsync, document, cancellationToken);
        return document.ToArray();
    }
}
