using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EvaluatorSuite.Testing;

/// <summary>A copy of the sample case that a test alters before it is used, as a folder or as an archive.</summary>
public sealed class CaseFolderBuilder
{
    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true };

    private readonly Dictionary<string, byte[]> _evidence;

    public CaseFolderBuilder()
    {
        Json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.SampleCase, "case.json")))!.AsObject();
        var folder = Path.Combine(Repository.SampleCase, "evidence");
        _evidence = Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
    }

    public JsonObject Json { get; }

    public IReadOnlyDictionary<string, byte[]> Evidence => _evidence;

    /// <summary>The event under another name, so that nothing in it meets the first by name.</summary>
    public static CaseFolderBuilder OtherEvent(string name)
    {
        var builder = new CaseFolderBuilder();
        builder.Json["event"]!["name"] = name;
        return builder;
    }

    /// <summary>With serial numbers that no other case has: two engagements with the same units stand against each other.</summary>
    public CaseFolderBuilder WithUnitsOfItsOwn() => With(c =>
    {
        var name = $"{Guid.CreateVersion7():N}-";
        foreach (var line in c["offsets"]!.AsArray())
        {
            line!["serialFrom"] = name + (string)line["serialFrom"]!;
            line["serialTo"] = name + (string)line["serialTo"]!;
        }
    });

    public CaseFolderBuilder With(Action<JsonObject> change)
    {
        change(Json);
        return this;
    }

    public CaseFolderBuilder WithoutFile(string name)
    {
        _evidence.Remove(name);
        return this;
    }

    public CaseFolderBuilder WithFile(string name, string content)
    {
        _evidence[name] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "evidence"));
        File.WriteAllText(Path.Combine(folder, "case.json"), Json.ToJsonString(Plain));
        foreach (var (name, bytes) in _evidence)
        {
            File.WriteAllBytes(Path.Combine(folder, "evidence", name), bytes);
        }

        return folder;
    }

    public byte[] Zip(string prefix = "")
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, $"{prefix}case.json", Encoding.UTF8.GetBytes(Json.ToJsonString(Plain)));
            foreach (var (name, content) in _evidence)
            {
                Add(archive, $"{prefix}evidence/{name}", content);
            }
        }

        return bytes.ToArray();
    }

    public static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }
}
