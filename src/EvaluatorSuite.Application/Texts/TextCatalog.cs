using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Application.Texts;

/// <summary>All words for people, in one language. Codes and values come from the rules; the words live in resources, zh-CN first, en second.</summary>
public sealed class TextCatalog
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>Resource files beside this one: what rules say, words of closed lists, faults of files, the report, the pages, the command line, and a set for each part of the working day.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["Rules", "Terms", "Faults", "Report", "Pages", "Cli", "Accounts", "Lists", "Tables", "Registry", "Acts", "Portal", "Api", "Process", "SignOff", "Ledger", "Templates"];

    private static readonly ConcurrentDictionary<string, TextCatalog> Catalogs = new();

    private readonly ResourceManager[] _resources =
        [.. Sets.Select(set => new ResourceManager($"EvaluatorSuite.Application.Texts.{set}", typeof(TextCatalog).Assembly))];

    private readonly CultureInfo _culture;

    private TextCatalog(string language)
    {
        Language = language;
        _culture = CultureInfo.GetCultureInfo(language);
    }

    public static IReadOnlyList<string> Languages { get; } = [Chinese, English];

    public string Language { get; }

    private bool IsChinese => Language == Chinese;

    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static TextCatalog In(string language) => Catalogs.GetOrAdd(language, l => new TextCatalog(l));

    /// <exception cref="KeyNotFoundException">No text has this key: a fault of the program, which a test finds first.</exception>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"No text '{key}' in {Language}.");

    public string? Find(string key) => _resources.Select(r => r.GetString(key, _culture)).FirstOrDefault(text => text is not null);

    public string Say(string key, params (string Name, object Value)[] values) => Say(new Message(key, values));

    /// <summary>The text of the message's code with each <c>{name}</c> replaced by its value.</summary>
    public string Say(Message message)
    {
        var template = this[message.Code];
        var text = new StringBuilder(template.Length * 2);
        var position = 0;
        while (position < template.Length)
        {
            var open = template.IndexOf('{', position);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            text.Append(template, position, open - position);
            var name = template[(open + 1)..close];
            text.Append(message.Values.TryGetValue(name, out var value)
                ? Show(value)
                : throw new KeyNotFoundException($"Text '{message.Code}' wants '{name}', which its message does not have."));
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    /// <summary>What is wrong, then the chain of facts that leads there, numbered; names every node of the issue's path.</summary>
    public string Explain(Issue issue)
    {
        var finding = Say(issue.Finding);
        return issue.Chain.Count == 0
            ? finding
            : finding + (IsChinese ? "" : " ") + string.Join(IsChinese ? "；" : "; ", issue.Chain.Select((fact, i) => $"{Number(i)}{Say(fact)}")) + (IsChinese ? "。" : ".");
    }

    public string Date(DateOnly date) => date.ToString(IsChinese ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", _culture);

    /// <summary>Tonnes with six places and thousands separators, without the unit.</summary>
    public static string Tonnes(decimal tonnes) => tonnes.ToString("#,##0.000000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>An amount with every digit that it has.</summary>
    public static string Amount(decimal amount) => amount.ToString("#,##0.############################", CultureInfo.InvariantCulture).Replace('-', '−');

    public string Show(object value) => value switch
    {
        string text => text,
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:#,##0}"),
        decimal amount => Amount(amount),
        DateOnly date => Date(date),
        Tonnage tonnage => $"{Tonnes(tonnage.Value)} tCO₂e",
        Percentage percentage => $"{Amount(percentage.Value)}%",
        Term term => this[$"term.{term.Code}"],
        LocalizedText localized => localized.In(Language),
        Message message => Say(message),
        _ => throw new ArgumentException($"{value.GetType()} cannot be shown.", nameof(value)),
    };

    // Circled numbers end at twenty; a chain longer than that is numbered plainly.
    private string Number(int index) => IsChinese && index < 20 ? ((char)('①' + index)).ToString() : $"({index + 1}) ";
}
