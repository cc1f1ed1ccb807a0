using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>A relationship of a package.</summary>
/// <param name="From">Part that has it; empty for the package itself.</param>
/// <param name="Type">Last part of its type, <c>hyperlink</c>.</param>
/// <param name="Target">As it is written.</param>
/// <param name="Part">The part that it leads to; null when it leads out of the package or to no part.</param>
internal sealed record TemplateLink(string From, string Id, string Type, string Target, string? Part, bool IsExternal);

/// <summary>A template taken out of its archive, as far as it could be read. Nothing in it is changed by the checks.</summary>
internal sealed class TemplatePackage(IReadOnlyDictionary<string, byte[]> parts, IReadOnlyDictionary<string, XElement> xml, IReadOnlyList<TemplateLink> links)
{
    public const string Main = "word/document.xml";
    public const string Types = "[Content_Types].xml";
    public const string Settings = "word/settings.xml";
    public const string Sheet = "word/styles.xml";

    public static readonly XNamespace TypesNamespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    public static readonly XNamespace LinksNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    public static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public IReadOnlyDictionary<string, byte[]> Parts { get; } = parts;

    /// <summary>Roots of the parts that are well-formed XML.</summary>
    public IReadOnlyDictionary<string, XElement> Xml { get; } = xml;

    public IReadOnlyList<TemplateLink> Links { get; } = links;

    /// <summary>Whether all its markup could be read: only then may it be given to who does not expect the worst.</summary>
    public bool IsWhole => Parts.Keys.Count(PackageReader.IsXml) == Xml.Count;

    public XElement? Document => Xml.GetValueOrDefault(Main);

    public XElement? StyleSheet => Xml.GetValueOrDefault(Sheet);

    public XElement? Setting(string name) => Xml.GetValueOrDefault(Settings)?.Element(W.Main + name);

    /// <summary>The parts that a report fills, the document first.</summary>
    public IEnumerable<(string Part, XElement Root)> Filled =>
        Xml.Where(p => WordTemplate.IsFilled(p.Key)).OrderBy(p => p.Key != Main).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value));

    public string? TypeOf(string part)
    {
        var types = Xml.GetValueOrDefault(Types);
        var listed = types?.Elements(TypesNamespace + "Override").FirstOrDefault(o => string.Equals(o.Attribute("PartName")?.Value.TrimStart('/'), part, StringComparison.OrdinalIgnoreCase));
        var extension = Path.GetExtension(part).TrimStart('.');
        listed ??= types?.Elements(TypesNamespace + "Default").FirstOrDefault(d => string.Equals(d.Attribute("Extension")?.Value, extension, StringComparison.OrdinalIgnoreCase));
        return listed?.Attribute("ContentType")?.Value;
    }

    public TemplateLink? Link(string from, string? id) => Links.FirstOrDefault(l => l.From == from && l.Id == id);

    /// <summary>On unless it says otherwise, as the format has it.</summary>
    public static bool IsOn(XElement? element) => element is not null && W.ValueOf(element) is not ("0" or "false" or "off");
}
