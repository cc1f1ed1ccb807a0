using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Offsets;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The units used for offsetting, whether each line counts or why not, and their certificates.</summary>
internal static class OffsetPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var verdict = subject.Verdict;
        var limit = subject.Guide.Limits.OffsetDeadlineYears;
        parts.Field("findings.offsets", Balance(subject));
        parts.Field("findings.offsetKinds", subject.Say("report.offsets.kinds", ("list", subject.Join(subject.Guide.OffsetKinds.Select(k => Allowed(subject, k))))));
        parts.Field("findings.offsetDeadline", subject.Say(
            "report.offsets.deadline", ("years", limit.Years), ("date", subject.Facts.Event.End.AddYears(limit.Years)),
            ("marked", subject.Marked(limit.Standing, limit.Source))));
        parts.Table("offsets", "number unit serials tonnes cancellation counts", verdict.Offsets.Select((o, i) => Row(subject, o, i)));
        parts.Table("offsetNotes", "text", verdict.Offsets.Index().Where(o => o.Item.Issues.Count > 0).Select(o => (string[])
        [
            subject.Say("report.offset.note", ("number", ReportCase.Number(o.Index)), ("why", subject.Sentences(o.Item.Issues.Select(subject.Texts.Explain)))),
        ]));
        parts.Field("offsets.total", TextCatalog.Tonnes(verdict.OffsetTonnes));
        parts.Table("certificates", "number certificate date tonnes document", verdict.Offsets.Select((o, i) => Certificate(subject, o.Facts, i)));
    }

    private static string Allowed(ReportCase subject, OffsetKind kind) => subject.Say(
        "report.offsets.kind", ("name", kind.Name),
        ("marked", kind.Standing == Standing.Firm ? subject.Standing(kind.Standing) : subject.Marked(kind.Standing, kind.Source)));

    private static string?[] Row(ReportCase subject, JudgedOffset offset, int index)
    {
        var facts = offset.Facts;
        return
        [
            ReportCase.Number(index), ReportCase.Lines(Kind(subject, facts), facts.Project, Acquired(subject, facts)),
            ReportCase.Lines(facts.Registry, subject.Say("report.offset.serials", ("from", facts.SerialFrom), ("to", facts.SerialTo))),
            TextCatalog.Tonnes(facts.Tonnes),
            ReportCase.Lines(subject.ShortDate(facts.CancelledOn) ?? subject.Say("report.offset.not-cancelled"), facts.Certificate), Counts(subject, offset),
        ];
    }

    private static string Counts(ReportCase subject, JudgedOffset offset) => subject.Say(offset switch
    {
        { Counts: false } => "report.offset.counts-not",
        { Issues.Count: > 0 } => "report.offset.counts-with-note",
        _ => "report.offset.counts",
    });

    /// <summary>Units against emissions; emissions that could be calculated in part only are not compared.</summary>
    private static string Balance(ReportCase subject)
    {
        var verdict = subject.Verdict;
        var offset = new Tonnage(verdict.OffsetTonnes);
        return verdict.Inventory.Verified is null
            ? subject.Say("report.offsets.not-compared", ("offset", offset))
            : subject.Say(
                "report.offsets", ("offset", offset), ("verified", new Tonnage(verdict.VerifiedTonnes)),
                ("balance", subject.Say(verdict.Surplus < 0 ? "report.balance.shortfall" : "report.balance.surplus", ("tonnes", new Tonnage(Math.Abs(verdict.Surplus))))));
    }

    private static string?[] Certificate(ReportCase subject, OffsetFacts facts, int index) =>
    [
        ReportCase.Number(index), ReportCase.Lines(facts.Certificate ?? ReportParts.Nothing, Kind(subject, facts)),
        subject.ShortDate(facts.CancelledOn) ?? subject.Say("report.offset.not-cancelled"), TextCatalog.Tonnes(facts.Tonnes),
        ReportCase.Lines(facts.Evidence.Select(subject.Evidence).SelectMany(e =>
            (string[])[subject.CiteWithTitle(e), e.Sha256 ?? subject.Say("report.evidence.missing")])),
    ];

    private static string Kind(ReportCase subject, OffsetFacts facts) =>
        subject.Guide.FindOffsetKind(facts.Kind)?.Name.In(subject.Texts.Language) ?? facts.Kind;

    private static string Acquired(ReportCase subject, OffsetFacts facts)
    {
        var acquisition = subject.Term($"acquisition.{facts.AcquiredBy}");
        return subject.Name(facts.SellerId) is { } seller ? subject.Say("report.offset.seller", ("acquisition", acquisition), ("seller", seller)) : acquisition;
    }
}
