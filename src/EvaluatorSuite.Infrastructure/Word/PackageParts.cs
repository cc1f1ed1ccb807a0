using System.Xml;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>How the parts of a package are named and hang together.</summary>
internal static class PackageParts
{
    public const string Types = "[Content_Types].xml";
    public const string Root = "_rels/.rels";

    public static readonly XNamespace TypesNamespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    public static readonly XNamespace LinksNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Name of the part that has the links of another.</summary>
    public static string LinksOf(string part) => part.LastIndexOf('/') is var slash and >= 0 ? $"{part[..slash]}/_rels/{part[(slash + 1)..]}.rels" : $"_rels/{part}.rels";

    public static bool IsLinks(string part) => part.EndsWith(".rels", StringComparison.Ordinal);

    /// <summary>Path from one part to another, both in folders of one depth or less.</summary>
    public static string Target(string from, string to)
    {
        var folder = from[..(from.LastIndexOf('/') + 1)];
        return to.StartsWith(folder, StringComparison.Ordinal) ? to[folder.Length..] : $"/{to}";
    }

    /// <summary>Leaves out what no part leads to any more: a picture that only showed where another goes, and what hung on it.</summary>
    /// <param name="dropped">Ids of links that are used no more, by the part that had them.</param>
    public static void Prune(OrderedDictionary<string, byte[]> parts, IReadOnlyDictionary<string, IReadOnlyList<string>> dropped)
    {
        foreach (var (part, ids) in dropped)
        {
            if (ids.Count > 0 && parts.TryGetValue(LinksOf(part), out var bytes))
            {
                var links = Xml(bytes);
                links.Elements().Where(l => ids.Contains(l.Attribute("Id")?.Value)).Remove();
                parts[LinksOf(part)] = Bytes(links);
            }
        }

        if (!parts.ContainsKey(Root))
        {
            return;
        }

        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Types };
        Reach(parts, "", reached);
        foreach (var lost in parts.Keys.Where(p => !reached.Contains(p)).ToList())
        {
            parts.Remove(lost);
        }

        if (parts.TryGetValue(Types, out var listed))
        {
            var types = Xml(listed);
            types.Elements(TypesNamespace + "Override").Where(o => !parts.Keys.Contains(o.Attribute("PartName")?.Value.TrimStart('/'), StringComparer.OrdinalIgnoreCase)).Remove();
            parts[Types] = Bytes(types);
        }
    }

    public static XElement Xml(byte[] content)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(content, writable: false), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    private static void Reach(OrderedDictionary<string, byte[]> parts, string part, HashSet<string> reached)
    {
        var links = part.Length == 0 ? Root : LinksOf(part);
        if (!parts.TryGetValue(links, out var bytes))
        {
            return;
        }

        reached.Add(links);
        foreach (var link in Xml(bytes).Elements(LinksNamespace + "Relationship").Where(l => l.Attribute("TargetMode")?.Value != "External"))
        {
            var target = new Uri(new Uri($"part:/{part}"), link.Attribute("Target")?.Value ?? "").AbsolutePath;
            var name = parts.Keys.FirstOrDefault(p => string.Equals(p, Uri.UnescapeDataString(target).TrimStart('/'), StringComparison.OrdinalIgnoreCase));
            if (name is not null && reached.Add(name))
            {
                Reach(parts, name, reached);
            }
        }
    }

    private static byte[] Bytes(XElement root) => System.Text.Encoding.UTF8.GetBytes(new MarkupBuilder().Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n").Whole(root).ToString());
}
