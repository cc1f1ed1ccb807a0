using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Accounting;

/// <summary>A line with what the evaluator's recalculation comes to.</summary>
/// <param name="Verified">Amount × factor, exact; null when the units do not fit and there is nothing to multiply.</param>
public sealed record CalculatedLine(LineFacts Facts, FactorUse? Factor, Exact? Verified)
{
    /// <summary>Six places, half to even.</summary>
    public decimal? VerifiedTonnes => Verified?.Tonnes();

    public decimal ClaimedTonnes => Exact.Of(Facts.ClaimedTonnes).Tonnes();

    public decimal? Difference => VerifiedTonnes - ClaimedTonnes;

    /// <summary>Per cent of the claimed figure, two places; null when nothing was claimed or nothing can be calculated.</summary>
    public decimal? DifferencePercent => Verified is { } verified ? Inventory.PercentOf(verified - Facts.ClaimedTonnes, Facts.ClaimedTonnes) : null;
}

/// <summary>The factor of a line as it is used: from the pack or brought by the evaluator.</summary>
/// <param name="TonnesPerUnit">For one <see cref="Unit"/> of activity, exact.</param>
/// <param name="Pack">Null when the evaluator brought it.</param>
public sealed record FactorUse(Exact TonnesPerUnit, Unit Unit, Factor? Pack, OwnFactor? Own);

/// <summary>Misstatements of direct or of indirect emissions: absolute, so that errors cannot cancel out.</summary>
public sealed record Misstatement(bool Direct, decimal Tonnes, decimal ClaimedTonnes, decimal? Percent, bool OverMateriality);

/// <summary>The recalculated emissions of an event. Sums are made of exact figures and rounded once.</summary>
public sealed class Inventory
{
    /// <summary>No line may come to more: then no sum of them is too large for a figure either.</summary>
    public const decimal MaxTonnes = 1_000_000_000_000_000;

    private readonly GuidePack _guide;

    public Inventory(GuidePack guide, IReadOnlyList<LineFacts> lines, IReadOnlyList<ExclusionFacts> excluded, decimal materialityPercent)
    {
        _guide = guide;
        Lines = [.. lines.Select(l => Calculate(guide, l))];
        Excluded = excluded;
        Claimed = Exact.Sum(lines.Select(l => Exact.Of(l.ClaimedTonnes)));
        Verified = Lines.Count > 0 && Lines.All(l => l.Verified is not null) ? Exact.Sum(Lines.Select(l => l.Verified!.Value)) : null;
        Misstatements = [Misstated(true, materialityPercent), Misstated(false, materialityPercent)];
    }

    public IReadOnlyList<CalculatedLine> Lines { get; }
    public IReadOnlyList<ExclusionFacts> Excluded { get; }
    public Exact Claimed { get; }

    /// <summary>Null when there is no line, or one that cannot be calculated: then there is nothing to conclude from.</summary>
    public Exact? Verified { get; }

    /// <summary>What can be calculated of it, for showing.</summary>
    public Exact VerifiedSoFar => Verified ?? Exact.Sum(Lines.Select(l => l.Verified ?? Exact.Zero));

    /// <summary>Direct first, then indirect.</summary>
    public IReadOnlyList<Misstatement> Misstatements { get; }

    /// <summary>Per cent, two places, half to even. Null when the whole is zero and the part is not.</summary>
    public static decimal? PercentOf(Exact part, Exact whole)
    {
        if (whole.IsZero)
        {
            return part.IsZero ? 0.00m : null;
        }

        // A whole that is next to nothing makes a percentage that says nothing, and fits no figure.
        var percent = part / whole * 100m;
        return Exact.Abs(percent) > MaxTonnes ? null : percent.Round(2);
    }

    public static CalculatedLine Calculate(GuidePack guide, LineFacts line)
    {
        var use = Use(guide, line);
        var unit = Unit.Get(line.Unit);
        return use is not null && unit.ConvertsTo(use.Unit)
            ? new CalculatedLine(line, use, unit.Convert(line.VerifiedAmount ?? line.Amount, use.Unit) * use.TonnesPerUnit)
            : new CalculatedLine(line, use, null);
    }

    private static FactorUse? Use(GuidePack guide, LineFacts line)
    {
        if (line.Factor is not null)
        {
            return guide.FindFactor(line.Factor) is { } factor ? new FactorUse(factor.TonnesPerUnit, factor.Unit.Activity, factor, null) : null;
        }

        return line.OwnFactor is { } own && FactorUnit.Parse(own.Unit) is { } unit
            ? new FactorUse(Exact.Of(own.Value) * unit.TonnesPerMass, unit.Activity, null, own)
            : null;
    }

    private Misstatement Misstated(bool direct, decimal materialityPercent)
    {
        var lines = Lines.Where(l => _guide.FindSource(l.Facts.Source)?.Direct == direct).ToList();
        var wrong = Exact.Sum(lines.Where(l => l.Verified is not null).Select(l => Exact.Abs(l.Verified!.Value - l.Facts.ClaimedTonnes)));
        var claimed = Exact.Sum(lines.Select(l => Exact.Of(l.Facts.ClaimedTonnes)));

        // As a product: a claim of nothing is overstepped by anything, and no division is needed.
        return new Misstatement(direct, wrong.Tonnes(), claimed.Tonnes(), PercentOf(wrong, claimed), wrong * 100m > claimed * materialityPercent);
    }
}
