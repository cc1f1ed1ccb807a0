using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvaluatorSuite.Domain.Archives;

/// <summary>The files of an archive; <c>docs/ledger.md</c> tells an outsider what is in each.</summary>
public static class ArchiveFiles
{
    public const string Manifest = "manifest.json";
    public const string Entries = "entries.jsonl";
    public const string Disclosed = "disclosed.json";
    public const string Evidence = "evidence.json";
    public const string Signatures = "signatures.json";
    public const string Index = "index.html";

    /// <summary>The act that an export enters in the ledger; the last entry of an engagement's archive.</summary>
    public const string Exported = "ledger.exported";

    public static string Content(string root) => $"contents/{root}.json";

    public static string TimeStamp(Guid id) => $"timestamps/{id:N}.tst";

    public static string Report(int year, int serial) => $"reports/{year:0000}-{serial:0000}.docx";
}

public enum ArchiveKind { Engagement, Period }

public sealed record ArchiveFile(string Name, long Size, string Sha256);

/// <summary>What an archive is, and every other file in it.</summary>
/// <param name="Format"><see cref="FormatName"/>.</param>
/// <param name="From">First day of a period, in China.</param>
/// <param name="To">Its last day.</param>
/// <param name="Head">Hash of the last entry.</param>
public sealed record ArchiveManifest(
    string Format, int Version, ArchiveKind Kind, Guid? Engagement, string? Name, DateOnly? From, DateOnly? To, DateTimeOffset ExportedAt, string ExportedBy,
    long First, long Last, long Count, string Head, IReadOnlyList<ArchiveFile> Files)
{
    public const string FormatName = "evaluator-suite-ledger";
    public const int CurrentVersion = 1;
}

/// <summary>Which entries of its engagement an archive tells, the one of the export itself left out, and which of them had been erased.</summary>
public sealed record DisclosedEntries(IReadOnlyList<long> Entries, IReadOnlyList<long> WithoutPayload);

/// <summary>The payload of <see cref="ArchiveFiles.Exported"/>: it ties the other files to the chain.</summary>
/// <param name="Files">SHA-256 by name.</param>
public sealed record ExportedPayload(long First, string Name, string By, IReadOnlyDictionary<string, string> Files);

public sealed record EvidenceRecord(string Key, string File, string Title, string Kind, long? Size, string? Sha256, DateTimeOffset? ReceivedAt, string? ReceivedFrom);

/// <param name="Content">File with what was signed; null once it has been disposed of.</param>
/// <param name="TimeStamp">File with a token of RFC 3161 over the root; null where none was asked for, or none has come yet.</param>
/// <param name="StampedBy">As the certificate of the authority calls it.</param>
public sealed record SignatureRecord(
    string Level, string Signer, DateTimeOffset SignedAt, string Proof, int Draft, string DraftSha256, string Root, string FactsRoot, string? Content,
    DateTimeOffset? VoidedAt, IReadOnlyList<string> VoidedBy, int VoidedCount, string? TimeStamp = null, DateTimeOffset? StampedAt = null, string? StampedBy = null);

/// <param name="File">Null once it has been disposed of.</param>
public sealed record IssuedRecord(string Number, DateTimeOffset IssuedAt, string IssuedBy, string Sha256, string Root, string? File, string State, DateTimeOffset? StateAt, string? StateReason, string? SupersededBy);

public sealed record SignatureList(IReadOnlyList<SignatureRecord> Signatures, IReadOnlyList<IssuedRecord> Issued);

/// <summary>The one way in which files of an archive are written, and the strict one in which they are read: nothing twice, nothing unknown, nothing left out.</summary>
public static class ArchiveJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions PartOptions = new(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">It is not what <see cref="Write"/> writes.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8)
    {
        RefuseNullsInLists(utf8);
        return JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new JsonException();
    }

    /// <summary>Reads some of the properties of an object that has others too.</summary>
    /// <exception cref="JsonException">One of them is missing or of another kind.</exception>
    public static T ReadPart<T>(string text) => JsonSerializer.Deserialize<T>(text, PartOptions) ?? throw new JsonException();

    // The serializer takes them, whatever the annotations say.
    private static void RefuseNullsInLists(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var lists = new Stack<bool>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                lists.Push(reader.TokenType == JsonTokenType.StartArray);
            }
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                lists.Pop();
            }
            else if (reader.TokenType == JsonTokenType.Null && lists.TryPeek(out var list) && list)
            {
                throw new JsonException("null", null, null, reader.TokenStartIndex);
            }
        }
    }
}
