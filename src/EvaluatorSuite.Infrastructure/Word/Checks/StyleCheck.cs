using System.Xml.Linq;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Styles that a report needs, and styles that stand in the text but not in the list.</summary>
internal static class StyleCheck
{
    private static readonly XName[] Uses = [W.ParagraphStyle, W.RunStyle, W.Main + "tblStyle"];

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        var styles = package.StyleSheet?.Elements(W.Main + "style").ToList() ?? [];
        var names = styles.Select(s => W.ValueOf(s.Element(W.Main + "name"))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var style in RequiredContent.Styles.Where(s => !names.Contains(s)))
        {
            faults.Add(TemplatePackage.Sheet, "template.missing-style", ("style", style));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in styles.Select(s => s.Attribute(W.Main + "styleId")?.Value).OfType<string>().Where(id => !ids.Add(id)))
        {
            faults.Add(TemplatePackage.Sheet, "template.doubled-style", ("style", id));
        }

        foreach (var (part, root) in package.Filled)
        {
            foreach (var use in root.Descendants().Where(e => Uses.Contains(e.Name) && W.ValueOf(e) is { } id && !ids.Contains(id)))
            {
                faults.At(part, use, "template.undefined-style", ("style", W.ValueOf(use)!));
            }
        }

        foreach (var heading in RequiredContent.Styles.Where(s => s.StartsWith("heading", StringComparison.Ordinal)))
        {
            if (styles.FirstOrDefault(s => string.Equals(W.ValueOf(s.Element(W.Main + "name")), heading, StringComparison.OrdinalIgnoreCase)) is { } style
                && !new StyleChain(styles).Of(style).Any(s => TemplatePackage.IsOn(s.Element(W.ParagraphProperties)?.Element(W.Main + "keepNext"))))
            {
                faults.Add(TemplatePackage.Sheet, "template.lone-heading", ("style", heading));
            }
        }
    }
}

/// <summary>What a style is based on, back to the first.</summary>
internal sealed class StyleChain(IReadOnlyList<XElement> styles)
{
    private readonly ILookup<string?, XElement> _byId = styles.ToLookup(s => s.Attribute(W.Main + "styleId")?.Value);

    public XElement? Find(string? id) => id is null ? null : _byId[id].FirstOrDefault();

    /// <summary>The style itself first. One that is based on itself in a roundabout way ends where it began.</summary>
    public IEnumerable<XElement> Of(XElement? style)
    {
        var seen = new HashSet<XElement>();
        for (; style is not null && seen.Add(style); style = Find(W.ValueOf(style.Element(W.Main + "basedOn"))))
        {
            yield return style;
        }
    }
}
