using System.Globalization;
using System.Text.Json;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>
/// An object of a JSON file, read property by property. A property that is missing, of another type, given twice or never
/// asked for is a fault with its path; reading goes on with a harmless value.
/// </summary>
public sealed partial class JsonObjectReader
{
    public const int MaxText = 4000;

    /// <summary>Items of one list; a case has thousands at most.</summary>
    public const int MaxItems = 10_000;

    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];

    private JsonObjectReader(string path, Faults faults) => (Path, Faults) = (path, faults);

    public string Path { get; }

    public Faults Faults { get; }

    /// <returns>Null, with a fault, when the value is not an object.</returns>
    public static JsonObjectReader? Open(JsonElement element, string path, Faults faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, "json.type", ("expected", new Term("json.object")), ("actual", JsonText.Kind(element)));
            return null;
        }

        var reader = new JsonObjectReader(path, faults);
        foreach (var property in element.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException)
            {
                faults.Add(path, "json.unicode");
                continue;
            }

            if (!reader._properties.TryAdd(name, property.Value))
            {
                faults.Add(reader.At(name), "json.duplicate", ("name", name));
            }
        }

        return reader;
    }

    /// <summary>Says which properties nobody asked for. Called once, when all have been read.</summary>
    public void Close()
    {
        foreach (var name in _properties.Keys.Where(name => !_asked.Contains(name)))
        {
            Faults.Add(At(name), "json.unknown-property", ("name", JsonText.Shorten(name)), ("allowed", string.Join(", ", _asked)));
        }
    }

    public string At(string name) => $"{Path}.{JsonText.Shorten(name)}";

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name, int max = MaxText)
    {
        var text = OptionalText(name, max);
        if ((text is not null && string.IsNullOrWhiteSpace(text)) || !Has(name))
        {
            Faults.Add(At(name), "json.missing");
        }

        return text ?? "";
    }

    /// <summary>Null when absent; an empty text stays empty.</summary>
    public string? OptionalText(string name, int max = MaxText)
    {
        if (Find(name) is not { } element || !Is(name, element, JsonValueKind.String, "json.string"))
        {
            return null;
        }

        return JsonText.Read(element, At(name), max, Faults);
    }

    public int? OptionalWhole(string name, int min, int max)
    {
        if (Find(name) is not { } element || !Is(name, element, JsonValueKind.Number, "json.number"))
        {
            return null;
        }

        if (element.TryGetInt32(out var value) && value >= min && value <= max)
        {
            return value;
        }

        Faults.Add(At(name), "json.whole", ("value", JsonText.Shorten(element.GetRawText())), ("min", Plain(min)), ("max", Plain(max)));
        return null;
    }

    public int Whole(string name, int min, int max) => Has(name) ? OptionalWhole(name, min, max) ?? min : Missing(name, min);

    /// <summary>A figure, read as a decimal to its last digit, or refused; never rounded.</summary>
    public decimal Amount(string name, decimal min = 0) => Has(name) ? OptionalAmount(name, min) ?? 0 : Missing(name, 0m);

    public decimal? OptionalAmount(string name, decimal min = 0)
    {
        if (Find(name) is not { } element || !Is(name, element, JsonValueKind.Number, "json.number"))
        {
            return null;
        }

        var raw = element.GetRawText();
        if (!JsonAmount.TryRead(raw, out var value))
        {
            Faults.Add(At(name), "json.amount-size", ("value", JsonText.Shorten(raw)), ("whole", JsonAmount.MaxIntegerDigits), ("fraction", JsonAmount.MaxFractionDigits));
            return null;
        }

        if (value < min)
        {
            Faults.Add(At(name), "json.amount-min", ("value", JsonText.Shorten(raw)), ("min", min));
            return null;
        }

        return value;
    }

    public DateOnly Date(string name) => Has(name) ? OptionalDate(name) ?? DateOnly.MinValue : Missing(name, DateOnly.MinValue);

    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200)
        {
            return date;
        }

        Faults.Add(At(name), "json.date", ("value", JsonText.Shorten(text)));
        return null;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } element)
        {
            return Missing(name, false);
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.ValueKind == JsonValueKind.True;
        }

        Faults.Add(At(name), "json.type", ("expected", new Term("json.boolean")), ("actual", JsonText.Kind(element)));
        return false;
    }

    /// <summary>One of a closed list of words, each standing for a value.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return words.Values.First();
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Faults.Add(At(name), "json.choice", ("value", JsonText.Shorten(text)), ("allowed", string.Join(", ", words.Keys)));
        return words.Values.First();
    }

    /// <summary>The reader of an object property, or null (and a fault) when it is required and missing.</summary>
    public JsonObjectReader? Inner(string name)
    {
        if (OptionalInner(name) is { } found)
        {
            return found;
        }

        return Has(name) ? null : Missing<JsonObjectReader?>(name, null);
    }

    public JsonObjectReader? OptionalInner(string name) => Find(name) is { } element ? Open(element, At(name), Faults) : null;

    /// <summary>Reads an object property whole; <paramref name="otherwise"/> stands for it when it is not there.</summary>
    public T Inside<T>(string name, T otherwise, Func<JsonObjectReader, T> read)
    {
        if (Inner(name) is not { } inner)
        {
            return otherwise;
        }

        var value = read(inner);
        inner.Close();
        return value;
    }

    /// <summary>An array of objects; absent is empty.</summary>
    public IReadOnlyList<T> List<T>(string name, Func<JsonObjectReader, T> read)
    {
        var values = new List<T>();
        foreach (var (element, path) in Elements(name))
        {
            if (Open(element, path, Faults) is { } item)
            {
                values.Add(read(item));
                item.Close();
            }
        }

        return values;
    }

    /// <summary>An array of texts with the path of each; absent is empty.</summary>
    public IReadOnlyList<(string Text, string Path)> Texts(string name)
    {
        var values = new List<(string, string)>();
        foreach (var (element, path) in Elements(name))
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                Faults.Add(path, "json.type", ("expected", new Term("json.string")), ("actual", JsonText.Kind(element)));
            }
            else if (JsonText.Read(element, path, MaxText, Faults) is { } text)
            {
                values.Add((text, path));
            }
        }

        return values;
    }

    // Years are among them, and have no thousands separators.
    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<(JsonElement Element, string Path)> Elements(string name)
    {
        if (Find(name) is not { } array || !Is(name, array, JsonValueKind.Array, "json.array"))
        {
            yield break;
        }

        if (array.GetArrayLength() > MaxItems)
        {
            Faults.Add(At(name), "json.too-many", ("count", array.GetArrayLength()), ("max", MaxItems));
            yield break;
        }

        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            yield return (element, $"{At(name)}[{index++}]");
        }
    }

    private JsonElement? Find(string name)
    {
        if (!_asked.Contains(name))
        {
            _asked.Add(name);
        }

        return _properties.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }

    private bool Is(string name, JsonElement element, JsonValueKind kind, string term)
    {
        if (element.ValueKind == kind)
        {
            return true;
        }

        Faults.Add(At(name), "json.type", ("expected", new Term(term)), ("actual", JsonText.Kind(element)));
        return false;
    }

    private T Missing<T>(string name, T otherwise)
    {
        Faults.Add(At(name), "json.missing");
        return otherwise;
    }
}
