using System.Text.Json.Nodes;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Cli;

public sealed class EvaluateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder["out"];

    [Fact]
    public async Task The_sample_gives_verdict_report_and_manifest()
    {
        var (status, output, errors) = await RunAsync(Repository.SampleCase);

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains("179.933744", output, StringComparison.Ordinal);
        var verdict = Json("verdict.json");
        Assert.Equal(("neutral", "179.933744", "2.10"), ((string)verdict["conclusion"]!, verdict["verifiedTonnes"]!.ToJsonString(), verdict["differencePercent"]!.ToJsonString()));
        Assert.Equal(14, Json("manifest.json")["evidence"]!.AsArray().Count);
        Assert.True(new FileInfo(Path.Combine(Out, "report.docx")).Length > 5000);
    }

    [Fact]
    public async Task The_same_folder_gives_the_same_bytes_again()
    {
        await RunAsync(Repository.SampleCase);
        var first = Results();

        await RunAsync(Repository.SampleCase);

        Assert.Equal(first, Results());
    }

    [Fact]
    public async Task Whatever_the_conclusion_an_evaluated_case_ends_well()
    {
        var folder = new CaseFolderBuilder().With(c => c["offsets"] = new JsonArray()).WriteTo(_folder["case"]);

        var (status, _, _) = await RunAsync(folder, "--lang", "en");

        Assert.Equal(CommandLine.Done, status);
        var verdict = Json("verdict.json");
        Assert.Equal(("not-neutral", false), ((string)verdict["conclusion"]!, (bool)verdict["mayIssue"]!));
        Assert.Contains(verdict["issues"]!.AsArray(), i => (string)i!["rule"]! == "neutrality.shortfall" && ((string)i["explanation"]!).Contains("179.933744 tCO₂e", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN", "未知单位")]
    [InlineData("en", "unknown unit 'kw'")]
    public async Task Every_problem_of_an_unreadable_folder_is_told_and_nothing_is_written(string language, string words)
    {
        var folder = new CaseFolderBuilder().With(c =>
        {
            c["inventory"]![3]!["unit"] = "kw";
            c["colour"] = "red";
            c["team"] = new JsonArray();
        }).WriteTo(_folder["case"]);

        var (status, output, errors) = await RunAsync(folder, "--lang", language);

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.Contains("case.json: $.inventory[3].unit: ", errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Contains("case.json: $.colour: ", errors, StringComparison.Ordinal);
        Assert.Contains("case.json: $.team: ", errors, StringComparison.Ordinal);
        NothingWritten();
    }

    [Fact]
    public async Task A_case_of_three_hundred_megabytes_is_refused_without_being_read()
    {
        Directory.CreateDirectory(_folder["case"]);
        await using (var file = File.Create(Path.Combine(_folder["case"], "case.json")))
        {
            file.SetLength(300L * 1024 * 1024);
        }

        var (status, _, errors) = await RunAsync(_folder["case"], "--lang", "en");

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("300 MB", errors, StringComparison.Ordinal);
        NothingWritten();
    }

    [Fact]
    public async Task Links_are_refused_wherever_they_stand()
    {
        var folder = new CaseFolderBuilder().WithoutFile("供热结算单.pdf").WriteTo(_folder["case"]);
        File.CreateSymbolicLink(Path.Combine(folder, "evidence", "供热结算单.pdf"), "/etc/hostname");

        var (status, _, errors) = await RunAsync(folder);

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("$.evidence[4].file", errors, StringComparison.Ordinal);
        NothingWritten();

        File.Move(Path.Combine(folder, "case.json"), _folder["elsewhere.json"]);
        File.CreateSymbolicLink(Path.Combine(folder, "case.json"), _folder["elsewhere.json"]);
        Assert.Equal(CommandLine.Unreadable, (await RunAsync(folder)).Status);

        Directory.Move(Path.Combine(folder, "evidence"), _folder["evidence-elsewhere"]);
        File.Delete(Path.Combine(folder, "case.json"));
        File.Move(_folder["elsewhere.json"], Path.Combine(folder, "case.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "evidence"), _folder["evidence-elsewhere"]);
        Assert.Equal(CommandLine.Unreadable, (await RunAsync(folder)).Status);
        NothingWritten();
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    public async Task A_folder_that_is_none_is_refused(string kind)
    {
        if (kind == "empty")
        {
            Directory.CreateDirectory(_folder[kind]);
        }

        var (status, _, errors) = await RunAsync(_folder[kind]);

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.NotEmpty(errors);
        NothingWritten();
    }

    [Fact]
    public async Task Files_that_nobody_listed_are_named_and_not_lost_from_sight()
    {
        var folder = new CaseFolderBuilder().WithFile("多余.txt", "x").WriteTo(_folder["case"]);

        var (status, _, errors) = await RunAsync(folder);

        Assert.Equal(CommandLine.Done, status);
        Assert.NotEmpty(errors);
        var extra = Assert.Single(Json("manifest.json")["evidence"]!.AsArray(), e => !(bool)e!["listed"]!);
        Assert.Equal(("多余.txt", 1), ((string)extra!["file"]!, (int)extra["size"]!));
    }

    [Fact]
    public async Task A_results_folder_with_somebody_elses_data_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(Out, "case-data"));
        await File.WriteAllTextAsync(Path.Combine(Out, "case-data", "suite.db"), "mine");

        var (status, _, _) = await RunAsync(Repository.SampleCase);

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(Out, "case-data", "suite.db")));
        Assert.False(File.Exists(Path.Combine(Out, "verdict.json")));
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate", "x")]
    [InlineData("evaluate", "", "--out", "y")]
    [InlineData("explode")]
    [InlineData("evaluate", "x", "--out", "y", "--lang", "fr")]
    public async Task A_command_that_is_none_is_refused(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(CommandLine.Unreadable, await CommandLine.RunAsync(arguments, output, errors));
        Assert.NotEmpty(errors.ToString());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Status, string Output, string Errors)> RunAsync(string folder, params string[] more)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await CommandLine.RunAsync(["evaluate", folder, "--out", Out, "--guides", Repository.Guides, .. more], output, errors);
        return (status, output.ToString(), errors.ToString());
    }

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Out, name)))!;

    private string[] Results() => [.. new[] { "verdict.json", "report.docx", "manifest.json" }.Select(f => Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Out, f))))];

    private void NothingWritten() => Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "out*"));
}
