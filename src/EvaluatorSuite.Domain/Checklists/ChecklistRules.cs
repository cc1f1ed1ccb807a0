using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Checklists;

/// <summary>Every item judged, what is met evidenced, and nothing judged against the figures.</summary>
public sealed class ChecklistRules(GuidePack guide, IReadOnlyList<AnswerFacts> answers)
{
    /// <param name="neutral">Whether the units reach the verified emissions; null when there are no figures to compare.</param>
    public IEnumerable<Issue> Check(bool? neutral)
    {
        var byItem = answers.ToDictionary(a => a.Item);
        foreach (var item in guide.Checklist)
        {
            if (!byItem.TryGetValue(item.Key, out var answer))
            {
                yield return New(RuleKeys.ChecklistUnanswered, Severity.Block, item);
                continue;
            }

            if (answer.Judgement == Judgement.Met && answer.Evidence.Count == 0)
            {
                yield return New(RuleKeys.ChecklistEvidenceMissing, Severity.Block, item);
            }

            if (answer.Judgement == Judgement.NotMet && item.Kind is not ChecklistKind.Preferred)
            {
                yield return New(item.Kind == ChecklistKind.Veto ? RuleKeys.ChecklistVetoNotMet : RuleKeys.ChecklistBasicNotMet, Severity.Warning, item, ("note", answer.Note));
            }

            if (item.Key == GuidePackReader.NeutralityItem && neutral is { } enough && answer.Judgement != (enough ? Judgement.Met : Judgement.NotMet))
            {
                yield return New(RuleKeys.ChecklistContradictsFigures, Severity.Block, item, enough ? ".enough" : ".short",
                    ("judgement", new Term($"judgement.{answer.Judgement}")));
            }
        }
    }

    private Issue New(string rule, Severity severity, ChecklistItem item, params (string, object)[] values) => New(rule, severity, item, "", values);

    private Issue New(string rule, Severity severity, ChecklistItem item, string variant, params (string, object)[] values) =>
        new(guide.Rule(rule), severity, Node.Part(item.Key), new Message($"rule.{rule}{variant}", [("item", item.Key), ("requirement", item.Requirement), .. values]), [], []);
}
