using System.Security.Cryptography;
using EvaluatorSuite.Application.Evidence;

namespace EvaluatorSuite.Infrastructure.EvidenceStore;

/// <summary>
/// Evidence in a folder, by digest: written under a temporary name, flushed, read back, then renamed, and the folder flushed too.
/// What has been answered for survives a power cut; a crash before that leaves a temporary file and nothing else.
/// </summary>
public sealed class FileSystemEvidenceStore(SuiteOptions options) : IEvidenceStore
{
    private const int BlockSize = 256 * 1024;

    private string Incoming => Path.Combine(options.EvidencePath, "incoming");

    public async Task<StoredBytes> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Incoming);
        var temporary = Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            var stored = await WriteAsync(content, temporary, cancellationToken);
            if (await DigestAsync(temporary, cancellationToken) != stored.Sha256)
            {
                throw new IOException("The bytes did not read back as they were written; they were not kept.");
            }

            await KeepAsync(temporary, PathOf(stored.Sha256), stored.Sha256, cancellationToken);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes the folders, and removes what uploads left behind that a crash broke off a day or more before.</summary>
    public void SetUp(DateTimeOffset now)
    {
        Directory.CreateDirectory(Incoming);
        DirectoryFlush.Flush(options.DataPath);
        foreach (var file in Directory.EnumerateFiles(Incoming).Where(f => File.GetLastWriteTimeUtc(f) < now.UtcDateTime.AddDays(-1)))
        {
            File.Delete(file);
        }
    }

    public Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(sha256);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, useAsync: true) : null);
    }

    private static async Task<StoredBytes> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
        var block = new byte[BlockSize];
        long size = 0;
        int read;
        while ((read = await content.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            hash.AppendData(block, 0, read);
            await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            size += read;
        }

        file.Flush(flushToDisk: true);
        return new StoredBytes(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private static async Task KeepAsync(string temporary, string path, string digest, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // A good copy that is there already stays; a damaged one is mended by the bytes that have just come.
        if (!File.Exists(path) || await DigestAsync(path, cancellationToken) != digest)
        {
            File.Move(temporary, path, overwrite: true);
        }

        // Flushed also where the copy was there: whoever renamed it may not have come to its own flush yet, and we are about to answer for it.
        DirectoryFlush.Flush(folder);
        DirectoryFlush.Flush(Path.GetDirectoryName(folder)!);
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(options.EvidencePath, sha256[..2], sha256)
        : throw new ArgumentException("Not a SHA-256 digest.", nameof(sha256));
}
