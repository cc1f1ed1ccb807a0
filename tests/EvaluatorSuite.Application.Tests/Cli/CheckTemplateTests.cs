using EvaluatorSuite.Application.Tests.Reports.Templates;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Cli;

public sealed class CheckTemplateTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Repository.Guides, "jilin-2026-draft", "report.docx");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("zh-CN", "没有错误：可用于指南包 jilin-2026-draft")]
    [InlineData("en", "No faults: it can be used for reports under the guide pack jilin-2026-draft")]
    public async Task The_template_of_a_pack_is_checked_against_the_pack_beside_it(string language, string words)
    {
        var (status, output, errors) = await RunAsync(Shipped, "--lang", language);

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "word/document.xml 第 101 段“〔contract.date〕”：报告没有字段“contract.data”。是不是“contract.date”？请在“开发工具→属性→标记”中改正。[template.unknown-tag]", "修订功能开着", "共 2 处错误")]
    [InlineData("en", "word/document.xml, paragraph 101, “〔contract.date〕”: A report has no field “contract.data”. Is “contract.date” meant?", "Track Changes is on", "2 faults")]
    public async Task Every_fault_is_told_with_place_words_and_mending(string language, string first, string second, string count)
    {
        await File.WriteAllBytesAsync(_folder["mine.docx"], new EditedTemplate().With(t => t.Retag("contract.date", "contract.data")).With(t => t.Setting("trackRevisions")).Build());

        var (status, output, errors) = await RunAsync(_folder["mine.docx"], "--guide", "jilin-2026-draft", "--guides", Repository.Guides, "--lang", language);

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.All(new[] { first, second, count }, words => Assert.Contains(words, errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Which_pack_is_meant_has_to_be_said_where_none_lies_beside_it()
    {
        File.Copy(Shipped, _folder["mine.docx"]);

        var (without, _, which) = await RunAsync(_folder["mine.docx"], "--guides", Repository.Guides, "--lang", "en");
        var (unknown, _, none) = await RunAsync(_folder["mine.docx"], "--guide", "nowhere", "--guides", Repository.Guides, "--lang", "en");
        var (found, _, _) = await RunAsync(_folder["mine.docx"], "--guide", Path.Combine(Repository.Guides, "mee-2019", "guide.json"), "--lang", "en");

        Assert.Equal((CommandLine.Unreadable, CommandLine.Unreadable, CommandLine.Done), (without, unknown, found));
        Assert.Contains("name the guide pack with --guide: jilin-2026-draft, mee-2019", which, StringComparison.Ordinal);
        Assert.Contains("no guide pack “nowhere”", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_far_too_large_and_a_pack_with_faults_are_told()
    {
        await using (var huge = File.Create(_folder["huge.docx"]))
        {
            huge.SetLength(3L * 1024 * 1024 * 1024);
        }

        await File.WriteAllTextAsync(_folder["guide.json"], "{ \"key\": 1 }");

        var (missing, _, gone) = await RunAsync(_folder["missing.docx"], "--lang", "en");
        var (large, _, most) = await RunAsync(_folder["huge.docx"], "--guide", "mee-2019", "--guides", Repository.Guides, "--lang", "en");
        var (broken, _, faults) = await RunAsync(_folder["huge.docx"], "--lang", "en");

        Assert.Equal([CommandLine.Unreadable, CommandLine.Unreadable, CommandLine.Unreadable], [missing, large, broken]);
        Assert.Contains("missing.docx: There is no such file", gone, StringComparison.Ordinal);
        Assert.Contains("larger than 20 MB", most, StringComparison.Ordinal);
        Assert.Contains("guide.json: $.key", faults, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var status = await CommandLine.RunAsync(["check-template", .. arguments], output, errors, TestContext.Current.CancellationToken);
        return (status, output.ToString(), errors.ToString());
    }
}
