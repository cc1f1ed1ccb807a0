using System.Collections.Concurrent;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Fills Word templates. Each is taken apart once; a report is then its pieces written one after the other.</summary>
public sealed class WordReportRenderer : IReportRenderer
{
    private const string FileName = "report.docx";

    // Enough for the packs of an installation in all the versions that its open engagements pin.
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<string, WordTemplate> _templates = new(StringComparer.Ordinal);

    public void Render(ReportContent content, ReadOnlyMemory<byte> wordTemplate, Stream output)
    {
        var template = Compiled(wordTemplate);
        var faults = TemplateCheck.FaultsOf(template, content);
        if (faults.Count > 0)
        {
            throw new UnreadableException(FileName, faults);
        }

        using var package = new PackageWriter(output);
        foreach (var part in template.Parts)
        {
            package.Add(part.Packed ?? PackedPart.Deflate(part.Name, stream =>
            {
                using var writer = new PartWriter(content, template.Styles, stream);
                writer.Write(part.Pieces);
            }));
        }

        package.Finish();
    }

    private WordTemplate Compiled(ReadOnlyMemory<byte> bytes)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (_templates.Count >= MostKept && !_templates.ContainsKey(digest))
        {
            _templates.Clear();
        }

        return _templates.GetOrAdd(digest, _ => WordTemplate.Compile(bytes, FileName));
    }
}
