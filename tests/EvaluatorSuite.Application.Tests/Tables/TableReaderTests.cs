using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure.Spreadsheets;
using Workbook = EvaluatorSuite.Testing.Workbook;

namespace EvaluatorSuite.Application.Tests.Tables;

public sealed class TableReaderTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task Figures_of_a_workbook_come_through_as_the_file_writes_them()
    {
        using var book = new Workbook();
        var file = await ReadAsync(book.Sheet("电", [[book.Text("用电"), Workbook.Number("48.600000000000001"), Workbook.Number("1E-3"), Workbook.Inline("行内")]]).Done());

        Assert.Equal(["t:用电", "n:48.600000000000001", "n:1E-3", "t:行内"], Cells(file.Sheets[0].Rows[0]));
        Assert.Equal("电", file.Sheets[0].Name);
    }

    [Fact]
    public async Task A_formula_counts_as_its_stored_result_and_that_is_said()
    {
        using var book = new Workbook();
        var file = await ReadAsync(book.Sheet("a", [[Workbook.Formula("0.1+0.2", "0.30000000000000004"), Workbook.Formula("NOW()", null), Workbook.Error("#DIV/0!"), Workbook.Flag(true)]]).Done());

        Assert.Equal(["n:0.30000000000000004", "u:", "e:#DIV/0!", "b:TRUE"], Cells(file.Sheets[0].Rows[0]));
        Assert.Equal(3, file.Notes.Single(n => n.Code == "table.note.formulas").Values["count"]);
    }

    [Theory]
    [InlineData(false, "2026-01-08")]
    [InlineData(true, "2030-01-09")]
    public async Task A_day_is_a_day_and_a_price_that_says_day_is_none(bool since1904, string expected)
    {
        using var book = new Workbook(since1904);
        var file = await ReadAsync(book.Sheet("a", [[Workbook.Number("46030", Workbook.Day), Workbook.Number("46030.5", Workbook.ChineseDay), Workbook.Number("0.5", Workbook.Percent), Workbook.Number("46030", Workbook.Money)]]).Done());

        Assert.Equal([$"d:{expected}", $"d:{expected}", "n:0.5", "n:46030"], Cells(file.Sheets[0].Rows[0]));
    }

    [Fact]
    public async Task A_merged_text_stands_for_each_of_its_cells_and_a_merged_figure_for_one()
    {
        using var book = new Workbook();
        var file = await ReadAsync(book.Sheet("a",
            [[book.Text("活动水平"), null, book.Text("备注")], [book.Text("数量"), book.Text("单位"), null], [book.Text("电力"), Workbook.Number("5")], [null, null, book.Text("x")]],
            merged: "A1:B1 A3:A4 B3:B4").Done());

        Assert.Equal(["t:活动水平", "t:活动水平", "t:备注"], Cells(file.Sheets[0].Rows[0]));
        Assert.Equal(["t:电力", "", "t:x"], Cells(file.Sheets[0].Rows[3]));
    }

    [Fact]
    public async Task Hidden_sheets_are_passed_over_and_hidden_rows_are_not_and_both_are_said()
    {
        using var book = new Workbook();
        var file = await ReadAsync(book.Sheet("看得见", [[book.Text("a")], [book.Text("b")]], hiddenRow: 2).Sheet("藏起来", [[book.Text("c")]], state: SheetStateValues.VeryHidden).Sheet("空", []).Done());

        Assert.Equal(["看得见"], file.Sheets.Select(s => s.Name));
        Assert.Equal(2, file.Sheets[0].Rows.Count);
        Assert.Equal(["table.note.hidden-rows", "table.note.hidden-sheets"], file.Notes.Select(n => n.Code));
    }

    [Fact]
    public async Task Rows_keep_the_numbers_that_they_have_in_the_file()
    {
        using var book = new Workbook();
        var file = await ReadAsync(book.Sheet("a", [[book.Text("a")], [], [null, Workbook.Number("7")]]).Done());

        Assert.Equal([(1, 1), (3, 2)], file.Sheets[0].Rows.Select(r => (r.Number, r.Cells.Count)));
        Assert.Equal("B3", TableLimits.Place(1, 3));
        Assert.Equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"], new[] { 0, 25, 26, 51, 52, 701, 702 }.Select(TableLimits.Column));
    }

    [Fact]
    public async Task Thirty_thousand_rows_are_refused_and_twenty_thousand_are_read()
    {
        Assert.Equal("table.too-long", await RefusalAsync(Rows(30_000)));
        Assert.Equal(20_000, (await ReadAsync(Rows(20_000))).Sheets[0].Rows.Count);
        Assert.Equal("table.too-long", await RefusalAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,1\n", 20_001)))));
    }

    [Fact]
    public async Task More_columns_or_cells_than_a_table_has_are_refused()
    {
        using var wide = new Workbook();
        Assert.Equal("table.too-wide", await RefusalAsync(wide.Sheet("宽", [Enumerable.Range(0, 201).Select(_ => (Cell?)Workbook.Number("1")).ToArray()]).Done()));
        Assert.Equal("table.too-wide", await RefusalAsync(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("1", 201)))));
        Assert.Equal("table.too-full", await RefusalAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Repeat("1", 100)) + "\n", 5001)))));
    }

    [Fact]
    public async Task An_archive_that_swells_beyond_measure_is_refused_before_it_has()
    {
        var start = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"u8.ToArray();

        Assert.Equal("table.bomb", await RefusalAsync(Zip(("xl/worksheets/sheet1.xml", part =>
        {
            part.Write(start);
            var zeros = new byte[1024 * 1024];
            Array.Fill(zeros, (byte)' ');
            for (var i = 0; i < 200; i++)
            {
                part.Write(zeros);
            }
        }
        ))));
    }

    [Fact]
    public async Task A_workbook_that_asks_for_something_outside_is_refused() => Assert.Equal("table.broken", await RefusalAsync(Zip(("xl/worksheets/sheet1.xml", part =>
        part.Write("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"u8)))));

    [Theory]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"1A\"><v>9</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>9</v></c></row></sheetData><mergeCells><mergeCell ref=\"A:B\"/></mergeCells></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\">")]
    [InlineData("not xml")]
    public async Task A_sheet_that_cannot_be_read_to_its_end_is_called_damaged(string xml) =>
        Assert.Equal("table.broken", await RefusalAsync(Zip(("xl/worksheets/sheet1.xml", part => part.Write(Encoding.UTF8.GetBytes(xml))))));

    public static TheoryData<string, byte[]> NoTables => new()
    {
        { "table.empty", [] },
        { "table.empty", "\r\n \t \n"u8.ToArray() },
        { "table.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]] },
        { "table.encrypted", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")] },
        { "table.broken", "PK\u0003\u0004 and then nothing"u8.ToArray() },
        { "table.not-a-table", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
        { "table.not-a-table", "%PDF-1.7\n\u0001\u0002"u8.ToArray() },
        { "table.not-a-table", Archive("word/document.xml") },
        { "table.xlsb", Archive("xl/workbook.bin") },
        { "table.ods", Archive("mimetype", "content.xml") },
        { "table.quote", "a,b\n\"c,d\ne"u8.ToArray() },
        { "table.cell-length", Encoding.UTF8.GetBytes(new string('a', 8001)) },
        { "table.too-large", new byte[TableLimits.MaxBytes + 1] },
    };

    [Theory]
    [MemberData(nameof(NoTables))]
    public async Task What_is_no_table_is_refused_with_its_name(string code, byte[] bytes) => Assert.Equal(code, await RefusalAsync(bytes));

    [Fact]
    public async Task A_workbook_cut_short_is_called_damaged()
    {
        var whole = Rows(50);
        for (var length = 4; length < whole.Length; length += 97)
        {
            Assert.Equal("table.broken", await RefusalAsync(whole[..length]));
        }
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-8 (BOM)")]
    [InlineData("UTF-16 LE")]
    [InlineData("UTF-16 BE")]
    [InlineData("GB18030")]
    public async Task Text_is_read_in_the_encodings_that_spreadsheets_save_in_and_says_which(string encoding)
    {
        const string Text = "排放源,数量\r\n外购电力,48.6\r\n镕㐀,1\r\n";
        byte[] bytes = encoding switch
        {
            "UTF-8" => Encoding.UTF8.GetBytes(Text),
            "UTF-8 (BOM)" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "UTF-16 LE" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "UTF-16 BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            _ => Gb18030.GetBytes(Text),
        };

        var file = await ReadAsync(bytes);

        Assert.Equal(encoding, file.Notes.Single(n => n.Code == "table.note.encoding").Values["encoding"]);
        Assert.Equal(["t:外购电力", "t:48.6"], Cells(file.Sheets[0].Rows[1]));
        Assert.Equal(["t:镕㐀", "t:1"], Cells(file.Sheets[0].Rows[2]));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", ",")]
    [InlineData("a;b\n1,5;2,5\n", ";")]
    [InlineData("a\tb\n1,5\t2,5\n", "Tab")]
    [InlineData("\"x;y;z\",b\n\"x;y;z\",2\n", ",")]
    [InlineData("a\r1\r", "Tab")]
    public async Task The_separator_is_the_one_that_makes_columns_and_is_said(string text, string separator) =>
        Assert.Equal(separator, (await ReadAsync(Encoding.UTF8.GetBytes(text))).Notes.Single(n => n.Code == "table.note.separator").Values["separator"]);

    [Fact]
    public async Task Quotes_keep_separators_and_line_ends_and_rows_their_numbers()
    {
        var file = await ReadAsync("a,\"b \"\"c\"\",\nd\"\r\n\r\n, e ,\"\"\r\n"u8.ToArray());

        Assert.Equal(["t:a", "t:b \"c\",\nd"], Cells(file.Sheets[0].Rows[0]));
        Assert.Equal((3, 2), (file.Sheets[0].Rows[1].Number, file.Sheets[0].Rows[1].Cells.Count));
        Assert.Equal(["", "t:e"], Cells(file.Sheets[0].Rows[1]));
    }

    [Fact]
    public void What_is_pasted_is_cells_with_tabs()
    {
        var file = new TableReader().ReadPasted("排放源\t数量\n外购电力\t1,234.5\n", "粘贴");

        Assert.Equal(["t:外购电力", "t:1,234.5"], Cells(file.Sheets[0].Rows[1]));
        Assert.Equal(64, file.Sha256.Length);
    }

    private static IEnumerable<string> Cells(TableRow row) => row.Cells.Select(c => c is null ? "" : $"{"tndbeu"[(int)c.Kind]}:{c.Text}");

    private static Task<TableFile> ReadAsync(byte[] bytes) => new TableReader().ReadAsync(new MemoryStream(bytes), "表.xlsx", CancellationToken.None);

    private static async Task<string> RefusalAsync(byte[] bytes) => Assert.Single((await Assert.ThrowsAsync<UnreadableException>(() => ReadAsync(bytes))).Faults).What.Code;

    private static byte[] Rows(int count)
    {
        using var book = new Workbook();
        return book.Sheet("多", Enumerable.Range(0, count).Select(i => new Cell?[] { Workbook.Inline("用电"), Workbook.Number($"{i}") })).Done();
    }

    private static byte[] Archive(params string[] names) => Written(names.Select(n => (n, (Action<Stream>)(part => part.WriteByte((byte)'x')))));

    private static byte[] Zip(params (string Name, Action<Stream> Write)[] parts) => Written(
    [
        ("xl/workbook.xml", s => s.Write("<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"u8)),
        ("xl/_rels/workbook.xml.rels", s => s.Write("<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"u8)),
        .. parts,
    ]);

    private static byte[] Written(IEnumerable<(string Name, Action<Stream> Write)> parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                write(part);
            }
        }

        return bytes.ToArray();
    }
}
