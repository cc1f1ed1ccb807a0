namespace EvaluatorSuite.Domain.Guides;

/// <summary>How sure a rule or a number is. Only what is firm was seen in the text of the guide.</summary>
public enum Standing { Firm, Provisional, House }

/// <summary>A rule of the evaluation as this guide has it.</summary>
/// <param name="Source">The basis, with chapter or article, and where it goes beyond the guide.</param>
public sealed record GuideRule(string Key, Standing Standing, LocalizedText Source);

/// <param name="Measure"><c>attendance</c> in people or <c>areaSquareMetres</c>.</param>
public sealed record Threshold(EventKind EventKind, string Measure, decimal AtLeast, Standing Standing, LocalizedText Source);

/// <param name="Direct">Direct emissions (combustion) as against indirect ones; materiality judges them apart.</param>
public sealed record EmissionSource(string Key, LocalizedText Name, bool Direct, Standing Standing, LocalizedText Source);

/// <summary>Net calorific value (GJ per unit of fuel), carbon content (tC/GJ) and oxidation (0 to 1), kept apart so that their product stays exact.</summary>
public sealed record FuelProperties(decimal NetCalorificValue, decimal CarbonContent, decimal Oxidation)
{
    /// <summary>Tonnes of CO2 for one unit of fuel: NCV × carbon × oxidation × 44/12.</summary>
    public Exact Tonnes => Exact.Of(NetCalorificValue) * CarbonContent * Oxidation * Exact.Fraction(44, 12);
}

public sealed record Factor
{
    public required string Key { get; init; }
    public required LocalizedText Name { get; init; }
    public required FactorUnit Unit { get; init; }

    /// <summary>In <see cref="Unit"/>; null when the factor is the product of <see cref="Fuel"/>.</summary>
    public decimal? Value { get; init; }

    public FuelProperties? Fuel { get; init; }
    public required LocalizedText Scope { get; init; }
    public required LocalizedText Region { get; init; }
    public required int DataYear { get; init; }
    public required LocalizedText Document { get; init; }

    /// <summary><c>current</c> or <c>superseded</c>.</summary>
    public required string Status { get; init; }

    public required Standing Standing { get; init; }
    public required LocalizedText Source { get; init; }

    /// <summary>Tonnes for one unit of activity, exact.</summary>
    public Exact TonnesPerUnit => Fuel?.Tonnes ?? (Exact.Of(Value!.Value) * Unit.TonnesPerMass);
}

public sealed record OffsetKind(string Key, LocalizedText Name, Standing Standing, LocalizedText Source);

public enum ChecklistKind { Basic, Preferred, Veto }

/// <param name="Phase"><c>prepare</c>, <c>implement</c> or <c>report</c>.</param>
public sealed record ChecklistItem(string Key, string Phase, ChecklistKind Kind, LocalizedText Requirement, Standing Standing, LocalizedText Source);

/// <summary>A number that rules count with.</summary>
public sealed record Limit(decimal Value, Standing Standing, LocalizedText Source)
{
    public int Years => (int)Value;
}

public sealed record Limits
{
    public required Limit PersonLookBackYears { get; init; }
    public required Limit EarlierServiceLookBackYears { get; init; }
    public required Limit TeamMinimum { get; init; }
    public required Limit MaterialityPercent { get; init; }
    public required Limit OffsetDeadlineYears { get; init; }
    public required Limit RetentionFloorYears { get; init; }
    public required Limit RetentionDefaultYears { get; init; }
}

/// <param name="Number">As printed: <c>3.1</c>, or empty for an annex.</param>
public sealed record OutlineHeading(string Key, string Number, int Level, LocalizedText Title, Standing Standing, LocalizedText Source);

/// <summary>A guide's rules as data. An engagement pins one by the digest of its file.</summary>
public sealed record GuidePack
{
    public const string FileName = "guide.json";

    public required string Key { get; init; }
    public required int Version { get; init; }
    public required LocalizedText Title { get; init; }
    public required LocalizedText Note { get; init; }
    public required IReadOnlyList<GuideRule> Rules { get; init; }
    public required IReadOnlyList<Threshold> Thresholds { get; init; }
    public required IReadOnlyList<EmissionSource> Sources { get; init; }
    public required IReadOnlyList<Factor> Factors { get; init; }
    public required IReadOnlyList<OffsetKind> OffsetKinds { get; init; }
    public required IReadOnlyList<ChecklistItem> Checklist { get; init; }
    public required Limits Limits { get; init; }
    public required IReadOnlyList<OutlineHeading> Outline { get; init; }

    /// <summary>File name of the Word template of the report, beside <c>guide.json</c>.</summary>
    public required string ReportTemplate { get; init; }

    public GuideRule Rule(string key) => Rules.First(r => r.Key == key);

    public EmissionSource? FindSource(string key) => Sources.FirstOrDefault(s => s.Key == key);

    public Factor? FindFactor(string key) => Factors.FirstOrDefault(f => f.Key == key);

    public OffsetKind? FindOffsetKind(string key) => OffsetKinds.FirstOrDefault(k => k.Key == key);

    public ChecklistItem? FindItem(string key) => Checklist.FirstOrDefault(i => i.Key == key);
}
