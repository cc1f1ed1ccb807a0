using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>Says in words why a line is not one that <see cref="LineReader"/> takes. Slow, and only for lines that are wrong.</summary>
internal static partial class LineFaults
{
    public static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private static readonly string[] Open = ["action", "actor", "algorithm", "at", "engagement", "hash", "payload", "payloadDigest", "previousHash", "salt", "sequence"];
    private static readonly string[] Closed = ["algorithm", "at", "hash", "previousHash", "sequence", "subjectDigest"];

    /// <returns>The sequence, where the line has one, and what is wrong.</returns>
    public static (long? Sequence, Message What) Of(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return (null, new Message("ledger.line.empty"));
        }

        try
        {
            using var document = JsonDocument.Parse(line.ToArray(), new JsonDocumentOptions { MaxDepth = 3, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : (null, new Message("ledger.line.object"));
        }
        catch (JsonException broken)
        {
            return (null, new Message("ledger.line.json", ("position", (broken.BytePositionInLine ?? 0) + 1)));
        }
        catch (InvalidOperationException)
        {
            // A text that is no text: half a character.
            return (null, new Message("ledger.line.characters"));
        }
    }

    private static (long?, Message) Of(JsonElement line)
    {
        var sequence = line.TryGetProperty("sequence", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : (long?)null;
        var expected = line.TryGetProperty("subjectDigest", out _) ? Closed : Open;
        var names = line.EnumerateObject().Select(p => p.Name).ToList();
        if (expected.Except(names).FirstOrDefault() is { } missing)
        {
            return (sequence, new Message("ledger.line.missing", ("name", missing)));
        }

        if (names.Except(expected).FirstOrDefault() is { } unknown)
        {
            return (sequence, new Message("ledger.line.unknown", ("name", unknown.Length > 40 ? unknown[..40] : unknown)));
        }

        if (line.EnumerateObject().Where(p => !Fits(p.Name, p.Value)).Select(p => p.Name).FirstOrDefault() is { } wrong)
        {
            return (sequence, new Message("ledger.line.value", ("name", wrong)));
        }

        return (sequence, new Message(expected == Open && IsNull(line, "payload") != IsNull(line, "salt") ? "ledger.line.half-erased" : "ledger.line.form"));
    }

    private static bool IsNull(JsonElement line, string name) => line.GetProperty(name).ValueKind == JsonValueKind.Null;

    private static bool Fits(string name, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return name switch
        {
            "sequence" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0,
            "engagement" when value.ValueKind == JsonValueKind.Null => true,
            "payload" or "salt" when value.ValueKind == JsonValueKind.Null => true,
            "engagement" or "actor" => text is not null && Guid.TryParseExact(text, "D", out _) && text.All(c => !char.IsUpper(c)),
            "at" => DateTime.TryParseExact(text, LedgerLine.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "algorithm" => text is LedgerEntry.Sha256 or LedgerEntry.FlatSha256,
            "hash" or "previousHash" or "payloadDigest" or "subjectDigest" => text is not null && Digest().IsMatch(text),
            "salt" => text is not null && Salt().IsMatch(text),
            _ => text is not null,
        };
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Salt();
}
