using System.Globalization;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Verdicts;

/// <summary>Asks every rule and draws the conclusion.</summary>
public static class Evaluation
{
    public static Verdict Evaluate(EvaluationFacts facts)
    {
        var names = new RegistryNames(facts.Registry);
        var materiality = facts.Terms.MaterialityPercent;
        var inventory = new Inventory(facts.Guide, facts.Inventory, facts.ExcludedSources, materiality);
        var offsets = new OffsetRules(facts.Guide, facts.Event.End, facts.SerialsElsewhere).Judge(facts.Offsets);
        var offset = Exact.Sum(offsets.Where(o => o.Counts).Select(o => Exact.Of(o.Facts.Tonnes)));

        // Compared exactly: a shortfall in the seventh place is a shortfall.
        bool? neutral = inventory.Verified is { } verified ? offset >= verified : null;
        List<Issue> issues =
        [
            .. IndependenceRules.Check(Independence(facts, names)),
            .. new EngagementRules(facts.Guide, names, facts.Event, facts.Terms, facts.Team).Check(),
            .. new ChecklistRules(facts.Guide, facts.Checklist).Check(neutral),
            .. new EvidenceRules(facts.Guide, facts.Evidence).Check(
                facts.Event.Start, facts.Event.End, facts.Inventory.Select(l => new Evidenced(l.Key, l.Description, l.Evidence))),
            .. new AccountingRules(facts.Guide, inventory, materiality).Check(),
            .. offsets.SelectMany(o => o.Issues),
            .. Shortfall(facts.Guide, inventory, offset, neutral),
        ];

        var conclusion = Conclude(neutral, issues);
        var positive = conclusion is Conclusion.Neutral or Conclusion.NeutralWithReservation;
        issues.AddRange(new FindingRules(facts.Guide, names, facts.Findings, facts.Team.Where(m => m.IsEvaluator).Select(m => m.PersonId).ToHashSet()).Check(positive));

        return new Verdict { Conclusion = conclusion, Inventory = inventory, Offsets = offsets, OffsetTonnes = offset.Tonnes(), Issues = Sorted(issues) };
    }

    private static IndependenceFacts Independence(EvaluationFacts facts, RegistryNames names) => new()
    {
        Guide = facts.Guide,
        Names = names,
        FirmId = facts.Terms.FirmId,
        OrganizerIds = [.. facts.FormerOrganizerIds.Prepend(facts.Event.OrganizerId).Distinct()],
        EngagementId = facts.EngagementId,
        EventNames = [facts.Event.Name, .. facts.FormerEventNames],
        ContractDate = facts.EarlierContractDate < facts.Terms.ContractDate ? facts.EarlierContractDate.Value : facts.Terms.ContractDate,
        ContractMovedTo = facts.EarlierContractDate < facts.Terms.ContractDate ? facts.Terms.ContractDate : null,
        Participants = facts.Participants,
        OpenerId = facts.OpenerPersonId,
        Declarations = facts.Declarations,
        SoldUnits = [.. facts.Offsets.Where(o => o.SellerId is not null).Select(o => new SoldUnits(o.Key, o.SellerId!.Value))],
        FormerSellerIds = [.. facts.FormerSellerIds.Except(facts.Offsets.Select(o => o.SellerId).OfType<Guid>())],
        OfficerJudgesSafeguards = facts.OfficerJudgesSafeguards,
    };

    private static IEnumerable<Issue> Shortfall(GuidePack guide, Inventory inventory, Exact offset, bool? neutral)
    {
        if (neutral == false)
        {
            yield return new Issue(
                guide.Rule(RuleKeys.NeutralityShortfall), Severity.Warning, Node.Part("offsets"),
                new Message($"rule.{RuleKeys.NeutralityShortfall}", ("offset", new Tonnage(offset.Tonnes())), ("verified", new Tonnage(inventory.Verified!.Value.Tonnes())),
                    ("missing", new Tonnage((inventory.Verified.Value - offset).Tonnes()))),
                [], []);
        }
    }

    private static Conclusion Conclude(bool? neutral, IReadOnlyList<Issue> issues)
    {
        bool Any(string rule) => issues.Any(i => i.Rule.Key == rule);

        return neutral switch
        {
            null => Conclusion.NoConclusion,
            false => Conclusion.NotNeutral,
            _ when Any(RuleKeys.ChecklistVetoNotMet) => Conclusion.NotNeutral,
            _ when Any(RuleKeys.ChecklistBasicNotMet) => Conclusion.NeutralWithReservation,
            _ => Conclusion.Neutral,
        };
    }

    private static List<Issue> Sorted(List<Issue> issues)
    {
        var order = RuleKeys.All.Select((key, index) => (key, index)).ToDictionary(r => r.key, r => r.index);
        return
        [
            .. issues.OrderBy(i => order[i.Rule.Key]).ThenBy(i => i.Subject.Key, StringComparer.Ordinal).ThenBy(i => i.Finding.Code, StringComparer.Ordinal)
                .ThenBy(i => string.Join('/', i.Path.Select(n => n.Key)), StringComparer.Ordinal)
                .ThenBy(i => string.Join('/', i.Finding.Values.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))), StringComparer.Ordinal),
        ];
    }
}
