using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Texts;

public sealed partial class TextTests
{
    public static TheoryData<string> Sets => [.. TextCatalog.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Both_languages_have_the_same_keys_and_the_same_places_for_values(string set)
    {
        var (chinese, english) = (Load(set, CultureInfo.InvariantCulture), Load(set, CultureInfo.GetCultureInfo("en")));

        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        Assert.All(chinese, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(chinese.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Fact]
    public void A_key_stands_in_one_set_only()
    {
        var keys = TextCatalog.Sets.SelectMany(s => Load(s, CultureInfo.InvariantCulture).Keys).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void Every_rule_has_a_title_and_says_how_to_mend() => Assert.All(RuleKeys.All, rule => Assert.All(TextCatalog.Languages, language =>
    {
        Assert.NotNull(TextCatalog.In(language).Find($"title.{rule}"));
        Assert.NotNull(TextCatalog.In(language).Find($"mend.{rule}"));
    }));

    [Fact]
    public void Every_code_that_the_source_names_has_words()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();

        // The parts of the report leave out the "report." that all their keys begin with.
        Assert.True(codes.Count > 200, $"{codes.Count} codes were found: the pattern no longer fits the source.");
        Assert.Equal([], codes.Where(c => TextCatalog.In(TextCatalog.Chinese).Find(c) is null && TextCatalog.In(TextCatalog.Chinese).Find($"report.{c}") is null).ToList());
    }

    [Fact]
    public void Every_fault_of_a_workflow_and_every_mandatory_step_has_words()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "EvaluatorSuite.Domain", "Workflows"), "*.cs").SelectMany(f => Fault().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        var mandatory = Obligations.All.Select(o => $"term.obligation.{o.Name}");

        Assert.True(codes.Count > 35, $"{codes.Count} codes were found: the pattern no longer fits the source.");
        Assert.Equal([], codes.Concat(mandatory).Where(c => TextCatalog.Languages.Any(l => TextCatalog.In(l).Find(c) is null)));
    }

    private static Dictionary<string, string> Load(string set, CultureInfo culture) =>
        new ResourceManager($"EvaluatorSuite.Application.Texts.{set}", typeof(TextCatalog).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex("\"(workflow[.][a-z-]+)\"")]
    private static partial Regex Fault();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex("(?:T\\[|T\\.Say\\(|texts\\[|Say\\(|Faults\\.Add\\([^,\"]+, |faults\\.Add\\([^,\"]+, |faults\\.Add\\(\"[^\"]+\", |new Message\\(|Unreadable\\([^,]+, )\"([a-z]+[.][a-zA-Z0-9.-]+)\"")]
    private static partial Regex Code();
}
