using System.Xml.Linq;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>What no report may lack: it must be asked for, and where no condition can leave it out.</summary>
internal static class RequiredCheck
{
    private const string Part = TemplatePackage.Main;

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        var controls = package.Document!.Descendants(W.Control).Select(c => (Control: c, Tag: ControlTag.Of(c))).ToList();
        foreach (var field in RequiredContent.Fields)
        {
            var found = controls.Where(c => c.Tag.Tag == field).Select(c => c.Control).ToList();
            if (found.Count == 0)
            {
                faults.Add(Part, "template.missing-field", ("tag", field));
            }
            else if (found.All(c => Conditions(c).Any()))
            {
                faults.At(Part, found[0], "template.conditional-field", ("tag", field), ("condition", Conditions(found[0]).First().Tag));
            }
        }

        foreach (var table in RequiredContent.Tables)
        {
            Table(table, [.. controls.Where(c => c.Tag.Kind == ControlKind.Rows && c.Tag.Name == table.Name).Select(c => c.Control)], faults);
        }

        var contents = controls.Where(c => c.Tag.Kind == ControlKind.Contents).Select(c => c.Control).ToList();
        if (contents.Count == 0)
        {
            faults.Add(Part, "template.missing-contents", ("tag", "toc"));
        }

        foreach (var second in contents.Skip(1))
        {
            faults.At(Part, second, "template.doubled-contents", ("tag", "toc"));
        }
    }

    private static void Table(RequiredTable table, List<XElement> rows, TemplateFaults faults)
    {
        if (rows.Count == 0)
        {
            faults.Add(Part, "template.missing-rows", ("tag", $"rows:{table.Name}"), ("fields", string.Join(' ', table.Tags)));
            return;
        }

        // What the table itself decides, it may: without rows there is nothing to show.
        var limited = rows.Select(r => (Control: r, Condition: Conditions(r).FirstOrDefault(c => c.Name != table.Name || c.Kind == ControlKind.Unless))).ToList();
        if (limited.All(r => r.Condition is not null))
        {
            faults.At(Part, limited[0].Control, "template.conditional-field", ("tag", $"rows:{table.Name}"), ("condition", limited[0].Condition!.Tag));
        }

        var shown = rows.SelectMany(r => r.Descendants(W.Control)).Select(c => ControlTag.Of(c).Tag).ToHashSet();
        foreach (var column in table.Tags.Where(c => !shown.Contains(c)))
        {
            faults.At(Part, rows[0], "template.missing-column", ("tag", column), ("rows", $"rows:{table.Name}"));
        }
    }

    private static IEnumerable<ControlTag> Conditions(XElement control) =>
        control.Ancestors(W.Control).Select(ControlTag.Of).Where(t => t.Kind is ControlKind.If or ControlKind.Unless or ControlKind.Rows);
}
