using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Stands on a run that shows the number of a caption.</summary>
/// <param name="Sequence">Null for a further run of the same number, which goes.</param>
internal sealed record NumberRun(string? Sequence);

/// <summary>
/// Finds <c>SEQ</c> fields, in which captions count. Word and LibreOffice count them anew only when asked to, so the numbers have
/// to be right as they are written, and which captions there are is known only then.
/// </summary>
internal static class NumberFields
{
    private const string Instruction = "SEQ";

    public static void Mark(XElement root)
    {
        foreach (var paragraph in root.Descendants(W.Paragraph))
        {
            foreach (var field in paragraph.Descendants(W.SimpleField))
            {
                MarkRuns(Sequence(field.Attribute(W.Main + "instr")?.Value), field.Elements(W.Run));
            }

            MarkComplex(paragraph);
        }
    }

    private static void MarkComplex(XElement paragraph)
    {
        string? instruction = null;
        List<XElement>? result = null;
        foreach (var run in paragraph.Descendants(W.Run))
        {
            switch (run.Element(W.FieldCharacter)?.Attribute(W.Main + "fldCharType")?.Value)
            {
                case "begin":
                    (instruction, result) = ("", null);
                    break;
                case "separate":
                    result = [];
                    break;
                case "end":
                    MarkRuns(Sequence(instruction), result ?? []);
                    (instruction, result) = (null, null);
                    break;
                default:
                    instruction += run.Element(W.FieldInstruction)?.Value;
                    result?.Add(run);
                    break;
            }
        }
    }

    private static void MarkRuns(string? sequence, IEnumerable<XElement> runs)
    {
        if (sequence is null)
        {
            return;
        }

        foreach (var (index, run) in runs.Index())
        {
            run.AddAnnotation(new NumberRun(index == 0 ? sequence : null));
        }
    }

    private static string? Sequence(string? instruction) =>
        instruction?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [Instruction, var sequence, ..] ? sequence : null;
}
