using System.Diagnostics;
using System.Xml.Linq;
using CsCheck;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

/// <summary>Whatever is uploaded, it is told what is wrong with it: nothing that stands in a file brings the reader down.</summary>
public sealed class HostileTemplateTests : IDisposable
{
    private static readonly string[] Parts =
        [EditedTemplate.Main, EditedTemplate.Main, EditedTemplate.Header, EditedTemplate.Footer, EditedTemplate.Sheet, EditedTemplate.Settings, EditedTemplate.Types, "_rels/.rels", "word/_rels/document.xml.rels"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Altered_bytes_bring_nothing_down() => Gen.Select(Gen.Int[0, EditedTemplate.Shipped.Length - 1], Gen.Byte[1, 255]).Array[1, 20].Sample(changes =>
    {
        var file = EditedTemplate.Shipped.ToArray();
        foreach (var (at, bits) in changes)
        {
            file[at] ^= bits;
        }

        BrokenTemplateTests.FaultsOf(file, TemplateScrutiny.Product);
    }, iter: 300, threads: 1);

    [Fact]
    public void Lost_ends_and_middles_bring_nothing_down() => Gen.Select(Gen.Int[0, EditedTemplate.Shipped.Length], Gen.Int[0, EditedTemplate.Shipped.Length]).Sample((one, other) =>
    {
        byte[] file = [.. EditedTemplate.Shipped[..Math.Min(one, other)], .. EditedTemplate.Shipped[Math.Max(one, other)..]];

        Assert.True(one == other || BrokenTemplateTests.FaultsOf(file, TemplateScrutiny.Product).Count > 0);
    }, iter: 200, threads: 1);

    [Theory]
    [InlineData(TemplateScrutiny.Product, 150)]
    [InlineData(TemplateScrutiny.Whole, 10)]
    public void Lost_elements_and_attributes_of_any_part_bring_nothing_down(TemplateScrutiny scrutiny, int times) =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]), Gen.Int[0, 100_000], Gen.Int[0, 3])
            .Array[1, 6].Sample(changes =>
            {
                var template = new EditedTemplate();
                foreach (var (part, at, how) in changes)
                {
                    var elements = template[part].Descendants().ToList();
                    if (elements.Count > 0)
                    {
                        Change(elements[at % elements.Count], how, elements);
                    }
                }

                BrokenTemplateTests.FaultsOf(template.Build(), scrutiny);
            }, iter: times, threads: 1);

    [Fact]
    public async Task What_LibreOffice_saves_is_told_and_not_failed_for()
    {
        // Names of styles that differ in case alone are its own doing.
        await File.WriteAllBytesAsync(_folder["report.docx"], EditedTemplate.Shipped);
        await ConvertAsync(_folder["report.docx"], _folder["out"]);

        var faults = BrokenTemplateTests.FaultsOf(await File.ReadAllBytesAsync(_folder["out/report.docx"]), TemplateScrutiny.Product);

        Assert.NotEmpty(faults);
        Assert.DoesNotContain(faults, f => f.Code == "template.compiler");
    }

    [Fact]
    public void Names_of_styles_that_differ_in_case_alone_are_one_name_to_Word_and_to_us()
    {
        var file = new EditedTemplate().With(t =>
        {
            var other = new XElement(t.Style("caption"));
            other.SetAttributeValue(EditedTemplate.Name("styleId"), "Caption1");
            other.Element(EditedTemplate.Name("name"))!.SetAttributeValue(EditedTemplate.Name("val"), "Caption");
            t.Styles.Add(other);
        }).Build();

        Assert.Empty(BrokenTemplateTests.FaultsOf(file, TemplateScrutiny.Product));
        Assert.NotEmpty(ReportCases.Render(ReportCases.Content(ReportCases.Sample()), file));
    }

    [Fact]
    public void What_a_start_asks_of_a_template_is_a_moments_work()
    {
        BrokenTemplateTests.FaultsOf(EditedTemplate.Shipped, TemplateScrutiny.Product);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
        {
            BrokenTemplateTests.FaultsOf(EditedTemplate.Shipped, TemplateScrutiny.Product);
        }

        // A tenth of this on an idle machine; the tests run beside one another.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.ElapsedMilliseconds / 5} ms for one look");
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds / 5} ms for one look");
    }

    public void Dispose() => _folder.Dispose();

    private static void Change(XElement element, int how, List<XElement> others)
    {
        switch (how)
        {
            case 0 when element.Parent is not null:
                element.Remove();
                break;
            case 1 when element.Parent is not null:
                element.ReplaceWith(element.Nodes());
                break;
            case 2:
                element.RemoveAttributes();
                break;
            default:
                others[^1].AddAfterSelf(new XElement(element));
                break;
        }
    }

    private async Task ConvertAsync(string file, string folder)
    {
        using var office = Process.Start(new ProcessStartInfo("soffice", [$"-env:UserInstallation=file://{_folder["profile"]}", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await office.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, office.ExitCode);
    }
}
