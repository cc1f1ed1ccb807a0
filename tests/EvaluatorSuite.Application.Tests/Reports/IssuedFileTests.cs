using System.Xml.Linq;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>What an issued file carries besides the report: the code on its cover, the annex on what was signed, and the same for programs.</summary>
public sealed class IssuedFileTests
{
    private static readonly XNamespace Record = "urn:evaluatorsuite:issued-report:1";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void The_cover_has_a_code_that_leads_to_its_verification(string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Issued(language)));
        var code = document.Body.Descendants(Drawing + "inline").First();

        Assert.Contains("CN-2026-0001", (string)code.Element(Drawing + "docPr")!.Attribute("descr")!, StringComparison.Ordinal);
        Assert.Equal((828_000, 828_000), ((int)code.Element(Drawing + "extent")!.Attribute("cx")!, (int)code.Element(Drawing + "extent")!.Attribute("cy")!));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], document.Files["word/media/reportPicture1.png"][..4]);
        Assert.Contains("ABCDEFGHJKMNPQRS", WordDocument.Text(code.Ancestors(WordDocument.W + "p").First().ElementsAfterSelf().First()), StringComparison.Ordinal);
        Assert.NotEqual(
            document.Files["word/media/reportPicture1.png"],
            new WordDocument(ReportCases.Render(ReportCases.Issued(language, "https://verify.firm.example/verify/CN-2026-0002/ABCDEFGHJKMNPQRS"))).Files["word/media/reportPicture1.png"]);
    }

    [Fact]
    public void Where_the_public_reaches_no_address_the_cover_says_so_in_place_of_the_code()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Issued(link: null)));

        Assert.DoesNotContain(document.Files.Keys, f => f.EndsWith(".png", StringComparison.Ordinal) && document.Files[f].Length < 1000 && f.Contains("Picture1.", StringComparison.Ordinal));
        Assert.Contains("报告编号 CN-2026-0001，核验码 ABCDEFGHJKMNPQRS。没有设置公开的核验地址，因此没有二维码。", WordDocument.Text(document.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void The_custom_part_says_what_was_signed_in_exact_figures()
    {
        var content = ReportCases.Issued();
        var document = new WordDocument(ReportCases.Render(content));
        var record = document["customXml/item1.xml"];
        var verdict = Evaluation.Evaluate(ReportCases.Photographed());

        Assert.Equal(("CN-2026-0001", "2026-03-21"), ((string)record.Attribute("number")!, (string)record.Attribute("issuedOn")!));
        Assert.Equal((content.Record!.Root, new string('d', 64)), ((string)record.Element(Record + "content")!.Attribute("root")!, (string)record.Element(Record + "content")!.Attribute("draftSha256")!));
        Assert.Equal(
            (verdict.Conclusion.ToString(), verdict.ClaimedTonnes, verdict.VerifiedTonnes, verdict.OffsetTonnes),
            ((string)record.Element(Record + "verdict")!.Attribute("conclusion")!, (decimal)record.Element(Record + "verdict")!.Attribute("claimedTonnes")!,
                (decimal)record.Element(Record + "verdict")!.Attribute("verifiedTonnes")!, (decimal)record.Element(Record + "verdict")!.Attribute("offsetTonnes")!));
        Assert.Equal(
            [("Reviewer", "高明哲", "2026-03-20T17:30:05Z"), ("Approver", "赵立衡", "2026-03-20T19:30:05Z")],
            record.Descendants(Record + "signature").Select(s => ((string)s.Attribute("part")!, (string)s.Attribute("name")!, (string)s.Attribute("signedAt")!)));
        Assert.Equal(ReportCases.Photographed().Evidence.Select(e => e.Sha256), record.Descendants(Record + "document").Select(d => (string?)d.Attribute("sha256")));

        // The code is for whoever holds the report; a program that reads the file has no use for it.
        Assert.DoesNotContain("ABCDEFGHJKMNPQRS", record.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void Everything_in_the_custom_part_is_printed_too(string language)
    {
        var content = ReportCases.Issued(language);
        var (printed, record) = (WordDocument.Text(new WordDocument(ReportCases.Render(content)).Body), content.Record!);

        Assert.All(
            [record.Number, record.Root, record.DraftSha256, TextCatalog.Tonnes(record.VerifiedTonnes), TextCatalog.Tonnes(record.OffsetTonnes), "2026-03-21 01:30:05", "2026-03-21 03:30:05", .. record.Evidence.Select(e => e.Sha256!)],
            words => Assert.Contains(words, printed, StringComparison.Ordinal));
        Assert.Contains(content.Tables["signedFacts"].Rows, r => r[1] == record.Leaves.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_draft_has_neither_code_nor_custom_part()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Sample()));

        Assert.DoesNotContain(document.Names, n => n.StartsWith("customXml/", StringComparison.Ordinal) || n.StartsWith("word/media/", StringComparison.Ordinal));
        Assert.Contains("本文件是草稿，还没有签批。", WordDocument.Text(document.Body), StringComparison.Ordinal);
    }
}
