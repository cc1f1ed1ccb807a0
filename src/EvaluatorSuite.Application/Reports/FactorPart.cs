using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The factors that the lines use, each once, with value, document, year and standing.</summary>
internal static class FactorPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var used = subject.Verdict.Inventory.Lines.Select(l => l.Factor).OfType<FactorUse>().DistinctBy(u => (u.Pack?.Key, u.Own)).ToList();
        parts.Field("findings.factors", subject.Say("report.factors", ("count", used.Count)));
        parts.Table("factors", "number name value unit document year standing", used.Select((u, i) =>
            (string?[])[ReportCase.Number(i), .. u.Pack is { } factor ? FromPack(subject, factor) : FromTeam(subject, u.Own!)]));
        parts.Table("factorNotes", "text", Notes(subject, used).Select(note => (string[])[note]));
    }

    private static string?[] FromPack(ReportCase subject, Factor factor)
    {
        var language = subject.Texts.Language;
        return
        [
            ReportCase.Lines(
                factor.Name.In(language), factor.Region.In(language), factor.Fuel is { } fuel ? Formula(subject, fuel, factor.Unit.Activity) : null,
                factor.Status == "current" ? null : subject.Term($"factorStatus.{factor.Status}")),
            factor.Value is { } value ? TextCatalog.Amount(value) : TextCatalog.Tonnes(factor.TonnesPerUnit.Tonnes()),
            UnitName(subject, factor.Unit), factor.Document.In(language), ReportCase.Year(factor.DataYear), subject.Standing(factor.Standing),
        ];
    }

    private static string?[] FromTeam(ReportCase subject, OwnFactor own) =>
    [
        subject.Say("report.factor.own"), TextCatalog.Amount(own.Value), FactorUnit.Parse(own.Unit) is { } unit ? UnitName(subject, unit) : own.Unit, own.Source,
        ReportCase.Year(own.Year), subject.Say("report.factor.own.standing"),
    ];

    private static string Formula(ReportCase subject, FuelProperties fuel, Unit unit) => subject.Say(
        "report.factor.fuel", ("ncv", fuel.NetCalorificValue), ("unit", new Term($"unit.{unit.Code}")), ("carbon", fuel.CarbonContent),
        ("oxidation", new Percentage(fuel.Oxidation * 100)));

    private static string UnitName(ReportCase subject, FactorUnit unit) =>
        $"{unit.MassUnit}{unit.Gas.Replace("CO2", "CO₂", StringComparison.Ordinal)}/{subject.Term($"unit.{unit.Activity.Code}")}";

    /// <summary>Why each factor has its standing: one sentence for all that share it.</summary>
    private static IEnumerable<string> Notes(ReportCase subject, IReadOnlyList<FactorUse> used)
    {
        var language = subject.Texts.Language;
        var notes = used.Select((use, i) => (Number: ReportCase.Number(i), Note: use.Pack is { } pack
            ? (Standing: subject.Standing(pack.Standing), Source: pack.Source.In(language))
            : (Standing: subject.Say("report.factor.own.standing"), Source: subject.Say("report.factor.own.note"))));
        return notes.GroupBy(n => n.Note).Select(group => subject.Say(
            "report.factor.note", ("standing", group.Key.Standing), ("numbers", subject.Join(group.Select(n => n.Number))),
            ("source", subject.Sentence(group.Key.Source))));
    }
}
