using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Checklists;

public static class AnswerRefusals
{
    /// <param name="neutral">Whether the units reach the emissions; null without figures. A judgement against the figures is refused at once.</param>
    public static RefusalList ToJudge(GuidePack guide, AnswerFacts answer, IReadOnlySet<string> evidence, bool? neutral) => new RefusalList()
        .Fit(nameof(answer.Note), answer.Note)
        .Add(guide.FindItem(answer.Item) is null, "", "checklist.no-such-item", ("item", answer.Item))
        .Add(answer.Judgement != Judgement.Met && string.IsNullOrWhiteSpace(answer.Note), nameof(answer.Note), "checklist.reason-missing")
        .Add(answer.Evidence.Any(k => !evidence.Contains(k)), nameof(answer.Evidence), "evidence.no-such", ("key", string.Join(", ", answer.Evidence.Where(k => !evidence.Contains(k)))))
        .Add(answer.Item == GuidePackReader.NeutralityItem && neutral == false && answer.Judgement == Judgement.Met, nameof(answer.Judgement), "checklist.figures-short")
        .Add(answer.Item == GuidePackReader.NeutralityItem && neutral == true && answer.Judgement == Judgement.NotMet, nameof(answer.Judgement), "checklist.figures-enough");
}
