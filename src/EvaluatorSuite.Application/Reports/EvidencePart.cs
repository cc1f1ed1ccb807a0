using EvaluatorSuite.Domain.Evidence;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Every supporting document with size and digest; the records of the site visit once more.</summary>
internal static class EvidencePart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        parts.Table("evidence", "number document provider size sha256", subject.Facts.Evidence.Select((e, i) => (string?[])
        [
            ReportCase.Number(i), Document(e), ReportCase.Lines(subject.Name(e.ProvidedById), Period(subject, e)),
            e.Size is { } size && e.Sha256 is not null ? subject.Texts.Show(size) : null, e.Sha256 ?? subject.Say("report.evidence.missing"),
        ]));
        parts.Table("siteRecords", "number document period sha256", subject.EvidenceOf("site-visit-record").Select((e, i) => (string?[])
        [
            ReportCase.Number(i), ReportCase.Lines(subject.CiteWithTitle(e), e.File), Period(subject, e), e.Sha256 ?? subject.Say("report.evidence.missing"),
        ]));
    }

    private static string Document(EvidenceFacts evidence) => ReportCase.Lines(evidence.Title, evidence.File);

    private static string? Period(ReportCase subject, EvidenceFacts evidence) => (evidence.PeriodFrom ?? evidence.PeriodTo) is { } from
        ? subject.ShortPeriod(from, evidence.PeriodTo ?? from)
        : null;
}
