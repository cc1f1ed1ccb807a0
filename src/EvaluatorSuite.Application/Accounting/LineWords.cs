using System.Text;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>What can be read of a line from a column.</summary>
public enum LineField { Source, Stage, Description, Amount, Unit, Factor, ClaimedTonnes, CrossCheck }

/// <summary>
/// Finds the code for a word as people write it, in either language: keys and names of the pack, names of units and stages, and the
/// texts <c>alias.…</c>, which are lists with semicolons. What is found for two codes is found for none.
/// </summary>
public sealed partial class LineWords
{
    private static readonly Dictionary<string, string> Units = Index(Unit.All.Select(u => (u.Code, InAllLanguages($"term.unit.{u.Code}").Concat(Aliases($"alias.unit.{u.Code}")))));

    private static readonly Dictionary<string, string> Stages = Index(Enum.GetNames<EventStage>().Select(s => (s, InAllLanguages($"term.stage.{s}").Concat(Aliases($"alias.stage.{s}")))));

    private static readonly Dictionary<string, string> Headers = Index(Enum.GetNames<LineField>().Select(f => (f, InAllLanguages($"term.lineField.{f}").Concat(Aliases($"alias.field.{f}")))));

    private static readonly HashSet<string> Totals = [.. Aliases("alias.total").Select(Plain)];

    private readonly Dictionary<string, string> _sources;
    private readonly Dictionary<string, string> _factors;

    public LineWords(GuidePack guide)
    {
        _sources = Index(guide.Sources.Select(s => (s.Key, Names(s.Name))));
        _factors = Index(guide.Factors.Select(f => (f.Key, Names(f.Name))));
    }

    /// <returns>The line with codes where words are known; the rest as it was typed, for the rules to refuse by name.</returns>
    public TypedLine Understand(TypedLine line) => line with
    {
        Source = Find(_sources, line.Source),
        Stage = Find(Stages, line.Stage),
        Unit = Find(Units, line.Unit),
        Factor = Find(_factors, line.Factor),
    };

    /// <summary>The field that a heading names: the whole heading, else the longest known word in it.</summary>
    public static LineField? FieldOf(string? heading)
    {
        var plain = Plain(WithoutBrackets(heading ?? ""));
        var word = Headers.ContainsKey(plain) ? plain : Headers.Keys.Where(k => k.Length > 1 && plain.Contains(k, StringComparison.Ordinal)).MaxBy(k => k.Length);
        return word is not null && Enum.TryParse<LineField>(Headers[word], out var field) ? field : null;
    }

    /// <summary>The unit that a heading gives in brackets, as in <c>Amount (kWh)</c>.</summary>
    public static string? UnitIn(string? heading) =>
        Bracketed().Matches((heading ?? "").Normalize(NormalizationForm.FormKC)).Select(m => Units.GetValueOrDefault(Plain(m.Groups[1].Value))).FirstOrDefault(u => u is not null);

    /// <summary>Whether a row that begins so adds the others up.</summary>
    public static bool IsTotal(string text) => Totals.Contains(Plain(WithoutBrackets(text)));

    private static string? Find(Dictionary<string, string> words, string? typed) => typed is null ? null : words.GetValueOrDefault(Plain(typed), typed);

    private static Dictionary<string, string> Index(IEnumerable<(string Code, IEnumerable<string> Names)> codes)
    {
        var all = codes.ToList();
        var words = all.SelectMany(c => c.Names.Select(n => (Word: Plain(n), c.Code))).Where(w => w.Word.Length > 0)
            .GroupBy(w => w.Word).Where(g => g.Select(w => w.Code).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First().Code, StringComparer.Ordinal);
        foreach (var (code, _) in all)
        {
            words[Plain(code)] = code;
        }

        return words;
    }

    private static IEnumerable<string> InAllLanguages(string key) => TextCatalog.Languages.Select(l => TextCatalog.In(l)[key]);

    private static IEnumerable<string> Aliases(string key) => InAllLanguages(key).SelectMany(list => list.Split(';'));

    private static IEnumerable<string> Names(LocalizedText name) => [name.Zh, name.En];

    private static string WithoutBrackets(string text) => Bracketed().Replace(text.Normalize(NormalizationForm.FormKC), "");

    // Width, case, blanks and punctuation say nothing here.
    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"[(\[]([^)\]]*)[)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
