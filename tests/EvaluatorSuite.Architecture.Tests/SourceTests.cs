using System.Reflection;
using System.Text.RegularExpressions;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EvaluatorSuite.Architecture.Tests;

/// <summary>What only the source shows.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 300;
    private const int MaxProgramLines = 100;

    private static readonly string Root = FindRoot();

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal));

    [Fact]
    public void No_file_grows_beyond_what_can_be_read_at_once()
    {
        Assert.Empty(Sources.Where(f => File.ReadAllLines(f).Length > MaxLines).Select(f => $"{f}: {File.ReadAllLines(f).Length}"));
        Assert.InRange(File.ReadAllLines(Path.Combine(Root, "src", "EvaluatorSuite.Web", "Program.cs")).Length, 1, MaxProgramLines);
    }

    [Fact]
    public void No_words_for_people_stand_in_code_or_markup()
    {
        var files = Sources.Concat(Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cshtml", SearchOption.AllDirectories));

        // The names of the invented people of the sample are data; the catalogue writes dates and joins sentences in each language.
        Assert.Empty(files.Where(f => Path.GetFileName(f) is not ("SampleCase.cs" or "TextCatalog.cs"))
            .SelectMany(f => File.ReadLines(f).Where(l => ChineseText().IsMatch(Comment().Replace(l, ""))).Select(l => $"{Path.GetFileName(f)}: {l.Trim()}")));
    }

    [Fact]
    public void Every_page_under_an_engagement_says_what_it_requires()
    {
        var pages = typeof(EngagementPageAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract).ToList();
        var ofEngagements = pages.Where(p => p.Namespace!.EndsWith(".Engagements.Engagement", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(ofEngagements);
        Assert.All(ofEngagements, page => Assert.True(page.IsDefined(typeof(EngagementPageAttribute)), page.FullName));
        Assert.All(pages.Except(ofEngagements).Where(p => p.IsDefined(typeof(AllowAnonymousAttribute))), page =>
            Assert.Contains(page.Name, new[] { "SignInModel", "SignInCodeModel", "SignInLinkModel", "SignInRefusedModel", "SetupModel", "InvitationModel", "StatusModel", "VerifyModel", "PublicRegisterModel" }));
    }

    [Fact]
    public void Only_signing_in_and_out_the_error_page_and_moves_one_by_one_act_outside_a_transaction() => Assert.Equal(
        ["SignInCodeModel", "SignInModel", "SignOutModel", "StatusModel", "WorkflowMoveModel"],
        typeof(PostFilter).Assembly.GetTypes().Where(t => t.IsDefined(typeof(OutsideTransactionAttribute))).Select(t => t.Name).Order());

    /// <summary>Each of these writes a reference that an <c>IBytesReference</c> knows: bytes that none knows are swept away.</summary>
    [Fact]
    public void Only_those_keep_bytes_whose_references_the_sweep_of_the_store_knows() => Assert.Equal(
        ["CaseImporter.cs", "IssueService.cs", "ReportHandover.cs", "ReportVersions.cs", "UploadReader.cs"],
        Sources.Where(f => File.ReadAllText(f) is var text && text.Contains("IEvidenceStore", StringComparison.Ordinal) && text.Contains(".PutAsync(", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order());

    [Fact]
    public void The_top_level_holds_nothing_but_what_belongs_there() => Assert.Empty(
        Directory.EnumerateFileSystemEntries(Root).Select(e => Path.GetFileName(e)!).Where(e => !e.StartsWith('.')).Except(
            ["Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", "EvaluatorSuite.sln", "README.md", "azure-pipelines.yml",
                "src", "tests", "workflows", "templates", "docs", "data"]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EvaluatorSuite.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex ChineseText();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();
}
