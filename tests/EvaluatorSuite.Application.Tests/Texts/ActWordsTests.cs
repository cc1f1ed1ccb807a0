using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Texts;

/// <summary>The timeline tells each act in words. Whoever adds an act adds the text <c>act.</c> with its name to the set of the slice.</summary>
public sealed partial class ActWordsTests
{
    private static readonly TextCatalog Chinese = TextCatalog.In(TextCatalog.Chinese);

    [Fact]
    public void Every_act_that_the_source_enters_in_the_ledger_has_words()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)).Select(File.ReadAllText).Where(s => Enters().IsMatch(s)).ToList();
        var named = sources.SelectMany(s => Named().Matches(s).Select(m => m.Groups[1].Value));

        // An act can be named where a method of its own enters it; what is no act there is the code of a refusal, which has words of its own.
        var other = sources.SelectMany(s => Literal().Matches(s).Select(m => m.Groups[1].Value)).Where(l => Chinese.Find(l) is null);
        var acts = named.Concat(other).Distinct().Order().ToList();

        Assert.True(acts.Count > 30, $"{acts.Count} acts were found: the pattern no longer fits the source.");
        Assert.Equal([], acts.Where(a => Chinese.Find($"act.{a}") is null));
    }

    [Theory]
    [InlineData("finding.raised", """{"key":"NC-01","description":"缺证据"}""", "提出 NC-01：缺证据")]
    [InlineData("finding.raised", """{"key":"NC-01"}""", "提出 NC-01：—")]
    [InlineData("inventory.line-corrected", """{"after":{"amount":"2","key":"L01"},"before":{"amount":"1","key":"L01"}}""", "更正了排放清单 L01")]
    [InlineData("inventory.line-corrected", """{"after":1,"before":{"amount":"1"}}""", "更正了排放清单 —")]
    [InlineData("finding.raised", null, "提出 —：—")]
    [InlineData("finding.raised", "not json", "提出 —：—")]
    [InlineData("finding.raised", "[1]", "提出 —：—")]
    [InlineData("something.new", """{"key":"x"}""", "记录了“something.new”")]
    public void An_entry_is_told_whatever_it_holds(string action, string? payload, string words) =>
        Assert.Equal(words, new LedgerWords(Chinese, new Dictionary<Guid, string>()).Say(action, payload));

    [Fact]
    public void What_changed_is_told_with_names()
    {
        var person = Guid.CreateVersion7();
        var words = new LedgerWords(Chinese, new Dictionary<Guid, string> { [person] = "高明哲" });
        var digest = new string('a', 64);

        Assert.Equal(
            ["技术复核人：— → 高明哲", "证据：2 项", "b：是", "c：1、2、3等 4 项", "到期日：2026-03-01"],
            words.Details($$"""{"key":"k","reviewerId":{"from":null,"to":"{{person}}"},"evidence":["{{digest}}","{{digest}}"],"b":true,"c":["1","2","3","4"],"dueOn":"2026-03-01"}"""));
    }

    [Fact]
    public void Of_a_row_that_was_and_one_that_is_only_the_difference_is_told() => Assert.Equal(
        ["数量（tCO₂e）：1 → 2"],
        new LedgerWords(Chinese, new Dictionary<Guid, string>()).Details("""{"after":{"key":"L01","stage":"hold","tonnes":"2"},"before":{"key":"L01","stage":"hold","tonnes":"1"}}"""));

    [GeneratedRegex(@"(?:RecordAsync|AppendAsync)\(")]
    private static partial Regex Enters();

    [GeneratedRegex("""(?:RecordAsync|AppendAsync)\([^;]{0,160}?"([a-z][a-z-]+\.[a-z][a-z-]+)"(?!\])""")]
    private static partial Regex Named();

    [GeneratedRegex("""
        "([a-z][a-z-]+\.[a-z][a-z-]+)"
        """)]
    private static partial Regex Literal();
}
