using System.Globalization;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.SignOff;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The annex that says what the signatures of an issued report bind to, and the same for programs.</summary>
internal static class SignedPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var issued = subject.Issued;
        parts.Field("signed.explanation", subject.Say(issued is null ? "report.signed-content.draft" : "report.signed-content"));
        parts.Field("signed.evidence", subject.Say("report.signed-content.evidence", ("count", subject.Facts.Evidence.Count), ("heading", subject.Heading("supporting-documents"))));
        parts.Table("signedFacts", "name value", issued is null ? [] : Facts(subject, issued));
        parts.Table("signedBy", "number role name time root", (issued?.Signers ?? []).Select((s, i) => (string[])
            [ReportCase.Number(i), subject.TermAlone($"part.{s.Part}"), s.Name, ChinaDay.TimeOf(s.SignedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), issued!.Root]));
        parts.Field("signed.parts", issued is null ? null : subject.Say("report.signed-content.parts", ("list", subject.Join(issued.Parts.Select(p =>
            $"{Name(subject, p.Part)} {p.Count.ToString(CultureInfo.InvariantCulture)}")))));
        parts.Record(issued is null ? null : Record(subject, issued));
    }

    // What was a draft when it was signed is none in the report that came of it.
    private static string Name(ReportCase subject, string part) => part == SignedContent.Report ? subject.Say("report.signed-content.report") : subject.Texts.Find($"sign.part.{part}") ?? part;

    private static IEnumerable<string?[]> Facts(ReportCase subject, IssueFacts issued)
    {
        var verdict = subject.Verdict;
        yield return [subject.Say("report.signed-content.root"), issued.Root];
        yield return [subject.Say("report.signed-content.draft-file"), issued.DraftSha256];
        yield return [subject.Say("report.signed-content.leaves"), issued.Parts.Sum(p => p.Count).ToString(CultureInfo.InvariantCulture)];
        yield return [subject.Say("report.signed-content.number"), issued.Number];
        yield return [subject.Say("report.signed-content.date"), subject.ShortDate(issued.IssuedOn)];
        yield return [subject.Say("report.signed-content.conclusion"), subject.TermAlone($"conclusion.{verdict.Conclusion}")];
        yield return [subject.Say("report.figure.claimed"), TextCatalog.Tonnes(verdict.ClaimedTonnes)];
        yield return [subject.Say("report.figure.verified"), TextCatalog.Tonnes(verdict.VerifiedTonnes)];
        yield return [subject.Say("report.figure.offset"), TextCatalog.Tonnes(verdict.OffsetTonnes)];
    }

    private static ReportRecord Record(ReportCase subject, IssueFacts issued)
    {
        var verdict = subject.Verdict;
        return new ReportRecord(
            issued.Number, issued.IssuedOn, issued.Root, issued.DraftSha256, issued.Parts.Sum(p => p.Count), verdict.Conclusion, verdict.ClaimedTonnes, verdict.VerifiedTonnes, verdict.OffsetTonnes,
            [.. issued.Signers.Select(s => new RecordedSignature(s.Part, s.Name, s.SignedAt))],
            [.. subject.Facts.Evidence.Select((e, i) => new RecordedEvidence(i + 1, e.Title, e.Sha256))]);
    }
}
