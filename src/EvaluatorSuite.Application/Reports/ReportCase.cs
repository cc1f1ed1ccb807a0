using System.Globalization;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The case that a report is about, with the ways in which a report writes what the case holds.</summary>
internal sealed class ReportCase
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<Guid, string> _names;

    public ReportCase(EvaluationFacts facts, Verdict verdict, TextCatalog texts, IssueFacts? issued = null)
    {
        (Facts, Verdict, Texts, Issued) = (facts, verdict, texts, issued);
        _numbers = facts.Evidence.Select((e, i) => (e.Key, Number: i + 1)).ToDictionary(e => e.Key, e => e.Number, StringComparer.Ordinal);
        _names = facts.Registry.Organizations.Select(o => (o.Id, o.Name)).Concat(facts.Registry.People.Select(p => (p.Id, p.Name)))
            .ToDictionary(n => n.Id, n => n.Name);
        Headings = facts.Guide.Outline.ToDictionary(h => h.Key, h => $"{h.Number} {h.Title.In(texts.Language)}".Trim(), StringComparer.Ordinal);
    }

    public EvaluationFacts Facts { get; }
    public Verdict Verdict { get; }
    public TextCatalog Texts { get; }

    /// <summary>Null in a draft.</summary>
    public IssueFacts? Issued { get; }

    /// <summary>Number and title of each heading of the pack's outline, by its key.</summary>
    public IReadOnlyDictionary<string, string> Headings { get; }

    public GuidePack Guide => Facts.Guide;

    public string Say(string key, params (string Name, object Value)[] values) => Texts.Say(key, values);

    public string Term(string code) => Texts[$"term.{code}"];

    /// <summary>The same, standing alone in a cell.</summary>
    public string TermAlone(string code) => Term(code) is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "";

    /// <summary>Name of an organization or a person.</summary>
    public string? Name(Guid? id) => id is { } known ? _names.GetValueOrDefault(known) : null;

    public OrganizationFacts? Organization(Guid id) => Facts.Registry.Organizations.FirstOrDefault(o => o.Id == id);

    /// <summary>The title as it stands in the contents, for pointing there. A pack without that heading is pointed at by the bare key.</summary>
    public string Heading(string key) => Headings.GetValueOrDefault(key, key);

    public string? Date(DateOnly? date) => date is { } day ? Texts.Date(day) : null;

    public string Period(DateOnly from, DateOnly to) => from == to ? Texts.Date(from) : Say("report.period", ("from", from), ("to", to));

    /// <summary>A date for a table, where a long one would break.</summary>
    public string? ShortDate(DateOnly? date) => date is { } day ? IsChinese ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Texts.Date(day) : null;

    public string ShortPeriod(DateOnly from, DateOnly to) =>
        from == to ? ShortDate(from)! : Say("report.period.short", ("from", ShortDate(from)!), ("to", ShortDate(to)!));

    public string Standing(Standing standing) => Term($"standing.{standing}");

    /// <summary>Standing and basis, as they belong beside whatever was not seen in the guide.</summary>
    public string Marked(Standing standing, LocalizedText source) =>
        Say("report.marked", ("standing", Standing(standing)), ("source", Bare(source.In(Texts.Language))));

    public string Join(IEnumerable<string> words) => string.Join(IsChinese ? "、" : ", ", words);

    public string Sentences(params IEnumerable<string> sentences) => string.Join(IsChinese ? "" : " ", sentences.Where(s => s.Length > 0));

    /// <summary>What a person wrote, ended like a sentence, whether they did so or not.</summary>
    public string Sentence(string text) => Bare(text) + (IsChinese ? "。" : ".");

    public static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(l => !string.IsNullOrWhiteSpace(l)));

    public static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    public static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>With <c>+</c> or <c>−</c> (U+2212), six places.</summary>
    public static string Difference(decimal tonnes) => (tonnes > 0 ? "+" : "") + TextCatalog.Tonnes(tonnes);

    /// <summary>With its sign, two places.</summary>
    public static string? Percent(decimal? percent) => percent is { } value ? (value > 0 ? "+" : "") + Hundredths(value) : null;

    public static string Hundredths(decimal percent) =>
        $"{(percent == 0 ? 0m : percent).ToString("#,##0.00", CultureInfo.InvariantCulture).Replace('-', '−')}%";

    /// <summary>Numbers in the list of supporting documents, in its order: <c>[3][5]</c>.</summary>
    public string Cite(IEnumerable<string> evidence) => string.Concat(evidence.Select(key => _numbers[key]).Order().Select(number => $"[{number}]"));

    public string CiteWithTitle(EvidenceFacts item) => $"{Cite([item.Key])} {item.Title}";

    public IReadOnlyList<EvidenceFacts> EvidenceOf(string kind) => [.. Facts.Evidence.Where(e => e.Kind == kind)];

    public EvidenceFacts Evidence(string key) => Facts.Evidence[_numbers[key] - 1];

    private bool IsChinese => Texts.Language == TextCatalog.Chinese;

    private static string Bare(string text) => text.Trim().TrimEnd('。', '.', '；', ';');
}
