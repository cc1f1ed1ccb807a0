using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Infrastructure.Spreadsheets;
using EvaluatorSuite.Testing;
using Sheet = EvaluatorSuite.Application.Spreadsheets.Sheet;

namespace EvaluatorSuite.Application.Tests.Spreadsheets;

public sealed class XlsxWriterTests
{
    private static readonly SheetColumn[] Columns = [new("活动", Width: 30), new("吨", ColumnKind.Number), new("日期", ColumnKind.Date), new("时间", ColumnKind.Time)];

    private static readonly string[] Traps = ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "<b>&\"'", "a\u0001b", "_x0041_", "\uD83C", "第一行\n第二行", " 空格 ", "🏂", "=HYPERLINK(\"http://x.example\")", new('长', 40_000)];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_workbook_is_valid_whatever_its_cells_hold(string language)
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, language, [.. Traps.Select(t => new object?[] { t, 1.5m, new DateOnly(2026, 3, 1), null })]);

        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}"));
    }

    [Fact]
    public async Task Text_is_never_a_formula_and_is_read_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, "zh-CN", [.. Traps.Select(t => new object?[] { t })]);

        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var part = document.WorkbookPart!.WorksheetParts.Single();
        Assert.Empty(part.Worksheet!.Descendants<CellFormula>());
        var texts = part.Worksheet!.Descendants<Row>().Skip(1).Select(r => r.Elements<Cell>().First().InnerText).ToList();
        Assert.Equal(["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "<b>&\"'", "a_x0001_b", "_x005F_x0041_", "\uFFFD", "第一行\n第二行", " 空格 ", "🏂"], texts[..12]);
        Assert.InRange(texts[13].Length, 32_000, 32_767);
        var quoted = part.Worksheet!.Descendants<Row>().Skip(1).Take(5).Select(r => r.Elements<Cell>().First().StyleIndex!.Value).Distinct();
        var format = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)Assert.Single(quoted));
        Assert.True(format.QuotePrefix!.Value);
    }

    [Fact]
    public async Task The_heading_is_bold_and_stays_and_numbers_and_dates_are_what_they_are()
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, "en", [["a", 179.933744m, new DateOnly(2026, 3, 1), new DateTime(2026, 3, 1, 12, 0, 0)], ["b", 1234567890123456.7m, null, null], ["c", 7, new DateOnly(1, 1, 1), null]]);

        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        var cells = sheet.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!);
        Assert.Equal("179.933744", cells["B2"].CellValue!.Text);
        Assert.Equal("46082", cells["C2"].CellValue!.Text);
        Assert.Equal("46082.5", cells["D2"].CellValue!.Text);
        Assert.Equal(("1234567890123456.7", CellValues.InlineString), (cells["B3"].InnerText, cells["B3"].DataType!.Value));
        Assert.Equal("7", cells["B4"].CellValue!.Text);
        Assert.Equal("0001-01-01", cells["C4"].InnerText);
        Assert.False(cells.ContainsKey("C3"));
        Assert.True(document.WorkbookPart.WorkbookStylesPart!.Stylesheet!.Fonts!.Elements<Font>().ElementAt(1).Bold is not null);
        Assert.Equal(1u, cells["A1"].StyleIndex!.Value);
    }

    [Fact]
    public async Task A_list_beyond_the_limit_is_cut_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, "zh-CN", Enumerable.Range(0, Sheet.MaxRows + 5).Select(i => new object?[] { $"第 {i} 项" }));

        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        Assert.Equal(Sheet.MaxRows + 2, rows.Count);
        Assert.Equal("只导出一部分", rows[^1].InnerText);
        Assert.Equal($"第 {Sheet.MaxRows - 1} 项", rows[^2].InnerText);
    }

    [Fact]
    public async Task LibreOffice_reads_the_same()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/libreoffice/program/libsclo.so"), "LibreOffice Calc is not installed; tests/run.sh installs it.");
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, "zh-CN", [["=1+1", 179.933744m, new DateOnly(2026, 3, 1), new DateTime(2026, 3, 1, 9, 30, 0)], ["冰雪, \"论坛\"", 1234567890123456.7m, null, null]]);

        var start = new ProcessStartInfo("/usr/bin/soffice", ["--headless", $"-env:UserInstallation=file://{folder["profile"]}", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", folder["out"], path])
        {
            RedirectStandardOutput = true,
        };
        using var office = Process.Start(start)!;
        await office.WaitForExitAsync();
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder["out"], "list.csv"));

        Assert.Equal("活动,吨,日期,时间", lines[0]);
        Assert.Equal("=1+1,179.933744,2026年3月1日,2026-03-01 09:30", lines[1]);
        Assert.Equal("\"冰雪, \"\"论坛\"\"\",1234567890123456.7,,", lines[2]);
    }

    private static async Task<string> WriteAsync(TemporaryFolder folder, string language, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var path = folder["list.xlsx"];
        await using var file = File.Create(path);
        await new XlsxWriter().WriteAsync(file, new Sheet("评价项目 [全部]: a/b", Columns, language, "只导出一部分"), Each(rows), CancellationToken.None);
        return path;
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Each(IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
