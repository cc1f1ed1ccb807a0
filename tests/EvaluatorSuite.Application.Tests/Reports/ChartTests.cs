using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>The charts of a report: real charts, whose figures are those of the tables to the last place.</summary>
public sealed class ChartTests
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    private static readonly string[] Names = ["emissionsBySource", "emissionsByStage", "claimedVerified", "offsetBalance"];

    [Fact]
    public void The_figures_are_those_of_the_tables()
    {
        var facts = ReportCases.Sample();
        var content = ReportCases.Content(facts);
        var lines = content.Tables["emissions"].Rows;

        Assert.Equal(content.Fields["emissions.total.verified"], TextCatalog.Tonnes(content.Charts["claimedVerified"]!.Series[1].Values[2]!.Value));
        Assert.Equal(content.Fields["emissions.total.claimed"], TextCatalog.Tonnes(content.Charts["claimedVerified"]!.Series[0].Values[2]!.Value));
        Assert.Equal(content.Fields["offsets.total"], TextCatalog.Tonnes(content.Charts["offsetBalance"]!.Series.Skip(1).Sum(s => s.Values[1]!.Value)));
        Assert.Equal(content.Tables["misstatements"].Rows.Select(r => r[1]), content.Charts["claimedVerified"]!.Series[0].Values.Take(2).Select(v => TextCatalog.Tonnes(v!.Value)));

        // The sample has one line for each source: what is drawn is what is written, in the order of the pack.
        Assert.Equal(lines.Select(r => (r[1].Split('\n')[0], r[3])).Order(), content.Charts["emissionsBySource"]!.Categories.Zip(content.Charts["emissionsBySource"]!.Series[0].Values.Select(v => TextCatalog.Tonnes(v!.Value))).Order());
        Assert.Equal(facts.Guide.Sources.Select(s => s.Name.Zh).Where(content.Charts["emissionsBySource"]!.Categories.Contains), content.Charts["emissionsBySource"]!.Categories);
    }

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void A_chart_draws_its_figures_and_its_workbook_has_the_same(string language)
    {
        var content = ReportCases.Content(ReportCases.Sample(), language);
        var document = new WordDocument(ReportCases.Render(content));

        foreach (var (index, name) in Names.Index())
        {
            var chart = content.Charts[name]!;
            var part = document[$"word/charts/reportChart{index + 1}.xml"];
            var sheet = Sheet(document.Files[$"word/embeddings/reportChart{index + 1}.xlsx"]);

            Assert.Equal(chart.Series.SelectMany(s => s.Values.Where(v => v is not null)).Select(v => v!.Value.ToString(CultureInfo.InvariantCulture)), part.Descendants(C + "val").Descendants(C + "v").Select(v => v.Value));
            Assert.All(part.Descendants(C + "cat"), c => Assert.Equal(chart.Categories, c.Descendants(C + "v").Select(v => v.Value)));
            Assert.Equal(chart.Categories, sheet.Skip(1).Select(r => r[0]));
            Assert.Equal(chart.Series.Select(s => s.Name), sheet[0].Skip(1));
            Assert.Equal(
                chart.Categories.Select((_, i) => string.Join('|', chart.Series.Select(s => s.Values[i]).Where(v => v is not null).Select(v => v!.Value.ToString(CultureInfo.InvariantCulture)))),
                sheet.Skip(1).Select(r => string.Join('|', r.Skip(1))));
            Assert.All(part.Descendants(A + "ea"), f => Assert.Equal("宋体", (string)f.Attribute("typeface")!));
            Assert.NotEmpty(part.Descendants(A + "ea"));
        }
    }

    [Fact]
    public void The_words_of_a_chart_have_every_figure()
    {
        var content = ReportCases.Content(ReportCases.Sample());
        var words = new WordDocument(ReportCases.Render(content)).Body.Descendants(Drawing + "docPr").Select(d => (string)d.Attribute("descr")!).ToList();

        Assert.Equal(Names.Length, words.Count);
        Assert.All(Names.Zip(words), chart => Assert.All(
            content.Charts[chart.First]!.Series.SelectMany(s => s.Values).Where(v => v is not null), v => Assert.Contains(TextCatalog.Tonnes(v!.Value), chart.Second, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_could_not_be_calculated_as_a_whole_is_not_drawn()
    {
        Assert.All([ReportCases.Troubled(), ReportCases.Empty()], facts => Assert.All(ReportCases.Content(facts).Charts.Values, Assert.Null));
        Assert.Null(ReportCases.Content(ReportCases.Sample() with { Offsets = [] }).Charts["offsetBalance"]);
    }

    [Fact]
    public void The_chart_of_a_template_gives_way_with_all_its_parts() => Assert.DoesNotContain(
        new WordDocument(ReportCases.Render(ReportCases.Content(ReportCases.Empty()))).Names, n => n.StartsWith("word/media", StringComparison.Ordinal) || n.StartsWith("word/charts", StringComparison.Ordinal));

    private static List<List<string>> Sheet(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook), ZipArchiveMode.Read);
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. XElement.Load(sheet).Descendants(S + "row").Select(r => r.Elements(S + "c").Select(c => c.Value).ToList())];
    }
}
