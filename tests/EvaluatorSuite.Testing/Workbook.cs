using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluatorSuite.Testing;

/// <summary>Writes an <c>.xlsx</c> as a spreadsheet program would, cell by cell.</summary>
public sealed class Workbook : IDisposable
{
    /// <summary>Styles of cells.</summary>
    public const uint Day = 1;
    public const uint ChineseDay = 2;
    public const uint Percent = 3;
    public const uint Money = 4;

    private readonly MemoryStream _bytes = new();
    private readonly SpreadsheetDocument _document;
    private readonly WorkbookPart _book;
    private readonly SharedStringTable _strings = new();
    private uint _sheets;

    public Workbook(bool since1904 = false)
    {
        _document = SpreadsheetDocument.Create(_bytes, SpreadsheetDocumentType.Workbook);
        _book = _document.AddWorkbookPart();
        _book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new WorkbookProperties { Date1904 = since1904 }, new Sheets());
        _book.AddNewPart<SharedStringTablePart>().SharedStringTable = _strings;
        _book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" },
                new NumberingFormat { NumberFormatId = 165, FormatCode = "[$¥-804]#,##0.00\"day\"" }),
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 164 }, new CellFormat { NumberFormatId = 10 }, new CellFormat { NumberFormatId = 165 }));
    }

    public Workbook Sheet(string name, IEnumerable<Cell?[]> rows, string? merged = null, SheetStateValues? state = null, int? hiddenRow = null)
    {
        var part = _book.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        foreach (var (cells, index) in rows.Select((r, i) => (r, (uint)i + 1)))
        {
            var row = new Row { RowIndex = index, Hidden = hiddenRow == index ? true : null };
            foreach (var (cell, column) in cells.Select((c, i) => (c, i)))
            {
                if (cell is not null)
                {
                    cell.CellReference = $"{Application.Tables.TableLimits.Column(column)}{index}";
                    row.Append(cell);
                }
            }

            data.Append(row);
        }

        part.Worksheet = merged is null ? new Worksheet(data) : new Worksheet(data, new MergeCells(merged.Split(' ').Select(r => new MergeCell { Reference = r })));
        _book.Workbook!.Sheets!.Append(new Sheet { Name = name, SheetId = ++_sheets, Id = _book.GetIdOfPart(part), State = state });
        return this;
    }

    /// <summary>A number as it is to stand in the file.</summary>
    public static Cell Number(string written, uint style = 0) => new() { CellValue = new CellValue(written), StyleIndex = style };

    public static Cell Inline(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    public static Cell Formula(string formula, string? result) => new() { CellFormula = new CellFormula(formula), CellValue = result is null ? null : new CellValue(result) };

    public static Cell Error(string error) => new() { DataType = CellValues.Error, CellFormula = new CellFormula("1/0"), CellValue = new CellValue(error) };

    public static Cell Flag(bool value) => new() { DataType = CellValues.Boolean, CellValue = new CellValue(value ? "1" : "0") };

    public Cell Text(string text)
    {
        _strings.Append(new SharedStringItem(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        return new Cell { DataType = CellValues.SharedString, CellValue = new CellValue($"{_strings.ChildElements.Count - 1}") };
    }

    public byte[] Done()
    {
        _document.Save();
        _document.Dispose();
        return _bytes.ToArray();
    }

    public void Dispose() => _bytes.Dispose();
}
