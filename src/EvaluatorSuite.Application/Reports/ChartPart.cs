using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;

namespace EvaluatorSuite.Application.Reports;

/// <summary>
/// The figures of the tables drawn: emissions by source and by stage, claimed against verified, units against emissions. Sums are made of
/// exact figures and rounded once, as in the tables. Emissions that could be calculated in part only are not drawn: they would look like results.
/// </summary>
internal static class ChartPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var whole = subject.Verdict.Inventory.Verified is not null;
        parts.Chart("emissionsBySource", whole ? BySource(subject) : null);
        parts.Chart("emissionsByStage", whole ? ByStage(subject) : null);
        parts.Chart("claimedVerified", whole ? ClaimedVerified(subject) : null);
        parts.Chart("offsetBalance", whole && subject.Verdict.Offsets.Count > 0 ? OffsetBalance(subject) : null);
    }

    private static ReportChart BySource(ReportCase subject)
    {
        var order = subject.Guide.Sources.Index().ToDictionary(s => s.Item.Key, s => s.Index, StringComparer.Ordinal);
        var totals = SourceTotal.Of(subject.Verdict.Inventory).OrderBy(t => order.GetValueOrDefault(t.Source, int.MaxValue)).ToList();
        return Chart(
            subject, ChartForm.Bars, "emissionsBySource", [.. totals.Select(t => subject.Guide.FindSource(t.Source)?.Name.In(subject.Texts.Language) ?? t.Source)],
            Verified(subject, [.. totals.Select(t => (decimal?)t.VerifiedTonnes)]));
    }

    private static ReportChart ByStage(ReportCase subject)
    {
        var stages = Enum.GetValues<EventStage>();
        return Chart(
            subject, ChartForm.Columns, "emissionsByStage", [.. stages.Select(s => subject.TermAlone($"stage.{s}"))],
            Verified(subject, [.. stages.Select(stage => Sum(subject.Verdict.Inventory.Lines.Where(l => l.Facts.Stage == stage)))]));
    }

    private static ReportChart ClaimedVerified(ReportCase subject)
    {
        var (inventory, verdict) = (subject.Verdict.Inventory, subject.Verdict);
        return Chart(
            subject, ChartForm.Columns, "claimedVerified", [subject.TermAlone("scope.direct"), subject.TermAlone("scope.indirect"), subject.Say("report.chart.total")],
            new ChartSeries(subject.Say("report.figure.claimed"), [Claimed(true), Claimed(false), verdict.ClaimedTonnes]),
            Verified(subject, [Sum(Of(true)), Sum(Of(false)), verdict.VerifiedTonnes]));

        IEnumerable<CalculatedLine> Of(bool direct) => inventory.Lines.Where(l => (subject.Guide.FindSource(l.Facts.Source)?.Direct ?? false) == direct);

        decimal Claimed(bool direct) => Exact.Sum(Of(direct).Select(l => Exact.Of(l.Facts.ClaimedTonnes))).Tonnes();
    }

    private static ReportChart OffsetBalance(ReportCase subject)
    {
        var counted = subject.Verdict.Offsets.Where(o => o.Counts).GroupBy(o => o.Facts.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        return Chart(
            subject, ChartForm.Stacked, "offsetBalance", [subject.Say("report.figure.verified"), subject.Say("report.figure.offset")],
            [
                Verified(subject, [subject.Verdict.VerifiedTonnes, null]),
                .. counted.Select(g => new ChartSeries(subject.Guide.FindOffsetKind(g.Key)?.Name.In(subject.Texts.Language) ?? g.Key, [null, Exact.Sum(g.Select(o => Exact.Of(o.Facts.Tonnes))).Tonnes()])),
            ]);
    }

    private static ChartSeries Verified(ReportCase subject, IReadOnlyList<decimal?> values) => new(subject.Say("report.figure.verified"), values);

    private static decimal? Sum(IEnumerable<CalculatedLine> lines) => Exact.Sum(lines.Select(l => l.Verified!.Value)).Tonnes();

    private static ReportChart Chart(ReportCase subject, ChartForm form, string name, IReadOnlyList<string> categories, params IReadOnlyList<ChartSeries> series) =>
        new(form, Description(subject, name, categories, series), "tCO₂e", categories, series);

    /// <summary>Every figure, for whoever hears the report read.</summary>
    private static string Description(ReportCase subject, string name, IReadOnlyList<string> categories, IReadOnlyList<ChartSeries> series) => subject.Say(
        "report.chart.description", ("title", subject.Texts[$"report.label.figure.{name}"]),
        ("figures", subject.Join(series.SelectMany(s => s.Values.Select((value, i) => (Value: value, Category: categories[i])).Where(v => v.Value is not null).Select(v =>
            subject.Say("report.chart.figure", ("category", v.Category), ("series", s.Name), ("value", TextCatalog.Tonnes(v.Value!.Value))))))));
}
