using System.Globalization;
using System.Xml.Linq;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Collects the faults of a template, each with the paragraph in which it stands.</summary>
internal sealed class TemplateFaults
{
    private const int MostWords = 20;

    private readonly List<TemplateFault> _faults = [];
    private readonly HashSet<(string, int?, string, string)> _seen = [];
    private readonly Dictionary<string, Dictionary<XElement, int>> _numbers = new(StringComparer.Ordinal);

    public int Count => _faults.Count;

    /// <summary>In the order in which they stand in the file; those of the file as a whole first.</summary>
    public IReadOnlyList<TemplateFault> All =>
        [.. _faults.OrderBy(f => Rank(f.Part)).ThenBy(f => f.Part, StringComparer.Ordinal).ThenBy(f => f.Paragraph ?? 0).Take(Faults.MaxListed)];

    /// <summary>Of the file, or of a part of it as a whole.</summary>
    public void Add(string part, string code, params (string Name, object Value)[] values) => Add(part, null, "", new Message(code, values));

    /// <summary>Where an element stands: a control around paragraphs stands at the first of them.</summary>
    public void At(string part, XElement element, string code, params (string Name, object Value)[] values)
    {
        var paragraph = ParagraphOf(element);
        Add(part, paragraph is null ? null : NumberOf(part, paragraph), paragraph is null ? "" : WordsOf(paragraph), new Message(code, values));
    }

    /// <summary>Where a paragraph stands that another reader of the part has counted.</summary>
    public void At(string part, XElement root, int number, string code, params (string Name, object Value)[] values)
    {
        var paragraph = root.Descendants(W.Paragraph).ElementAtOrDefault(number - 1);
        Add(part, paragraph is null ? null : number, paragraph is null ? "" : WordsOf(paragraph), new Message(code, values));
    }

    public bool Has(string part, string tag) => _faults.Any(f => f.Part == part && f.What.Values.TryGetValue("tag", out var value) && Equals(value, tag));

    public static string TextOf(XElement paragraph) => string.Concat(paragraph.Descendants(W.Text).Where(t => t.Ancestors(W.Paragraph).FirstOrDefault() == paragraph).Select(t => t.Value));

    private void Add(string part, int? paragraph, string words, Message what)
    {
        // Word splits what is one thing to its user into many: one fault of a kind with the same values is enough for a paragraph.
        if (_seen.Add((part, paragraph, what.Code, string.Join('\n', what.Values.Select(v => v.Value is Message message ? message.Code : v.Value)))))
        {
            _faults.Add(new TemplateFault(part, paragraph, words, what));
        }
    }

    private int NumberOf(string part, XElement paragraph)
    {
        if (!_numbers.TryGetValue(part, out var numbers))
        {
            var root = paragraph.AncestorsAndSelf().Last();
            _numbers[part] = numbers = root.Descendants(W.Paragraph).Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i + 1);
        }

        return numbers[paragraph];
    }

    private static XElement? ParagraphOf(XElement element) =>
        element.AncestorsAndSelf(W.Paragraph).FirstOrDefault()
        ?? element.Descendants(W.Paragraph).FirstOrDefault()
        ?? element.AncestorsAndSelf().SelectMany(e => e.ElementsAfterSelf()).SelectMany(e => e.DescendantsAndSelf(W.Paragraph)).FirstOrDefault();

    private static string WordsOf(XElement paragraph)
    {
        var text = TextOf(paragraph).Trim();
        var length = StringInfo.ParseCombiningCharacters(text);
        return length.Length <= MostWords ? text : $"{text[..length[MostWords]]}…";
    }

    private static int Rank(string part) => part switch
    {
        "" => 0,
        TemplatePackage.Main => 1,
        _ when part.StartsWith("word/header", StringComparison.Ordinal) => 2,
        _ when part.StartsWith("word/footer", StringComparison.Ordinal) => 3,
        _ => 4,
    };
}
