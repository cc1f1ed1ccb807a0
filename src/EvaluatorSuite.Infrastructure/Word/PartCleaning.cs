using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Takes out what an editor leaves behind and what could not stand twice.</summary>
internal static class PartCleaning
{
    private static readonly XName[] Traces = [W.Main + "proofErr", W.Main + "lastRenderedPageBreak"];
    private static readonly string[] TraceAttributes = ["paraId", "textId"];

    public static void Clean(XElement root)
    {
        foreach (var element in root.Descendants().Where(e => Traces.Contains(e.Name)).ToList())
        {
            element.Remove();
        }

        foreach (var attribute in root.Descendants().Attributes().Where(IsTrace).ToList())
        {
            attribute.Remove();
        }

        RemoveBookmarks(root);
        Hoist(root);
    }

    private static bool IsTrace(XAttribute attribute) =>
        attribute.Name.LocalName.StartsWith("rsid", StringComparison.Ordinal)
        || (TraceAttributes.Contains(attribute.Name.LocalName) && attribute.Name.NamespaceName.Contains("/word/", StringComparison.Ordinal));

    /// <summary>Those of the template's own contents list, which the renderer makes anew, and those in a control, which may stand twice or not at all.</summary>
    private static void RemoveBookmarks(XElement root)
    {
        var starts = root.Descendants(W.BookmarkStart).Where(b =>
            b.Attribute(W.Main + "name")?.Value is not { } name || name.StartsWith('_') || b.Ancestors(W.Control).Any()).ToList();
        var ids = starts.Select(b => b.Attribute(W.Main + "id")?.Value).ToHashSet();
        starts.Remove();
        root.Descendants(W.BookmarkEnd).Where(b => ids.Contains(b.Attribute(W.Main + "id")?.Value)).ToList().Remove();
    }

    /// <summary>Moves the names of namespaces to the root: an element that goes must not take the name that its children use.</summary>
    private static void Hoist(XElement root)
    {
        foreach (var declaration in root.Descendants().Attributes().Where(a => a.IsNamespaceDeclaration && a.Name.LocalName != "xmlns").ToList())
        {
            if (root.Attribute(declaration.Name) is null)
            {
                root.SetAttributeValue(declaration.Name, declaration.Value);
            }

            if (root.Attribute(declaration.Name)!.Value == declaration.Value)
            {
                declaration.Remove();
            }
        }
    }
}
