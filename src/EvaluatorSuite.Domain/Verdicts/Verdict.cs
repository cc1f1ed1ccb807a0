using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Offsets;

namespace EvaluatorSuite.Domain.Verdicts;

/// <summary>实现碳中和 · 实现碳中和但有保留 · 未实现碳中和 · 无法作出结论.</summary>
public enum Conclusion { Neutral, NeutralWithReservation, NotNeutral, NoConclusion }

/// <summary>What the rules come to. An adverse conclusion may be issued like any other; a blocking issue means a flawed process.</summary>
public sealed record Verdict
{
    public required Conclusion Conclusion { get; init; }
    public required Inventory Inventory { get; init; }
    public required IReadOnlyList<JudgedOffset> Offsets { get; init; }

    /// <summary>In the order of the rules, then by subject: the same for the same facts in whatever order they came.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>Units that count, six places.</summary>
    public required decimal OffsetTonnes { get; init; }

    public decimal ClaimedTonnes => Inventory.Claimed.Tonnes();

    public decimal VerifiedTonnes => Inventory.VerifiedSoFar.Tonnes();

    /// <summary>Units that count less verified emissions; below zero is a shortfall.</summary>
    public decimal Surplus => (Exact.Of(OffsetTonnes) - Inventory.VerifiedSoFar).Tonnes();

    /// <summary>Verified less claimed in per cent of the claimed, two places; null when nothing was claimed.</summary>
    public decimal? DifferencePercent => Inventory.PercentOf(Inventory.VerifiedSoFar - Inventory.Claimed, Inventory.Claimed);

    public bool MayIssue => !Issues.Any(i => i.Blocks);
}
