namespace EvaluatorSuite.Application.Reports;

/// <summary>Opens the bytes of a picture by their digest; null when there are none.</summary>
public delegate Task<Stream?> OpenPicture(string sha256, CancellationToken cancellationToken);

/// <summary>Fills a template. The same content and template give the same bytes, whatever the culture, the time zone and the hour.</summary>
public interface IReportRenderer
{
    /// <param name="wordTemplate">A Word document with content controls; docs/report-template.md says which.</param>
    /// <param name="output">Has to let itself be wound back: the checksum of a picture is known when its bytes have gone by.</param>
    /// <exception cref="Domain.Reading.UnreadableException">With every fault of the template; nothing has been written.</exception>
    /// <exception cref="InvalidDataException">The bytes of a picture are gone, or not as many as they were.</exception>
    Task RenderAsync(ReportContent content, ReadOnlyMemory<byte> wordTemplate, OpenPicture pictures, Stream output, CancellationToken cancellationToken);
}
