using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Tests.Reports;

public sealed class WordReportTests
{
    private const string W15 = "http://schemas.microsoft.com/office/word/2012/wordml";

    public static MatrixTheoryData<string, string> Cases => new(ReportCases.All.Keys, TextCatalog.Languages);

    public static MatrixTheoryData<string, string> Contents => new(ReportCases.Contents.Keys, TextCatalog.Languages);

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_report_is_a_valid_document(string name, string language)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(ReportCases.Render(ReportCases.Contents[name](language))), false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void No_cell_is_empty_and_no_table_is_without_rows(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Contents[name](language)));

        Assert.All(document.Tables.Descendants(WordDocument.W + "tc"), cell => Assert.False(string.IsNullOrWhiteSpace(WordDocument.Text(cell)), cell.ToString()));
        Assert.All(document.Tables, table => Assert.Contains(table.Elements(WordDocument.W + "tr"), r => !r.Descendants(WordDocument.W + "tblHeader").Any()));
    }

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void The_same_case_gives_the_same_bytes_in_any_culture_and_time_zone(string language)
    {
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        var first = ReportCases.Render(ReportCases.Sample(), language);
        try
        {
            foreach (var (name, place) in new[] { ("ar-SA", "America/St_Johns"), ("tr-TR", "Pacific/Apia"), ("zh-CN", "Asia/Shanghai"), ("de-CH", "UTC") })
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
                Environment.SetEnvironmentVariable("TZ", place);
                TimeZoneInfo.ClearCachedData();

                Assert.Equal(first, ReportCases.Render(ReportCases.Sample(), language));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void The_file_carries_no_clock()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Sample()));

        Assert.All(document.Times, time => Assert.Equal(new DateTime(1980, 1, 1), time.DateTime));
        Assert.DoesNotContain(document["docProps/core.xml"].Elements(), e => e.Name.LocalName is "created" or "modified" or "lastModifiedBy" or "revision");
    }

    [Fact]
    public void The_figures_stand_in_the_tables()
    {
        var facts = ReportCases.Sample();
        var document = new WordDocument(ReportCases.Render(facts));
        var content = ReportCases.Content(facts);
        var rows = document.Tables.Elements(WordDocument.W + "tr").Select(r => string.Join('|', r.Elements(WordDocument.W + "tc").Select(WordDocument.Text))).ToHashSet();

        // Tables of which the template shows every column, in the order of the content.
        foreach (var name in new[] { "limits", "team", "schedule", "sources", "activity", "factors", "emissions", "misstatements", "offsets", "closure", "figures", "evidence", "checklist", "rules", "findings", "certificates", "declarations", "siteRecords", "signatures" })
        {
            Assert.NotEmpty(content.Tables[name].Rows);
            Assert.All(content.Tables[name].Rows, row => Assert.Contains(string.Join('|', row), rows));
        }
    }

    [Fact]
    public void Header_rows_repeat_and_rows_do_not_split()
    {
        var tables = new WordDocument(ReportCases.Render(ReportCases.Sample())).Tables.ToList();
        var captioned = tables.Where(t => t.Descendants(WordDocument.W + "tblHeader").Any()).ToList();

        Assert.True(captioned.Count > 15, $"{captioned.Count} tables have a header row.");
        Assert.All(captioned, table => Assert.NotNull(table.Elements(WordDocument.W + "tr").First().Descendants(WordDocument.W + "tblHeader").SingleOrDefault()));
        Assert.All(tables.Elements(WordDocument.W + "tr"), row => Assert.Single(row.Descendants(WordDocument.W + "cantSplit")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_contents_list_holds_the_headings_and_leads_to_them(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.All[name](), language));
        var headings = document.Headings.ToList();
        var entries = document.ContentsEntries.ToList();

        Assert.Equal(headings.Select(WordDocument.Text), entries.Select(e => WordDocument.Text(e).Split('\t')[0]));
        Assert.Equal(headings.Select(h => WordDocument.Style(h)![^1]), entries.Select(e => WordDocument.Style(e)![^1]));
        Assert.Equal(
            headings.Select(h => (string?)h.Element(WordDocument.W + "bookmarkStart")!.Attribute(WordDocument.W + "name")),
            entries.Select(e => (string?)e.Element(WordDocument.W + "hyperlink")!.Attribute(WordDocument.W + "anchor")));
        Assert.All(entries, e => Assert.Contains(
            $" PAGEREF {e.Element(WordDocument.W + "hyperlink")!.Attribute(WordDocument.W + "anchor")!.Value} \\h ", e.Descendants(WordDocument.W + "instrText").Select(i => i.Value)));
    }

    [Fact]
    public void The_contents_list_is_a_field_that_Word_brings_up_to_date()
    {
        var list = new WordDocument(ReportCases.Render(ReportCases.Sample())).ContentsEntries.ToList();
        var marks = list.Descendants().Where(e => e.Name.LocalName == "Choice").Select(c => c.Elements().Single()).ToList();

        Assert.Equal(W15, list[0].GetNamespaceOfPrefix("w15")?.NamespaceName);
        Assert.Equal(["begin", null, "separate", "end"], marks.Select(m => m.Attribute(WordDocument.W + "fldCharType")?.Value));
        Assert.Equal("true", marks[0].Attribute(WordDocument.W + "dirty")?.Value);
        Assert.StartsWith(" TOC ", marks[1].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void The_headings_are_those_of_the_pack_in_their_order(string language) => Assert.All(ReportCases.Packs, guide =>
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Sample(c => c["guide"] = guide.Key), language));

        Assert.Equal(guide.Outline.Select(h => $"{h.Number} {h.Title.In(language)}".Trim()), document.Headings.Select(WordDocument.Text));
        Assert.Equal(guide.Outline.Select(h => $"Heading{h.Level}"), document.Headings.Select(WordDocument.Style));
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_page_says_that_this_is_a_draft(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.All[name](), language));
        var section = document.Body.Element(WordDocument.W + "sectPr")!;

        Assert.Equal(["default", "first"], section.Elements(WordDocument.W + "headerReference").Select(h => h.Attribute(WordDocument.W + "type")!.Value).Order());
        Assert.All(document.Headers, header => Assert.StartsWith(TextCatalog.In(language)["report.banner.draft"], WordDocument.Text(header), StringComparison.Ordinal));
        Assert.Contains(TextCatalog.In(language)["report.number.none"], WordDocument.Text(document.Body.Elements(WordDocument.W + "p").First()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Captions_count_without_a_gap(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.All[name](), language));
        var captions = document.Body.Descendants(WordDocument.W + "p").Where(p => WordDocument.Style(p) == "Caption").Select(WordDocument.Text).ToList();

        foreach (var word in new[] { TextCatalog.In(language)["report.label.table"], TextCatalog.In(language)["report.label.figure"] })
        {
            var mine = captions.Where(c => c.StartsWith($"{word} ", StringComparison.Ordinal)).ToList();
            Assert.Equal(mine.Select((_, i) => $"{word} {i + 1}"), mine.Select(c => c[..c.IndexOf('　', StringComparison.Ordinal)]));
        }

        Assert.NotEmpty(captions);
    }

    [Fact]
    public void No_control_is_left_but_the_contents_list() =>
        Assert.Equal("Table of Contents", new WordDocument(ReportCases.Render(ReportCases.Sample()))["word/document.xml"].Descendants(WordDocument.W + "sdt").Single()
            .Descendants(WordDocument.W + "docPartGallery").Single().Attribute(WordDocument.W + "val")!.Value);

    [Fact]
    public void Text_of_a_case_cannot_break_the_document()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Troubled()));

        Assert.Contains("论坛 <&> \"第三届\"\uFFFD\uFFFD", WordDocument.Text(document.Body), StringComparison.Ordinal);
        Assert.Contains("第一行\n第二行\t表", WordDocument.Text(document.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_style_and_the_defaults_have_an_East_Asian_font()
    {
        var styles = new WordDocument(ReportCases.Render(ReportCases.Sample()))["word/styles.xml"];
        var fonts = styles.Descendants(WordDocument.W + "rFonts").ToList();

        Assert.NotNull(styles.Element(WordDocument.W + "docDefaults")!.Descendants(WordDocument.W + "rFonts").Single().Attribute(WordDocument.W + "eastAsia"));
        Assert.All(fonts, f => Assert.Contains(f.Attribute(WordDocument.W + "eastAsia")!.Value, new[] { "宋体", "黑体", "仿宋" }));
    }
}
