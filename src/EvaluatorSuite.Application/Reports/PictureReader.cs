using System.Buffers.Binary;

namespace EvaluatorSuite.Application.Reports;

/// <param name="Turn">1 to 8 as Exif counts.</param>
public sealed record PictureSize(PictureFormat Format, int Width, int Height, int Turn);

/// <summary>Reads of a JPEG or PNG file how large the picture is and how it is turned; nothing is decoded.</summary>
public static class PictureReader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Exif = 0xE1;
    private const ushort Orientation = 0x0112;

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null when it is neither, or ends before its size is said.</returns>
    public static async Task<PictureSize?> ReadAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var head = new byte[24];
        if (await bytes.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length)
        {
            return null;
        }

        return head.AsSpan().StartsWith(PngStart) ? Png(head)
            : head is [0xFF, 0xD8, 0xFF, ..] ? await JpegAsync(new Ahead(bytes, head.AsMemory(2)), cancellationToken)
            : null;
    }

    private static PictureSize? Png(ReadOnlySpan<byte> head) =>
        head[12..16].SequenceEqual("IHDR"u8) ? Sized(PictureFormat.Png, BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]), 1) : null;

    private static async Task<PictureSize?> JpegAsync(Ahead bytes, CancellationToken cancellationToken)
    {
        var turn = 1;
        while (await bytes.MarkerAsync(cancellationToken) is { } marker and not StartOfScan and not EndOfImage)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            if (await bytes.SegmentAsync(cancellationToken) is not { } segment)
            {
                return null;
            }

            // The frame, of whichever coding; 0xC4, 0xC8 and 0xCC are tables.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return segment.Length < 5 ? null
                    : Sized(PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(3)), BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(1)), turn);
            }

            turn = marker == Exif ? TurnOf(segment) ?? turn : turn;
        }

        return null;
    }

    private static PictureSize? Sized(PictureFormat format, int width, int height, int turn) => width > 0 && height > 0 ? new PictureSize(format, width, height, turn) : null;

    /// <summary>The orientation in the first directory of the TIFF that Exif is.</summary>
    private static int? TurnOf(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
        {
            return null;
        }

        var tiff = segment[6..];
        var little = tiff.StartsWith("II"u8);
        var start = (int)Math.Min(little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]), int.MaxValue - 2);
        if (start + 2 > tiff.Length)
        {
            return null;
        }

        for (int entry = start + 2, left = Short(tiff[start..], little); left > 0 && entry + 12 <= tiff.Length; entry += 12, left--)
        {
            if (Short(tiff[entry..], little) == Orientation)
            {
                return Short(tiff[(entry + 8)..], little) is var turn and >= 1 and <= 8 ? turn : null;
            }
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>What was read already, and then the stream.</summary>
    private sealed class Ahead(Stream bytes, ReadOnlyMemory<byte> first)
    {
        private ReadOnlyMemory<byte> _first = first;

        public async Task<byte?> MarkerAsync(CancellationToken cancellationToken)
        {
            if (await TakeAsync(1, cancellationToken) is not [0xFF])
            {
                return null;
            }

            // Any number of 0xFF may fill up before a marker.
            byte[]? next;
            while ((next = await TakeAsync(1, cancellationToken)) is [0xFF])
            {
            }

            return next?[0];
        }

        public async Task<byte[]?> SegmentAsync(CancellationToken cancellationToken) =>
            await TakeAsync(2, cancellationToken) is { } length && BinaryPrimitives.ReadUInt16BigEndian(length) is var size and >= 2 ? await TakeAsync(size - 2, cancellationToken) : null;

        private async Task<byte[]?> TakeAsync(int count, CancellationToken cancellationToken)
        {
            var taken = new byte[count];
            var kept = Math.Min(count, _first.Length);
            _first[..kept].CopyTo(taken);
            _first = _first[kept..];
            return await bytes.ReadAtLeastAsync(taken.AsMemory(kept), count - kept, throwOnEndOfStream: false, cancellationToken) == count - kept ? taken : null;
        }
    }
}
