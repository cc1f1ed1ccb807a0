using System.IO.Compression;
using System.Text;
using EvaluatorSuite.Domain.SignOff;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>Keeps signed content by its root, in the transaction of whoever signs or drafts.</summary>
public sealed class ContentStore(SuiteDb db)
{
    public async Task KeepAsync(Guid engagementId, SignedContent content, CancellationToken cancellationToken)
    {
        if (await db.ContentBodies.AnyAsync(b => b.Root == content.Root, cancellationToken))
        {
            return;
        }

        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await brotli.WriteAsync(Encoding.UTF8.GetBytes(content.Write()), cancellationToken);
        }

        db.ContentBodies.Add(new ContentBody { Root = content.Root, EngagementId = engagementId, Packed = packed.ToArray() });
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
}
