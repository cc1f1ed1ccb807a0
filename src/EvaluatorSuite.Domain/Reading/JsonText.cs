using System.Text.Json;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>A text of a file: within its length, valid Unicode, without control characters.</summary>
internal static class JsonText
{
    /// <summary>At most so many characters of what was given, for a message.</summary>
    public static string Shorten(string text)
    {
        const int Kept = 57;
        return text.Length <= Kept + 3 ? text : $"{text[..(char.IsHighSurrogate(text[Kept - 1]) ? Kept - 1 : Kept)]}…";
    }

    /// <returns>Null, with a fault, when it is not.</returns>
    public static string? Read(JsonElement element, string path, int max, Faults faults)
    {
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            faults.Add(path, "json.unicode");
            return null;
        }

        if (text.Length > max)
        {
            faults.Add(path, "json.text-length", ("length", text.Length), ("max", max));
            return null;
        }

        if (!IsPlain(text))
        {
            faults.Add(path, "json.control");
            return null;
        }

        return text;
    }

    /// <summary>Whether it is valid Unicode without control characters: anything else would break a document or a database further on.</summary>
    public static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c) ? !char.IsSurrogatePair(text, i++) : c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What kind of value it is, as a word for people.</summary>
    public static Term Kind(JsonElement element) => new(element.ValueKind switch
    {
        JsonValueKind.Object => "json.object",
        JsonValueKind.Array => "json.array",
        JsonValueKind.String => "json.string",
        JsonValueKind.Number => "json.number",
        JsonValueKind.True or JsonValueKind.False => "json.boolean",
        _ => "json.null",
    });
}
