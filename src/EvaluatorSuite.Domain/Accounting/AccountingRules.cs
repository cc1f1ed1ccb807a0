using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Accounting;

/// <summary>Every source addressed, every line calculable, every difference explained, and material ones pointed out.</summary>
public sealed class AccountingRules(GuidePack guide, Inventory inventory, decimal materialityPercent)
{
    public IEnumerable<Issue> Check() => [.. SourceUnaddressed(), .. UnitMismatch(), .. DifferenceUnexplained(), .. MaterialDifference()];

    private IEnumerable<Issue> SourceUnaddressed()
    {
        var addressed = inventory.Lines.Select(l => l.Facts.Source)
            .Concat(inventory.Excluded.Where(e => !string.IsNullOrWhiteSpace(e.Reason)).Select(e => e.Source)).ToHashSet();
        return from source in guide.Sources
               where !addressed.Contains(source.Key)
               select New(RuleKeys.SourceUnaddressed, Severity.Block, source.Key, ("source", source.Name));
    }

    private IEnumerable<Issue> UnitMismatch() =>
        from line in inventory.Lines
        where line.Verified is null && line.Factor is not null
        select New(RuleKeys.UnitMismatch, Severity.Block, line.Facts.Key,
            ("description", line.Facts.Description), ("unit", new Term($"unit.{line.Facts.Unit}")), ("factorUnit", line.Factor!.Unit.Code));

    private IEnumerable<Issue> DifferenceUnexplained() =>
        from line in inventory.Lines
        where line.Difference is { } difference && difference != 0 && string.IsNullOrWhiteSpace(line.Facts.DifferenceReason)
        select New(RuleKeys.DifferenceUnexplained, Severity.Block, line.Facts.Key, ("description", line.Facts.Description),
            ("claimed", new Tonnage(line.ClaimedTonnes)), ("verified", new Tonnage(line.VerifiedTonnes!.Value)));

    private IEnumerable<Issue> MaterialDifference() =>
        from wrong in inventory.Misstatements
        where wrong.OverMateriality
        let variant = wrong.Direct ? "direct" : "indirect"
        select new Issue(
            guide.Rule(RuleKeys.MaterialDifference), Severity.Warning, Node.Part($"inventory.{variant}"),
            new Message($"rule.{RuleKeys.MaterialDifference}", ("scope", new Term($"scope.{variant}")), ("tonnes", new Tonnage(wrong.Tonnes)),
                ("claimed", new Tonnage(wrong.ClaimedTonnes)), ("materiality", new Percentage(materialityPercent))),
            [], []);

    private Issue New(string rule, Severity severity, string key, params (string, object)[] values) =>
        new(guide.Rule(rule), severity, Node.Part(key), new Message($"rule.{rule}", [("key", key), .. values]), [], []);
}
