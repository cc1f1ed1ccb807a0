using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>What leads out of the file, but for a hyperlink that a reader follows if they want to; what leads to nothing.</summary>
internal static class LinkCheck
{
    private static readonly string[] Followed = ["http", "https", "mailto"];

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        foreach (var link in package.Links)
        {
            if (link.IsExternal)
            {
                External(package, link, faults);
            }
            else if (link.Part is null && !link.Target.StartsWith('#'))
            {
                faults.Add(link.From, "template.part-missing", ("name", link.Target));
            }
        }

        Bookmarks(package, faults);
    }

    private static void External(TemplatePackage package, TemplateLink link, TemplateFaults faults)
    {
        var code = link.Type switch
        {
            "hyperlink" when Uri.TryCreate(link.Target, UriKind.Absolute, out var target) && Followed.Contains(target.Scheme) => null,
            "hyperlink" => "template.hyperlink",
            "attachedTemplate" => "template.attached-template",
            "image" => "template.linked-picture",
            _ => "template.external-link",
        };
        if (code is null)
        {
            return;
        }

        var shown = package.Xml.GetValueOrDefault(link.From)?.Descendants().FirstOrDefault(e => e.Attributes().Any(a => a.Name.Namespace == TemplatePackage.Office && a.Value == link.Id));
        if (shown is null || link.From == TemplatePackage.Settings)
        {
            faults.Add(link.From, code, ("target", link.Target));
        }
        else
        {
            faults.At(link.From, shown, code, ("target", link.Target));
        }
    }

    private static void Bookmarks(TemplatePackage package, TemplateFaults faults)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (part, root) in package.Filled)
        {
            foreach (var start in root.Descendants(W.BookmarkStart))
            {
                if (start.Attribute(W.Main + "name")?.Value is { } name && !names.Add(name))
                {
                    faults.At(part, start, "template.doubled-bookmark", ("name", name));
                }
            }
        }

        foreach (var (part, root) in package.Filled)
        {
            foreach (var (place, name) in References(root).Where(r => !names.Contains(r.Name) && !IsInContents(r.Place)))
            {
                faults.At(part, place, "template.lost-reference", ("name", name));
            }
        }
    }

    private static IEnumerable<(XElement Place, string Name)> References(XElement root) =>
        root.Descendants(W.Main + "hyperlink").Select(h => (h, h.Attribute(W.Main + "anchor")?.Value)).Where(h => h.Value is not null).Select(h => (h.h, h.Value!))
            .Concat(FieldCodes.In(root).Where(f => f is { Word: "REF" or "PAGEREF" or "NOTEREF", Argument: not null }).Select(f => (f.Place, f.Argument!)));

    // A report has a contents list of its own in its place.
    private static bool IsInContents(XElement element) => element.Ancestors(W.Control).Any(c => ControlTag.Of(c).Kind == ControlKind.Contents);
}
