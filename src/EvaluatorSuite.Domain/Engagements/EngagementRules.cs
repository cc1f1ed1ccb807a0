using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Engagements;

/// <summary>Team, plan and site visit.</summary>
public sealed class EngagementRules(GuidePack guide, RegistryNames names, EventFacts @event, TermsFacts terms, IReadOnlyList<TeamFacts> team)
{
    public IEnumerable<Issue> Check() => [.. Team(), .. Reviewer(), .. Approver(), .. Plan(), .. SiteVisit()];

    private IEnumerable<Issue> Team()
    {
        var count = team.Where(m => m.IsEvaluator).Select(m => m.PersonId).Distinct().Count();
        if (count < guide.Limits.TeamMinimum.Value)
        {
            yield return New(RuleKeys.TeamMinimum, "", Node.Part("engagement.team"), [], ("count", count), ("minimum", (int)guide.Limits.TeamMinimum.Value));
        }
    }

    private IEnumerable<Issue> Reviewer()
    {
        if (terms.ReviewerId is not { } reviewer)
        {
            yield return New(RuleKeys.ReviewerInTeam, ".none", Node.Part("engagement.reviewer"), []);
        }
        else if (team.Any(m => m.PersonId == reviewer))
        {
            var person = names.Person(reviewer);
            yield return New(RuleKeys.ReviewerInTeam, "", person, [person], ("person", person.Name));
        }
    }

    private IEnumerable<Issue> Approver()
    {
        if (terms.ApproverId is not { } approver)
        {
            yield return New(RuleKeys.ApproverNotSeparate, ".none", Node.Part("engagement.approver"), []);
            yield break;
        }

        var person = names.Person(approver);
        if (team.Any(m => m.PersonId == approver))
        {
            yield return New(RuleKeys.ApproverNotSeparate, ".team", person, [person], ("person", person.Name));
        }

        if (terms.ReviewerId == approver)
        {
            yield return New(RuleKeys.ApproverNotSeparate, ".reviewer", person, [person], ("person", person.Name));
        }
    }

    private IEnumerable<Issue> Plan()
    {
        (string Part, bool Missing)[] parts =
        [
            ("purpose", string.IsNullOrWhiteSpace(terms.PlanPurpose)), ("basis", string.IsNullOrWhiteSpace(terms.PlanBasis)),
            ("content", string.IsNullOrWhiteSpace(terms.PlanContent)), ("schedule", terms.PlanSchedule.Count == 0),
        ];

        foreach (var (part, _) in parts.Where(p => p.Missing))
        {
            yield return New(RuleKeys.PlanIncomplete, "", Node.Part($"engagement.plan.{part}"), [], ("part", new Term($"plan.{part}")));
        }
    }

    private IEnumerable<Issue> SiteVisit()
    {
        var subject = Node.Part("engagement.siteVisit");
        if (terms.SiteVisitFrom is not { } from || terms.SiteVisitTo is not { } to)
        {
            if (string.IsNullOrWhiteSpace(terms.NoSiteVisitReason))
            {
                yield return New(RuleKeys.SiteVisitMissing, "", subject, []);
            }
        }
        else if (to < @event.Start || from > @event.End)
        {
            yield return New(RuleKeys.SiteVisitOutsideEvent, "", subject, [], Severity.Warning, ("from", from), ("to", to), ("start", @event.Start), ("end", @event.End));
        }
    }

    private Issue New(string rule, string variant, Node subject, IReadOnlyList<Node> path, params (string, object)[] values) =>
        New(rule, variant, subject, path, Severity.Block, values);

    private Issue New(string rule, string variant, Node subject, IReadOnlyList<Node> path, Severity severity, params (string, object)[] values) =>
        new(guide.Rule(rule), severity, subject, new Message($"rule.{rule}{variant}", values), [], path);
}
