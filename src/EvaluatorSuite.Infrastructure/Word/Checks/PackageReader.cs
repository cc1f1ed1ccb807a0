using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Guides;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Takes a template out of its archive, within limits that no honest one meets: what is uploaded may have been made to exhaust the reader.</summary>
internal static class PackageReader
{
    private const int MostParts = 2_000;
    private const long MostBytes = 100L * 1024 * 1024;
    private const long MostXml = 32L * 1024 * 1024;

    // Far above what an editor writes, far below what would exhaust the stack of whoever walks the tree.
    private const int MostDepth = 200;

    /// <returns>Null when it is no package that could be looked into.</returns>
    public static TemplatePackage? Read(ReadOnlyMemory<byte> bytes, TemplateFaults faults)
    {
        if (bytes.Length > GuideArchive.MaxTemplateBytes)
        {
            faults.Add("", "template.too-large", ("max", GuideArchive.MaxTemplateBytes / 1024 / 1024));
            return null;
        }

        if (CompoundFile.Is(bytes.Span))
        {
            faults.Add("", CompoundFile.IsEncrypted(bytes.Span) ? "template.encrypted" : "template.old-format");
            return null;
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count <= MostParts ? Read(archive, faults) : Refuse("template.unpacks-too-large", ("max", MostBytes / 1024 / 1024));
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return Refuse(bytes.Span.StartsWith("PK"u8) ? "template.damaged" : "template.not-a-document", ("name", "ZIP"));
        }

        TemplatePackage? Refuse(string code, params (string, object)[] values)
        {
            faults.Add("", code, values);
            return null;
        }
    }

    private static TemplatePackage? Read(ZipArchive archive, TemplateFaults faults)
    {
        var (parts, whole, left) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), true, MostBytes);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            if (!IsName(entry.FullName) || !names.Add(entry.FullName))
            {
                faults.Add("", IsName(entry.FullName) ? "template.part-twice" : "template.part-name", ("name", entry.FullName));
            }
            else if (entry.IsEncrypted)
            {
                faults.Add("", "template.encrypted");
                return null;
            }
            else if (Unpack(entry, left, faults) is { } content)
            {
                parts.Add(entry.FullName, content);
                left -= content.Length;
            }
            else
            {
                whole = false;
            }
        }

        if (!whole)
        {
            return null;
        }

        var xml = parts.Where(p => IsXml(p.Key)).Select(p => (p.Key, Root: Parse(p.Key, p.Value, faults))).Where(p => p.Root is not null).ToDictionary(p => p.Key, p => p.Root!);
        return new TemplatePackage(parts, xml, [.. LinksOf(parts, xml)]);
    }

    private static byte[]? Unpack(ZipArchiveEntry entry, long left, TemplateFaults faults)
    {
        var most = Math.Min(left, IsXml(entry.FullName) ? MostXml : MostBytes);
        try
        {
            // What the directory of the archive says of the length is only what it says.
            using var content = new EntryStream(entry, entry.Open(), most, entry.FullName);
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (UnreadableException refused) when (refused.Faults[0].What.Code == "zip.broken")
        {
            faults.Add("", "template.damaged", ("name", entry.FullName));
        }
        catch (UnreadableException)
        {
            faults.Add("", "template.unpacks-too-large", ("max", MostBytes / 1024 / 1024));
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException)
        {
            faults.Add("", "template.damaged", ("name", entry.FullName));
        }

        return null;
    }

    private static XElement? Parse(string part, byte[] content, TemplateFaults faults)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostXml };
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(content, writable: false), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MostDepth)
                    {
                        faults.Add(part, "template.too-deep", ("max", MostDepth));
                        return null;
                    }
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException broken)
        {
            faults.Add(part, "template.part-broken", ("line", broken.LineNumber), ("column", broken.LinePosition));
            return null;
        }
    }

    private static IEnumerable<TemplateLink> LinksOf(Dictionary<string, byte[]> parts, Dictionary<string, XElement> xml)
    {
        foreach (var (name, root) in xml.Where(p => p.Key.EndsWith(".rels", StringComparison.Ordinal)))
        {
            var from = name.Replace("_rels/", "", StringComparison.Ordinal)[..^".rels".Length];
            foreach (var link in root.Elements(TemplatePackage.LinksNamespace + "Relationship"))
            {
                var (target, external) = (link.Attribute("Target")?.Value ?? "", link.Attribute("TargetMode")?.Value == "External");
                var type = link.Attribute("Type")?.Value ?? "";
                yield return new TemplateLink(from, link.Attribute("Id")?.Value ?? "", type[(type.LastIndexOf('/') + 1)..], target, external ? null : Resolve(parts, from, target), external);
            }
        }
    }

    private static string? Resolve(Dictionary<string, byte[]> parts, string from, string target)
    {
        if (!Uri.TryCreate($"part:/{from}", UriKind.Absolute, out var start) || !Uri.TryCreate(start, target, out var resolved))
        {
            return null;
        }

        var name = Uri.UnescapeDataString(resolved.AbsolutePath).TrimStart('/');
        return parts.Keys.FirstOrDefault(p => string.Equals(p, name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsName(string name) => !name.StartsWith('/') && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal) && !name.Split('/').Any(s => s is "" or "." or "..");

    public static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}
