using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Purpose, scope, criteria, the event and its organizer.</summary>
internal static class OverviewPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var (@event, terms) = (subject.Facts.Event, subject.Facts.Terms);
        var period = subject.Period(@event.Start, @event.End);
        parts.Field("overview.purpose", Planned(subject, "purpose", terms.PlanPurpose));
        parts.Field("overview.content", Planned(subject, "content", terms.PlanContent));
        parts.Field("overview.scope", subject.Say("report.scope.event", ("event", @event.Name), ("period", period), ("place", Place(subject))));
        parts.Field("overview.figures", subject.Say("report.scope.figures"));
        parts.Field("overview.basis", Planned(subject, "basis", terms.PlanBasis));
        parts.Field("overview.guide", subject.Say("report.criteria.guide", ("guide", CoverPart.GuideName(subject)), ("note", subject.Guide.Note)));
        parts.Field("overview.standing", subject.Say("report.criteria.standing"));

        parts.Field("event.kind", subject.Term($"eventKind.{@event.Kind}"));
        parts.Field("event.period", period);
        parts.Field("event.place", Place(subject));
        parts.Field("event.attendance", @event.Attendance is { } people ? subject.Say("report.people", ("count", people)) : null);
        parts.Field("event.area", @event.AreaSquareMetres is { } area ? subject.Say("report.square-metres", ("area", area)) : null);
        parts.Field("event.size", Size(subject));
        parts.Field("contract.date", subject.Date(terms.ContractDate));
    }

    /// <summary>City and venue; a venue often bears the name of its city already.</summary>
    private static string Place(ReportCase subject)
    {
        var @event = subject.Facts.Event;
        return @event.Venue.StartsWith(@event.City, StringComparison.OrdinalIgnoreCase)
            ? @event.Venue
            : subject.Say("report.place", ("city", @event.City), ("venue", @event.Venue));
    }

    private static string Planned(ReportCase subject, string part, string? text) => string.IsNullOrWhiteSpace(text)
        ? subject.Say("report.plan-missing", ("part", new Term($"plan.{part}")))
        : subject.Say($"report.{part}", ("text", subject.Sentence(text)));

    /// <summary>Whether the event counts as large: any threshold of its kind suffices.</summary>
    private static string Size(ReportCase subject)
    {
        var thresholds = subject.Guide.Thresholds.Where(t => t.EventKind == subject.Facts.Event.Kind).ToList();
        if (thresholds.Count == 0)
        {
            return subject.Say("report.size.no-threshold");
        }

        var measured = thresholds.Select(t => (Threshold: t, Value: Measure(subject, t))).Where(m => m.Value is not null).ToList();
        var reached = measured.Where(m => m.Value >= m.Threshold.AtLeast).ToList();
        return measured.Count == 0
            ? subject.Say("report.size.unknown")
            : ReportCase.Lines((reached.Count > 0 ? reached : measured).Select(m => subject.Say(
                reached.Count > 0 ? "report.size.large" : "report.size.small", ("measure", new Term($"measure.{m.Threshold.Measure}")), ("value", m.Value!.Value),
                ("atLeast", m.Threshold.AtLeast), ("marked", subject.Marked(m.Threshold.Standing, m.Threshold.Source)))));
    }

    private static decimal? Measure(ReportCase subject, Threshold threshold) =>
        threshold.Measure == "attendance" ? subject.Facts.Event.Attendance : subject.Facts.Event.AreaSquareMetres;
}
