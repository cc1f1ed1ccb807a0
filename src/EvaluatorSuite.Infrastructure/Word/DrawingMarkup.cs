using System.Globalization;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Runs that draw a picture or a chart.</summary>
internal static class DrawingMarkup
{
    private const string Main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string Picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    private const string Chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private const int RightAngle = 5_400_000;

    public static string OfPicture(ReportPicture picture, Box box, int id, string link)
    {
        var (width, height, turn) = picture is StoredPicture stored ? (stored.Width, stored.Height, stored.Turn) : (1, 1, 1);
        var aside = turn >= 5;
        var upright = Fit(box, aside ? height : width, aside ? width : height);
        var size = aside ? new Box(upright.Height, upright.Width) : upright;
        return Around(
            picture.Description, id, size, aside ? (size.Width - size.Height) / 2 : 0,
            $"<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{Main}\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>", Picture,
            Invariant($"<pic:pic xmlns:pic=\"{Picture}\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\"/><pic:cNvPicPr/></pic:nvPicPr>")
            + $"<pic:blipFill><a:blip xmlns:r=\"{W.Links}\" r:embed=\"{link}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            + Invariant($"<pic:spPr><a:xfrm{Turned(turn)}><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{size.Width}\" cy=\"{size.Height}\"/></a:xfrm>")
            + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>");
    }

    public static string OfChart(ReportChart chart, Box box, int id, string link) =>
        Around(chart.Description, id, box, 0, "<wp:cNvGraphicFramePr/>", Chart, $"<c:chart xmlns:c=\"{Chart}\" xmlns:r=\"{W.Links}\" r:id=\"{link}\"/>");

    /// <summary>As wide or as high as the box, whichever comes first.</summary>
    public static Box Fit(Box box, int width, int height) => box.Width * height <= box.Height * width
        ? new Box(box.Width, Math.Max(1, box.Width * height / width))
        : new Box(Math.Max(1, box.Height * width / height), box.Height);

    /// <param name="over">By how much the turned picture stands out above and below.</param>
    private static string Around(string description, int id, Box size, long over, string frame, string kind, string graphic) =>
        "<w:r><w:rPr><w:noProof/></w:rPr><w:drawing>" + Invariant($"<wp:inline xmlns:wp=\"{W.Drawing}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{size.Width}\" cy=\"{size.Height}\"/>")
        + Invariant($"<wp:effectExtent l=\"{-over}\" t=\"{over}\" r=\"{-over}\" b=\"{over}\"/><wp:docPr id=\"{id}\" name=\"Drawing {id}\" descr=\"{XmlText.Of(description)}\"/>")
        + $"{frame}<a:graphic xmlns:a=\"{Main}\"><a:graphicData uri=\"{kind}\">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";

    // Exif says from where the bytes have to be turned; a mirrored picture is mirrored first.
    private static string Turned(int turn)
    {
        var angle = turn switch { 3 => 2, 6 or 7 => 1, 5 or 8 => 3, _ => 0 } * RightAngle;
        return (angle == 0 ? "" : Invariant($" rot=\"{angle}\"")) + (turn is 2 or 5 or 7 ? " flipH=\"1\"" : turn == 4 ? " flipV=\"1\"" : "");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
