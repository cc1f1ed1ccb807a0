using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A list of a package, of its content types or of the links of a part, to which a report adds what it brings along.</summary>
internal sealed class OpenList
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private readonly string _before;
    private readonly string _end;
    private readonly HashSet<string> _extensions;

    private OpenList(XElement root)
    {
        _extensions = root.Elements(PackageParts.TypesNamespace + "Default").Select(d => d.Attribute("Extension")?.Value ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);

        // A text in the list makes it end with a tag of its own also when it is empty.
        root.Add(" ");
        var markup = new MarkupBuilder().Raw(Declaration).Whole(root).ToString();
        var end = markup.LastIndexOf(" </", StringComparison.Ordinal);
        (_before, _end) = (markup[..end], markup[(end + 1)..]);
    }

    public static OpenList Of(byte[] part) => new(PackageParts.Xml(part));

    /// <summary>Links of a part that has none in its template.</summary>
    public static OpenList OfLinks() => new(new XElement(PackageParts.LinksNamespace + "Relationships", new XAttribute("xmlns", PackageParts.LinksNamespace.NamespaceName)));

    public PackedPart WithTypes(string name, IReadOnlyList<Asset> assets)
    {
        var added = new StringBuilder();
        foreach (var (extension, type) in new[] { ("png", "image/png"), ("jpeg", "image/jpeg"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") })
        {
            if (!_extensions.Contains(extension) && assets.Any(a => a.Part.EndsWith($".{extension}", StringComparison.Ordinal)))
            {
                added.Append(CultureInfo.InvariantCulture, $"<Default Extension=\"{extension}\" ContentType=\"{type}\"/>");
            }
        }

        foreach (var asset in assets.Where(a => a.ContentType is not null))
        {
            added.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/{asset.Part}\" ContentType=\"{asset.ContentType}\"/>");
        }

        return Packed(name, added);
    }

    public PackedPart WithLinks(string name, string part, PartLinks? links)
    {
        var added = new StringBuilder();
        foreach (var (id, asset) in links?.All ?? [])
        {
            added.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"{id}\" Type=\"{asset.Link}\" Target=\"{PackageParts.Target(part, asset.Part)}\"/>");
        }

        return Packed(name, added);
    }

    private PackedPart Packed(string name, StringBuilder added) => PackedPart.Of(name, Encoding.UTF8.GetBytes($"{_before}{added}{_end}"));
}
