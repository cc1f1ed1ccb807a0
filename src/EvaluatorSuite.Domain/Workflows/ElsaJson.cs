using System.Text.Json;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>Looks into an object of a definition. Unlike our own formats nothing unknown is a fault: it belongs to Elsa, or to somebody's designer.</summary>
internal readonly struct ElsaJson(JsonElement element, string path, Faults faults)
{
    public string Path { get; } = path;

    public static string Known(IEnumerable<string> words) => string.Join(", ", words);

    public string At(string name) => $"{Path}.{name}";

    public JsonElement? Find(string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        // Names at the root are read without regard to case, as Elsa does; inside activities they are not.
        var found = element.TryGetProperty(name, out var exact) ? exact : Path == "$" ? element.EnumerateObject().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Value : default;
        return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found;
    }

    public ElsaJson? Inner(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            Wrong(name, "json.object", found);
            return null;
        }

        return new ElsaJson(found, At(name), faults);
    }

    public IEnumerable<ElsaJson> Objects(string name)
    {
        if (Find(name) is not { } list)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, "json.array", list);
            yield break;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{At(name)}[{index++}]";
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return new ElsaJson(item, at, faults);
            }
            else
            {
                faults.Add(at, "json.type", ("expected", new Term("json.object")), ("actual", JsonText.Kind(item)));
            }
        }
    }

    public string Text(string name, int max = 200)
    {
        var text = OptionalText(name, max);
        if (string.IsNullOrWhiteSpace(text) && (text is not null || Find(name) is null))
        {
            faults.Add(At(name), "json.missing");
        }

        return text ?? "";
    }

    public string? OptionalText(string name, int max = 200)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind != JsonValueKind.String)
        {
            Wrong(name, "json.string", found);
            return null;
        }

        return JsonText.Read(found, At(name), max, faults);
    }

    public int? OptionalWhole(string name, int min, int max)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var value) && value >= min && value <= max)
        {
            return value;
        }

        faults.Add(At(name), "json.whole", ("value", JsonText.Shorten(found.GetRawText())), ("min", min), ("max", max));
        return null;
    }

    /// <summary>A coordinate of the designer; it may stand between two pixels.</summary>
    public int Pixel(string name) => Find(name) is { ValueKind: JsonValueKind.Number } found && found.TryGetDecimal(out var value) && Math.Abs(value) < 1_000_000 ? (int)value : 0;

    public string Choice(string name, IReadOnlyList<string> words, string text)
    {
        if (text.Length > 0 && !words.Contains(text))
        {
            faults.Add(At(name), "json.choice", ("value", JsonText.Shorten(text)), ("allowed", Known(words)));
        }

        return text;
    }

    /// <summary>The text of an input: <c>{ "typeName": …, "expression": { "type": "Literal", "value": … } }</c>.</summary>
    public string Input(string name, bool required = true, int max = 200)
    {
        var text = Value(name, required, max);
        if (required && text is not null && string.IsNullOrWhiteSpace(text))
        {
            faults.Add($"{At(name)}.expression.value", "json.missing");
        }

        return string.IsNullOrWhiteSpace(text) ? "" : text;
    }

    /// <summary>The same where it may be empty.</summary>
    /// <returns>Null when there is none that could be read; the fault is told.</returns>
    public string? Value(string name, bool required = true, int max = 200)
    {
        if (Expression(name, required, "Literal") is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => JsonText.Read(value, $"{At(name)}.expression.value", max, faults),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText(),
            _ => WrongValue(name, "json.string", value),
        };
    }

    /// <summary>A list of texts; an Object expression holds its JSON as a text.</summary>
    public IReadOnlyList<string> InputList(string name, bool required = true)
    {
        if (Expression(name, required, "Object") is not { } value)
        {
            return [];
        }

        var path = $"{At(name)}.expression.value";
        if (value.ValueKind != JsonValueKind.String)
        {
            WrongValue(name, "json.string", value);
            return [];
        }

        try
        {
            var texts = JsonSerializer.Deserialize<List<string>>(value.GetString()!) ?? [];
            if (texts.Count > 0 && texts.All(t => !string.IsNullOrWhiteSpace(t) && t.Length <= 60 && JsonText.IsPlain(t)) && texts.Distinct().Count() == texts.Count)
            {
                return texts;
            }
        }
        catch (JsonException)
        {
        }
        catch (InvalidOperationException)
        {
        }

        faults.Add(path, "workflow.list", ("name", name));
        return [];
    }

    private JsonElement? Expression(string name, bool required, string type)
    {
        if (Inner(name) is not { } input)
        {
            if (required && Find(name) is null)
            {
                faults.Add(At(name), "workflow.input-missing", ("name", name));
            }

            return null;
        }

        if (string.IsNullOrWhiteSpace(input.OptionalText("typeName")))
        {
            faults.Add(input.At("typeName"), "workflow.input-type");
        }

        if (input.Inner("expression") is not { } expression)
        {
            faults.Add(input.At("expression"), "json.missing");
            return null;
        }

        var actual = expression.Text("type");
        if (actual.Length > 0 && actual != type)
        {
            faults.Add(expression.At("type"), "workflow.expression", ("value", JsonText.Shorten(actual)), ("allowed", type));
            return null;
        }

        if (expression.Find("value") is { } value)
        {
            return value;
        }

        faults.Add(expression.At("value"), "json.missing");
        return null;
    }

    private string? WrongValue(string name, string expected, JsonElement value)
    {
        faults.Add($"{At(name)}.expression.value", "json.type", ("expected", new Term(expected)), ("actual", JsonText.Kind(value)));
        return null;
    }

    private void Wrong(string name, string expected, JsonElement found) =>
        faults.Add(At(name), "json.type", ("expected", new Term(expected)), ("actual", JsonText.Kind(found)));
}
