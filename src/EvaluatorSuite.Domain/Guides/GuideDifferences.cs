using System.Globalization;

namespace EvaluatorSuite.Domain.Guides;

public enum DifferenceKind { Added, Changed, Removed }

/// <param name="Before">As <see cref="Message"/> shows values; null where there was none.</param>
public sealed record GuideChange(string Property, object? Before, object? After);

/// <summary>One entry of a pack that another version has otherwise.</summary>
/// <param name="Section">The list of the file: <c>rules</c>, <c>factors</c>.</param>
public sealed record GuideDifference(string Section, string Key, DifferenceKind Kind, IReadOnlyList<GuideChange> Changes);

/// <summary>What a version of a guide pack changes against another, entry by entry.</summary>
public static class GuideDifferences
{
    public static IReadOnlyList<GuideDifference> Between(GuidePack before, GuidePack after)
    {
        var (old, present) = (Entries(before), Entries(after));
        var sections = present.Keys.Concat(old.Keys).Select(k => k.Section).Distinct().ToList();
        return
        [
            .. from section in sections
               from key in present.Keys.Concat(old.Keys).Where(k => k.Section == section).Select(k => k.Key).Distinct()
               let difference = Of(section, key, old.GetValueOrDefault((section, key)), present.GetValueOrDefault((section, key)))
               where difference is not null
               select difference,
        ];
    }

    private static GuideDifference? Of(string section, string key, Dictionary<string, object?>? before, Dictionary<string, object?>? after)
    {
        var properties = (after ?? before)!.Keys;
        var changes = properties.Select(p => new GuideChange(p, before?[p], after?[p])).Where(c => !Equals(c.Before, c.After)).ToList();
        return changes.Count == 0
            ? null
            : new GuideDifference(section, key, before is null ? DifferenceKind.Added : after is null ? DifferenceKind.Removed : DifferenceKind.Changed, changes);
    }

    private static Dictionary<(string Section, string Key), Dictionary<string, object?>> Entries(GuidePack pack)
    {
        var entries = new Dictionary<(string, string), Dictionary<string, object?>>();
        void Add(string section, string key, Standing standing, LocalizedText source, params (string Name, object? Value)[] values) =>
            entries[(section, key)] = values.Append(("standing", new Term($"standing.{standing}"))).Append(("source", source)).ToDictionary(v => v.Item1, v => v.Item2);

        foreach (var r in pack.Rules)
        {
            Add("rules", r.Key, r.Standing, r.Source);
        }

        foreach (var (key, limit) in LimitsOf(pack.Limits))
        {
            Add("limits", key, limit.Standing, limit.Source, ("value", limit.Value));
        }

        foreach (var t in pack.Thresholds)
        {
            Add("thresholds", $"{t.EventKind}.{t.Measure}", t.Standing, t.Source, ("value", t.AtLeast));
        }

        foreach (var f in pack.Factors)
        {
            Add("factors", f.Key, f.Standing, f.Source, ("name", f.Name), ("unit", f.Unit.Code), ("value", Value(f)), ("scope", f.Scope), ("region", f.Region),
                ("dataYear", f.DataYear.ToString(CultureInfo.InvariantCulture)), ("document", f.Document), ("status", new Term($"factorStatus.{f.Status}")));
        }

        foreach (var s in pack.Sources)
        {
            Add("sources", s.Key, s.Standing, s.Source, ("name", s.Name), ("scope", new Term(s.Direct ? "scope.direct" : "scope.indirect")));
        }

        foreach (var k in pack.OffsetKinds)
        {
            Add("offsetKinds", k.Key, k.Standing, k.Source, ("name", k.Name));
        }

        foreach (var i in pack.Checklist)
        {
            Add("checklist", i.Key, i.Standing, i.Source, ("phase", new Term($"phase.{i.Phase}")), ("kind", new Term($"checklistKind.{i.Kind}")), ("requirement", i.Requirement));
        }

        foreach (var h in pack.Outline)
        {
            Add("outline", h.Key, h.Standing, h.Source, ("number", h.Number), ("title", h.Title));
        }

        return entries;
    }

    private static string Value(Factor factor) => factor.Fuel is { } fuel
        ? string.Create(CultureInfo.InvariantCulture, $"{fuel.NetCalorificValue} × {fuel.CarbonContent} × {fuel.Oxidation} × 44/12")
        : factor.Value!.Value.ToString("0.############", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Key, Limit Limit)> LimitsOf(Limits limits) =>
    [
        ("personLookBackYears", limits.PersonLookBackYears), ("earlierServiceLookBackYears", limits.EarlierServiceLookBackYears), ("teamMinimum", limits.TeamMinimum),
        ("materialityPercent", limits.MaterialityPercent), ("offsetDeadlineYears", limits.OffsetDeadlineYears), ("retentionFloorYears", limits.RetentionFloorYears),
        ("retentionDefaultYears", limits.RetentionDefaultYears),
    ];
}
