using System.IO.Compression;
using System.Xml.Linq;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>A finished document, read as what it is: XML in a ZIP file.</summary>
internal sealed class WordDocument
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly Dictionary<string, XElement> _parts = [];

    public WordDocument(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            Times.Add(entry.LastWriteTime);
            Names.Add(entry.FullName);
            using var content = entry.Open();
            if (IsXml(entry.FullName))
            {
                _parts.Add(entry.FullName, XElement.Load(content, LoadOptions.PreserveWhitespace));
            }
            else
            {
                using var copy = new MemoryStream();
                content.CopyTo(copy);
                Files.Add(entry.FullName, copy.ToArray());
                Assert.Equal(entry.Length, entry.CompressedLength);
            }
        }
    }

    public List<DateTimeOffset> Times { get; } = [];

    /// <summary>Of every part, in their order.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Pictures and workbooks, which are packed in themselves and must not be deflated again.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    public XElement this[string part] => _parts[part];

    public XElement Body => this["word/document.xml"].Element(W + "body")!;

    public IEnumerable<XElement> Headers => _parts.Where(p => p.Key.StartsWith("word/header", StringComparison.Ordinal)).Select(p => p.Value);

    public IEnumerable<XElement> Tables => Body.Descendants(W + "tbl");

    public IEnumerable<XElement> Headings => Body.Descendants(W + "p").Where(p => Style(p) is "Heading1" or "Heading2" or "Heading3");

    public IEnumerable<XElement> ContentsEntries => Body.Descendants(W + "p").Where(p => Style(p)?.StartsWith("TOC", StringComparison.Ordinal) == true && Style(p) != "TOCHeading");

    private static bool IsXml(string part) => part.EndsWith(".xml", StringComparison.Ordinal) || part.EndsWith(".rels", StringComparison.Ordinal);

    public static string? Style(XElement paragraph) => paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value;

    public static string Text(XElement element) => string.Concat(element.Descendants().Select(e =>
        e.Name == W + "t" ? e.Value : e.Name == W + "br" ? "\n" : e.Name == W + "tab" && e.Parent!.Name == W + "r" ? "\t" : ""));
}
