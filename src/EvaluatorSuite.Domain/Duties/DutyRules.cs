using System.Globalization;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Duties;

/// <summary>What is left to do, drawn from the facts themselves: no list of tasks that could say something else.</summary>
public static class DutyRules
{
    private static readonly HashSet<string> Conflicts = [RuleKeys.SameBody, RuleKeys.Group, RuleKeys.OffsetSeller];

    public static IReadOnlyList<Duty> Of(EvaluationFacts facts, Verdict verdict) => facts.Closed
        ? []
        : [.. Findings(facts), .. Requests(facts), .. Declarations(facts), .. Comments(facts), .. Verdicts(verdict)];

    /// <summary>Whether it is a rule against the body itself, which nobody can lift.</summary>
    public static bool IsConflict(string rule) => Conflicts.Contains(rule);

    /// <summary>Whether a rule that nobody can lift stands against the body itself.</summary>
    public static bool HasConflict(Verdict verdict) => verdict.Issues.Any(i => i.Blocks && Conflicts.Contains(i.Rule.Key));

    private static IEnumerable<Duty> Findings(EvaluationFacts facts) =>
        from finding in facts.Findings
        where !finding.IsClosed
        select finding.AwaitsAnswer
            ? new Duty(DutyKind.AnswerFinding, DutyHolder.Organizer, finding.Key, finding.Description, DueOn: finding.DueOn)
            : new Duty(DutyKind.JudgeAnswer, DutyHolder.Team, finding.Key, finding.Description, DueOn: finding.DueOn);

    private static IEnumerable<Duty> Requests(EvaluationFacts facts) =>
        from request in facts.Requests
        where !request.IsEnded
        select request.AwaitsOrganizer
            ? new Duty(DutyKind.GiveEvidence, DutyHolder.Organizer, request.Key, request.Title, DueOn: request.DueOn)
            : new Duty(DutyKind.JudgeEvidence, DutyHolder.Team, request.Key, request.Title, DueOn: request.DueOn);

    private static IEnumerable<Duty> Declarations(EvaluationFacts facts)
    {
        var names = new RegistryNames(facts.Registry);
        var signed = facts.Declarations.Select(d => d.PersonId).ToHashSet();
        foreach (var participant in facts.Participants.Where(p => !signed.Contains(p.PersonId)))
        {
            yield return new Duty(DutyKind.Declare, DutyHolder.Person, "", names.Person(participant.PersonId).Name, participant.PersonId);
        }

        foreach (var declaration in facts.Declarations)
        {
            foreach (var threat in declaration.Threats.Where(t => t.AwaitsJudgement))
            {
                yield return new Duty(DutyKind.JudgeThreat, DutyHolder.Officer, names.Person(declaration.PersonId).Name, threat.Description);
            }
        }
    }

    private static IEnumerable<Duty> Comments(EvaluationFacts facts) =>
        from comment in facts.Comments
        where comment.ResolvedAt is null && comment.Replies.Count == 0
        select new Duty(DutyKind.AnswerComment, DutyHolder.Team, comment.Key, comment.Text);

    private static IEnumerable<Duty> Verdicts(Verdict verdict)
    {
        foreach (var conflict in verdict.Issues.Where(i => i.Blocks && Conflicts.Contains(i.Rule.Key)).DistinctBy(i => i.Rule.Key))
        {
            yield return new Duty(DutyKind.ClearConflict, DutyHolder.Leader, conflict.Rule.Key, "");
        }

        var others = verdict.Issues.Where(i => i.Blocks && !Conflicts.Contains(i.Rule.Key) && i.Rule.Key != RuleKeys.FindingOpen).ToList();
        if (others.Count > 0)
        {
            // The kinds of what refuses, for a row that names them; their number stands before.
            yield return new Duty(DutyKind.MendBlocks, DutyHolder.Leader, "", $"{others.Count.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', others.Select(i => i.Rule.Key).Distinct().Take(8))}");
        }
    }
}
