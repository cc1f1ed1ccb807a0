namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Macros, and what another program would have to open: nothing in a report may act by itself or come from somewhere else.</summary>
internal static class ForeignCheck
{
    private static readonly string[] Macros = ["vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"];

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        foreach (var link in package.Links.Where(l => Macros.Contains(l.Type) || l.Target.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add("", "template.macros", ("name", link.Target));
        }

        // The workbook of a chart is its data, and no program is asked for it.
        foreach (var link in package.Links.Where(l => l.Type is "oleObject" or "control" or "activeXControlBinary" || (l.Type == "package" && !l.From.Contains("/charts/", StringComparison.Ordinal))))
        {
            Embedded(package, link, faults);
        }

        foreach (var (part, root) in package.Filled)
        {
            foreach (var chunk in root.Descendants(W.Main + "altChunk"))
            {
                faults.At(part, chunk, "template.other-document");
            }

            foreach (var document in root.Descendants(W.Main + "subDoc"))
            {
                faults.At(part, document, "template.other-document");
            }
        }
    }

    private static void Embedded(TemplatePackage package, TemplateLink link, TemplateFaults faults)
    {
        var shown = package.Xml.GetValueOrDefault(link.From)?.Descendants().FirstOrDefault(e => e.Attributes().Any(a => a.Name.Namespace == TemplatePackage.Office && a.Value == link.Id));
        if (shown is null)
        {
            faults.Add(link.From, "template.embedded-object", ("name", link.Target));
        }
        else
        {
            faults.At(link.From, shown, "template.embedded-object", ("name", link.Target));
        }
    }
}
