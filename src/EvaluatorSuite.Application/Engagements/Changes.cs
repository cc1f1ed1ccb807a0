using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>What changed between two states of the same facts, for the ledger: each property that differs, with both values.</summary>
public static class Changes
{
    public static Dictionary<string, object?> Between<T>(T before, T after) where T : class
    {
        var changes = new Dictionary<string, object?>();
        foreach (var property in typeof(T).GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.SetMethod is not null))
        {
            var (old, now) = (Text(property.GetValue(before)), Text(property.GetValue(after)));
            if (old != now)
            {
                changes[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = new Dictionary<string, object?> { ["from"] = old, ["to"] = now };
            }
        }

        return changes;
    }

    /// <summary>Everything that a new row holds.</summary>
    public static Dictionary<string, object?> Of<T>(T facts) where T : class =>
        typeof(T).GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.SetMethod is not null)
            .Select(p => (p.Name, Value: Text(p.GetValue(facts)))).Where(p => p.Value is { Length: > 0 })
            .ToDictionary(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..], p => (object?)p.Value);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IEnumerable<string> texts => string.Join(' ', texts),
        IEnumerable list => JsonSerializer.Serialize(list),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };
}
