using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>The content controls of a template: whether each names something, stands where it can be filled, and holds what is to be filled.</summary>
internal sealed class ControlCheck(string part, TemplateWords words, TemplateFaults faults)
{
    private static readonly XName[] Bindings = [W.Main + "dataBinding", XName.Get("dataBinding", "http://schemas.microsoft.com/office/word/2012/wordml")];

    /// <summary>What Word puts in by itself and nobody is asked to tag: page number and contents galleries, sources, groups, items of a repeating section.</summary>
    private static readonly string[] Own = ["docPartObj", "docPartList", "bibliography", "citation", "group", "repeatingSectionItem"];

    /// <returns>False when not one control has a tag: then there is nothing to say of what the template asks for.</returns>
    public static bool Check(TemplatePackage package, TemplateWords words, TemplateFaults faults)
    {
        var controls = package.Filled.SelectMany(p => p.Root.Descendants(W.Control).Where(c => !IsOwn(c))).ToList();
        if (controls.Count > 0 && controls.All(c => ControlTag.Of(c).Kind == ControlKind.None))
        {
            faults.Add("", "template.tags-lost", ("count", controls.Count));
            return false;
        }

        foreach (var (part, root) in package.Filled)
        {
            new ControlCheck(part, words, faults).Check(root);
            NestingCheck.Check(part, root, words, faults);
            EmptyingCheck.Check(part, root, faults);
            TypedFieldCheck.Check(part, root, faults);
        }

        foreach (var (part, root) in package.Xml.Where(p => (p.Value.Name == W.Main + "hdr" || p.Value.Name == W.Main + "ftr") && !WordTemplate.IsFilled(p.Key)))
        {
            faults.Add(part, "template.unfilled-part");
        }

        return true;
    }

    private void Check(XElement root)
    {
        foreach (var control in root.Descendants(W.Control).Where(c => !c.Ancestors(W.Control).Any(a => ControlTag.Of(a).Kind == ControlKind.Contents)))
        {
            var tag = ControlTag.Of(control);
            if (control.Element(W.ControlProperties)?.Elements().Any(e => Bindings.Contains(e.Name)) == true)
            {
                faults.At(part, control, "template.data-bound", ("tag", Shown(control, tag)));
            }

            switch (tag.Kind)
            {
                case ControlKind.None when !IsOwn(control):
                    faults.At(part, control, "template.untagged", ("title", Shown(control, tag)));
                    break;
                case ControlKind.Field:
                    Field(control, tag);
                    break;
                case ControlKind.Rows:
                    Rows(control, tag);
                    break;
                case ControlKind.If or ControlKind.Unless when !words.IsCondition(tag.Name):
                    Unknown(control, tag, "template.unknown-condition");
                    break;
            }
        }
    }

    private void Field(XElement control, ControlTag tag)
    {
        if (words.TableOf(tag.Tag) is { } table)
        {
            if (!control.Ancestors(W.Control).Any(a => words.Meant(a) is { Kind: ControlKind.Rows } rows && rows.Name == table))
            {
                faults.At(part, control, "template.outside-rows", ("tag", tag.Tag), ("table", table));
            }
        }
        else if (!words.IsField(tag.Tag))
        {
            Unknown(control, tag, "template.unknown-tag");
        }
    }

    private void Rows(XElement control, ControlTag tag)
    {
        if (!words.IsTable(tag.Name))
        {
            Unknown(control, tag, "template.unknown-rows");
        }
        else if (!control.Descendants(W.Control).Any(c => ControlTag.Of(c).Tag is var inner && inner[(inner.IndexOf(':', StringComparison.Ordinal) + 1)..].StartsWith($"{tag.Name}.", StringComparison.Ordinal)))
        {
            faults.At(part, control, "template.rows-without-field", ("tag", tag.Tag), ("table", tag.Name));
        }
    }

    private void Unknown(XElement control, ControlTag tag, string code)
    {
        if (words.Same(tag.Tag) is { } same)
        {
            faults.At(part, control, "template.tag-spelling", ("tag", tag.Tag), ("right", same));
        }
        else
        {
            faults.At(part, control, code, ("tag", tag.Tag), ("nearest", words.Nearest(tag.Tag)));
        }
    }

    private static bool IsOwn(XElement control) => control.Element(W.ControlProperties)?.Elements().Any(e => Own.Contains(e.Name.LocalName)) == true;

    private static string Shown(XElement control, ControlTag tag) => tag.Tag.Length > 0 ? tag.Tag : W.ValueOf(control.Element(W.ControlProperties)?.Element(W.Main + "alias")) ?? "—";
}
