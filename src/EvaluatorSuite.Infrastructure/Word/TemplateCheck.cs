using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Holds the tags of a template against what a report has: every one that names nothing, once, with the part where it stands.</summary>
internal sealed class TemplateCheck(ReportContent content)
{
    private readonly Faults _faults = new();
    private readonly HashSet<(string, string)> _seen = [];

    public static IReadOnlyList<Fault> FaultsOf(WordTemplate template, ReportContent content)
    {
        var check = new TemplateCheck(content);
        foreach (var part in template.Parts)
        {
            check.Check(part.Name, part.Pieces, null);
        }

        return check._faults.All;
    }

    private void Check(string part, IReadOnlyList<Piece> pieces, ReportTable? table)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case TextRun { Source: TaggedText text }:
                    CheckText(part, text.Tag, table);
                    break;
                case PlainText plain:
                    CheckText(part, plain.Tag, null);
                    break;
                case Heading heading:
                    Check(part, heading.Body, table);
                    break;
                case Choice choice:
                    if (content.Holds(choice.Condition) is null)
                    {
                        Add(part, "report.template.unknown-condition", $"{(choice.Wanted ? "if" : "unless")}:{choice.Condition}");
                    }

                    Check(part, choice.Body, table);
                    break;
                case Repeat repeat when content.Tables.TryGetValue(repeat.Table, out var inner):
                    Check(part, repeat.Body, inner);
                    break;
                case PicturePlace picture when !content.Pictures.ContainsKey(picture.Name):
                    CheckPicture(part, picture.Name, table);
                    break;
                case ChartPlace chart when !content.Charts.ContainsKey(chart.Name):
                    Add(part, "report.template.unknown-chart", $"chart:{chart.Name}");
                    break;
                case Repeat repeat:
                    Add(part, "report.template.unknown-rows", $"rows:{repeat.Table}");
                    break;
            }
        }
    }

    private void CheckText(string part, string tag, ReportTable? table)
    {
        if (content.Fields.ContainsKey(tag) || table?.Columns.Contains(tag) == true)
        {
            return;
        }

        var home = content.Tables.FirstOrDefault(t => t.Value.Columns.Contains(tag)).Key;
        Add(part, home is null ? "report.template.unknown-tag" : "report.template.outside-rows", tag, ("table", home ?? ""));
    }

    private void CheckPicture(string part, string name, ReportTable? table)
    {
        var home = content.Tables.FirstOrDefault(t => t.Value.Pictures is not null && name == Row.PictureTag(t.Key));
        if (home.Value is null || home.Value != table)
        {
            Add(part, home.Value is null ? "report.template.unknown-picture" : "report.template.outside-rows", $"picture:{name}", ("table", home.Key ?? ""));
        }
    }

    private void Add(string part, string code, string tag, params (string, object)[] values)
    {
        if (_seen.Add((part, tag)))
        {
            _faults.Add(part, code, [("tag", tag), .. values]);
        }
    }
}
