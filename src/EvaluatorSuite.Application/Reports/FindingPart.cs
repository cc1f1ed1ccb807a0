using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>What was raised, how it was answered, and whether the rules take it as closed.</summary>
internal static class FindingPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var findings = subject.Facts.Findings;
        var open = subject.Verdict.Issues.Where(i => i.Rule.Key == RuleKeys.FindingOpen).Select(i => i.Subject.Key).ToHashSet(StringComparer.Ordinal);
        parts.Field("findings.closure", subject.Say(
            "report.closure", ("nonconformities", findings.Count(f => f.Kind == FindingKind.Nonconformity)),
            ("clarifications", findings.Count(f => f.Kind == FindingKind.Clarification)), ("closed", findings.Count - open.Count), ("open", open.Count)));
        parts.Table("closure", "number finding raised due answered closed state", findings.Select((f, i) => (string?[])
        [
            ReportCase.Number(i), Title(subject, f), subject.ShortDate(f.RaisedOn), subject.ShortDate(f.DueOn), subject.ShortDate(f.AnsweredOn),
            ReportCase.Lines(subject.ShortDate(f.ClosedOn), subject.Name(f.ClosedById)), subject.Say(open.Contains(f.Key) ? "report.finding.open" : "report.finding.closed"),
        ]));
        parts.Table("findings", "number finding requirement answer", findings.Select((f, i) => (string?[])
        [
            ReportCase.Number(i), Title(subject, f), ReportCase.Lines(f.Requirement, f.Description), f.Answer ?? subject.Say("report.finding.unanswered"),
        ]));
    }

    private static string Title(ReportCase subject, FindingFacts finding) => ReportCase.Lines(finding.Key, subject.TermAlone($"finding.{finding.Kind}"));
}
