using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The report as it stands, in the pack's own template: a draft without number and signature, or the issued report with both.</summary>
public sealed class ReportDrafts(GuideStore guides, IReportRenderer renderer)
{
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public Task<byte[]> RenderAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, CancellationToken cancellationToken) => RenderAsync(facts, verdict, texts, null, cancellationToken);

    /// <param name="issued">Null for a draft.</param>
    /// <exception cref="Domain.Reading.UnreadableException">The pack's template has faults.</exception>
    public async Task<byte[]> RenderAsync(EvaluationFacts facts, Verdict verdict, TextCatalog texts, IssueFacts? issued, CancellationToken cancellationToken)
    {
        var template = await guides.ReportTemplateAsync(facts.GuideDigest, cancellationToken);
        using var document = new MemoryStream();
        renderer.Render(ReportContentBuilder.Build(facts, verdict, texts, issued), template, document);
        return document.ToArray();
    }
}
