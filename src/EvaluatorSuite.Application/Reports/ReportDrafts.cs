using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The report as it stands, in the pack's own template: a draft without number and signature, or the issued report with both.</summary>
public sealed class ReportDrafts(GuideStore guides, IReportRenderer renderer, ReportPhotographs photographs, IEvidenceStore store)
{
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public Task<byte[]> RenderAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, CancellationToken cancellationToken) => RenderAsync(facts, verdict, texts, null, cancellationToken);

    /// <param name="issued">Null for a draft.</param>
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public async Task<byte[]> RenderAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, IssueFacts? issued, CancellationToken cancellationToken)
    {
        var template = await guides.ReportTemplateAsync(facts.GuideDigest, cancellationToken);
        var content = ReportContentBuilder.Build(facts, verdict, texts, await photographs.ReadAsync(facts.Evidence, cancellationToken), issued);
        using var document = new MemoryStream();
        await renderer.RenderAsync(content, template, store.OpenAsync, document, cancellationToken);
        return document.ToArray();
    }
}
