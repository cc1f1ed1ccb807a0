using System.IO.Compression;
using System.Text;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.SignOff;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>Keeps signed content by its root, and what files were written from by their digest, in the transaction of whoever drafts or issues.</summary>
public sealed class ContentStore(SuiteDb db)
{
    public async Task KeepAsync(Guid engagementId, SignedContent content, CancellationToken cancellationToken)
    {
        if (await db.ContentBodies.AnyAsync(b => b.Root == content.Root, cancellationToken))
        {
            return;
        }

        await AddAsync(engagementId, content.Root, Encoding.UTF8.GetBytes(content.Write()), cancellationToken);
    }

    /// <summary>Keeps what a report's file was written from, under the digest of the file.</summary>
    public async Task KeepAsync(Guid engagementId, string sha256, ReportSource source, CancellationToken cancellationToken)
    {
        if (!await db.ContentBodies.AnyAsync(b => b.Root == sha256, cancellationToken) && !db.ContentBodies.Local.Any(b => b.Root == sha256))
        {
            await AddAsync(engagementId, sha256, source.Write(), cancellationToken);
        }
    }

    /// <returns>Null when nothing was kept: the file is older than this product keeps it.</returns>
    public async Task<ReportSource?> SourceAsync(string sha256, CancellationToken cancellationToken)
    {
        var packed = await db.ContentBodies.AsNoTracking().Where(b => b.Root == sha256).Select(b => b.Packed).SingleOrDefaultAsync(cancellationToken);
        if (packed is null)
        {
            return null;
        }

        await using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new MemoryStream();
        await brotli.CopyToAsync(text, cancellationToken);
        return ReportSource.Read(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <exception cref="InvalidDataException">What is stored does not give its root any more: somebody changed it.</exception>
    public async Task<SignedContent> ReadAsync(string root, CancellationToken cancellationToken)
    {
        var packed = await db.ContentBodies.AsNoTracking().Where(b => b.Root == root).Select(b => b.Packed).SingleAsync(cancellationToken);
        await using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new StreamReader(brotli, Encoding.UTF8);
        var content = SignedContent.Read(await text.ReadToEndAsync(cancellationToken));
        return content.Root == root ? content : throw new InvalidDataException($"The content stored for {root} has the root {content.Root}.");
    }

    private async Task AddAsync(Guid engagementId, string key, byte[] body, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await brotli.WriteAsync(body, cancellationToken);
        }

        db.ContentBodies.Add(new ContentBody { Root = key, EngagementId = engagementId, Packed = packed.ToArray() });
    }
}
