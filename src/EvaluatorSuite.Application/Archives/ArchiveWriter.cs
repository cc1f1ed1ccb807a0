using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Archives;
using EvaluatorSuite.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Archives;

/// <summary>An archive that can be written.</summary>
/// <param name="Manifest">As it will be, but for the entries, which are counted as they are written.</param>
/// <param name="Disclosed">Which entries tell what is in them.</param>
public sealed record ArchivePlan(ArchiveManifest Manifest, IReadOnlyList<ArchivePart> Parts, Func<LedgerEntry, bool> Disclosed);

/// <summary>Writes archives as they are fetched; of the ledger a block at a time is in memory.</summary>
public sealed class ArchiveWriter(SuiteDb db, IEvidenceStore files)
{
    private const int BlockSize = 1000;
    private const int BufferSize = 1024 * 1024;

    public async Task WriteAsync(ArchivePlan plan, Stream output, CancellationToken cancellationToken)
    {
        // ZipArchive ends each file by a synchronous write, which a response does not take: it goes into the buffer, which is emptied before and after.
        var buffer = new BufferedStream(output, BufferSize);
        await using (var zip = await ZipArchive.CreateAsync(buffer, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            var (entries, last) = await WriteEntriesAsync(zip, plan, buffer, cancellationToken);
            foreach (var part in plan.Parts)
            {
                await WriteAsync(zip, plan, part, buffer, cancellationToken);
            }

            var whole = plan.Manifest with { Head = last.Hash, Files = [entries, .. plan.Parts.Select(p => p.File)] };
            await WriteAsync(zip, plan, ArchivePart.Of(ArchiveFiles.Manifest, ArchiveJson.Write(whole)), buffer, cancellationToken);
        }

        await buffer.FlushAsync(cancellationToken);
    }

    private async Task<(ArchiveFile File, LedgerEntry Last)> WriteEntriesAsync(ZipArchive zip, ArchivePlan plan, Stream buffer, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(zip, plan, ArchiveFiles.Entries, CompressionLevel.Fastest, cancellationToken);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (lines, size, last) = (new ArrayBufferWriter<byte>(BlockSize * 400), 0L, default(LedgerEntry));
        for (var next = plan.Manifest.First; next <= plan.Manifest.Last; next = last.Sequence + 1)
        {
            var (from, to) = (next, Math.Min(plan.Manifest.Last, next + BlockSize - 1));
            var block = await db.Ledger.AsNoTracking().Where(e => e.Sequence >= from && e.Sequence <= to).OrderBy(e => e.Sequence).ToListAsync(cancellationToken);
            last = block.Count > 0 ? block[^1] : throw new InvalidDataException($"The ledger has no entries {from} to {to}.");
            lines.ResetWrittenCount();
            foreach (var entry in block)
            {
                LedgerLine.Write(lines, entry, plan.Disclosed(entry));
            }

            sha256.AppendData(lines.WrittenSpan);
            size += lines.WrittenCount;
            await stream.WriteAsync(lines.WrittenMemory, cancellationToken);
            await buffer.FlushAsync(cancellationToken);
        }

        return (new ArchiveFile(ArchiveFiles.Entries, size, Convert.ToHexStringLower(sha256.GetHashAndReset())), last!);
    }

    private async Task WriteAsync(ZipArchive zip, ArchivePlan plan, ArchivePart part, Stream buffer, CancellationToken cancellationToken)
    {
        // Word files are packed already.
        await using var stream = await OpenAsync(zip, plan, part.File.Name, part.Content is null ? CompressionLevel.NoCompression : CompressionLevel.Optimal, cancellationToken);
        await using var content = part.Content is not null ? new MemoryStream(part.Content)
            : await files.OpenAsync(part.File.Sha256, cancellationToken) ?? throw new InvalidDataException($"The evidence store has no {part.File.Sha256}.");
        await content.CopyToAsync(stream, cancellationToken);
        await buffer.FlushAsync(cancellationToken);
    }

    private static Task<Stream> OpenAsync(ZipArchive zip, ArchivePlan plan, string name, CompressionLevel level, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = plan.Manifest.ExportedAt.ToUniversalTime();
        return entry.OpenAsync(cancellationToken);
    }
}
