using System.Globalization;
using System.IO.Compression;
using System.Xml;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A part of a template as it is packed into a report: filled anew each time, or the same bytes for every report.</summary>
/// <param name="Pieces">Empty when <paramref name="Packed"/> or <paramref name="List"/> holds the part.</param>
/// <param name="List">The content types, or the links of the part <paramref name="Of"/>.</param>
internal sealed record TemplatePart(string Name, IReadOnlyList<Piece> Pieces, PackedPart? Packed = null, OpenList? List = null, string? Of = null);

/// <summary>A template taken apart once, to be filled as often as there are reports. Nothing in it changes after it was made.</summary>
internal sealed class WordTemplate
{
    public const string Document = "word/document.xml";

    private const long MostBytes = 200 * 1024 * 1024;

    private static readonly string[] Filled = ["document", "header", "footer", "footnotes", "endnotes"];

    private WordTemplate(IReadOnlyList<TemplatePart> parts, TemplateStyles styles) => (Parts, Styles) = (parts, styles);

    public IReadOnlyList<TemplatePart> Parts { get; }

    public TemplateStyles Styles { get; }

    /// <summary>Number of a custom part that the template has not.</summary>
    public int FreeCustomPart => Enumerable.Range(1, int.MaxValue).First(n => Parts.All(p => p.Name != string.Create(CultureInfo.InvariantCulture, $"customXml/item{n}.xml")));

    /// <exception cref="UnreadableException">With every fault.</exception>
    public static WordTemplate Compile(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var faults = new Faults();
        try
        {
            var parts = Read(bytes);
            var styles = new TemplateStyles(parts.TryGetValue("word/styles.xml", out var sheet) ? PackageParts.Xml(sheet) : null);
            if (!parts.ContainsKey(Document))
            {
                faults.Add("$", "report.template.package", ("reason", Document));
            }

            var (filled, dropped) = (new Dictionary<string, IReadOnlyList<Piece>>(StringComparer.Ordinal), new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
            foreach (var (name, content) in parts.Where(p => IsFilled(p.Key)))
            {
                var compiler = new PartCompiler(name, styles, faults);
                filled.Add(name, compiler.Compile(PackageParts.Xml(content)));
                dropped.Add(name, compiler.DroppedLinks);
            }

            PackageParts.Prune(parts, dropped);
            var compiled = parts.OrderBy(p => p.Key != PackageParts.Types).Select(p => Part(p.Key, p.Value, filled)).ToList();
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

    private static TemplatePart Part(string name, byte[] content, Dictionary<string, IReadOnlyList<Piece>> filled)
    {
        if (DocumentProperties.Pieces(name) is { } properties)
        {
            return new TemplatePart(name, properties);
        }

        if (name == PackageParts.Types)
        {
            return new TemplatePart(name, [], null, OpenList.Of(content));
        }

        if (filled.Keys.FirstOrDefault(f => PackageParts.LinksOf(f) == name) is { } of)
        {
            return new TemplatePart(name, [], null, OpenList.Of(content), of);
        }

        return filled.GetValueOrDefault(name) switch
        {
            null => new TemplatePart(name, [], PackedPart.Of(name, content)),
            [Markup markup] => new TemplatePart(name, [], PackedPart.Of(name, markup.Utf8)),
            var pieces => new TemplatePart(name, pieces),
        };
    }

    internal static bool IsFilled(string name) =>
        name.StartsWith("word/", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal) && name.Count(c => c == '/') == 1
        && Filled.Any(f => name["word/".Length..].StartsWith(f, StringComparison.Ordinal));
}
