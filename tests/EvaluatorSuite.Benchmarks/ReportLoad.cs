using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Benchmarks;

/// <summary>How a templating library writes its tags in the text of a document.</summary>
/// <param name="Row">Of the first cell of a table's row and of its last: what opens and ends the repetition.</param>
internal sealed record Dialect(string Name, Func<string, string> Field, Func<string, string, string> Cell, Func<string, (string Before, string After)> Row, Func<string, string> Photo)
{
    /// <summary>A row of its own before and after the one that is repeated, rather than marks in it.</summary>
    public bool RowsAround { get; init; }

    /// <summary>Of a second row, by which a library sees that there is a repetition.</summary>
    public Func<string, string, string>? NextCell { get; init; }
}

/// <summary>
/// The load that all are measured with: 60 fields, 5 tables of 60 rows with six columns, and 12 photographs of 200 kB. It is made here, the same each time: bytes that
/// begin like a JPEG and do not give way to deflating, and sentences that do.
/// </summary>
internal static class ReportLoad
{
    public const int Fields = 60;
    public const int Tables = 5;
    public const int RowsEach = 60;
    public const int Columns = 6;
    public const int Photos = 12;
    public const int PhotoBytes = 200_000;

    private const string Words = "活动碳中和评价机构核定排放量因子电力热力交通住宿采购废弃物抵消注销证明现场访问台账发票合同计划公开声明";
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static IReadOnlyList<Dialect> Peers { get; } =
    [
        new("docxtemplater", f => $"{{{f}}}", (_, c) => $"{{{c}}}", t => ($"{{#{t}}}", $"{{/{t}}}"), p => $"{{%{p}}}"),
        new("easy-template-x", f => $"{{{f}}}", (_, c) => $"{{{c}}}", t => ($"{{#{t}}}", $"{{/{t}}}"), p => $"{{{p}}}"),
        new("docx-templates", f => $"+++INS {f}+++", (_, c) => $"+++INS $r.{c}+++", t => ($"+++FOR r IN {t}+++", "+++END-FOR r+++"), p => $"+++IMAGE photo('{p}')+++") { RowsAround = true },

        // Its free edition draws no pictures: it is spared them.
        new("carbone", f => $"{{d.{f}}}", (t, c) => $"{{d.{t}[i].{c}}}", _ => ("", ""), _ => "") { NextCell = (t, c) => $"{{d.{t}[i+1].{c}}}" },
    ];

    public static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"f{index:00}");

    public static string Table(int index) => string.Create(CultureInfo.InvariantCulture, $"t{index}");

    public static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    public static string Photo(int index) => string.Create(CultureInfo.InvariantCulture, $"p{index:00}");

    public static string Text(int seed, int length)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => Words[random.Next(Words.Length)]));
    }

    public static string FieldText(int index) => Text(index, index % 4 == 0 ? 120 : 14);

    public static string CellText(int table, int row, int column) => column switch
    {
        0 => (row + 1).ToString(CultureInfo.InvariantCulture),
        2 or 3 => (((row + 1) * 12345.678901m) + table).ToString("#,##0.000000", CultureInfo.InvariantCulture),
        _ => Text((table * 10_000) + (row * 10) + column, 4 + ((row + column) % 12)),
    };

    public static byte[] PhotoBytesOf(int index)
    {
        var bytes = new byte[PhotoBytes];
        new Random(index).NextBytes(bytes);
        byte[] head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0x03, 0x00, 0x04, 0x00, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        head.CopyTo(bytes, 0);
        return bytes;
    }

    public static ReportContent Content(IReadOnlyList<byte[]> photos) => new()
    {
        Language = "zh-CN",
        Fields = Enumerable.Range(0, Fields).ToDictionary(Field, FieldText).Append(new("report.title", "报告")).Append(new("event.name", "活动")).Append(new("firm.name", "机构")).ToDictionary(),
        Tables = Enumerable.Range(0, Tables).ToDictionary(Table, t => new ReportTable(
            [.. Enumerable.Range(0, Columns).Select(c => $"{Table(t)}.{Column(c)}")],
            [.. Enumerable.Range(0, RowsEach).Select(r => (IReadOnlyList<string>)[.. Enumerable.Range(0, Columns).Select(c => CellText(t, r, c))])])),
        Conditions = new Dictionary<string, bool>(),
        Pictures = Enumerable.Range(0, Photos).ToDictionary(Photo, i =>
            (ReportPicture?)new StoredPicture($"照片 {i}", Convert.ToHexStringLower(SHA256.HashData(photos[i])), PictureFormat.Jpeg, photos[i].Length, 1024, 768, 1)),
    };

    /// <summary>With content controls, as this product has them.</summary>
    public static byte[] OwnTemplate() => Document(
        f => Control(f, Run("x")), t => Control($"rows:{t}", Row(Enumerable.Range(0, Columns).Select(c => Control($"{t}.{Column(c)}", Run("x"))))), p => Control($"picture:{p}", Run("x")));

    public static byte[] PeerTemplate(Dialect dialect) => Document(f => Run(dialect.Field(f)), t => RowsOf(dialect, t), p => Run(dialect.Photo(p)));

    private static string RowsOf(Dialect dialect, string table)
    {
        var (before, after) = dialect.Row(table);
        var cells = Enumerable.Range(0, Columns).Select(c => dialect.Cell(table, Column(c))).ToArray();
        if (dialect.RowsAround)
        {
            return Row(Blank(before)) + Row(cells.Select(Run)) + Row(Blank(after));
        }

        (cells[0], cells[^1]) = (before + cells[0], cells[^1] + after);
        return Row(cells.Select(Run)) + (dialect.NextCell is { } next ? Row(Enumerable.Range(0, Columns).Select(c => Run(next(table, Column(c))))) : "");
    }

    private static IEnumerable<string> Blank(string first) => Enumerable.Range(0, Columns).Select(c => Run(c == 0 ? first : ""));

    private static byte[] Document(Func<string, string> field, Func<string, string> rows, Func<string, string> photo)
    {
        var body = new StringBuilder();
        foreach (var f in Enumerable.Range(0, Fields).Select(Field))
        {
            body.Append(Paragraph(Run($"{f}：") + field(f)));
        }

        foreach (var t in Enumerable.Range(0, Tables).Select(Table))
        {
            body.Append("<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>").Append(string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"1500\"/>", Columns))).Append("</w:tblGrid>")
                .Append(Row(Enumerable.Range(0, Columns).Select(c => Run($"列 {Column(c)}")))).Append(rows(t)).Append("</w:tbl>").Append(Paragraph(Run("表")));
        }

        foreach (var p in Enumerable.Range(0, Photos).Select(Photo))
        {
            body.Append(Paragraph(photo(p))).Append(Paragraph(Run($"图 {p}")));
        }

        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        return Zip(
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
            ("word/document.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"{Main}\" xmlns:r=\"{Office}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"700\" w:footer=\"700\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"),
            ("word/_rels/document.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("word/styles.xml", $"<w:styles xmlns:w=\"{Main}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"));
    }

    private static byte[] Zip(params (string Name, string Xml)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }

        return bytes.ToArray();
    }

    private static string Run(string text) => $"<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    private static string Paragraph(string runs) => $"<w:p>{runs}</w:p>";

    private static string Row(IEnumerable<string> cells) => $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/></w:tcPr>{Paragraph(c)}</w:tc>"))}</w:tr>";

    private static string Control(string tag, string content) => $"<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>";
}
