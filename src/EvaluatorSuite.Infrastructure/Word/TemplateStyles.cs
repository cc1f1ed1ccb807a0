using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Finds styles by the name that Word gives them in every language; their ids differ from one language of Word to the other.</summary>
internal sealed class TemplateStyles
{
    public const int Levels = 3;

    private readonly Dictionary<string, int> _headings = new(StringComparer.Ordinal);

    public TemplateStyles(XElement? styles)
    {
        var fonts = styles?.Element(W.Main + "docDefaults")?.Descendants(W.Fonts).FirstOrDefault();
        Faces = (fonts?.Attribute(W.Main + "ascii")?.Value ?? "Times New Roman", fonts?.Attribute(W.Main + "eastAsia")?.Value ?? "SimSun");

        // LibreOffice writes names of its own beside Word's that differ in case alone: "Caption" and "caption".
        var ids = (styles?.Elements(W.Main + "style") ?? [])
            .Select(s => (Name: W.ValueOf(s.Element(W.Main + "name")), Id: s.Attribute(W.Main + "styleId")?.Value))
            .Where(s => s is { Name: not null, Id: not null }).DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(s => s.Name!, s => s.Id!, StringComparer.OrdinalIgnoreCase);
        for (var level = 1; level <= Levels; level++)
        {
            if (ids.TryGetValue($"heading {level}", out var heading))
            {
                _headings[heading] = level;
            }

            ContentsStyles.Add(ids.GetValueOrDefault($"toc {level}"));
        }
    }

    /// <summary>Faces of the text that has no style, for what is drawn beside it: Latin letters, Chinese characters.</summary>
    public (string Latin, string EastAsian) Faces { get; }

    /// <summary>Id of the style of each level of the contents list; null where the template has none.</summary>
    public List<string?> ContentsStyles { get; } = [];

    /// <returns>1 to 3, or null for any other paragraph.</returns>
    public int? HeadingLevel(XElement paragraph) =>
        W.ValueOf(paragraph.Element(W.ParagraphProperties)?.Element(W.ParagraphStyle)) is { } id && _headings.TryGetValue(id, out var level) ? level : null;
}
