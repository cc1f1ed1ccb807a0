using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>
/// A cell without a paragraph, a table without a row and a header without either are documents that Word will not open. They come about when all that
/// they hold stands in controls that may leave it out.
/// </summary>
internal static class EmptyingCheck
{
    private static readonly XName Table = W.Main + "tbl";
    private static readonly XName[] Holders = [W.Main + "tc", W.Main + "hdr", W.Main + "ftr"];

    public static void Check(string part, XElement root, TemplateFaults faults)
    {
        foreach (var holder in root.DescendantsAndSelf().Where(e => Holders.Contains(e.Name) || e.Name == Table))
        {
            if (!Holds(holder.Elements(), holder.Name == Table ? W.Main + "tr" : W.Paragraph, Certain(holder)))
            {
                faults.At(part, holder, "template.may-be-empty", ("what", new Domain.Term($"templatePart.{holder.Name.LocalName}")));
            }
        }
    }

    /// <summary>What holds wherever this stands, because it stands only there.</summary>
    private static HashSet<string> Certain(XElement holder) => holder.Ancestors(W.Control).Select(ControlTag.Of).Where(t => t.Kind is ControlKind.If or ControlKind.Rows).Select(t => t.Name).ToHashSet();

    private static bool Holds(IEnumerable<XElement> children, XName wanted, HashSet<string> certain)
    {
        var (when, unless) = (new HashSet<string>(), new HashSet<string>());
        foreach (var child in children)
        {
            if (child.Name == wanted)
            {
                return true;
            }

            if (child.Name != W.Control || !Holds(child.Element(W.ControlContent)?.Elements() ?? [], wanted, certain))
            {
                continue;
            }

            var tag = ControlTag.Of(child);
            if (tag.Kind is not (ControlKind.If or ControlKind.Rows or ControlKind.Unless) || (tag.Kind != ControlKind.Unless && certain.Contains(tag.Name)))
            {
                return true;
            }

            (tag.Kind == ControlKind.Unless ? unless : when).Add(tag.Name);
        }

        return when.Overlaps(unless);
    }
}
