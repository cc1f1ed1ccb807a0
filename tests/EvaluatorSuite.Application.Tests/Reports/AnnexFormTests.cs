using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Infrastructure.Word;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>The annex forms as Word documents: valid, the same each time, filled with what is known and empty where the organizer writes.</summary>
public sealed class AnnexFormTests
{
    private static readonly EventFacts Event = new()
    {
        Name = "第三届长白山冰雪产业论坛 <甲> & 乙",
        Kind = EventKind.Conference,
        City = "长春",
        Venue = "净月会展中心",
        Start = new(2026, 1, 8),
        End = new(2026, 1, 10),
        Attendance = 620,
    };

    public static TheoryData<AnnexForm, string, string> Forms
    {
        get
        {
            var data = new TheoryData<AnnexForm, string, string>();
            foreach (var form in Enum.GetValues<AnnexForm>())
            {
                foreach (var language in TextCatalog.Languages)
                {
                    foreach (var pack in new[] { "jilin-2026-draft", "mee-2019" })
                    {
                        data.Add(form, language, pack);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_a_valid_document_and_the_same_bytes_each_time(AnnexForm form, string language, string pack)
    {
        var bytes = Render(form, language, pack);

        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        Assert.Equal(bytes, Render(form, language, pack));
        Assert.All(new WordDocument(bytes).Times, time => Assert.Equal(1980, time.Year));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_has_what_is_known_and_says_that_it_is_provisional(AnnexForm form, string language, string pack)
    {
        var text = WordDocument.Text(new WordDocument(Render(form, language, pack)).Body);

        Assert.Contains("第三届长白山冰雪产业论坛 <甲> & 乙", text, StringComparison.Ordinal);
        Assert.Contains("吉林省冰雪产业促进会", text, StringComparison.Ordinal);
        Assert.Contains(language == TextCatalog.Chinese ? "2026年1月8日至2026年1月10日" : "8 Jan 2026 to 10 Jan 2026", text, StringComparison.Ordinal);
        Assert.Contains(language == TextCatalog.Chinese ? "暂定样式" : "Provisional form", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_has_a_row_for_every_source_and_every_kind_of_offset_of_the_pinned_pack()
    {
        var pack = Pack("jilin-2026-draft");
        var cells = new WordDocument(Render(AnnexForm.Plan, TextCatalog.Chinese, pack.Key)).Tables.Descendants(WordDocument.W + "tc").Select(WordDocument.Text).ToList();

        Assert.All(pack.Sources, source => Assert.Contains(source.Name.Zh, cells));
        Assert.All(pack.OffsetKinds, kind => Assert.Contains(kind.Name.Zh, cells));
        Assert.True(cells.Count(c => c.Length == 0) > pack.Sources.Count * 3, "There is too little room to write in.");
    }

    [Fact]
    public void The_text_is_set_in_Chinese_faces_with_the_first_line_drawn_in()
    {
        var styles = new WordDocument(Render(AnnexForm.Commitment, TextCatalog.Chinese, "jilin-2026-draft"))["word/styles.xml"];
        var fonts = styles.Descendants(WordDocument.W + "rFonts").Select(f => f.Attribute(WordDocument.W + "eastAsia")!.Value).Distinct().Order();

        Assert.Equal(["FangSong", "SimHei", "SimSun"], fonts);
        Assert.Equal("200", Assert.Single(styles.Descendants(WordDocument.W + "ind")).Attribute(WordDocument.W + "firstLineChars")!.Value);
        Assert.Empty(new WordDocument(Render(AnnexForm.Commitment, TextCatalog.English, "jilin-2026-draft"))["word/styles.xml"].Descendants(WordDocument.W + "ind"));
    }

    private static byte[] Render(AnnexForm form, string language, string pack) =>
        new WordFormRenderer().Render(AnnexFormBuilder.Build(form, new AnnexFacts(Event, "吉林省冰雪产业促进会", "512200005000123451", Pack(pack)), TextCatalog.In(language)));

    private static GuidePack Pack(string key) => GuidePackReader.Read(File.ReadAllBytes(Path.Combine(Repository.Guides, key, GuidePack.FileName)));
}
