using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Evidence;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>Small pictures as a telephone would take them, and a store that has them.</summary>
internal static class Photographs
{
    // 16 by 12 pixels.
    private const string Small =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/"
        + "////////////////////////////////////////////////////////////////////////wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAwAC/8QAFhABAQEA"
        + "AAAAAAAAAAAAAAAAAAIB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQL/xAAVEQEBAAAAAAAAAAAAAAAAAAAAAf/aAAwDAQACEQMRAD8Aq0da1QqXQ//Z";

    /// <summary>Beginning of digests for which the store has the landscape.</summary>
    public const string AnyDigest = "any-";

    public static byte[] Landscape { get; } = Convert.FromBase64String(Small);

    public static byte[] Portrait { get; } = Png(30, 40);

    /// <summary>Two that can be drawn, one of them again, one that lies on its side, and one that is no picture.</summary>
    public static IReadOnlyList<byte[]> All { get; } = [Landscape, Portrait, Landscape, Turned(6), "GIF89a, but not taken"u8.ToArray()];

    public static IEvidenceStore Store { get; } = new Kept();

    public static IReadOnlyList<Photograph> In(IReadOnlyList<EvidenceFacts> evidence) => new ReportPhotographs(Store).ReadAsync(evidence, default).GetAwaiter().GetResult();

    /// <summary>The landscape with what Exif says of how the camera was held.</summary>
    public static byte[] Turned(byte turn)
    {
        byte[] exif = [.. "Exif\0\0II*\0\u0008\0\0\0\u0001\0"u8, 0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0];
        return [.. Landscape[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. Landscape[2..]];
    }

    public static byte[] Png(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[(width + 1) * height]);
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] named = [.. name, .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(named));
        return [.. length, .. named, .. sum];
    }

    private sealed class Kept : IEvidenceStore
    {
        private static readonly Dictionary<string, byte[]> Bytes = All.DistinctBy(Digest).ToDictionary(Digest);

        public Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken) =>
            Task.FromResult<Stream?>(
                sha256.StartsWith(AnyDigest, StringComparison.Ordinal) ? new MemoryStream(Landscape, writable: false)
                : Bytes.TryGetValue(sha256, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

        public Task<StoredBytes> PutAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> HoldAsync(string sha256, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SweepAsync(Func<string, CancellationToken, Task<IReadOnlySet<string>>> referred, Func<SweptBytes, CancellationToken, Task> enter, CancellationToken cancellationToken) => throw new NotSupportedException();

        private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
