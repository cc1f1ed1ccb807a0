using System.Globalization;
using System.Text;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Infrastructure.Spreadsheets;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The figures of a chart as a workbook in the document, where Word and WPS look for them when somebody edits the chart.</summary>
internal static class ChartWorkbook
{
    public const string SheetName = "Sheet1";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <param name="index">0 is A, which has the categories.</param>
    public static string Column(int index) => WorkbookParts.ColumnName(index);

    public static PackedPart Pack(string name, ReportChart chart)
    {
        using var output = new MemoryStream();
        using var package = new PackageWriter(output);
        Add("[Content_Types].xml", WorkbookParts.ContentTypes);
        Add("_rels/.rels", WorkbookParts.Relations);
        Add("xl/workbook.xml", WorkbookParts.Workbook(SheetName));
        Add("xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelations);
        Add("xl/styles.xml", WorkbookParts.Styles("en"));
        Add("xl/worksheets/sheet1.xml", Sheet(chart));
        package.Finish();

        // It is packed already: to deflate it again would only cost.
        return PackedPart.Stored(name, output.ToArray());

        void Add(string part, string xml) => package.Add(PackedPart.Of(part, Encoding.UTF8.GetBytes(xml)));
    }

    private static string Sheet(ReportChart chart)
    {
        var sheet = new StringBuilder(Declaration).Append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        Row(1, [chart.Unit, .. chart.Series.Select(s => s.Name)], []);
        foreach (var (index, category) in chart.Categories.Index())
        {
            Row(index + 2, [category], [.. chart.Series.Select(s => s.Values[index])]);
        }

        return sheet.Append("</sheetData></worksheet>").ToString();

        void Row(int number, IReadOnlyList<string> texts, IReadOnlyList<decimal?> figures)
        {
            var row = number.ToString(CultureInfo.InvariantCulture);
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            foreach (var (index, text) in texts.Index())
            {
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{Column(index)}{row}\" t=\"inlineStr\"><is><t>{XmlText.Of(text)}</t></is></c>");
            }

            foreach (var (index, figure) in figures.Index().Where(f => f.Item is not null))
            {
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{Column(index + texts.Count)}{row}\" s=\"2\"><v>{figure!.Value.ToString(CultureInfo.InvariantCulture)}</v></c>");
            }

            sheet.Append("</row>");
        }
    }
}
