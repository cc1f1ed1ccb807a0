using System.Globalization;
using System.Text;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A chart as DrawingML, drawn from the figures that it carries; a workbook with the same figures goes along for whoever edits it.</summary>
internal static class ChartMarkup
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string WorkbookLink = "rId1";
    private const int CategoryAxis = 1;
    private const int ValueAxis = 2;

    // Told apart in grey as well.
    private static readonly string[] Colours = ["1F4E79", "9DC3E6", "548235", "C5E0B4", "7F6000", "FFD966"];

    public static byte[] Links(int number) => Utf8(Declaration
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + $"<Relationship Id=\"{WorkbookLink}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" Target=\"../embeddings/reportChart{Text(number)}.xlsx\"/></Relationships>");

    public static byte[] Write(ReportChart chart, TemplateStyles styles)
    {
        var markup = new StringBuilder(Declaration)
            .Append("<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"")
            .Append(CultureInfo.InvariantCulture, $" xmlns:r=\"{W.Links}\"><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>")
            .Append(CultureInfo.InvariantCulture, $"<c:barChart><c:barDir val=\"{(chart.Form == ChartForm.Bars ? "bar" : "col")}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<c:grouping val=\"{(chart.Form == ChartForm.Stacked ? "stacked" : "clustered")}\"/><c:varyColors val=\"0\"/>");
        foreach (var (index, series) in chart.Series.Index())
        {
            WriteSeries(markup, chart, series, index);
        }

        markup.Append(CultureInfo.InvariantCulture, $"<c:gapWidth val=\"60\"/>{(chart.Form == ChartForm.Stacked ? "<c:overlap val=\"100\"/>" : "")}<c:axId val=\"{CategoryAxis}\"/><c:axId val=\"{ValueAxis}\"/></c:barChart>");
        WriteAxes(markup, chart, styles);
        markup.Append("</c:plotArea>");
        if (chart.Series.Count > 1)
        {
            markup.Append(CultureInfo.InvariantCulture, $"<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{Font(styles)}</c:legend>");
        }

        markup.Append("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
            .Append(Font(styles)).Append(CultureInfo.InvariantCulture, $"<c:externalData r:id=\"{WorkbookLink}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>");
        return Utf8(markup.ToString());
    }

    private static void WriteSeries(StringBuilder markup, ReportChart chart, ChartSeries series, int index)
    {
        var column = ChartWorkbook.Column(index + 1);
        var last = Text(chart.Categories.Count + 1);
        markup.Append(CultureInfo.InvariantCulture, $"<c:ser><c:idx val=\"{Text(index)}\"/><c:order val=\"{Text(index)}\"/><c:tx><c:strRef><c:f>{ChartWorkbook.SheetName}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>")
            .Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"0\"><c:v>{XmlText.Of(series.Name)}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"{Colours[index % Colours.Length]}\"/></a:solidFill></c:spPr>")
            .Append(CultureInfo.InvariantCulture, $"<c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"{Format(chart)}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
        if (chart.Form == ChartForm.Stacked)
        {
            // A label in a bar needs the colour that stands out from it.
            markup.Append(CultureInfo.InvariantCulture, $"<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"800\"><a:solidFill><a:srgbClr val=\"{(index % 2 == 0 ? "FFFFFF" : "000000")}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>");
        }

        markup.Append(CultureInfo.InvariantCulture, $"<c:dLblPos val=\"{(chart.Form == ChartForm.Stacked ? "ctr" : "outEnd")}\"/>")
            .Append("<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>")
            .Append(CultureInfo.InvariantCulture, $"<c:cat><c:strRef><c:f>{ChartWorkbook.SheetName}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{Text(chart.Categories.Count)}\"/>");
        foreach (var (place, category) in chart.Categories.Index())
        {
            markup.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{Text(place)}\"><c:v>{XmlText.Of(category)}</c:v></c:pt>");
        }

        markup.Append(CultureInfo.InvariantCulture, $"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{ChartWorkbook.SheetName}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{Text(chart.Categories.Count)}\"/>");
        foreach (var (place, value) in series.Values.Index())
        {
            if (value is { } figure)
            {
                markup.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{Text(place)}\"><c:v>{Text(figure)}</c:v></c:pt>");
            }
        }

        markup.Append("</c:numCache></c:numRef></c:val></c:ser>");
    }

    private static void WriteAxes(StringBuilder markup, ReportChart chart, TemplateStyles styles)
    {
        // Bars begin at the top, as a table does; the figures stay at the bottom all the same.
        var bars = chart.Form == ChartForm.Bars;
        markup.Append(CultureInfo.InvariantCulture, $"<c:catAx><c:axId val=\"{CategoryAxis}\"/><c:scaling><c:orientation val=\"{(bars ? "maxMin" : "minMax")}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{(bars ? "l" : "b")}\"/>")
            .Append("<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"595959\"/></a:solidFill></a:ln></c:spPr>")
            .Append(Font(styles)).Append(CultureInfo.InvariantCulture, $"<c:crossAx val=\"{ValueAxis}\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>")
            .Append(CultureInfo.InvariantCulture, $"<c:valAx><c:axId val=\"{ValueAxis}\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{(bars ? "b" : "l")}\"/>")
            .Append("<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>")
            .Append(CultureInfo.InvariantCulture, $"<c:title><c:tx><c:rich><a:bodyPr{(bars ? "" : " rot=\"-5400000\" vert=\"horz\"")}/><a:p><a:pPr>{Properties("defRPr", styles)}</a:pPr><a:r>{Properties("rPr", styles)}<a:t>{XmlText.Of(chart.Unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
            .Append("<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>")
            .Append("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>").Append(Font(styles))
            .Append(CultureInfo.InvariantCulture, $"<c:crossAx val=\"{CategoryAxis}\"/><c:crosses val=\"{(bars ? "max" : "autoZero")}\"/><c:crossBetween val=\"between\"/></c:valAx>");
    }

    private static string Font(TemplateStyles styles) => $"<c:txPr><a:bodyPr/><a:p><a:pPr>{Properties("defRPr", styles)}</a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";

    private static string Properties(string name, TemplateStyles styles) =>
        $"<a:{name} sz=\"900\" b=\"0\"><a:latin typeface=\"{XmlText.Of(styles.Faces.Latin)}\"/><a:ea typeface=\"{XmlText.Of(styles.Faces.EastAsian)}\"/></a:{name}>";

    /// <summary>Two places, or the six of the tables where two would show nothing.</summary>
    private static string Format(ReportChart chart) =>
        chart.Series.SelectMany(s => s.Values).Any(v => v is not null and not 0 && Math.Abs(v.Value) < 0.01m) ? "#,##0.000000" : "#,##0.00";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
