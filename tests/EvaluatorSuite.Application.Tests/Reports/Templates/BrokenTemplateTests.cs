using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Infrastructure.Word.Checks;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

public sealed partial class BrokenTemplateTests
{
    private static readonly ReportTemplateCheck Check = new(new WordTemplateReader());

    public static TheoryData<string> Ways => [.. TemplateCorpus.All.Select(b => b.How)];

    public static TheoryData<string> Packs => [.. ReportCases.Packs.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void The_templates_that_are_shipped_are_clean(string key)
    {
        var pack = ReportCases.Packs.Single(p => p.Key == key);

        Assert.Equal([], Check.FaultsOf(pack, ReportCases.Template(pack), TemplateScrutiny.Whole).Select(Told));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_broken_template_is_told_with_its_place_and_words(string how)
    {
        var broken = TemplateCorpus.All.Single(b => b.How == how);
        var file = new EditedTemplate().With(broken.Break).Build();

        var faults = FaultsOf(file, broken.Scrutiny);

        var codes = broken.Codes.Split(' ').Select(c => $"template.{c}").ToList();
        Assert.True(codes.Distinct().Order().SequenceEqual(faults.Select(f => f.Code).Distinct().Order()), string.Join(Environment.NewLine, faults.Select(Told)));
        var meant = faults.First(f => f.Code == codes[0]);
        Assert.Equal((broken.Part, broken.Words), (meant.Part, meant.Words));
        Assert.All(faults.Where(f => f.Paragraph is not null), f => AssertStands(f, file));
        Assert.All(faults, f => Assert.All(TextCatalog.Languages, language => Assert.NotEmpty(Told(f, TextCatalog.In(language)))));
    }

    [Fact]
    public void There_are_enough_of_them_and_each_fault_that_there_is_has_one()
    {
        Assert.True(TemplateCorpus.All.Count >= 40, $"{TemplateCorpus.All.Count} ways to break a template");

        // The last word of the compiler is for what none of the checks knows.
        Assert.Equal([], Codes().Except(["template.compiler"]).Except(TemplateCorpus.All.SelectMany(b => b.Codes.Split(' ')).Select(c => $"template.{c}")));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file()
    {
        var file = new EditedTemplate().With(t =>
        {
            t.Setting("trackRevisions");
            t.Retag("contract.date", "contract.data");
            t.Control("report.number").Remove();
            t.Paragraph("overview.scope").Add(EditedTemplate.Run("{{x}}"));
            t.Style("toc 2").Remove();
        }).Build();

        var faults = FaultsOf(file, TemplateScrutiny.Product);

        Assert.Equal(
            [
                "word/document.xml missing-field", "word/document.xml undefined-style", "word/document.xml typed-field", "word/document.xml unknown-tag", "word/settings.xml tracking-on", "word/styles.xml missing-style",
            ],
            faults.Where(f => f.Code != "template.undefined-style" || f.Paragraph == faults.First(u => u.Code == f.Code).Paragraph).Select(f => $"{f.Part} {f.Code["template.".Length..]}"));
        Assert.Equal(faults.Where(f => f.Part == EditedTemplate.Main).Select(f => f.Paragraph ?? 0).Order(), faults.Where(f => f.Part == EditedTemplate.Main).Select(f => f.Paragraph ?? 0));
    }

    [Fact]
    public void Every_fault_has_words_in_both_languages_and_stands_in_the_manual()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "report-template.md"));
        var codes = Codes();

        Assert.True(codes.Count > 60, $"{codes.Count} codes were found: the pattern no longer fits the source.");
        Assert.Equal([], codes.Where(c => TextCatalog.Languages.Any(l => TextCatalog.In(l).Find(c) is null || TextCatalog.In(l).Find($"{c}.mend") is null)));
        Assert.Equal([], codes.Where(c => !manual.Contains($"`{c["template.".Length..]}`", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("contract.data", "contract.date")]
    [InlineData("rows:emission", "rows:emissions")]
    [InlineData("unless:offset", "unless:offsets")]
    public void The_nearest_tag_is_named(string written, string meant)
    {
        var file = new EditedTemplate().With(t => t.Paragraph("overview.scope").AddAfterSelf(EditedTemplate.NewControl(written, EditedTemplate.NewParagraph(EditedTemplate.Run("x"))))).Build();

        Assert.Contains(FaultsOf(file, TemplateScrutiny.Product), f => Told(f).Contains($"“{meant}”", StringComparison.Ordinal) && Told(f).Contains($"“{written}”", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_to_a_page_a_picture_inside_and_a_heading_of_the_firms_own_are_no_faults()
    {
        var file = new EditedTemplate().With(t =>
        {
            t.Paragraph("overview.purpose").AddAfterSelf(
                EditedTemplate.NewParagraph(new XElement(EditedTemplate.Name("pPr"), new XElement(EditedTemplate.Name("pStyle"), new XAttribute(EditedTemplate.Name("val"), "Heading2"))), EditedTemplate.Run("关于本机构")),
                EditedTemplate.NewParagraph(new XElement(EditedTemplate.Name("hyperlink"), new XAttribute(EditedTemplate.Office + "id", t.Link(EditedTemplate.Main, "hyperlink", "https://firm.example/", external: true)), EditedTemplate.Run("firm.example"))),
                EditedTemplate.NewParagraph(EditedTemplate.Run("如 "), EditedTemplate.NewControl("heading.findings.offsets", EditedTemplate.Run("3.7")), EditedTemplate.Run(" 所述「《»")));
            t.Add("word/media/logo.bin", [1, 2, 3]);
            t.Link(EditedTemplate.Header, "image", "media/logo.bin");
        }).Build();

        Assert.Equal([], FaultsOf(file, TemplateScrutiny.Product).Select(Told));
    }

    internal static IReadOnlyList<TemplateFault> FaultsOf(byte[] file, TemplateScrutiny scrutiny) => Check.FaultsOf(ReportCases.Packs.Single(p => p.Key == "jilin-2026-draft"), file, scrutiny);

    private static void AssertStands(TemplateFault fault, byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        using var part = archive.GetEntry(fault.Part)!.Open();
        var paragraph = XElement.Load(part, LoadOptions.PreserveWhitespace).Descendants(WordDocument.W + "p").ElementAt(fault.Paragraph!.Value - 1);
        var text = string.Concat(paragraph.Descendants(WordDocument.W + "t").Where(t => t.Ancestors(WordDocument.W + "p").First() == paragraph).Select(t => t.Value)).Trim();

        Assert.True(text == fault.Words || (fault.Words.EndsWith('…') && text.StartsWith(fault.Words[..^1], StringComparison.Ordinal)), $"{fault.Words} is not how {text} begins");
    }

    private static List<string> Codes() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "EvaluatorSuite.Infrastructure", "Word", "Checks"), "*.cs").SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Except(["template.nearest"]).Distinct()];

    private static string Told(TemplateFault fault) => Told(fault, TextCatalog.In(TextCatalog.English));

    private static string Told(TemplateFault fault, TextCatalog texts) => $"{fault.Code} {(fault.Place is { } place ? texts.Say(place) : "")}: {texts.Say(fault.What)} {texts.Say(fault.Mend)} {texts.Say(fault.ToFault().What)}";

    [GeneratedRegex("\"(template\\.[a-z-]+)\"")]
    private static partial Regex Code();
}
