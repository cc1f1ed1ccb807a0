using System.Globalization;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Offsets;

/// <summary>A range that another engagement already uses. Which one is not told: whoever reads this verdict may have no part in it.</summary>
public sealed record UsedSerials(string SerialFrom, string SerialTo);

/// <summary>A line and whether it counts.</summary>
public sealed record JudgedOffset(OffsetFacts Facts, IReadOnlyList<Issue> Issues)
{
    /// <summary>A line with a blocking issue does not count towards the offset; a late one does.</summary>
    public bool Counts => !Issues.Any(i => i.Blocks);
}

/// <summary>Units of an allowed kind, cancelled with proof, counted once. The order of the lines matters in one thing: of two that overlap the later falls.</summary>
public sealed class OffsetRules(GuidePack guide, DateOnly eventEnd, IReadOnlyList<UsedSerials> elsewhere)
{
    public IReadOnlyList<JudgedOffset> Judge(IReadOnlyList<OffsetFacts> lines)
    {
        var ranges = lines.Select(l => SerialRange.Of(l.SerialFrom, l.SerialTo)).ToList();
        var others = elsewhere.Select(u => (Used: u, Range: SerialRange.Of(u.SerialFrom, u.SerialTo))).ToList();
        var earlier = new Dictionary<string, List<int>>();
        var judged = new List<JudgedOffset>();

        for (var i = 0; i < lines.Count; i++)
        {
            var (first, last) = ranges[i].Groups;
            var overlapped = new[] { first, last }.Distinct().SelectMany(g => earlier.GetValueOrDefault(g) ?? []).Distinct()
                .Where(e => ranges[e].Overlaps(ranges[i])).Order().Select(e => lines[e]).FirstOrDefault();
            var used = others.FirstOrDefault(o => o.Range.Overlaps(ranges[i])).Used;
            judged.Add(new JudgedOffset(lines[i], [.. Issues(lines[i], ranges[i]), .. Overlap(lines[i], overlapped, used)]));

            foreach (var group in new[] { first, last }.Distinct())
            {
                (earlier.TryGetValue(group, out var members) ? members : earlier[group] = []).Add(i);
            }
        }

        return judged;
    }

    private IEnumerable<Issue> Issues(OffsetFacts line, SerialRange range)
    {
        if (guide.FindOffsetKind(line.Kind) is null)
        {
            yield return New(RuleKeys.OffsetKindNotAllowed, "", line, ("kind", line.Kind));
        }

        if (line.CancelledOn is null || string.IsNullOrWhiteSpace(line.Certificate))
        {
            yield return New(RuleKeys.OffsetNotCancelled, line.CancelledOn is null ? "" : ".no-certificate", line);
        }

        if (range.Count is { } count && (count <= 0 || Exact.Of(line.Tonnes) > Exact.Of(Fits(count))))
        {
            yield return New(RuleKeys.OffsetSerialCount, count > 0 ? "" : ".reversed", line, ("count", count.ToString(CultureInfo.InvariantCulture)));
        }

        if (line.Evidence.Count == 0)
        {
            yield return New(RuleKeys.OffsetEvidenceMissing, "", line);
        }

        var deadline = eventEnd.AddYears(guide.Limits.OffsetDeadlineYears.Years);
        if (line.CancelledOn > deadline)
        {
            yield return New(RuleKeys.OffsetLate, "", line, ("cancelled", line.CancelledOn.Value), ("deadline", deadline)) with { Severity = Severity.Warning };
        }
    }

    private IEnumerable<Issue> Overlap(OffsetFacts line, OffsetFacts? earlier, UsedSerials? used)
    {
        if (earlier is not null)
        {
            yield return New(RuleKeys.OffsetSerialOverlap, "", line, ("other", earlier.Key), ("otherFrom", earlier.SerialFrom), ("otherTo", earlier.SerialTo))
                with
            { Path = [Node.Part(earlier.Key), Node.Part(line.Key)] };
        }

        if (used is not null)
        {
            yield return New(RuleKeys.OffsetSerialOverlap, ".elsewhere", line);
        }
    }

    // No line holds more tonnes than fit a figure, so a range beyond that holds any of them.
    private static decimal Fits(System.Numerics.BigInteger count) => count <= 0 ? 0 : count > 1_000_000_000_000_000_000 ? 1_000_000_000_000_000_000 : (decimal)count;

    private Issue New(string rule, string variant, OffsetFacts line, params (string, object)[] values) =>
        new(guide.Rule(rule), Severity.Block, Node.Part(line.Key),
            new Message($"rule.{rule}{variant}", [("key", line.Key), ("from", line.SerialFrom), ("to", line.SerialTo), ("tonnes", new Tonnage(line.Tonnes)), .. values]), [], []);
}
