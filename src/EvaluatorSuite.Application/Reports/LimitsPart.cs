using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Every number that rules count with, with its standing and source.</summary>
internal static class LimitsPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var limits = subject.Guide.Limits;
        parts.Field("overview.limits", subject.Say("report.criteria.limits", ("heading", subject.Heading("annex.checklist"))));
        parts.Table("limits", "number name value standing source", Numbered(
        [
            Row("teamMinimum", subject.Say("report.people", ("count", limits.TeamMinimum.Value)), limits.TeamMinimum),
            Row("personLookBack", Years(limits.PersonLookBackYears), limits.PersonLookBackYears),
            Row("earlierServiceLookBack", Years(limits.EarlierServiceLookBackYears), limits.EarlierServiceLookBackYears),
            Materiality(subject),
            Row("offsetDeadline", Years(limits.OffsetDeadlineYears), limits.OffsetDeadlineYears),
            Row("retentionFloor", Years(limits.RetentionFloorYears), limits.RetentionFloorYears),
            Row("retentionDefault", Years(limits.RetentionDefaultYears), limits.RetentionDefaultYears),
            .. subject.Guide.Thresholds.Where(t => t.EventKind == subject.Facts.Event.Kind).Select(Threshold),
        ]));

        string[] Row(string name, string value, Limit limit) =>
            [subject.Say($"report.limit.{name}"), value, subject.Standing(limit.Standing), limit.Source.In(subject.Texts.Language)];

        string Years(Limit limit) => subject.Say("report.years", ("count", limit.Years));

        string[] Threshold(Threshold threshold) =>
        [
            subject.Say("report.limit.threshold", ("kind", new Term($"eventKind.{threshold.EventKind}")), ("measure", new Term($"measure.{threshold.Measure}"))),
            subject.Say("report.limit.at-least", ("value", threshold.AtLeast)), subject.Standing(threshold.Standing), threshold.Source.In(subject.Texts.Language),
        ];
    }

    /// <summary>Standing and source of the materiality that this engagement uses: the pack's, or its own plan.</summary>
    public static (string Standing, string Source) MaterialityBasis(ReportCase subject)
    {
        var limit = subject.Guide.Limits.MaterialityPercent;
        return subject.Facts.Terms.MaterialityPercent == limit.Value
            ? (subject.Standing(limit.Standing), limit.Source.In(subject.Texts.Language))
            : (subject.Say("report.limit.materiality.own"),
                subject.Say("report.limit.materiality.plan", ("percent", new Percentage(limit.Value)), ("marked", subject.Marked(limit.Standing, limit.Source))));
    }

    private static string[] Materiality(ReportCase subject)
    {
        var (standing, source) = MaterialityBasis(subject);
        return [subject.Say("report.limit.materiality"), subject.Texts.Show(new Percentage(subject.Facts.Terms.MaterialityPercent)), standing, source];
    }

    private static IEnumerable<string[]> Numbered(IReadOnlyList<string[]> rows) => rows.Select((row, i) => (string[])[ReportCase.Number(i), .. row]);
}
