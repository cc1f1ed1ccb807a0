using System.Xml.Linq;
using CsCheck;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Tests.Reports;

public sealed class PhotographTests
{
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    private static readonly XNamespace Art = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TextCatalog.Chinese, "图")]
    [InlineData(TextCatalog.English, "Figure")]
    public void Photographs_stand_in_the_report_numbered_each_with_its_words(string language, string word)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Photographed(), language));
        var drawn = Photos(document);
        var captions = drawn.Select(d => WordDocument.Text(d.Ancestors(WordDocument.W + "p").First().ElementsAfterSelf().First())).ToList();
        var first = document.Body.Descendants(WordDocument.W + "p").Count(p => WordDocument.Style(p) == "Caption" && WordDocument.Text(p).StartsWith($"{word} ", StringComparison.Ordinal)) - 3;

        Assert.Equal(["会场照片“0” <&>", "会场照片“1” <&>", "会场照片“2” <&>", "会场照片“3” <&>"], drawn.Select(d => (string)d.Element(Drawing + "docPr")!.Attribute("descr")!));
        Assert.Equal(Enumerable.Range(0, 4).Select(i => $"{word} {first + i}　会场照片“{i}” <&> [{15 + i}]"), captions);
    }

    [Fact]
    public void A_photograph_keeps_its_sides_fits_its_place_and_stands_upright()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Photographed()));
        var sizes = Photos(document).Select(d => d.Element(Drawing + "extent")!).Select(e => ((long)e.Attribute("cx")!, (long)e.Attribute("cy")!)).ToList();

        // 16:12 fills the place of 105 mm by 78.75 mm, 30:40 its height; the one on its side is as high as the place is when it stands.
        Assert.Equal([(3_780_000, 2_835_000), (2_126_250, 2_835_000), (3_780_000, 2_835_000), (2_835_000, 2_126_250)], sizes);
        Assert.Equal([null, null, null, "5400000"], Photos(document).Select(d => (string?)d.Descendants(Art + "xfrm").Single().Attribute("rot")));
    }

    [Fact]
    public void The_bytes_are_those_of_the_evidence_each_once_and_not_deflated_again()
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Photographed()));
        var media = document.Files.Where(f => f.Key.StartsWith("word/media/", StringComparison.Ordinal)).ToList();

        Assert.Equal(["word/media/reportPicture1.jpeg", "word/media/reportPicture2.png", "word/media/reportPicture3.jpeg"], media.Select(m => m.Key));
        Assert.Equal([Photographs.Landscape, Photographs.Portrait, Photographs.Turned(6)], media.Select(m => m.Value));
    }

    [Fact]
    public void What_cannot_be_drawn_is_said_and_the_report_is_written()
    {
        var gone = ReportCases.Photographed() with { Evidence = [.. ReportCases.Photographed().Evidence.Select((e, i) => e.Key == "photo-0" ? e with { Sha256 = new string('0', 64) } : e)] };
        var text = WordDocument.Text(new WordDocument(ReportCases.Render(gone)).Body);

        Assert.Contains("[19] 会场照片“4” <&>：“现场照片/4 <&>.jpg”不是可以印出的 JPEG 或 PNG 照片。", text, StringComparison.Ordinal);
        Assert.Contains("[15] 会场照片“0” <&>：照片的文件已不在，没有印出。", text, StringComparison.Ordinal);
        Assert.Contains("没有可以印出的现场照片。", WordDocument.Text(new WordDocument(ReportCases.Render(ReportCases.Sample())).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_are_left_out_one_by_one_and_together()
    {
        var evidence = ReportCases.Photographed().Evidence.Single(e => e.Key == "photo-0");
        var photographs = new ReportPhotographs(Photographs.Store);
        var one = await photographs.ReadAsync([evidence with { Size = ReportPhotographs.MostBytes + 1 }], Stop);
        var many = await photographs.ReadAsync(
            [.. Enumerable.Range(0, 7).Select(i => evidence with { Sha256 = $"{Photographs.AnyDigest}{i}", Size = i == 5 ? ReportPhotographs.MostBytes : ReportPhotographs.MostBytes - 1 }), evidence with { Size = 5 }], Stop);

        Assert.Equal("report.photograph.too-large", Assert.Single(one).Why);
        Assert.Equal([null, null, null, null, null, "report.photograph.too-many", "report.photograph.too-many", null], many.Select(p => p.Why));
        Assert.All(TextCatalog.Languages, l => Assert.All(["gone", "too-large", "too-many", "format"], w => Assert.NotEmpty(TextCatalog.In(l)[$"report.photograph.{w}"])));
    }

    [Fact]
    public async Task Size_and_turn_are_read_of_every_JPEG_and_PNG()
    {
        for (byte turn = 1; turn <= 8; turn++)
        {
            Assert.Equal(new PictureSize(PictureFormat.Jpeg, 16, 12, turn), await ReadAsync(Photographs.Turned(turn)));
        }

        Assert.Equal(new PictureSize(PictureFormat.Jpeg, 16, 12, 1), await ReadAsync(Photographs.Turned(9)));
        Assert.Equal(new PictureSize(PictureFormat.Png, 30, 40, 1), await ReadAsync(Photographs.Portrait));
    }

    [Fact]
    public void Bytes_that_are_cut_or_changed_are_read_or_refused_and_nothing_else()
    {
        byte[][] whole = [Photographs.Landscape, Photographs.Turned(6), Photographs.Portrait];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Byte).Sample((which, end, place, value) =>
        {
            var bytes = whole[which][..Math.Min(end, whole[which].Length)];
            if (place < bytes.Length)
            {
                bytes[place] = value;
            }

            var read = ReadAsync(bytes).GetAwaiter().GetResult();
            return read is null or { Width: > 0, Height: > 0, Turn: >= 1 and <= 8 };
        });
    }

    [Fact]
    public async Task A_photograph_that_is_not_as_long_as_it_was_makes_no_report()
    {
        var content = ReportCases.Content(ReportCases.Photographed());
        var template = ReportCases.Template(ReportCases.Packs.First());
        var renderer = new EvaluatorSuite.Infrastructure.Word.WordReportRenderer();

        foreach (var bytes in new[] { new byte[10], new byte[1000] })
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => renderer.RenderAsync(content, template, (_, _) => Task.FromResult<Stream?>(new MemoryStream(bytes)), new MemoryStream(), Stop));
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => renderer.RenderAsync(content, template, (_, _) => Task.FromResult<Stream?>(null), new MemoryStream(), Stop));
    }

    private static Task<PictureSize?> ReadAsync(byte[] bytes) => PictureReader.ReadAsync(new MemoryStream(bytes), CancellationToken.None);

    private static List<XElement> Photos(WordDocument document) =>
        [.. document.Body.Descendants(Drawing + "inline").Where(d => d.Descendants(Art + "blip").Any())];
}
