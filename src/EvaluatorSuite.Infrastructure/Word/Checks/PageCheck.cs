using System.Xml.Linq;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>What stands on every page: which page of how many, and that a draft is one.</summary>
internal static class PageCheck
{
    private static readonly XName HeaderReference = W.Main + "headerReference";
    private static readonly string[] Numbers = ["PAGE", "NUMPAGES"];
    private static readonly XName FooterReference = W.Main + "footerReference";

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        // A section takes the headers and footers that it does not name from the one before.
        var inherited = new Dictionary<(XName, string), XElement?>();
        var seen = new HashSet<(string?, string?)>();
        var even = TemplatePackage.IsOn(package.Setting("evenAndOddHeaders"));
        foreach (var section in package.Document!.Descendants(W.Main + "sectPr"))
        {
            foreach (var reference in section.Elements().Where(e => e.Name == HeaderReference || e.Name == FooterReference))
            {
                var link = package.Link(TemplatePackage.Main, reference.Attribute(TemplatePackage.Office + "id")?.Value);
                inherited[(reference.Name, reference.Attribute(W.Main + "type")?.Value ?? "default")] = link?.Part is { } part ? package.Xml.GetValueOrDefault(part) : null;
            }

            string[] kinds = ["default", .. TemplatePackage.IsOn(section.Element(W.Main + "titlePg")) ? ["first"] : Array.Empty<string>(), .. even ? ["even"] : Array.Empty<string>()];
            foreach (var kind in kinds)
            {
                var (header, footer) = (inherited.GetValueOrDefault((HeaderReference, kind)), inherited.GetValueOrDefault((FooterReference, kind)));
                if (seen.Add((PartOf(package, header), PartOf(package, footer))))
                {
                    Check(section, kind, header, footer, faults);
                }
            }
        }
    }

    private static void Check(XElement section, string kind, XElement? header, XElement? footer, TemplateFaults faults)
    {
        if (header?.Descendants(W.Control).Any(c => ControlTag.Of(c).Tag == RequiredContent.Banner) != true)
        {
            faults.At(TemplatePackage.Main, section, "template.no-banner", ("kind", new Domain.Term($"pages.{kind}")), ("tag", RequiredContent.Banner));
        }

        // A cover need not say that it is the first page.
        var words = new[] { header, footer }.OfType<XElement>().SelectMany(FieldCodes.In).Select(f => f.Word).ToHashSet();
        foreach (var wanted in Numbers.Where(w => kind != "first" && !words.Contains(w) && !(w == "NUMPAGES" && words.Contains("SECTIONPAGES"))))
        {
            faults.At(TemplatePackage.Main, section, "template.no-page-number", ("kind", new Domain.Term($"pages.{kind}")), ("field", wanted));
        }
    }

    private static string? PartOf(TemplatePackage package, XElement? root) => root is null ? null : package.Xml.First(p => p.Value == root).Key;
}
