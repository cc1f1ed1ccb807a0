using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application;

/// <summary>A list of small records that is always read and written whole, kept as JSON text.</summary>
internal static class JsonColumn
{
    // Words, not numbers: a list of choices that is sorted anew must not change what is stored.
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static void HasJson<T>(this ComplexTypePropertyBuilder<IReadOnlyList<T>> property) where T : notnull =>
        property.HasConversion(list => Write(list), text => Read<T>(text), Comparer<T>());

    public static void HasJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) where T : notnull =>
        property.HasConversion(list => Write(list), text => Read<T>(text), Comparer<T>());

    private static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, Options);

    // Rows from before the column was there have nothing in it.
    private static List<T> Read<T>(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<List<T>>(text, Options)!;

    private static ValueComparer<IReadOnlyList<T>> Comparer<T>() where T : notnull => new(
        (one, other) => one!.SequenceEqual(other!),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list.ToList());
}
