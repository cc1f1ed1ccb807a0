using System.Xml.Linq;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>The headings of the pack's outline: each once, in its order, on its level, whatever else the firm writes between them.</summary>
internal sealed class OutlineCheck(TemplatePackage package, IReadOnlyList<OutlineHeading> outline, TemplateFaults faults)
{
    private const string Part = TemplatePackage.Main;
    private const string Prefix = "heading.";

    private readonly TemplateStyles _styles = new(package.StyleSheet);

    public static void Check(TemplatePackage package, IReadOnlyList<OutlineHeading> outline, TemplateFaults faults) => new OutlineCheck(package, outline, faults).Check();

    private void Check()
    {
        // A heading may also be named in the text, to refer to it; it counts where it is one, or where it is meant to be one.
        var found = package.Document!.Descendants(W.Control).Select(c => (Control: c, ControlTag.Of(c).Tag)).Where(c => c.Tag.StartsWith(Prefix, StringComparison.Ordinal))
            .GroupBy(c => c.Tag[Prefix.Length..]).ToDictionary(g => g.Key, g => g.Select(c => c.Control).ToList());
        var places = new List<(int Index, XElement Control)>();
        foreach (var (index, heading) in outline.Index())
        {
            var controls = found.GetValueOrDefault(heading.Key) ?? [];
            var real = controls.Where(c => LevelOf(c) is not null).ToList();
            if (controls.Count == 0)
            {
                faults.Add(Part, "template.missing-heading", Values(heading));
            }
            else
            {
                Place(heading, real.Count > 0 ? real[0] : controls[0]);
                places.Add((index, real.Count > 0 ? real[0] : controls[0]));
            }

            foreach (var second in real.Skip(1))
            {
                faults.At(Part, second, "template.doubled-heading", Values(heading));
            }
        }

        Order(places);
    }

    private void Place(OutlineHeading heading, XElement control)
    {
        if (!control.Ancestors(W.Paragraph).Any())
        {
            faults.At(Part, control, "template.block-heading", Values(heading));
        }
        else if (LevelOf(control) != heading.Level)
        {
            faults.At(Part, control, "template.heading-level", [.. Values(heading), ("level", heading.Level)]);
        }

        if (control.Ancestors(W.Control).Select(ControlTag.Of).FirstOrDefault(t => t.Kind is ControlKind.If or ControlKind.Unless or ControlKind.Rows) is { } condition)
        {
            faults.At(Part, control, "template.conditional-heading", [.. Values(heading), ("condition", condition.Tag)]);
        }
    }

    /// <summary>Names the fewest headings that would have to move.</summary>
    private void Order(List<(int Index, XElement Control)> places)
    {
        var position = package.Document!.Descendants(W.Control).Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i);
        var standing = places.OrderBy(p => position[p.Control]).ToList();
        var kept = LongestRising([.. standing.Select(p => p.Index)]);
        foreach (var (index, control) in standing.Where(p => !kept.Contains(p.Index)))
        {
            var before = kept.Where(k => k < index).DefaultIfEmpty(-1).Max();
            faults.At(Part, control, "template.heading-order", [.. Values(outline[index]), ("after", before < 0 ? "—" : Prefix + outline[before].Key)]);
        }
    }

    private static HashSet<int> LongestRising(IReadOnlyList<int> numbers)
    {
        var best = new (int Length, int Before)[numbers.Count];
        for (var i = 0; i < numbers.Count; i++)
        {
            best[i] = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (numbers[j] < numbers[i] && best[j].Length + 1 > best[i].Length)
                {
                    best[i] = (best[j].Length + 1, j);
                }
            }
        }

        var kept = new HashSet<int>();
        for (var at = best.Length == 0 ? -1 : Array.IndexOf(best, best.MaxBy(b => b.Length)); at >= 0; at = best[at].Before)
        {
            kept.Add(numbers[at]);
        }

        return kept;
    }

    private int? LevelOf(XElement control) => (control.Ancestors(W.Paragraph).FirstOrDefault() ?? control.Descendants(W.Paragraph).FirstOrDefault()) is { } paragraph ? _styles.HeadingLevel(paragraph) : null;

    private static (string, object)[] Values(OutlineHeading heading) => [("tag", Prefix + heading.Key), ("heading", heading.Title)];
}
