using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>How controls stand in one another and in the text: what is filled must be one text in one place, what is repeated or left out must be whole.</summary>
internal sealed class NestingCheck(string part, TemplateWords words, TemplateFaults faults)
{
    private static readonly XName Cell = W.Main + "tc";
    private static readonly XName Table = W.Main + "tbl";
    private static readonly XName BodyRow = W.Main + "tr";

    public static void Check(string part, XElement root, TemplateWords words, TemplateFaults faults)
    {
        var check = new NestingCheck(part, words, faults);
        foreach (var control in root.Descendants(W.Control).Where(c => ControlTag.Of(c).Kind != ControlKind.None))
        {
            check.Check(control, words.Meant(control));
        }
    }

    private void Check(XElement control, ControlTag tag)
    {
        var around = control.Ancestors(W.Control).Select(words.Meant).ToList();
        if (around.Any(a => a.Kind == ControlKind.Contents))
        {
            return;
        }

        if (around.FirstOrDefault(a => a.Kind == ControlKind.Field && (words.IsField(a.Tag) || words.TableOf(a.Tag) is not null)) is { } outer)
        {
            faults.At(part, control, "template.nested-control", ("tag", tag.Tag), ("outer", outer.Tag));
            return;
        }

        switch (tag.Kind)
        {
            case ControlKind.Field:
                Field(control, tag);
                break;
            case ControlKind.Contents when part != TemplatePackage.Main || control.Ancestors(W.Paragraph).Any() || control.Ancestors(Cell).Any():
                faults.At(part, control, "template.inline-contents", ("tag", tag.Tag));
                break;
            case ControlKind.Rows or ControlKind.If or ControlKind.Unless:
                Enclosing(control, tag, around);
                break;
        }
    }

    private void Field(XElement control, ControlTag tag)
    {
        var content = control.Element(W.ControlContent);
        if (content?.Descendants(W.Run).Any(r => r.Elements(W.Text).Any()) != true)
        {
            faults.At(part, control, "template.empty-control", ("tag", tag.Tag));
        }
        else if (content.Descendants(W.Paragraph).Skip(1).Any() || content.Descendants(Table).Any())
        {
            faults.At(part, control, "template.wide-control", ("tag", tag.Tag));
        }

        if (Before(control) is { } before && ControlTag.Of(before).Tag == tag.Tag)
        {
            faults.At(part, control, "template.split-control", ("tag", tag.Tag));
        }
    }

    private void Enclosing(XElement control, ControlTag tag, List<ControlTag> around)
    {
        var content = control.Element(W.ControlContent);
        if (content is null || !content.Descendants().Any(e => e.Name == W.Run || e.Name == W.Paragraph))
        {
            faults.At(part, control, "template.empty-control", ("tag", tag.Tag));
        }
        else if (content.Elements(Cell).Any() || (control.Parent?.Name == BodyRow && content.Descendants(Cell).Any()))
        {
            faults.At(part, control, "template.cell-control", ("tag", tag.Tag));
        }

        if (tag.Kind == ControlKind.Rows && around.FirstOrDefault(a => a.Kind == ControlKind.Rows) is { } rows)
        {
            faults.At(part, control, "template.nested-rows", ("tag", tag.Tag), ("outer", rows.Tag));
        }
    }

    /// <summary>The control that stands right before, with nothing between: one that an editor has torn in two.</summary>
    private static XElement? Before(XElement control)
    {
        var before = control.ElementsBeforeSelf().LastOrDefault(e => e.Name != W.Main + "proofErr" && e.Name != W.BookmarkStart && e.Name != W.BookmarkEnd);
        return before?.Name == W.Control && control.Ancestors(W.Paragraph).Any() ? before : null;
    }
}
