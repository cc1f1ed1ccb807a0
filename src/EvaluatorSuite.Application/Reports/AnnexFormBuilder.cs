using System.Globalization;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>
/// What stands in the annex forms. The texts of the annexes are not published; the headings follow the least content that the guide and
/// the national one ask of a plan and of a commitment, and the form says on its face that it is provisional.
/// </summary>
public static class AnnexFormBuilder
{
    private const int EmptyRows = 4;

    public static FormDocument Build(AnnexForm form, AnnexFacts facts, TextCatalog texts)
    {
        var title = texts[form == AnnexForm.Plan ? "annex.plan.title" : "annex.commitment.title"];
        var guide = texts.Say("annex.guide", ("guide", facts.Guide.Title.In(texts.Language)));
        IReadOnlyList<FormBlock> blocks = form == AnnexForm.Plan ? Plan(facts, texts) : Commitment(facts, texts);
        return new FormDocument(texts.Language, title, texts["annex.provisional"], [guide, texts["annex.filled"]], blocks);
    }

    private static List<FormBlock> Plan(AnnexFacts facts, TextCatalog texts) =>
    [
        new FormHeading(texts["annex.plan.event"]), Event(facts, texts),
        new FormHeading(texts["annex.plan.boundary"]), Labels(texts, tall: true, "annex.boundary.time", "annex.boundary.place", "annex.boundary.people", "annex.boundary.excluded"),
        new FormHeading(texts["annex.plan.emissions"]), Emissions(facts, texts),
        new FormHeading(texts["annex.plan.measures"]),
        Table(texts, [8, 34, 16, 18, 12, 12], ["annex.number", "annex.measure", "annex.measure-where", "annex.effect", "annex.who", "annex.when"], Numbered(EmptyRows + 1, 5)),
        new FormHeading(texts["annex.plan.offset"]), new FormText(Deadline(facts, texts)),
        Table(texts, [30, 18, 34, 18], ["annex.offset.way", "annex.offset.tonnes", "annex.offset.product", "annex.offset.date"], [.. facts.Guide.OffsetKinds.Select(k => First(k.Name.In(texts.Language), 3))]),
        new FormHeading(texts["annex.plan.disclosure"]),
        Table(texts, [46, 34, 20], ["annex.public.what", "annex.public.where", "annex.public.when"], [First(texts["annex.public.plan"], 2), First(texts["annex.public.result"], 2)]),
        new FormHeading(texts["annex.plan.schedule"]),
        Table(texts, [16, 48, 20, 16], ["annex.stage", "annex.task", "annex.period", "annex.who"], [.. new[] { "annex.stage.prepare", "annex.stage.hold", "annex.stage.close" }.Select(s => First(texts[s], 3))], tall: true),
        new FormHeading(texts["annex.plan.people"]),
        Table(texts, [34, 18, 28, 20], ["annex.role", "annex.person", "annex.position", "annex.phone"],
            [.. new[] { "annex.role.whole", "annex.role.data", "annex.role.measures", "annex.role.offset" }.Select(r => First(texts[r], 3))]),
        new FormSignature([texts["annex.seal"], texts["annex.signature"], texts["annex.date"]]),
    ];

    private static List<FormBlock> Commitment(AnnexFacts facts, TextCatalog texts) =>
    [
        new FormText(texts["annex.to"], Indented: false),
        new FormText(texts.Say("annex.commitment.opening",
            ("organizer", facts.Organizer), ("uscc", facts.Uscc), ("start", facts.Event.Start), ("end", facts.Event.End), ("place", Place(facts, texts)), ("event", facts.Event.Name), ("guide", facts.Guide.Title.In(texts.Language)))),
        new FormHeading(texts["annex.commitment.emissions"]), new FormText(texts["annex.commitment.emissions-text"]),
        Table(texts, [60, 40], ["annex.item", "annex.amount"], [.. new[] { "annex.commitment.whole", "annex.commitment.part-direct", "annex.commitment.part-indirect" }.Select(i => First(texts[i], 1))]),
        new FormHeading(texts["annex.commitment.offset"]), new FormText(texts["annex.commitment.offset-text"]),
        Table(texts, [22, 24, 18, 19, 17], ["annex.offset.way", "annex.product", "annex.amount", "annex.cancellation", "annex.cancelled-on"], Empty(EmptyRows - 1, 5)),
        new FormHeading(texts["annex.commitment.promises"]),
        new FormText(texts["annex.commitment.true"]), new FormText(texts["annex.commitment.once"]), new FormText(texts["annex.commitment.public"]),
        Table(texts, [46, 34, 20], ["annex.public.what", "annex.public.where", "annex.public.when"], [First(texts["annex.public.result"], 2)]),
        new FormText(texts.Say("annex.commitment.keep", ("years", facts.Guide.Limits.RetentionFloorYears.Years))), new FormText(texts["annex.commitment.liable"]), new FormText(texts["annex.commitment.hereby"]),
        new FormSignature([texts["annex.seal"], texts["annex.representative"], texts["annex.date"]]),
    ];

    private static FormTable Event(AnnexFacts facts, TextCatalog texts)
    {
        var e = facts.Event;
        return new FormTable([30, 70], [],
        [
            [texts["annex.name"], e.Name],
            [texts["annex.kind"], texts[$"term.eventKind.{e.Kind}"]],
            [texts["annex.dates"], texts.Say("annex.dates-value", ("start", e.Start), ("end", e.End))],
            [texts["annex.place"], Place(facts, texts)],
            [texts["annex.attendance"], e.Attendance is { } people ? texts.Say("annex.attendance-value", ("count", people)) : ""],
            [texts["annex.area"], e.AreaSquareMetres is { } area ? texts.Say("annex.area-value", ("area", area)) : ""],
            [texts["annex.organizer"], facts.Organizer],
            [texts["annex.uscc"], facts.Uscc],
            [texts["annex.contact"], ""],
            [texts["annex.content"], ""],
        ]);
    }

    private static FormTable Emissions(AnnexFacts facts, TextCatalog texts)
    {
        List<IReadOnlyList<string>> rows = [.. facts.Guide.Sources.Select((s, i) => (IReadOnlyList<string>)[Number(i), s.Name.In(texts.Language), texts[s.Direct ? "annex.direct" : "annex.indirect"], "", "", ""])];
        rows.Add([Number(rows.Count), texts["annex.other-source"], "", "", "", ""]);
        rows.Add(["", texts["annex.total"], "", "", "", ""]);
        return Table(texts, [8, 26, 9, 22, 17, 18], ["annex.number", "annex.source", "annex.class", "annex.activity", "annex.factor", "annex.tonnes"], rows);
    }

    private static string Deadline(AnnexFacts facts, TextCatalog texts)
    {
        var years = facts.Guide.Limits.OffsetDeadlineYears.Years;
        return texts.Say("annex.offset.text", ("years", years), ("date", facts.Event.End.AddYears(years)));
    }

    private static string Place(AnnexFacts facts, TextCatalog texts) =>
        string.Join(texts.Language == TextCatalog.Chinese ? "" : ", ", new[] { facts.Event.City, facts.Event.Venue }.Where(p => p.Length > 0));

    private static FormTable Labels(TextCatalog texts, bool tall, params string[] keys) => new([30, 70], [], [.. keys.Select(k => First(texts[k], 1))], tall);

    private static FormTable Table(TextCatalog texts, IReadOnlyList<int> widths, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, bool tall = false) =>
        new(widths, [.. header.Select(h => texts[h])], rows, tall);

    private static IReadOnlyList<string> First(string text, int empty) => [text, .. Enumerable.Repeat("", empty)];

    private static List<IReadOnlyList<string>> Numbered(int rows, int empty) => [.. Enumerable.Range(0, rows).Select(i => First(Number(i), empty))];

    private static List<IReadOnlyList<string>> Empty(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => (IReadOnlyList<string>)[.. Enumerable.Repeat("", columns)])];

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
