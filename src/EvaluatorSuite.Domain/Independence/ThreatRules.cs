namespace EvaluatorSuite.Domain.Independence;

/// <summary>How a declared threat may be judged; house rules after ISO/IEC 17029 § 4.2.</summary>
public static class ThreatRules
{
    public const int TextLength = 1000;

    /// <param name="own">Whether the officer declared it themselves.</param>
    public static IReadOnlyList<Refusal> Judge(ThreatLevel? level, string? safeguard, string note, bool own)
    {
        var refusals = new List<Refusal>();
        if (own)
        {
            refusals.Add(new Refusal("threat.own"));
        }

        if (level is null)
        {
            refusals.Add(new Refusal(new Message("threat.level"), "Level"));
        }

        if (level == ThreatLevel.Medium && string.IsNullOrWhiteSpace(safeguard))
        {
            refusals.Add(new Refusal(new Message("threat.safeguard"), "Safeguard"));
        }

        if (string.IsNullOrWhiteSpace(note))
        {
            refusals.Add(new Refusal(new Message("threat.note"), "Note"));
        }

        foreach (var (text, field) in new[] { (safeguard ?? "", "Safeguard"), (note, "Note") }.Where(t => t.Item1.Length > TextLength))
        {
            refusals.Add(new Refusal(new Message("threat.long", ("length", text.Length), ("max", TextLength)), field));
        }

        return refusals;
    }
}
