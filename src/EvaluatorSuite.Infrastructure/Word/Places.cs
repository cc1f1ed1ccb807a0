using System.Globalization;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Where a report draws something: which run gives way to it, and how large it may be.</summary>
internal static class Places
{
    private const long TwipInUnits = 635;

    // What Word leaves on both sides of the text in a cell unless told otherwise.
    private const long CellMargins = 2 * 108 * TwipInUnits;

    // Where nothing says how wide a page is, as in a header: between the margins of A4.
    private static readonly Box Anywhere = new(5_400_000, 4_050_000);

    /// <returns>The run that holds the drawing, or else text; null when there is none.</returns>
    public static XElement? RunIn(IReadOnlyList<XElement> children)
    {
        var runs = children.DescendantsAndSelf(W.Run).ToList();
        return runs.FirstOrDefault(r => r.Descendants(W.Drawing + "extent").Any()) ?? runs.FirstOrDefault();
    }

    /// <summary>As large as what was drawn in the control; in one that holds text alone as wide as there is room, and three quarters as high.</summary>
    public static Box BoxOf(XElement control)
    {
        if (control.Descendants(W.Drawing + "extent").FirstOrDefault() is { } extent && Number(extent.Attribute("cx")) is { } width and > 0 && Number(extent.Attribute("cy")) is { } height and > 0)
        {
            return new Box(width, height);
        }

        var cell = control.Ancestors(W.Main + "tc").FirstOrDefault()?.Element(W.Main + "tcPr")?.Element(W.Main + "tcW");
        var room = cell?.Attribute(W.Main + "type")?.Value == "dxa" ? Number(cell.Attribute(W.Main + "w")) * TwipInUnits - CellMargins : PageRoom(control);
        return room is { } wide and > 0 ? new Box(wide, wide * 3 / 4) : Anywhere;
    }

    /// <summary>Ids in an element that name what its part is linked with.</summary>
    public static IEnumerable<string> LinksIn(XElement element) => element.DescendantsAndSelf().Attributes().Where(a => a.Name.Namespace == W.Links).Select(a => a.Value);

    private static long? PageRoom(XElement control)
    {
        var section = control.Ancestors().Last().Descendants(W.Main + "sectPr").FirstOrDefault(s => s.IsAfter(control));
        var margins = section?.Element(W.Main + "pgMar");
        return (Number(section?.Element(W.Main + "pgSz")?.Attribute(W.Main + "w")) - Number(margins?.Attribute(W.Main + "left")) - Number(margins?.Attribute(W.Main + "right"))) * TwipInUnits;
    }

    private static long? Number(XAttribute? attribute) => long.TryParse(attribute?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
