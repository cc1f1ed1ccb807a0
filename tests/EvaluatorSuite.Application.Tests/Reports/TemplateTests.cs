using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>Templates as a firm might edit them, each a document of one body.</summary>
public sealed partial class TemplateTests
{
    [Fact]
    public void The_templates_of_the_packs_ask_for_nothing_unknown_and_leave_no_label_out()
    {
        var content = ReportCases.Content(ReportCases.Sample());

        Assert.All(ReportCases.Packs, guide =>
        {
            var tags = Tags(ReportCases.Template(guide));
            var known = content.Fields.Keys.Concat(content.Tables.Values.SelectMany(t => t.Columns)).ToHashSet();

            Assert.Empty(tags.Where(t => !t.Contains(':', StringComparison.Ordinal) && t != "toc").Except(known));
            Assert.Empty(content.Fields.Keys.Where(f => f.StartsWith("label.", StringComparison.Ordinal) || f.StartsWith("heading.", StringComparison.Ordinal)).Except(tags));
            Assert.Empty(content.Tables.Keys.Except(tags.Where(t => t.StartsWith("rows:", StringComparison.Ordinal)).Select(t => t["rows:".Length..])));
        });
    }

    [Fact]
    public void Every_unknown_tag_is_named_at_once()
    {
        var faults = FaultsOf(
            Control("no.such-field", Run("x")) + Control("rows:nothing", Paragraph(Run("x"))) + Control("if:whatever", Paragraph(Run("x")))
            + Control("unless:either", Paragraph(Run("x"))) + Control("emissions.claimed", Run("x")));

        Assert.Equal(
        [
            ("report.template.unknown-tag", "no.such-field"), ("report.template.unknown-rows", "rows:nothing"), ("report.template.unknown-condition", "if:whatever"),
            ("report.template.unknown-condition", "unless:either"), ("report.template.outside-rows", "emissions.claimed"),
        ], faults.Select(f => (f.What.Code, (string)f.What.Values["tag"])));
        Assert.All(faults, f => Assert.Equal("word/document.xml", f.Path));
        Assert.All(faults, f => Assert.All(TextCatalog.Languages, l => Assert.Contains((string)f.What.Values["tag"], TextCatalog.In(l).Say(f.What), StringComparison.Ordinal)));
    }

    [Fact]
    public void A_control_without_text_and_rows_inside_rows_are_faults()
    {
        var faults = FaultsOf(Control("event.name", "<w:p/>") + Control("rows:team", Control("rows:offsets", Paragraph(Run("x")))) + Control("toc", Paragraph(Run("x"))));

        Assert.Equal(
            ["report.template.no-text", "report.template.nested-rows", "report.template.missing-style", "report.template.missing-style", "report.template.missing-style"],
            faults.Select(f => f.What.Code));
    }

    [Theory]
    [InlineData("no zip file at all")]
    [InlineData("")]
    public void What_is_no_document_is_refused_in_words(string text)
    {
        var broken = Assert.Throws<UnreadableException>(() => ReportCases.Render(ReportCases.Content(ReportCases.Sample()), Encoding.UTF8.GetBytes(text)));

        Assert.Equal("report.template.package", Assert.Single(broken.Faults).What.Code);
    }

    [Fact]
    public void A_control_that_Word_split_over_runs_is_filled_once_in_its_first_formatting() => Assert.Contains(
        "<w:p><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\" /><w:b /></w:rPr><w:t xml:space=\"preserve\">第三届长白山冰雪产业论坛</w:t></w:r></w:p>".Replace(" />", "/>", StringComparison.Ordinal),
        Filled(Paragraph(Control("event.name", "<w:r><w:rPr><w:b/></w:rPr><w:t>〔event</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>.name〕</w:t></w:r>"))),
        StringComparison.Ordinal);

    [Fact]
    public void Rows_repeat_and_conditions_keep_or_drop()
    {
        var body = Filled(
            Control("rows:team", Paragraph(Control("team.name", Run("x")) + Control("label.total", Run("x")))) + Control("if:draft", Paragraph(Run("kept")))
            + Control("unless:draft", Paragraph(Run("dropped"))) + Control("if:issues", Paragraph(Run("dropped too"))) + Control("unless:issues", Paragraph(Run("kept too"))));

        Assert.Equal(["陈思远合计", "王雨桐合计", "刘一鸣合计", "高明哲合计", "赵立衡合计", "kept", "kept too"], Lines(body));
    }

    [Fact]
    public void Both_ways_of_writing_a_number_field_count_on()
    {
        const string Complex = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> SEQ 图 \\* ARABIC </w:instrText></w:r>"
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        var body = Filled(
            Paragraph(Complex) + Paragraph("<w:fldSimple w:instr=\" SEQ 图 \"><w:r><w:t>9</w:t></w:r></w:fldSimple>")
            + Paragraph("<w:fldSimple w:instr=\" SEQ Table \"><w:r><w:t>9</w:t></w:r></w:fldSimple>") + Paragraph("<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>9</w:t></w:r></w:fldSimple>"));

        Assert.Equal(["1", "2", "1", "9"], Lines(body));
    }

    [Fact]
    public void What_an_editor_leaves_behind_does_not_reach_a_report()
    {
        var body = Filled("<w:p w:rsidR=\"00112233\"><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>" + Run("x") + "</w:p>");

        Assert.Equal("<w:p><w:r><w:t>x</w:t></w:r></w:p>", body);
    }

    private static IReadOnlyList<Fault> FaultsOf(string body) =>
        Assert.Throws<UnreadableException>(() => ReportCases.Render(ReportCases.Content(ReportCases.Sample()), Document(body))).Faults;

    private static string Filled(string body)
    {
        using var archive = new ZipArchive(new MemoryStream(ReportCases.Render(ReportCases.Content(ReportCases.Sample()), Document(body))), ZipArchiveMode.Read);
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        var xml = reader.ReadToEnd();
        return xml[(xml.IndexOf("<w:body>", StringComparison.Ordinal) + 8)..xml.IndexOf("</w:body>", StringComparison.Ordinal)];
    }

    private static List<string> Lines(string body) => [.. ParagraphMarkup().Matches(body).Select(p => string.Concat(TextMarkup().Matches(p.Value).Select(t => t.Groups[1].Value)))];

    private static byte[] Document(string body)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("word/document.xml").Open());
            writer.Write($"<w:document xmlns:w=\"{WordDocument.W}\"><w:body>{body}</w:body></w:document>");
        }

        return bytes.ToArray();
    }

    private static string Control(string tag, string content) =>
        $"<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>";

    private static string Paragraph(string content) => $"<w:p>{content}</w:p>";

    private static string Run(string text) => $"<w:r><w:t>{text}</w:t></w:r>";

    private static HashSet<string> Tags(byte[] template)
    {
        using var archive = new ZipArchive(new MemoryStream(template), ZipArchiveMode.Read);
        return [.. archive.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).SelectMany(e =>
        {
            using var reader = new StreamReader(e.Open());
            return TagMarkup().Matches(reader.ReadToEnd()).Select(m => m.Groups[1].Value);
        })];
    }

    [GeneratedRegex("<w:tag w:val=\"([^\"]+)\"")]
    private static partial Regex TagMarkup();

    [GeneratedRegex("<w:p>.*?</w:p>")]
    private static partial Regex ParagraphMarkup();

    [GeneratedRegex("<w:t[ >][^<]*?([^<>]*)</w:t>")]
    private static partial Regex TextMarkup();
}
