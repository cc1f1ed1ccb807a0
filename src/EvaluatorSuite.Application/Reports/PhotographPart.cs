using EvaluatorSuite.Domain.Evidence;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The photographs of the site, and what is said in place of those that cannot be drawn.</summary>
internal static class PhotographPart
{
    public static void Write(ReportCase subject, ReportParts parts, IReadOnlyList<Photograph> photographs)
    {
        var drawn = photographs.Where(p => p.Picture is not null).ToList();
        parts.Table("photographs", "number caption evidence period", drawn.Select((p, i) => Row(subject, subject.Evidence(p.Key), i)));
        parts.PicturesOf("photographs", drawn.Select(p => p.Picture!));
        parts.Table("photographNotes", "text", photographs.Where(p => p.Picture is null).Select(p => (string[])
        [
            subject.Say(p.Why!, ("document", subject.CiteWithTitle(subject.Evidence(p.Key))), ("file", subject.Evidence(p.Key).File)),
        ]));
    }

    private static string?[] Row(ReportCase subject, EvidenceFacts evidence, int index) =>
    [
        ReportCase.Number(index), evidence.Title, subject.Cite([evidence.Key]), (evidence.PeriodFrom ?? evidence.PeriodTo) is { } from ? subject.ShortPeriod(from, evidence.PeriodTo ?? from) : null,
    ];
}
