using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Evidence;

/// <summary>A line and the evidence that it names.</summary>
public sealed record Evidenced(string Key, string Description, IReadOnlyList<string> Evidence);

/// <summary>What is listed was handed over, and covers the days it is said to speak of.</summary>
public sealed class EvidenceRules(GuidePack guide, IReadOnlyList<EvidenceFacts> evidence)
{
    public IEnumerable<Issue> Check(DateOnly eventStart, DateOnly eventEnd, IEnumerable<Evidenced> lines) =>
        FileMissing().Concat(PeriodGap(eventStart, eventEnd, lines));

    private IEnumerable<Issue> FileMissing() =>
        from item in evidence
        where item.Sha256 is null
        select New(RuleKeys.EvidenceFileMissing, Severity.Block, item.Key, ("title", item.Title), ("file", item.File));

    private IEnumerable<Issue> PeriodGap(DateOnly start, DateOnly end, IEnumerable<Evidenced> lines)
    {
        var byKey = evidence.ToDictionary(e => e.Key);
        foreach (var line in lines)
        {
            if (FirstUncovered(start, end, line.Evidence.Select(key => byKey[key])) is { } gap)
            {
                yield return New(RuleKeys.EvidencePeriodGap, Severity.Warning, line.Key,
                    ("description", line.Description), ("gap", gap), ("start", start), ("end", end), ("count", line.Evidence.Count));
            }
        }
    }

    /// <returns>The first day of the event that no piece of evidence speaks of, or null when all are covered.</returns>
    private static DateOnly? FirstUncovered(DateOnly start, DateOnly end, IEnumerable<EvidenceFacts> pieces)
    {
        var day = start;
        var periods = pieces.Where(p => p.PeriodFrom is not null || p.PeriodTo is not null)
            .Select(p => (From: (p.PeriodFrom ?? p.PeriodTo)!.Value, To: (p.PeriodTo ?? p.PeriodFrom)!.Value)).OrderBy(p => p.From);
        foreach (var (from, to) in periods)
        {
            if (from <= day && to >= day)
            {
                day = to.AddDays(1);
            }
        }

        return day > end ? null : day;
    }

    private Issue New(string rule, Severity severity, string key, params (string, object)[] values) =>
        new(guide.Rule(rule), severity, Node.Part(key), new Message($"rule.{rule}", [("key", key), .. values]), [], []);
}
