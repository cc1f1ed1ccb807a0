using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Whether it is a Word document at all, and the kind that a report is made of.</summary>
internal static class KindCheck
{
    private const string Wanted = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"] = ".dotx",
        ["application/vnd.ms-word.document.macroEnabled.main+xml"] = ".docm",
        ["application/vnd.ms-word.template.macroEnabledTemplate.main+xml"] = ".dotm",
    };

    public static bool IsWord(TemplatePackage package, TemplateFaults faults)
    {
        var main = package.Links.FirstOrDefault(l => l is { From: "", Type: "officeDocument" });
        if (!package.Parts.ContainsKey(TemplatePackage.Types) || main is null || !(main.Part ?? main.Target).Contains("word", StringComparison.OrdinalIgnoreCase))
        {
            // A part of the package that is broken has been told already, and is the reason.
            if (faults.Count == 0)
            {
                faults.Add("", "template.not-a-document", ("name", "Word"));
            }

            return false;
        }

        if (main.Part != TemplatePackage.Main)
        {
            faults.Add("", "template.main-part", ("name", main.Target), ("wanted", TemplatePackage.Main));
            return false;
        }

        var type = package.TypeOf(TemplatePackage.Main) ?? "—";
        if (type != Wanted)
        {
            faults.Add("", "template.wrong-kind", ("kind", Others.GetValueOrDefault(type, type)));
        }

        return package.Document is { } document && IsTransitional(document, faults);
    }

    private static bool IsTransitional(XElement document, TemplateFaults faults)
    {
        var transitional = document.Name == W.Main + "document";
        if (!transitional)
        {
            faults.Add(TemplatePackage.Main, document.Name.NamespaceName == Strict ? "template.strict" : "template.wrong-kind", ("kind", document.Name.LocalName));
        }

        return transitional;
    }
}
