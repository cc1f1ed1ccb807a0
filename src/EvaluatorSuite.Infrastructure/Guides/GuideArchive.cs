using System.IO.Compression;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure.CaseFolders;

namespace EvaluatorSuite.Infrastructure.Guides;

/// <summary>A guide pack in a zip archive: <c>guide.json</c> and its Word template, at the top or in a single folder there. Nothing is unpacked to a name.</summary>
public static class GuideArchive
{
    public const long MaxTemplateBytes = 20L * 1024 * 1024;

    private const int SmallestArchive = 22;

    /// <param name="archive">Seekable; closed with the reading.</param>
    /// <exception cref="UnreadableException">It is no archive, or the pack has faults; with every fault.</exception>
    public static async Task<GuideFiles> ReadAsync(Stream archive, string name, CancellationToken cancellationToken)
    {
        if (archive.Length < SmallestArchive)
        {
            throw Unreadable(name, new Fault("$", new Message("zip.broken")));
        }

        try
        {
            await using var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellationToken);
            return await ReadAsync(zip, name, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw Unreadable(name, new Fault("$", new Message("zip.broken")));
        }
    }

    private static async Task<GuideFiles> ReadAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        var guides = zip.Entries.Where(e => e.Name == GuidePack.FileName && e.FullName.Count(c => c is '/' or '\\') <= 1).ToList();
        if (guides.Count != 1)
        {
            throw Unreadable(name, new Fault("$", new Message(guides.Count == 0 ? "guide.none-in-archive" : "guide.several", ("file", GuidePack.FileName))));
        }

        var folder = guides[0].FullName[..^GuidePack.FileName.Length];
        var json = await BytesAsync(guides[0], JsonReading.MaxBytes, cancellationToken);
        var pack = GuidePackReader.Read(json);
        var templates = zip.Entries.Where(e => e.FullName == folder + pack.ReportTemplate).ToList();
        return templates.Count == 1
            ? new GuideFiles(pack, json, await BytesAsync(templates[0], MaxTemplateBytes, cancellationToken))
            : throw Unreadable(GuidePack.FileName, new Fault("$.templates.report", new Message("guide.template-missing", ("name", pack.ReportTemplate))));
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry, long max, CancellationToken cancellationToken)
    {
        if (entry.IsEncrypted)
        {
            throw Unreadable(entry.Name, new Fault("$", new Message("zip.encrypted", ("name", entry.Name))));
        }

        await using var content = new EntryStream(entry, await entry.OpenAsync(cancellationToken), max, entry.Name);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static UnreadableException Unreadable(string file, Fault fault) => new(file, [fault]);
}
