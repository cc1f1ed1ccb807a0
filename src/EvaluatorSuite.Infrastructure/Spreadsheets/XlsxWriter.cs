using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using EvaluatorSuite.Application.Spreadsheets;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>
/// A workbook of one sheet, its heading bold and frozen. Text is always text: what begins like a formula is none, also after somebody has edited it.
/// A number that a spreadsheet would round is kept as text with every digit.
/// </summary>
public sealed class XlsxWriter : ISpreadsheetWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int KeptDigits = 15;

    // The numbers of the formats in StylesPart, in its order.
    private const int Plain = 0;
    private const int Heading = 1;
    private const int Number = 2;
    private const int Date = 3;
    private const int Time = 4;
    private const int Quoted = 5;

    private static readonly XmlWriterSettings Settings = new() { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = true };

    public async Task WriteAsync(Stream target, Sheet sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        await AddAsync(archive, "[Content_Types].xml", WorkbookParts.ContentTypes, cancellationToken);
        await AddAsync(archive, "_rels/.rels", WorkbookParts.Relations, cancellationToken);
        await AddAsync(archive, "xl/workbook.xml", WorkbookParts.Workbook(sheet.Name), cancellationToken);
        await AddAsync(archive, "xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelations, cancellationToken);
        await AddAsync(archive, "xl/styles.xml", WorkbookParts.Styles(sheet.Language), cancellationToken);

        await using var part = await archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await using var xml = XmlWriter.Create(part, Settings);
        await WriteSheetAsync(xml, sheet, rows, cancellationToken);
    }

    private static async Task WriteSheetAsync(XmlWriter xml, Sheet sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        await xml.WriteStartDocumentAsync(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews><cols>");
        foreach (var (column, index) in sheet.Columns.Select((c, i) => (c, i + 1)))
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{index}\" max=\"{index}\" width=\"{column.Width}\" customWidth=\"1\"/>"));
        }

        xml.WriteRaw("</cols>");
        xml.WriteStartElement("sheetData", Main);
        WriteRow(xml, 1, [.. sheet.Columns.Select(c => (object?)c.Title)], Heading);
        var written = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (written == Sheet.MaxRows)
            {
                WriteRow(xml, written + 2, [sheet.Cut], Heading);
                break;
            }

            WriteRow(xml, written + 2, row, null);
            if (++written % 500 == 0)
            {
                await xml.FlushAsync();
            }
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        await xml.WriteEndDocumentAsync();
    }

    private static void WriteRow(XmlWriter xml, int number, IReadOnlyList<object?> values, int? format)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                WriteCell(xml, $"{WorkbookParts.ColumnName(i)}{number.ToString(CultureInfo.InvariantCulture)}", value, format);
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string place, object value, int? format)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", place);
        switch (value)
        {
            case int or long:
                WriteNumber(xml, Number, Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case decimal amount when WorkbookParts.Digits(amount) <= KeptDigits:
                WriteNumber(xml, Number, amount.ToString(CultureInfo.InvariantCulture));
                break;
            case decimal amount:
                WriteText(xml, amount.ToString(CultureInfo.InvariantCulture), Plain);
                break;
            case DateOnly date when date.Year >= 1901:
                WriteNumber(xml, Date, (date.DayNumber - WorkbookParts.DayZero.DayNumber).ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                WriteText(xml, date.ToString("O", CultureInfo.InvariantCulture), Plain);
                break;
            case DateTime time:
                WriteNumber(xml, Time, ((time - WorkbookParts.DayZero.ToDateTime(TimeOnly.MinValue)).Ticks / (decimal)TimeSpan.TicksPerDay).ToString("0.##########", CultureInfo.InvariantCulture));
                break;
            case string text:
                WriteText(xml, WorkbookParts.CellText(text), format ?? (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? Quoted : Plain));
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is no value of a cell.", nameof(value));
        }

        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, int format, string number)
    {
        xml.WriteAttributeString("s", format.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("v", Main, number);
    }

    private static void WriteText(XmlWriter xml, string text, int format)
    {
        xml.WriteAttributeString("s", format.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static async Task AddAsync(ZipArchive archive, string name, string content, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
    }
}
