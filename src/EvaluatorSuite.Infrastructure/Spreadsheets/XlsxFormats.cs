using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>Which styles show a number as a day or a time: in the file both are plain numbers.</summary>
internal sealed partial class XlsxFormats
{
    private readonly List<bool> _dates = [];

    public bool IsDate(string? style) => int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _dates.Count && _dates[index];

    public static XlsxFormats Read(XlsxPackage package, string? part)
    {
        var formats = new XlsxFormats();
        if (part is null)
        {
            return formats;
        }

        var own = new Dictionary<int, string>();
        var inCells = false;
        using var xml = package.Xml(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt")
            {
                own[Number(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && inCells)
            {
                var id = Number(xml.GetAttribute("numFmtId"));
                formats._dates.Add(own.TryGetValue(id, out var code) ? IsDateCode(code) : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }

        return formats;
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Quoted words, escaped letters, colours and currencies in brackets may hold any letter; what is left of d, y, h and s is time.
    private static bool IsDateCode(string code) => TimeLetter().IsMatch(NotFormat().Replace(code, ""));

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotFormat();

    [GeneratedRegex("[ydhs]|m{2,}|\\[m+\\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TimeLetter();
}
