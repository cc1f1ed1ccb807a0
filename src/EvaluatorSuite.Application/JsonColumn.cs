using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application;

/// <summary>A list of small records that is always read and written whole, kept as JSON text.</summary>
internal static class JsonColumn
{
    public static void HasJson<T>(this ComplexTypePropertyBuilder<IReadOnlyList<T>> property) where T : notnull =>
        property.HasConversion(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => one!.SequenceEqual(other!),
                list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
                list => list.ToList()));
}
