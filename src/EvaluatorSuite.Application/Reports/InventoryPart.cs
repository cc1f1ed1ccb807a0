using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Boundary and sources, activity data, emissions claimed and verified, misstatements. Totals are those of the verdict.</summary>
internal static class InventoryPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var inventory = subject.Verdict.Inventory;
        WriteSources(subject, parts, inventory);
        parts.Field("findings.activity", subject.Say(
            "report.activity", ("count", inventory.Lines.Count),
            ("corrected", inventory.Lines.Count(l => l.Facts.VerifiedAmount is { } amount && amount != l.Facts.Amount))));
        parts.Table("activity", "number item claimed verified unit evidence", inventory.Lines.Select((l, i) => Activity(subject, l.Facts, i)));
        WriteEmissions(subject, parts, inventory);

        var (standing, source) = LimitsPart.MaterialityBasis(subject);
        parts.Field("findings.misstatements", subject.Say(
            "report.misstatements", ("percent", new Percentage(subject.Facts.Terms.MaterialityPercent)),
            ("marked", subject.Say("report.marked", ("standing", standing), ("source", source.TrimEnd('。', '.'))))));
        parts.Table("misstatements", "scope claimed tonnes percent result", inventory.Misstatements.Select(m => Misstated(subject, m)));
    }

    private static void WriteSources(ReportCase subject, ReportParts parts, Inventory inventory)
    {
        var lines = inventory.Lines.CountBy(l => l.Facts.Source).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var excluded = inventory.Excluded.DistinctBy(e => e.Source).ToDictionary(e => e.Source, e => e.Reason, StringComparer.Ordinal);
        var sources = subject.Guide.Sources;
        var counted = sources.Count(s => lines.ContainsKey(s.Key));
        var left = sources.Count(s => !lines.ContainsKey(s.Key) && !string.IsNullOrWhiteSpace(excluded.GetValueOrDefault(s.Key)));

        parts.Field("findings.stages", subject.Say(
            "report.boundary.stages", ("prepare", At(EventStage.Prepare)), ("hold", At(EventStage.Hold)), ("close", At(EventStage.Close))));
        parts.Field("findings.sources", subject.Say(
            "report.boundary.sources", ("all", sources.Count), ("counted", counted), ("excluded", left), ("open", sources.Count - counted - left)));
        parts.Table("sources", "number name scope treatment basis", sources.Select((s, i) => (string[])
        [
            ReportCase.Number(i), s.Name.In(subject.Texts.Language), subject.TermAlone(s.Direct ? "scope.direct" : "scope.indirect"), Treatment(s),
            ReportCase.Lines(subject.Standing(s.Standing), s.Source.In(subject.Texts.Language)),
        ]));

        int At(EventStage stage) => inventory.Lines.Count(l => l.Facts.Stage == stage);

        string Treatment(EmissionSource source) => ReportCase.Lines(
            lines.TryGetValue(source.Key, out var count) ? subject.Say("report.source.counted", ("count", count)) : null,
            excluded.TryGetValue(source.Key, out var reason)
                ? string.IsNullOrWhiteSpace(reason) ? subject.Say("report.source.no-reason") : subject.Say("report.source.excluded", ("reason", reason))
                : count == 0 ? subject.Say("report.source.open") : null);
    }

    private static string[] Activity(ReportCase subject, LineFacts line, int index) =>
    [
        ReportCase.Number(index), Item(subject, line, subject.Term($"stage.{line.Stage}")), TextCatalog.Amount(line.Amount),
        TextCatalog.Amount(line.VerifiedAmount ?? line.Amount), subject.Term($"unit.{line.Unit}"),
        ReportCase.Lines(subject.Cite(line.Evidence), line.CrossCheck is null ? null : subject.Say("report.cross-check", ("text", line.CrossCheck))),
    ];

    private static void WriteEmissions(ReportCase subject, ReportParts parts, Inventory inventory)
    {
        var verdict = subject.Verdict;
        var difference = ReportCase.Difference(verdict.VerifiedTonnes - verdict.ClaimedTonnes);
        var percent = ReportCase.Percent(verdict.DifferencePercent);
        parts.Field("findings.emissions", subject.Say(
            inventory.Verified is null ? "report.emissions.partial" : "report.emissions", ("claimed", new Tonnage(verdict.ClaimedTonnes)),
            ("verified", new Tonnage(verdict.VerifiedTonnes)),
            ("difference", difference), ("percent", percent ?? ReportParts.Nothing), ("count", inventory.Lines.Count(l => l.Verified is null))));
        parts.Table("emissions", "number item claimed verified difference reason", inventory.Lines.Select((l, i) => Emission(subject, l, i)));
        parts.Field("emissions.total.claimed", TextCatalog.Tonnes(verdict.ClaimedTonnes));
        parts.Field("emissions.total.verified", TextCatalog.Tonnes(verdict.VerifiedTonnes));
        parts.Field("emissions.total.difference", inventory.Verified is null ? null : ReportCase.Lines(difference, percent));
    }

    private static string?[] Emission(ReportCase subject, CalculatedLine line, int index) =>
    [
        ReportCase.Number(index), Item(subject, line.Facts, null), TextCatalog.Tonnes(line.ClaimedTonnes),
        line.VerifiedTonnes is { } verified ? TextCatalog.Tonnes(verified) : subject.Say("report.not-calculable"),
        line.Difference is { } difference
            ? ReportCase.Lines(ReportCase.Difference(difference), difference == 0 ? null : ReportCase.Percent(line.DifferencePercent))
            : null,
        line.Facts.DifferenceReason ?? (line.Difference is { } wrong && wrong != 0 ? subject.Say("report.no-reason") : null),
    ];

    private static string Item(ReportCase subject, LineFacts line, string? stage)
    {
        var source = subject.Guide.FindSource(line.Source)?.Name.In(subject.Texts.Language) ?? line.Source;
        return ReportCase.Lines(stage is null ? source : $"{source} · {stage}", line.Description);
    }

    private static string?[] Misstated(ReportCase subject, Misstatement wrong) =>
    [
        subject.TermAlone(wrong.Direct ? "scope.direct" : "scope.indirect"), TextCatalog.Tonnes(wrong.ClaimedTonnes), TextCatalog.Tonnes(wrong.Tonnes),
        wrong.Percent is { } percent ? ReportCase.Hundredths(percent) : null,
        subject.Say(wrong.OverMateriality ? "report.misstatement.over" : "report.misstatement.under"),
    ];
}
