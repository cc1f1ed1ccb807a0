using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Reads a Word template to the end, whatever is wrong with it.</summary>
public interface ITemplateReader
{
    /// <param name="content">Of any case: the tags are the same for all.</param>
    /// <param name="outline">Headings that a report has to have, in this order.</param>
    IReadOnlyList<TemplateFault> FaultsOf(ReadOnlyMemory<byte> wordTemplate, ReportContent content, IReadOnlyList<OutlineHeading> outline, TemplateScrutiny scrutiny);
}
