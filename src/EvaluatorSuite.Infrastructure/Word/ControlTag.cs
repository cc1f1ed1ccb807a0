using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

internal enum ControlKind { None, Field, Rows, If, Unless, Contents, Picture, Chart }

/// <summary>What the tag of a content control asks for: <c>event.name</c>, <c>rows:emissions</c>, <c>if:draft</c>, <c>unless:offsets</c>, <c>picture:verification</c>, <c>chart:emissions</c>, <c>toc</c>.</summary>
/// <param name="Name">The tag without its kind.</param>
internal sealed record ControlTag(ControlKind Kind, string Tag, string Name)
{
    private static readonly (string Prefix, ControlKind Kind)[] Prefixes =
        [("rows:", ControlKind.Rows), ("if:", ControlKind.If), ("unless:", ControlKind.Unless), ("picture:", ControlKind.Picture), ("chart:", ControlKind.Chart)];

    public static ControlTag Of(XElement control)
    {
        var tag = W.ValueOf(control.Element(W.ControlProperties)?.Element(W.Tag)) ?? "";
        var (prefix, kind) = Prefixes.FirstOrDefault(p => tag.StartsWith(p.Prefix, StringComparison.Ordinal));
        return tag switch
        {
            "" => new ControlTag(ControlKind.None, tag, tag),
            "toc" => new ControlTag(ControlKind.Contents, tag, tag),
            _ when prefix is not null => new ControlTag(kind, tag, tag[prefix.Length..]),
            _ => new ControlTag(ControlKind.Field, tag, tag),
        };
    }
}
