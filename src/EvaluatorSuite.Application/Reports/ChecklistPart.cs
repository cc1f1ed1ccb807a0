using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The judged items, once whole as an annex and once where the report speaks of their matter; and what every rule came to.</summary>
internal static class ChecklistPart
{
    private static readonly string[] Matters = ["plan", "reduction", "boundary", "activity", "factor", "offset", "disclosure", "site", "drafting"];

    public static void Write(ReportCase subject, ReportParts parts)
    {
        var answers = subject.Facts.Checklist.ToDictionary(a => a.Item, StringComparer.Ordinal);
        var judged = subject.Guide.Checklist.Select(item => (Item: item, Answer: answers.GetValueOrDefault(item.Key))).ToList();
        foreach (var matter in Matters)
        {
            parts.Table($"{matter}Items", "number requirement kind judgement note text", judged.Where(j => MatterOf(j.Item) == matter).Select((j, i) =>
                (string[])[ReportCase.Number(i), .. Judged(subject, j.Item, j.Answer), Sentence(subject, j.Item, j.Answer)]));
        }

        parts.Table("checklist", "number requirement kind judgement note basis", judged.Select((j, i) =>
            (string[])[ReportCase.Number(i), .. Judged(subject, j.Item, j.Answer), Basis(subject, j.Item.Standing, j.Item.Source)]));
        parts.Table("rules", "number rule basis result", RuleKeys.All.Select((key, i) => Rule(subject, subject.Guide.Rule(key), i)));

        parts.Field("findings.planItems", subject.Say("report.plan.items"));
        parts.Field("findings.plan", Documents(subject, "plan", "implementation-plan"));
        parts.Field("findings.reductionItems", subject.Say("report.reductions.items"));
        parts.Field("findings.disclosureItems", subject.Say("report.disclosure.items"));
        parts.Field("findings.disclosure", Documents(subject, "disclosure", "disclosure"));
    }

    /// <summary>The section that speaks of the item; an item that a pack adds is at least in the annex.</summary>
    private static string MatterOf(ChecklistItem item) => item switch
    {
        { Key: "prep.contract-review" } => "drafting",
        { Key: "impl.boundary" or "impl.sources-complete" } => "boundary",
        { Key: "impl.activity-data" } => "activity",
        { Key: "impl.factors" } => "factor",
        { Key: "impl.site-visit" } => "site",
        { Key: "impl.offset-cancelled" or "impl.no-double-use" or GuidePackReader.NeutralityItem } => "offset",
        { Key: "impl.reductions-first" } or { Phase: "implement", Kind: ChecklistKind.Preferred } => "reduction",
        { Phase: "prepare" } => "plan",
        { Phase: "report" } => "disclosure",
        _ => "",
    };

    private static string[] Judged(ReportCase subject, ChecklistItem item, AnswerFacts? answer) =>
    [
        item.Requirement.In(subject.Texts.Language), subject.TermAlone($"checklistKind.{item.Kind}"),
        answer is null ? subject.Say("report.item.unanswered") : subject.TermAlone($"judgement.{answer.Judgement}"),
        ReportCase.Lines(answer?.Note, answer is null ? null : subject.Cite(answer.Evidence)),
    ];

    private static string Judgement(ReportCase subject, AnswerFacts? answer) =>
        answer is null ? subject.Say("report.item.unanswered") : subject.Term($"judgement.{answer.Judgement}");

    private static string Sentence(ReportCase subject, ChecklistItem item, AnswerFacts? answer) => subject.Say(
        "report.item", ("requirement", item.Requirement), ("kind", subject.Term($"checklistKind.{item.Kind}")), ("judgement", Judgement(subject, answer)),
        ("note", string.IsNullOrWhiteSpace(answer?.Note) ? "" : subject.Sentence(answer.Note)),
        ("evidence", answer is { Evidence.Count: > 0 } ? subject.Say("report.item.evidence", ("list", subject.Cite(answer.Evidence))) : ""));

    private static string[] Rule(ReportCase subject, GuideRule rule, int index)
    {
        var issues = subject.Verdict.Issues.Where(i => i.Rule.Key == rule.Key).ToList();
        var blocks = issues.Count(i => i.Blocks);
        return
        [
            ReportCase.Number(index), ReportCase.Lines(subject.Texts[$"title.{rule.Key}"], rule.Key), Basis(subject, rule.Standing, rule.Source),
            issues.Count == 0 ? subject.Say("report.rule.clean") : subject.Say("report.rule.issues", ("blocks", blocks), ("warnings", issues.Count - blocks)),
        ];
    }

    private static string Basis(ReportCase subject, Standing standing, LocalizedText source) =>
        ReportCase.Lines(subject.Standing(standing), source.In(subject.Texts.Language));

    private static string Documents(ReportCase subject, string text, string kind)
    {
        var documents = subject.EvidenceOf(kind);
        return documents.Count == 0
            ? subject.Say($"report.{text}.none")
            : subject.Say($"report.{text}.documents", ("list", subject.Sentence(subject.Join(documents.Select(subject.CiteWithTitle)))));
    }
}
