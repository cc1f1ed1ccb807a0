using System.Buffers;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Evidence;

namespace EvaluatorSuite.Infrastructure.EvidenceStore;

/// <summary>
/// Evidence in a folder, by digest: written under a temporary name, flushed, read back, then renamed, and the folder flushed too.
/// What has been answered for survives a power cut; a crash before that leaves a temporary file and nothing else.
/// </summary>
public sealed class FileSystemEvidenceStore(SuiteOptions options, TimeProvider clock) : IEvidenceStore
{
    private const int BlockSize = 256 * 1024;

    /// <summary>A file may be on its way from one place to the other while it is looked for.</summary>
    private const int Looks = 3;

    private readonly EvidencePaths _paths = new(options.EvidencePath);

    public async Task<StoredBytes> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_paths.Incoming);
        var temporary = Path.Combine(_paths.Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            var stored = await WriteAsync(content, temporary, cancellationToken);
            if (await DigestAsync(temporary, cancellationToken) != stored.Sha256)
            {
                throw new IOException("The bytes did not read back as they were written; they were not kept.");
            }

            await KeepAsync(temporary, _paths.Kept(stored.Sha256), stored.Sha256, cancellationToken);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes the folders, and removes what uploads left behind that a crash broke off a day or more before.</summary>
    public void SetUp()
    {
        Directory.CreateDirectory(_paths.Incoming);
        DirectoryFlush.Flush(options.DataPath);
        RemoveBrokenOff();
    }

    public Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            foreach (var path in _paths.Aside(sha256).Prepend(_paths.Kept(sha256)))
            {
                if (TryOpen(path) is { } bytes)
                {
                    return Task.FromResult<Stream?>(bytes);
                }
            }
        }

        return Task.FromResult<Stream?>(null);
    }

    public Task<bool> HoldAsync(string sha256, CancellationToken cancellationToken)
    {
        var kept = _paths.Kept(sha256);
        for (var look = 0; look < Looks; look++)
        {
            if (EvidenceFiles.TryRenew(kept, clock.GetUtcNow()))
            {
                return Task.FromResult(true);
            }

            foreach (var path in _paths.Aside(sha256))
            {
                EvidenceFiles.TryMove(path, kept);
            }
        }

        return Task.FromResult(false);
    }

    public Task SweepAsync(Func<string, CancellationToken, Task<IReadOnlySet<string>>> referred, Func<SweptBytes, CancellationToken, Task> enter, CancellationToken cancellationToken)
    {
        RemoveBrokenOff();
        return new EvidenceSweep(_paths, clock, referred, enter).RunAsync(cancellationToken);
    }

    // One that still grows has been written to a moment ago.
    private void RemoveBrokenOff()
    {
        foreach (var file in Directory.Exists(_paths.Incoming) ? Directory.EnumerateFiles(_paths.Incoming).Where(f => File.GetLastWriteTimeUtc(f) < clock.GetUtcNow().UtcDateTime - Unreferenced.SafeAge) : [])
        {
            EvidenceFiles.TryDelete(file);
        }
    }

    private async Task<StoredBytes> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        long size = 0;
        try
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(block.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                hash.AppendData(block, 0, read);
                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        file.Flush(flushToDisk: true);
        File.SetLastWriteTimeUtc(file.SafeFileHandle, clock.GetUtcNow().UtcDateTime);
        return new StoredBytes(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private async Task KeepAsync(string temporary, string path, string digest, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // A good copy that is there already stays; a damaged one is mended by the bytes that have just come. Its time is renewed last:
        // where that succeeds a sweep leaves it alone, where it fails a sweep has just taken it and these bytes take its place.
        if (!await IsGoodAsync(path, digest, cancellationToken) || !EvidenceFiles.TryRenew(path, clock.GetUtcNow()))
        {
            File.Move(temporary, path, overwrite: true);
        }

        // Flushed also where the copy was there: whoever renamed it may not have come to its own flush yet, and we are about to answer for it.
        DirectoryFlush.Flush(folder);
        DirectoryFlush.Flush(Path.GetDirectoryName(folder)!);
    }

    private static async Task<bool> IsGoodAsync(string path, string digest, CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(path) && await DigestAsync(path, cancellationToken) == digest;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            int read;
            while ((read = await file.ReadAsync(block, cancellationToken)) > 0)
            {
                hash.AppendData(block, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BlockSize, useAsync: true) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
