using System.Reflection;
using System.Text.Json;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Web.Api;

/// <summary>
/// Reads the record that describes a body. Every property may be absent: what an act needs it refuses itself, with the codes that the
/// pages give. Only what cannot be understood at all is a fault here.
/// </summary>
public static class BodyReader
{
    /// <summary>Beyond what any act takes, so that its own refusal of a long text is heard.</summary>
    private const int MostText = 100_000;

    private static readonly MethodInfo ReadObject = typeof(BodyReader).GetMethod(nameof(Read))!;
    private static readonly MethodInfo ReadChoice = typeof(BodyReader).GetMethod(nameof(Choice), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ReadObjects = typeof(BodyReader).GetMethod(nameof(Objects), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static T Read<T>(JsonObjectReader reader) where T : class, new()
    {
        var value = new T();
        foreach (var property in typeof(T).GetProperties())
        {
            property.SetValue(value, ReadProperty(reader, NameOf(property), property.PropertyType));
        }

        return value;
    }

    public static IReadOnlySet<string> NamedIn<T>(JsonObjectReader reader) => typeof(T).GetProperties().Select(NameOf).Where(reader.Names).ToHashSet(StringComparer.Ordinal);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static object? ReadProperty(JsonObjectReader reader, string name, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? reader.OptionalText(name, MostText)
            : plain == typeof(decimal) ? reader.OptionalFigure(name)
            : plain == typeof(int) ? reader.OptionalWhole(name, int.MinValue, int.MaxValue)
            : plain == typeof(bool) ? reader.OptionalFlag(name)
            : plain == typeof(DateOnly) ? reader.OptionalDate(name)
            : plain == typeof(DateTimeOffset) ? reader.OptionalMoment(name)
            : plain == typeof(Guid) ? reader.OptionalId(name)
            : plain == typeof(IReadOnlyList<string>) ? reader.Has(name) ? reader.Texts(name).Select(t => t.Text).ToList() : null
            : plain.IsEnum ? ReadChoice.MakeGenericMethod(plain).Invoke(null, [reader, name])
            : plain.IsGenericType ? ReadObjects.MakeGenericMethod(plain.GetGenericArguments()[0]).Invoke(null, [reader, name])
            : reader.OptionalInner(name) is { } inner ? Closed(inner, ReadObject.MakeGenericMethod(plain).Invoke(null, [inner])) : null;
    }

    private static T? Choice<T>(JsonObjectReader reader, string name) where T : struct, Enum => reader.OptionalChoice(name, ApiJson.Words<T>());

    private static IReadOnlyList<T>? Objects<T>(JsonObjectReader reader, string name) where T : class, new() => reader.Has(name) ? reader.List(name, Read<T>) : null;

    private static object? Closed(JsonObjectReader inner, object? value)
    {
        inner.Close();
        return value;
    }
}
