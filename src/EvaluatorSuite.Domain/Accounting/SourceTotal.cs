namespace EvaluatorSuite.Domain.Accounting;

/// <summary>What the lines of one source come to. Sums are made of exact figures and rounded once, as those of the whole are.</summary>
/// <param name="Verified">What can be calculated of it.</param>
/// <param name="Uncalculated">Lines that cannot.</param>
public sealed record SourceTotal(string Source, int Lines, int Uncalculated, Exact Claimed, Exact Verified)
{
    public decimal ClaimedTonnes => Claimed.Tonnes();

    public decimal VerifiedTonnes => Verified.Tonnes();

    public decimal Difference => (Verified - Claimed).Tonnes();

    /// <summary>Per cent of the claimed figure, two places; null when nothing was claimed.</summary>
    public decimal? DifferencePercent => Inventory.PercentOf(Verified - Claimed, Claimed);

    /// <summary>One for each source that has lines, in the order in which the lines first name it.</summary>
    public static IReadOnlyList<SourceTotal> Of(Inventory inventory) =>
    [
        .. inventory.Lines.GroupBy(l => l.Facts.Source).Select(source => new SourceTotal(
            source.Key,
            source.Count(),
            source.Count(l => l.Verified is null),
            Exact.Sum(source.Select(l => Exact.Of(l.Facts.ClaimedTonnes))),
            Exact.Sum(source.Select(l => l.Verified ?? Exact.Zero)))),
    ];
}
