using System.IO.Compression;
using System.Text;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.CaseFolders;

/// <summary>
/// A case folder in a zip archive: <c>case.json</c> at the top or in a single folder there. Entries are read one by one and never
/// unpacked to their names; sizes are counted while reading, since an archive may lie about them.
/// </summary>
public sealed class ZipCaseFolder : ICaseFolder
{
    public const int MaxEntries = 20_000;
    public const long MaxTotalBytes = 8L * 1024 * 1024 * 1024;

    private const int SmallestArchive = 22;
    private const int UnixLink = 0xA000;
    private const int UnixTypeMask = 0xF000;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _files;

    private ZipCaseFolder(ZipArchive archive, Dictionary<string, ZipArchiveEntry> files) => (_archive, _files) = (archive, files);

    /// <param name="archive">Seekable; closed with the folder.</param>
    /// <exception cref="UnreadableException">It is no archive, or one that cannot be a case folder; with every fault.</exception>
    public static ZipCaseFolder Open(Stream archive, string name)
    {
        // Shorter than the record that ends every archive: looking for that record would start before the file does.
        if (archive.Length < SmallestArchive)
        {
            throw DirectoryCaseFolder.Unreadable(name, "zip.broken");
        }

        try
        {
            // Archives made on Chinese Windows name their entries in GB 18030 without saying so; as Latin-1 the bytes come through unharmed.
            var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: false, Encoding.Latin1);
            return new ZipCaseFolder(zip, FilesOf(zip, name));
        }
        catch (InvalidDataException)
        {
            throw DirectoryCaseFolder.Unreadable(name, "zip.broken");
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadCaseAsync(CancellationToken cancellationToken)
    {
        var entry = _files[CaseFile.FileName];
        if (entry.Length > JsonReading.MaxBytes)
        {
            throw DirectoryCaseFolder.TooLarge(CaseFile.FileName, entry.Length, JsonReading.MaxBytes);
        }

        await using var content = OpenEntry(entry, JsonReading.MaxBytes, CaseFile.FileName);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    public Fault? FaultOf(string file, string path) => Find(file) is { Length: > DirectoryCaseFolder.MaxEvidenceBytes } entry
        ? DirectoryCaseFolder.TooLarge(file, entry.Length, DirectoryCaseFolder.MaxEvidenceBytes).Faults[0] with { Path = path }
        : null;

    public IEnumerable<string> EvidenceFiles() =>
        _files.Keys.Where(f => f.StartsWith($"{CaseFile.EvidenceFolder}/", StringComparison.Ordinal)).Select(f => f[(CaseFile.EvidenceFolder.Length + 1)..]);

    public Stream? OpenEvidence(string file) => Find(file) is { } entry ? OpenEntry(entry, DirectoryCaseFolder.MaxEvidenceBytes, file) : null;

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private static EntryStream OpenEntry(ZipArchiveEntry entry, long max, string name)
    {
        try
        {
            return new EntryStream(entry, entry.Open(), max, name);
        }
        catch (InvalidDataException)
        {
            throw DirectoryCaseFolder.Unreadable(name, "zip.broken");
        }
    }

    private ZipArchiveEntry? Find(string file) => _files.GetValueOrDefault($"{CaseFile.EvidenceFolder}/{file}");

    private static Dictionary<string, ZipArchiveEntry> FilesOf(ZipArchive zip, string name)
    {
        var faults = new Faults();
        if (zip.Entries.Count > MaxEntries)
        {
            throw DirectoryCaseFolder.Unreadable(name, "zip.too-many", ("count", zip.Entries.Count), ("max", MaxEntries));
        }

        if (zip.Entries.Any(e => e.Length > MaxTotalBytes) || zip.Entries.Sum(e => e.Length) > MaxTotalBytes)
        {
            throw DirectoryCaseFolder.Unreadable(name, "zip.too-large", ("max", "8 GB"));
        }

        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(e => e.FullName.Length > 0 && !e.FullName.EndsWith('/') && !e.FullName.EndsWith('\\')))
        {
            Take(entry, files, faults);
        }

        var top = files.Keys.Select(f => f.Split('/')[0]).Distinct().ToList();
        if (!files.ContainsKey(CaseFile.FileName) && top.Count == 1)
        {
            files = files.ToDictionary(f => f.Key[(f.Key.IndexOf('/', StringComparison.Ordinal) + 1)..], f => f.Value);
        }

        if (faults.Count == 0 && !files.ContainsKey(CaseFile.FileName))
        {
            faults.Add("$", "folder.no-case");
        }

        return faults.Count == 0 ? files : throw new UnreadableException(name, faults.All);
    }

    private static void Take(ZipArchiveEntry entry, Dictionary<string, ZipArchiveEntry> files, Faults faults)
    {
        var path = NameOf(entry).Replace('\\', '/');
        if (path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.EndsWith(".DS_Store", StringComparison.Ordinal))
        {
            return;
        }

        if (EvidencePath.Fault(path) is not null)
        {
            faults.Add("$", "zip.path", ("name", path));
        }
        else if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
        {
            faults.Add("$", "file.link", ("name", path));
        }
        else if (entry.IsEncrypted)
        {
            faults.Add("$", "zip.encrypted", ("name", path));
        }
        else if (!files.TryAdd(path, entry))
        {
            faults.Add("$", "zip.duplicate", ("name", path));
        }
    }

    private static string NameOf(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.All(char.IsAscii) || name.Any(c => c > 0xFF))
        {
            return name;
        }

        var bytes = Encoding.Latin1.GetBytes(name);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }
}
