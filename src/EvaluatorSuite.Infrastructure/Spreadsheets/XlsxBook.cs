using System.Text;
using System.Xml;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

internal sealed record XlsxSheet(string Name, string Part, bool Hidden);

/// <summary>What a workbook says of its sheets. Elements are known by their local names: the strict form of the format has other namespaces.</summary>
/// <param name="Since1904">Whether its days are counted from 1904.</param>
internal sealed record XlsxBook(IReadOnlyList<XlsxSheet> Sheets, bool Since1904, string? Strings, string? Styles)
{
    private const string Root = "xl/";

    public static XlsxBook Read(XlsxPackage package)
    {
        var targets = Relations(package);
        var sheets = new List<XlsxSheet>();
        var since1904 = false;
        using var xml = package.Xml($"{Root}workbook.xml");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                since1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet" && targets.TryGetValue(RelationOf(xml), out var target) && target.Type.EndsWith("/worksheet", StringComparison.Ordinal))
            {
                sheets.Add(new XlsxSheet(xml.GetAttribute("name") ?? "", target.Part, xml.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        }

        return new XlsxBook(sheets, since1904, PartOf("/sharedStrings"), PartOf("/styles"));

        string? PartOf(string type) => targets.Values.FirstOrDefault(t => t.Type.EndsWith(type, StringComparison.Ordinal) && package.Has(t.Part))?.Part;
    }

    private sealed record Target(string Type, string Part);

    private static Dictionary<string, Target> Relations(XlsxPackage package)
    {
        var targets = new Dictionary<string, Target>(StringComparer.Ordinal);
        using var xml = package.Xml($"{Root}_rels/workbook.xml.rels");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External")
            {
                var target = xml.GetAttribute("Target") ?? "";
                targets[xml.GetAttribute("Id") ?? ""] = new Target(xml.GetAttribute("Type") ?? "", target.StartsWith('/') ? target[1..] : Root + target);
            }
        }

        return targets;
    }

    private static string RelationOf(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
            {
                var id = xml.Value;
                xml.MoveToElement();
                return id;
            }
        }

        xml.MoveToElement();
        return "";
    }
}

internal static class XlsxStrings
{
    /// <summary>The texts that cells refer to by number; what is written above a word to say how it is read is no part of it.</summary>
    public static IReadOnlyList<string> Read(XlsxPackage package, string? part)
    {
        var strings = new List<string>();
        if (part is null)
        {
            return strings;
        }

        using var xml = package.Xml(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                strings.Add(TextOf(xml));
            }
        }

        return strings;
    }

    /// <summary>All text within the element at which the reader stands, which it then has passed.</summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var (depth, inText, phonetic) = (xml.Depth, false, 0);
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh" && !xml.IsEmptyElement:
                    phonetic++;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    phonetic--;
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when xml.LocalName == "t":
                    inText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inText && phonetic == 0 && text.Length < Application.Tables.TableLimits.MaxText:
                    text.Append(xml.Value);
                    break;
            }
        }

        return text.ToString();
    }
}
