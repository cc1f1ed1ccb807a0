using System.Globalization;
using System.Security;
using System.Text;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>The parts of a workbook that are the same for every list, and how values are spelled in it.</summary>
internal static class WorkbookParts
{
    private const int MaxCell = 32_767;
    private const int MaxName = 31;
    private const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>Spreadsheets count days from here: the leap day of 1900, which never was, is counted too.</summary>
    public static readonly DateOnly DayZero = new(1899, 12, 30);

    public const string ContentTypes =
        $"""
        {Start}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
        """;

    public const string Relations =
        $"""
        {Start}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    public const string WorkbookRelations =
        $"""
        {Start}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
        """;

    public static string Workbook(string name) =>
        $"""
        {Start}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{SecurityElement.Escape(SheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>
        """;

    public static string Styles(string language)
    {
        var date = language == Application.Texts.TextCatalog.English ? "d mmm yyyy" : "yyyy\"\u5E74\"m\"\u6708\"d\"\u65E5\"";
        return $"""
        {Start}<styleSheet xmlns="{Main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="{SecurityElement.Escape(date)}"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd hh:mm"/><numFmt numFmtId="166" formatCode="0.###############"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>
        """;
    }

    public static string ColumnName(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{ColumnName((index / 26) - 1)}{(char)('A' + (index % 26))}";

    /// <summary>Digits that tell something; a spreadsheet keeps fifteen.</summary>
    public static int Digits(decimal amount) =>
        amount.ToString(CultureInfo.InvariantCulture).Where(char.IsAsciiDigit).SkipWhile(c => c == '0').Count();

    /// <summary>What XML cannot hold is spelled as spreadsheets spell it, and what looks like such a spelling is spelled out too.</summary>
    public static string CellText(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("_x", "_x005F_x", StringComparison.Ordinal).EnumerateRunes())
        {
            if (result.Length >= MaxCell - 8)
            {
                return result.Append('…').ToString();
            }

            var held = rune.Value >= 0x20 ? rune.Value is not (0xFFFE or 0xFFFF) : rune.Value is '\t' or '\n';
            result.Append(held ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_"));
        }

        return result.ToString();
    }

    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => c is not ('[' or ']' or '*' or '?' or ':' or '/' or '\\') && !char.IsControl(c)));
        return allowed.Length > MaxName ? allowed[..MaxName] : allowed;
    }
}
