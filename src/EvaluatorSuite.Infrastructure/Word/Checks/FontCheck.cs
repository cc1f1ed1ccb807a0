using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Chinese characters need a font that has them: where none is named, every machine takes another.</summary>
internal static class FontCheck
{
    private static readonly XName EastAsian = W.Main + "eastAsia";
    private static readonly XName EastAsianTheme = W.Main + "eastAsiaTheme";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

    // Faces without Chinese characters that a whole text is often set in by its font box.
    private static readonly HashSet<string> Latin = new(StringComparer.OrdinalIgnoreCase)
    {
        "Times New Roman", "Arial", "Calibri", "Cambria", "Courier New", "Georgia", "Verdana", "Tahoma", "Helvetica", "Aptos", "Segoe UI", "Garamond",
        "Century", "Consolas", "Liberation Serif", "Liberation Sans", "DejaVu Sans", "Trebuchet MS", "Palatino Linotype", "Book Antiqua",
    };

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        if (package.StyleSheet is not { } sheet)
        {
            return;
        }

        var styles = sheet.Elements(W.Main + "style").ToList();
        var chain = new StyleChain(styles);
        var defaults = FontsIn(sheet.Element(W.Main + "docDefaults"));
        var usual = styles.FirstOrDefault(s => s.Attribute(W.Main + "type")?.Value == "paragraph" && s.Attribute(W.Main + "default")?.Value is "1" or "true");
        if (!HasFace(package, defaults) && !chain.Of(usual).Any(s => HasFace(package, FontsIn(s))))
        {
            faults.Add(TemplatePackage.Sheet, "template.no-east-asian-font");
        }

        foreach (var fonts in styles.Select(s => (Name: W.ValueOf(s.Element(W.Main + "name")) ?? "—", Fonts: FontsIn(s))).Append(("—", defaults)).Where(f => IsLatin(f.Item2)))
        {
            faults.Add(TemplatePackage.Sheet, "template.latin-font", ("font", FaceOf(fonts.Item2!)!), ("style", fonts.Item1));
        }

        foreach (var (part, root) in package.Filled)
        {
            foreach (var fonts in root.Descendants(W.Fonts).Where(IsLatin))
            {
                faults.At(part, fonts, "template.latin-font-here", ("font", FaceOf(fonts)!));
            }
        }
    }

    private static XElement? FontsIn(XElement? style) => style?.Descendants(W.Fonts).FirstOrDefault();

    private static string? FaceOf(XElement fonts) => fonts.Attribute(EastAsian)?.Value;

    private static bool IsLatin(XElement? fonts) => fonts?.Attribute(EastAsianTheme) is null && fonts is not null && FaceOf(fonts) is { } face && Latin.Contains(face);

    private static bool HasFace(TemplatePackage package, XElement? fonts) =>
        fonts is not null && (!string.IsNullOrWhiteSpace(FaceOf(fonts)) || (fonts.Attribute(EastAsianTheme)?.Value is { } theme && HasFace(package, theme)));

    private static bool HasFace(TemplatePackage package, string theme)
    {
        var fonts = package.Xml.FirstOrDefault(p => p.Key.StartsWith("word/theme/", StringComparison.Ordinal)).Value?
            .Descendants(Drawing + (theme.StartsWith("major", StringComparison.Ordinal) ? "majorFont" : "minorFont")).FirstOrDefault();
        return fonts?.Elements().Any(f => !string.IsNullOrWhiteSpace(f.Attribute("typeface")?.Value) && (f.Name == Drawing + "ea" || f.Attribute("script")?.Value == "Hans")) == true;
    }
}
