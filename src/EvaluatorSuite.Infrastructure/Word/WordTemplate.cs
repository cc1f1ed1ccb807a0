using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A part of a template as it is packed into a report: filled anew each time, or the same bytes for every report.</summary>
/// <param name="Pieces">Empty when <paramref name="Packed"/> holds the part as it is.</param>
internal sealed record TemplatePart(string Name, IReadOnlyList<Piece> Pieces, PackedPart? Packed);

/// <summary>A template taken apart once, to be filled as often as there are reports. Nothing in it changes after it was made.</summary>
internal sealed class WordTemplate
{
    private const long MostBytes = 200 * 1024 * 1024;

    private static readonly string[] Filled = ["document", "header", "footer", "footnotes", "endnotes"];

    private WordTemplate(IReadOnlyList<TemplatePart> parts, TemplateStyles styles) => (Parts, Styles) = (parts, styles);

    public IReadOnlyList<TemplatePart> Parts { get; }

    public TemplateStyles Styles { get; }

    /// <exception cref="UnreadableException">With every fault.</exception>
    public static WordTemplate Compile(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var faults = new Faults();
        try
        {
            var parts = Read(bytes);
            var styles = new TemplateStyles(parts.TryGetValue("word/styles.xml", out var sheet) ? Xml(sheet) : null);
            var compiled = parts.OrderBy(p => p.Key != "[Content_Types].xml").Select(p => Compile(p.Key, p.Value, styles, faults)).ToList();
            if (!parts.ContainsKey("word/document.xml"))
            {
                faults.Add("$", "report.template.package", ("reason", "word/document.xml"));
            }

            return faults.Count == 0 ? new WordTemplate(compiled, styles) : throw new UnreadableException(fileName, faults.All);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException)
        {
            throw new UnreadableException(fileName, [new Fault("$", new Domain.Message("report.template.package", ("reason", broken.Message)))]);
        }
    }

    private static OrderedDictionary<string, byte[]> Read(ReadOnlyMemory<byte> bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
        var parts = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        var left = MostBytes;
        foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            using var content = entry.Open();
            using var buffer = new MemoryStream();
            content.CopyTo(buffer);
            left -= buffer.Length;
            parts[entry.FullName] = left >= 0 ? buffer.ToArray() : throw new InvalidDataException(entry.FullName);
        }

        return parts;
    }

    private static TemplatePart Compile(string name, byte[] content, TemplateStyles styles, Faults faults)
    {
        if (DocumentProperties.Pieces(name) is { } properties)
        {
            return new TemplatePart(name, properties, null);
        }

        if (IsFilled(name))
        {
            var pieces = new PartCompiler(name, styles, faults).Compile(Xml(content));
            return pieces is [Markup markup] ? new TemplatePart(name, [], PackedPart.Of(name, markup.Utf8)) : new TemplatePart(name, pieces, null);
        }

        return new TemplatePart(name, [], PackedPart.Of(name, content));
    }

    internal static bool IsFilled(string name) =>
        name.StartsWith("word/", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal) && name.Count(c => c == '/') == 1
        && Filled.Any(f => name["word/".Length..].StartsWith(f, StringComparison.Ordinal));

    private static XElement Xml(byte[] content)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(content, writable: false), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }
}
