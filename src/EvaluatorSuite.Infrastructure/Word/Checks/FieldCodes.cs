using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>A field of Word's own: <c>PAGE</c>, <c>REF Table1 \h</c>.</summary>
/// <param name="Word">In capitals.</param>
internal sealed record FieldCode(XElement Place, string Word, string? Argument);

/// <summary>Reads the codes of fields, which Word writes in one element or spreads over many, one in the other.</summary>
internal static class FieldCodes
{
    public static IEnumerable<FieldCode> In(XElement root)
    {
        var open = new Stack<(XElement Place, string Code)>();
        foreach (var element in root.Descendants())
        {
            if (element.Name == W.SimpleField)
            {
                yield return Of(element, element.Attribute(W.Main + "instr")?.Value ?? "");
            }
            else if (element.Name == W.FieldInstruction && open.TryPop(out var field))
            {
                open.Push((field.Place, field.Code + element.Value));
            }
            else if (element.Name == W.FieldCharacter)
            {
                switch (element.Attribute(W.Main + "fldCharType")?.Value)
                {
                    case "begin":
                        open.Push((element, ""));
                        break;
                    case "end" when open.TryPop(out var ended):
                        yield return Of(ended.Place, ended.Code);
                        break;
                }
            }
        }
    }

    private static FieldCode Of(XElement place, string code)
    {
        var words = code.Split([' ', '\t', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        return new FieldCode(place, words.Length > 0 ? words[0].ToUpperInvariant() : "", words.Length > 1 && !words[1].StartsWith('\\') ? words[1].Trim('"') : null);
    }
}
