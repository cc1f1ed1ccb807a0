namespace EvaluatorSuite.Domain.Guides;

/// <summary>A unit of activity data. Units convert within a dimension and nowhere else.</summary>
/// <param name="Dimension">Units of one dimension convert into each other.</param>
/// <param name="Scale">How many of the dimension's base unit one of these is; exact in decimal for every unit.</param>
public sealed record Unit(string Code, string Dimension, decimal Scale)
{
    // Gas is metered at standard conditions, so m3 and Nm3 are one dimension (guide-pack format); a meter that is not must be converted before.
    public static IReadOnlyList<Unit> All { get; } =
    [
        new("kWh", "energy", 3.6m), new("MWh", "energy", 3600m), new("GWh", "energy", 3_600_000m), new("MJ", "energy", 1m), new("GJ", "energy", 1000m),
        new("kg", "mass", 1m), new("t", "mass", 1000m),
        new("L", "volume", 0.001m), new("m3", "volume", 1m), new("Nm3", "volume", 1m), new("1e4Nm3", "volume", 10_000m),
        new("pkm", "passenger-distance", 1m), new("vkm", "vehicle-distance", 1m), new("room-night", "lodging", 1m), new("person-day", "attendance", 1m),
    ];

    private static readonly Dictionary<string, Unit> ByCode = All.ToDictionary(u => u.Code, StringComparer.Ordinal);

    public static Unit? Find(string code) => ByCode.GetValueOrDefault(code);

    public static Unit Get(string code) => Find(code) ?? throw new ArgumentException($"No such unit: {code}", nameof(code));

    public bool ConvertsTo(Unit other) => Dimension == other.Dimension;

    /// <exception cref="InvalidOperationException">The units are of different dimensions.</exception>
    public Exact Convert(Exact amount, Unit target) =>
        ConvertsTo(target) ? amount * Scale / target.Scale : throw new InvalidOperationException($"{Code} does not convert to {target.Code}.");
}

/// <summary>The unit of a factor, <c>kgCO2e/kWh</c> in form: a mass of gas for one unit of activity.</summary>
public sealed record FactorUnit(string MassUnit, string Gas, Unit Activity)
{
    public static IReadOnlyList<string> Gases { get; } = ["CO2", "CO2e"];

    public string Code => $"{MassUnit}{Gas}/{Activity.Code}";

    /// <summary>Tonnes that one of the mass unit is.</summary>
    public Exact TonnesPerMass => MassUnit == "t" ? 1m : 0.001m;

    /// <returns>Null when the text is not of this form or names a unit that is not known.</returns>
    public static FactorUnit? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Unit.Find(text[(slash + 1)..]) is not { } activity)
        {
            return null;
        }

        var emission = text[..slash];
        var mass = emission.StartsWith("kg", StringComparison.Ordinal) ? "kg" : emission.StartsWith('t') ? "t" : "";
        var gas = emission[mass.Length..];
        return mass.Length > 0 && Gases.Contains(gas) ? new FactorUnit(mass, gas, activity) : null;
    }
}
