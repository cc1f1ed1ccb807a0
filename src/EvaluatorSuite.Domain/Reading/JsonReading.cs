using System.Text.Json;

namespace EvaluatorSuite.Domain.Reading;

/// <summary>Parses JSON strictly: comments, trailing commas, a second document and unpaired surrogates are faults.</summary>
public static class JsonReading
{
    /// <summary>Bytes of one file. A case of thousands of lines has a few million; more is not a case.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <param name="read">Reads the root; what it returns counts only when no fault was found.</param>
    /// <exception cref="UnreadableException">With every fault.</exception>
    public static T Read<T>(string file, ReadOnlyMemory<byte> utf8, Func<JsonObjectReader, T> read)
    {
        var faults = new Faults();
        T? result = default;

        try
        {
            // A byte order mark is how some editors save UTF-8; it says nothing about the content.
            using var document = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            var root = JsonObjectReader.Open(document.RootElement, "$", faults);
            if (root is not null)
            {
                result = read(root);
                root.Close();
            }
        }
        catch (JsonException broken)
        {
            faults.Add("$", "json.syntax", ("line", (int)((broken.LineNumber ?? 0) + 1)), ("column", (int)((broken.BytePositionInLine ?? 0) + 1)));
        }

        return faults.Count == 0 ? result! : throw new UnreadableException(file, faults.All, faults.Count);
    }
}
