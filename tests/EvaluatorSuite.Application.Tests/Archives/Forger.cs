using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EvaluatorSuite.Application.Tests.Archives;

/// <summary>
/// Somebody who has the file and can write every byte of it, and who knows the format from <c>docs/ledger.md</c>: nothing of the product is used here.
/// </summary>
internal sealed class Forger
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Name, byte[] Content)> _files;

    public Forger(IReadOnlyDictionary<string, byte[]> files)
    {
        _files = [.. files.Select(f => (f.Key, f.Value))];
        Lines = [.. Encoding.UTF8.GetString(files["entries.jsonl"]).TrimEnd('\n').Split('\n')];
    }

    public List<string> Lines { get; }

    public IEnumerable<string> Names => _files.Select(f => f.Name);

    public byte[] this[string name]
    {
        get => _files.Find(f => f.Name == name).Content;
        set => _files[_files.FindIndex(f => f.Name == name)] = (name, value);
    }

    public void Add(string name, byte[] content) => _files.Add((name, content));

    public void Remove(string name) => _files.RemoveAll(f => f.Name == name);

    /// <summary>Writes the lines back.</summary>
    public void KeepLines() => this["entries.jsonl"] = Encoding.UTF8.GetBytes(string.Concat(Lines.Select(l => l + "\n")));

    /// <summary>Makes the manifest say what is in the archive now.</summary>
    public void MendManifest()
    {
        var manifest = JsonNode.Parse(this["manifest.json"])!;
        manifest["files"] = new JsonArray([.. _files.Where(f => f.Name != "manifest.json").DistinctBy(f => f.Name).Select(f => new JsonObject
        {
            ["name"] = f.Name,
            ["size"] = f.Content.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Content)),
        })]);
        if (Lines.Count > 0 && TryParse(Lines[0]) is { } first && TryParse(Lines[^1]) is { } last)
        {
            (manifest["first"], manifest["last"], manifest["count"], manifest["head"]) = (first["sequence"]?.DeepClone(), last["sequence"]?.DeepClone(), Lines.Count, last["hash"]?.DeepClone());
        }

        this["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString(Plain));
    }

    /// <summary>Computes payload digest, subject and hash of the lines from this one on, each after the one before it.</summary>
    public void Rehash(int from, int count = int.MaxValue)
    {
        for (var i = from; i < Lines.Count && i - from < count; i++)
        {
            var line = JsonNode.Parse(Lines[i])!.AsObject();
            if (i > 0)
            {
                line["previousHash"] = (string)JsonNode.Parse(Lines[i - 1])!["hash"]!;
            }

            Lines[i] = Hashed(line);
        }
    }

    public static string Hashed(JsonObject line)
    {
        var subject = (string?)line["subjectDigest"];
        if (line.ContainsKey("action"))
        {
            if (line["payload"] is { } payload)
            {
                line["payloadDigest"] = Hex(SHA256.HashData(Encoding.UTF8.GetBytes((string)line["salt"]! + (string)payload!)));
            }

            subject = Hex(SHA256.HashData([.. Part((string)line["actor"]!), .. Part((string?)line["engagement"] ?? ""), .. Part((string)line["action"]!), .. Part((string)line["payloadDigest"]!)]));
        }

        var at = DateTimeOffset.Parse((string)line["at"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        line["hash"] = Hex(SHA256.HashData([.. Number((long)line["sequence"]!), .. Number(at), .. Part((string)line["algorithm"]!), .. Part((string)line["previousHash"]!), .. Part(subject!)]));
        return line.ToJsonString(Plain);
    }

    /// <summary>The line with its subject closed, which verifies as before.</summary>
    public static string Closed(string line)
    {
        var open = JsonNode.Parse(line)!.AsObject();
        var subject = Hex(SHA256.HashData([.. Part((string)open["actor"]!), .. Part((string?)open["engagement"] ?? ""), .. Part((string)open["action"]!), .. Part((string)open["payloadDigest"]!)]));
        foreach (var name in new[] { "action", "actor", "engagement", "payload", "payloadDigest", "salt" })
        {
            open.Remove(name);
        }

        open["subjectDigest"] = subject;
        return open.ToJsonString(Plain);
    }

    public byte[] Zip()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _files)
            {
                using var stream = zip.CreateEntry(name, content.Length > 1_000_000 ? CompressionLevel.SmallestSize : CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return output.ToArray();
    }

    private static JsonObject? TryParse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Part(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
