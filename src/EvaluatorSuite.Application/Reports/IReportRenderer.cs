namespace EvaluatorSuite.Application.Reports;

/// <summary>Fills a template. The same content and template give the same bytes, whatever the culture, the time zone and the hour.</summary>
public interface IReportRenderer
{
    /// <param name="wordTemplate">A Word document with content controls; docs/report-template.md says which.</param>
    /// <exception cref="Domain.Reading.UnreadableException">With every fault of the template; nothing has been written.</exception>
    void Render(ReportContent content, ReadOnlyMemory<byte> wordTemplate, Stream output);
}
