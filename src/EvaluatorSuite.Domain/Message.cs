namespace EvaluatorSuite.Domain;

/// <summary>
/// A sentence for a person, as a code and its values; the words live in resources, one set a language, keyed by the code.
/// A value is a string, a whole number, a <see cref="decimal"/> amount, a <see cref="DateOnly"/>, a <see cref="Tonnage"/>,
/// a <see cref="Percentage"/>, a <see cref="Term"/>, a <see cref="LocalizedText"/> or another message.
/// </summary>
public sealed record Message(string Code, IReadOnlyDictionary<string, object> Values)
{
    public Message(string code, params (string Name, object Value)[] values)
        : this(code, values.ToDictionary(v => v.Name, v => v.Value))
    {
    }
}

/// <summary>Tonnes of CO2 equivalent, shown with six places.</summary>
public readonly record struct Tonnage(decimal Value);

/// <summary>Hundredths, shown with the sign of per cent.</summary>
public readonly record struct Percentage(decimal Value);

/// <summary>A word of a closed list (<c>service.plan</c>, <c>threat.familiarity</c>) that has a name in each language.</summary>
public readonly record struct Term(string Code);

/// <summary>Text that comes with the data in both languages.</summary>
public sealed record LocalizedText(string Zh, string En)
{
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;
}
