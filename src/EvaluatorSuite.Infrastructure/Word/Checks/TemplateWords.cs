using System.Text;
using System.Xml.Linq;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>The tags that a report knows, and which of them somebody meant who wrote another.</summary>
internal sealed class TemplateWords
{
    private readonly ReportContent _content;
    private readonly Dictionary<string, string> _tables;
    private readonly HashSet<string> _all;
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);

    public TemplateWords(ReportContent content)
    {
        _content = content;
        _tables = content.Tables.SelectMany(t => t.Value.Columns.Select(c => (Column: c, t.Key))).ToDictionary(c => c.Column, c => c.Key, StringComparer.Ordinal);
        _all =
        [
            .. content.Fields.Keys, .. _tables.Keys, .. content.Tables.Keys.Select(t => $"rows:{t}"),
            .. content.Conditions.Keys.Concat(content.Tables.Keys).SelectMany(c => new[] { $"if:{c}", $"unless:{c}" }), "toc",
        ];
        foreach (var tag in _all)
        {
            _plain.TryAdd(Plain(tag), tag);
        }
    }

    public bool IsField(string tag) => _content.Fields.ContainsKey(tag);

    public bool IsTable(string name) => _content.Tables.ContainsKey(name);

    public bool IsCondition(string name) => _content.Holds(name) is not null;

    /// <returns>The table that has this column; null when none has.</returns>
    public string? TableOf(string tag) => _tables.GetValueOrDefault(tag);

    /// <summary>The tag that this is but for case, spaces and full-width signs.</summary>
    public string? Same(string tag) => _all.Contains(tag) ? null : _plain.GetValueOrDefault(Plain(tag));

    /// <summary>What a control is for, also where its tag is not spelt right: one mistake is told once.</summary>
    public ControlTag Meant(XElement control)
    {
        var tag = ControlTag.Of(control);
        return tag.Kind != ControlKind.None && Same(tag.Tag) is { } same
            ? ControlTag.Of(new XElement(W.Control, new XElement(W.ControlProperties, new XElement(W.Tag, new XAttribute(W.Value, same)))))
            : tag;
    }

    /// <summary>A sentence that names the nearest tag, or one that says there is none near.</summary>
    public Message Nearest(string tag)
    {
        var plain = Plain(tag);
        var (near, distance) = _all.Select(t => (Tag: t, Distance: Distance(plain, t.ToLowerInvariant()))).MinBy(t => t.Distance);
        return distance <= Math.Max(2, plain.Length / 4) ? new Message("template.nearest", ("tag", near)) : new Message("template.nearest.none");
    }

    private static string Plain(string tag) =>
        string.Concat(tag.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('\u200b' or '\ufeff'))).Replace('。', '.').ToLowerInvariant();

    /// <summary>Letters to put in, take out or replace to make one of the other.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
