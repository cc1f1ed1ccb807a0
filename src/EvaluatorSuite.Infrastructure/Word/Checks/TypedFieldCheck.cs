using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Fields as other programs write them, typed as text: they would stand in every report as they were typed.</summary>
internal static partial class TypedFieldCheck
{
    private const int MostShown = 40;

    public static void Check(string part, XElement root, TemplateFaults faults)
    {
        foreach (var paragraph in root.Descendants(W.Paragraph))
        {
            // Over all runs together: an editor cuts what was typed in one go wherever it likes.
            var text = string.Concat(paragraph.Descendants(W.Text).Where(t => t.Ancestors(W.Paragraph).First() == paragraph && !IsReplaced(t)).Select(t => t.Value));
            foreach (Match field in Typed().Matches(text))
            {
                faults.At(part, paragraph, "template.typed-field", ("text", field.Length <= MostShown ? field.Value : field.Value[..MostShown]));
            }
        }
    }

    private static bool IsReplaced(XElement text) => text.Ancestors(W.Control).Any(c => ControlTag.Of(c).Kind is not (ControlKind.None or ControlKind.Rows or ControlKind.If or ControlKind.Unless));

    [GeneratedRegex(@"\{\{[^{}]*(?:\}\}|$)|\{[%#][^{}]*[%#]\}|\$\{[^{}]*\}|\[\[[^\[\]]*\]\]|<<[^<>]*>>|«\s*[A-Za-z_][\w.:-]*\s*»|〔\s*(?:[A-Za-z]+:)?[A-Za-z]+(?:\.[\w-]+)+\s*〕")]
    private static partial Regex Typed();
}
