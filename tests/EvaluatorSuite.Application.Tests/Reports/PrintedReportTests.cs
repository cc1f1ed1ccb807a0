using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>The report as LibreOffice lays it out.</summary>
public sealed partial class PrintedReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("sample", TextCatalog.Chinese)]
    [InlineData("sample", TextCatalog.English)]
    [InlineData("troubled", TextCatalog.Chinese)]
    public async Task The_contents_list_shows_the_pages_on_which_the_headings_are(string name, string language)
    {
        var report = ReportCases.Render(ReportCases.All[name](), language);
        var headings = new WordDocument(report).Headings.Select(h => Bare(WordDocument.Text(h))).ToList();
        var pages = await PrintAsync(report);
        var listed = pages.SelectMany(p => p.Split('\n')).Select(line => Entry().Match(line)).Where(m => m.Success).ToList();

        Assert.Equal(headings, listed.Select(e => Bare(e.Groups[1].Value)));
        Assert.Equal(headings.Select(h => PageOf(h, pages)), listed.Select(e => int.Parse(e.Groups[2].Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Every_printed_page_says_that_this_is_a_draft_and_every_page_but_the_cover_its_number()
    {
        var pages = await PrintAsync(ReportCases.Render(ReportCases.Sample()));

        Assert.True(pages.Count > 10, $"{pages.Count} pages");
        Assert.All(pages, page => Assert.Contains(Bare(TextCatalog.In(TextCatalog.Chinese)["report.banner.draft"]), Bare(page), StringComparison.Ordinal));
        Assert.All(pages.Skip(1).Index(), page => Assert.EndsWith($"第{page.Index + 2}页共{pages.Count}页", Bare(page.Item), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>The text of each page.</returns>
    private async Task<List<string>> PrintAsync(byte[] report)
    {
        await File.WriteAllBytesAsync(_folder["report.docx"], report);
        await RunAsync("soffice", "--headless", $"-env:UserInstallation=file://{_folder["profile"]}", "--convert-to", "pdf", "--outdir", _folder.Path, _folder["report.docx"]);
        await RunAsync("pdftotext", "-layout", _folder["report.pdf"], _folder["report.txt"]);
        return [.. (await File.ReadAllTextAsync(_folder["report.txt"])).Split('\f').SkipLast(1)];
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed; tests/run.sh installs it.");
        }

        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {string.Join('\n', output)}");
    }

    /// <summary>A heading stands on lines of its own, two where it is long.</summary>
    private static int PageOf(string heading, List<string> pages) => pages.FindIndex(page =>
    {
        var lines = page.Split('\n').Where(l => !Entry().IsMatch(l)).Select(Bare).Where(l => l.Length > 0).ToList();
        return lines.Contains(heading) || lines.Zip(lines.Skip(1)).Any(two => two.First + two.Second == heading);
    }) + 1;

    private static string Bare(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"^\s*(.+?)\s*\.{3,}\s*(\d+)\s*$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
