using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Finds the headings that a report will have. The contents list stands before them, so this comes before the writing.</summary>
internal static class HeadingFinder
{
    public static IReadOnlyList<ContentsEntry> Find(IReadOnlyList<Piece> pieces, ReportContent content)
    {
        var entries = new List<ContentsEntry>();
        Collect(pieces, content, null, entries);
        return entries;
    }

    private static void Collect(IReadOnlyList<Piece> pieces, ReportContent content, Row? row, List<ContentsEntry> entries)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case Heading heading:
                    entries.Add(new ContentsEntry(heading.Level, string.Concat(heading.Text.Select(t => TextOf(t, content, row))), entries.Count + 1));
                    break;
                case Choice choice when content.Holds(choice.Condition) == choice.Wanted:
                    Collect(choice.Body, content, row, entries);
                    break;
                case Repeat repeat when HasHeadings(repeat.Body):
                    foreach (var inner in Row.Of(content.Tables[repeat.Table]))
                    {
                        Collect(repeat.Body, content, inner, entries);
                    }

                    break;
            }
        }
    }

    private static bool HasHeadings(IReadOnlyList<Piece> pieces) => pieces.Any(p => p is Heading || (p is Choice choice && HasHeadings(choice.Body)));

    private static string TextOf(TextSource source, ReportContent content, Row? row) => source switch
    {
        TaggedText tagged => row?.Find(tagged.Tag) ?? content.Fields[tagged.Tag],
        FixedText text => text.Text,
        _ => "",
    };
}
