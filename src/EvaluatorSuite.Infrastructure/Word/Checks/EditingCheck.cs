using System.Xml.Linq;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Traces of work on the template that would reach every report: changes that nobody has accepted, comments, hidden text; and locks.</summary>
internal static class EditingCheck
{
    private static readonly Dictionary<XName, string> Changes = new[]
    {
        ("inserted", "ins cellIns"), ("deleted", "del delText delInstrText cellDel"), ("moved", "moveFrom moveTo"),
        ("formatted", "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange tblGridChange numberingChange cellMerge"),
    }.SelectMany(c => c.Item2.Split(' ').Select(n => (Name: W.Main + n, Kind: c.Item1))).ToDictionary(c => c.Name, c => c.Kind);

    private static readonly XName[] Comments = [W.Main + "commentReference", W.Main + "commentRangeStart"];

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        foreach (var (part, root) in package.Filled)
        {
            foreach (var element in root.Descendants())
            {
                if (Changes.TryGetValue(element.Name, out var kind))
                {
                    faults.At(part, element, "template.tracked-change", ("kind", new Term($"trackedChange.{kind}")));
                }
                else if (Comments.Contains(element.Name))
                {
                    faults.At(part, element, "template.comment");
                }
                else if (element.Name == W.Main + "vanish" && TemplatePackage.IsOn(element) && element.Parent?.Parent is { } run && run.Name == W.Run && run.Elements(W.Text).Any())
                {
                    faults.At(part, element, "template.hidden-text");
                }
            }
        }

        Settings(package, faults);
    }

    private static void Settings(TemplatePackage package, TemplateFaults faults)
    {
        // What is left of comments whose marks are gone is still in the file, for whoever looks into it.
        foreach (var (part, _) in package.Xml.Where(p => p.Key.StartsWith("word/comments", StringComparison.Ordinal) && p.Value.Descendants(W.Main + "comment").Any()))
        {
            faults.Add(part, "template.comment");
        }

        if (TemplatePackage.IsOn(package.Setting("trackRevisions")))
        {
            faults.Add(TemplatePackage.Settings, "template.tracking-on");
        }

        var enforced = package.Setting("documentProtection")?.Attribute(W.Main + "enforcement")?.Value;
        if (enforced is "1" or "true" or "on" || package.Setting("writeProtection") is not null)
        {
            faults.Add(TemplatePackage.Settings, "template.protected");
        }
    }
}
