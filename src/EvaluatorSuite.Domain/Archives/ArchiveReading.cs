using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.Archives;

/// <summary>
/// Reads a ZIP archive from somebody whom nobody has to trust: no more bytes of a file than its manifest says, none of a file that is packed
/// beyond reason, no name twice.
/// </summary>
internal sealed class ArchiveReading(ZipArchive zip, long length, LedgerFaults faults)
{
    private const int MaxFiles = 20_000;
    private const int MaxJson = 64 * 1024 * 1024;

    /// <summary>Digests in hexadecimal pack to half and words to a tenth; what was made to burst packs to a thousandth.</summary>
    private const int MaxRatio = 200;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <returns>False when nothing of it should be read.</returns>
    public bool List()
    {
        if (zip.Entries.Count > MaxFiles)
        {
            faults.Add("", "ledger.zip.files", ("count", zip.Entries.Count), ("max", MaxFiles));
            return false;
        }

        foreach (var entry in zip.Entries.Where(e => !_entries.TryAdd(e.FullName, e)))
        {
            faults.Add(Shown(entry.FullName), "ledger.zip.twice");
        }

        return true;
    }

    public ArchiveManifest? Manifest()
    {
        if (!_entries.TryGetValue(ArchiveFiles.Manifest, out var entry))
        {
            faults.Add(ArchiveFiles.Manifest, "ledger.zip.missing");
            return null;
        }

        using var content = new MemoryStream();
        if (entry.Length > MaxJson || !Copy(entry, new ArchiveFile(ArchiveFiles.Manifest, entry.Length, ""), content))
        {
            return null;
        }

        var manifest = Parse(ArchiveFiles.Manifest, content.ToArray(), ArchiveJson.Read<ArchiveManifest>);
        if (manifest is not null && (manifest.Format != ArchiveManifest.FormatName || manifest.Version != ArchiveManifest.CurrentVersion))
        {
            faults.Add(ArchiveFiles.Manifest, "ledger.manifest.format", ("format", Shown(manifest.Format)), ("version", manifest.Version));
            return null;
        }

        return manifest;
    }

    /// <summary>Says what is in the archive and not in the manifest, the other way round, and twice in the manifest.</summary>
    public void Compare(ArchiveManifest manifest)
    {
        foreach (var twice in manifest.Files.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.Add(ArchiveFiles.Manifest, "ledger.manifest.twice", ("name", Shown(twice.Key)));
        }

        var named = manifest.Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _entries.Keys.Where(n => n != ArchiveFiles.Manifest && !named.Contains(n)))
        {
            faults.Add(Shown(name), "ledger.zip.unknown");
        }

        foreach (var name in named.Where(n => !_entries.ContainsKey(n)))
        {
            faults.Add(Shown(name), "ledger.zip.missing");
        }
    }

    /// <summary>Opens a file to be read once, when there is reason to.</summary>
    public Stream? Open(ArchiveFile file) => _entries.TryGetValue(file.Name, out var entry) ? Open(entry, file) : null;

    /// <returns>The whole file when its size and digest are those of the manifest, or null, with a fault.</returns>
    public byte[]? Small(ArchiveFile file)
    {
        if (file.Size > MaxJson)
        {
            faults.Add(Shown(file.Name), "ledger.zip.large", ("max", MaxJson / 1024 / 1024));
            return null;
        }

        using var content = new MemoryStream();
        return Check(file, content) ? content.ToArray() : null;
    }

    /// <summary>Whether the file has the size and the digest of the manifest.</summary>
    public bool Check(ArchiveFile file, Stream? into = null) => _entries.TryGetValue(file.Name, out var entry) && Copy(entry, file, into);

    public T? Parse<T>(string file, byte[] content, Parser<T> parse) where T : class
    {
        try
        {
            return parse(content);
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException)
        {
            var at = broken as JsonException;
            faults.Add(Shown(file), "ledger.zip.json", ("path", at?.Path ?? "$"), ("line", (at?.LineNumber ?? 0) + 1), ("position", (at?.BytePositionInLine ?? 0) + 1));
            return null;
        }
    }

    public delegate T Parser<out T>(ReadOnlySpan<byte> utf8);

    internal static string Shown(string name) => name.Length > 100 ? name[..100] + '…' : name;

    private Stream? Open(ZipArchiveEntry entry, ArchiveFile file)
    {
        if (entry.CompressedLength > length || file.Size < 0 || file.Size > 1024 * 1024 + (MaxRatio * entry.CompressedLength))
        {
            faults.Add(Shown(file.Name), "ledger.zip.bomb", ("max", MaxRatio));
            return null;
        }

        try
        {
            return entry.Open();
        }
        catch (InvalidDataException broken)
        {
            faults.Add(Shown(file.Name), "ledger.zip.broken", ("reason", broken.Message));
            return null;
        }
    }

    private bool Copy(ZipArchiveEntry entry, ArchiveFile file, Stream? into)
    {
        using var stream = Open(entry, file);
        if (stream is null)
        {
            return false;
        }

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[64 * 1024], 0L);
        try
        {
            for (var read = 1; read > 0 && size <= file.Size; size += read)
            {
                read = stream.Read(buffer);
                sha256.AppendData(buffer, 0, read);
                into?.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException broken)
        {
            faults.Add(Shown(file.Name), "ledger.zip.broken", ("reason", broken.Message));
            return false;
        }

        // Of the manifest nothing says what it should be.
        return file.Sha256.Length == 0 || Fits(file, size, Convert.ToHexStringLower(sha256.GetHashAndReset()));
    }

    internal bool Fits(ArchiveFile file, long size, string sha256)
    {
        if (size != file.Size)
        {
            faults.Add(Shown(file.Name), size > file.Size ? "ledger.zip.longer" : "ledger.zip.shorter", ("size", file.Size), ("actual", size));
            return false;
        }

        if (sha256 != file.Sha256)
        {
            faults.Add(Shown(file.Name), "ledger.zip.altered");
        }

        return sha256 == file.Sha256;
    }
}
