using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Cli;

public sealed class CheckWorkflowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "rubbish.json", "zh-CN", "JSON" },
        { "rubbish.json", "en", "not valid JSON" },
        { "missing.json", "en", "no such file or folder" },
        { "empty", "en", "no .json file" },
        { "huge.json", "en", "larger than 4 MB" },
    };

    [Theory]
    [InlineData("zh-CN", "4 个定义组成完整流程")]
    [InlineData("en", "4 definitions make a whole process")]
    public async Task The_shipped_folder_is_without_fault(string language, string words)
    {
        var (status, output, errors) = await RunAsync(Repository.Workflows, "--lang", language);

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_by_itself_is_checked_and_it_is_said_what_was_not()
    {
        var (status, output, errors) = await RunAsync(Path.Combine(Repository.Workflows, "reporting.json"), "--lang", "en");

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains("whether mandatory steps can be passed by is only seen with \"evaluation\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_fault_of_each_file_is_told_with_file_and_path()
    {
        var first = Changed("preparation", "\"role\"", "\"part\"");
        var second = Changed("reporting", "\"target\": {\n          \"activity\": \"End\"", "\"target\": {\n          \"activity\": \"Nowhere\"");

        var (status, output, errors) = await RunAsync(first, second, "--lang", "en");

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.Contains($"{first}: $.root.activities[2].role: The input \"role\" is missing", errors, StringComparison.Ordinal);
        Assert.Contains($"{second}: $.root.connections[", errors, StringComparison.Ordinal);
        Assert.Contains("\"Nowhere\"", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "批准")]
    [InlineData("en", "approval")]
    public async Task A_mandatory_step_that_can_be_passed_by_is_told_in_words_of_the_language(string language, string words)
    {
        var files = new[] { "evaluation", "preparation", "implementation" }.Select(k => Path.Combine(Repository.Workflows, $"{k}.json"));
        var around = Changed("reporting", "\"Independence\",\n          \"port\": \"Cleared\"\n        },\n        \"target\": {\n          \"activity\": \"Approve\"", "\"Independence\",\n          \"port\": \"Cleared\"\n        },\n        \"target\": {\n          \"activity\": \"Issue\"");

        var (status, _, errors) = await RunAsync([.. files, around, "--lang", language]);

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains(words, errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_process_of_which_a_definition_is_missing_names_it_and_who_runs_it()
    {
        var (status, _, errors) = await RunAsync(Path.Combine(Repository.Workflows, "evaluation.json"), "--lang", "en");

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("evaluation.json: $.root.activities[1].workflowDefinitionId.expression.value: \"evaluation\" runs the workflow \"preparation\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_definition_in_two_files_is_told_with_both()
    {
        var (first, second) = (Path.Combine(Repository.Workflows, "reporting.json"), Changed("reporting", "\"version\": 1", "\"version\": 2"));

        var (status, _, errors) = await RunAsync(first, second, "--lang", "en");

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains($"{second}: $.definitionId: The workflow \"reporting\" has been given by {first} already", errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_said_plainly(string name, string language, string words)
    {
        await File.WriteAllBytesAsync(_folder["rubbish.json"], [0, 255, 1, 254, 137, 80]);
        Directory.CreateDirectory(_folder["empty"]);
        await using (var huge = File.Create(_folder["huge.json"]))
        {
            huge.SetLength(300L * 1024 * 1024);
        }

        var (status, output, errors) = await RunAsync(_folder[name], "--lang", language);

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.StartsWith(_folder[name], errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Changed(string key, string text, string with)
    {
        var shipped = File.ReadAllText(Path.Combine(Repository.Workflows, $"{key}.json"));
        Assert.Contains(text, shipped, StringComparison.Ordinal);
        File.WriteAllText(_folder[$"{key}.json"], shipped.Replace(text, with, StringComparison.Ordinal));
        return _folder[$"{key}.json"];
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await CommandLine.RunAsync(["check-workflows", .. arguments], output, errors);
        return (status, output.ToString(), errors.ToString());
    }
}
