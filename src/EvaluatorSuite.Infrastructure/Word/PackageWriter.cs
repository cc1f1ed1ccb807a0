using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The bytes of a part as they stand in a ZIP file.</summary>
internal sealed record PackedPart(string Name, bool Deflated, uint Crc, int Length, ReadOnlyMemory<byte> Bytes)
{
    private static readonly string[] AlreadyPacked = [".png", ".jpg", ".jpeg", ".gif"];

    public static PackedPart Of(string name, byte[] content) =>
        AlreadyPacked.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            ? new PackedPart(name, false, Crc32.Of(content), content.Length, content)
            : Deflate(name, output => output.Write(content));

    public static PackedPart Deflate(string name, Action<Stream> write)
    {
        var packed = new MemoryStream();
        using var checking = new ChecksumStream(new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true));
        write(checking);
        checking.Dispose();
        return new PackedPart(name, true, checking.Crc, checked((int)checking.Length), packed.GetBuffer().AsMemory(0, checked((int)packed.Length)));
    }
}

/// <summary>
/// Writes a ZIP file of which every byte is decided here: the order, the one time stamp that all entries have, no extras. Parts
/// that were packed before are copied as they are.
/// </summary>
internal sealed class PackageWriter(Stream output) : IDisposable
{
    // 1980-01-01 00:00, the first moment that a ZIP file knows.
    private const uint FixedTime = 0x0021_0000;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Version = 20;

    private readonly MemoryStream _directory = new();
    private long _position;
    private ushort _count;

    public void Add(PackedPart part)
    {
        var name = Encoding.UTF8.GetBytes(part.Name);
        Span<byte> header = stackalloc byte[26];
        new Fields(header)
            .Short(Version).Short((ushort)(name.Length == part.Name.Length ? 0 : Utf8Names)).Short((ushort)(part.Deflated ? 8 : 0)).Long(FixedTime)
            .Long(part.Crc).Long((uint)part.Bytes.Length).Long((uint)part.Length).Short((ushort)name.Length).Short(0);

        // The central directory repeats the header between its own beginning and end.
        Span<byte> around = stackalloc byte[20];
        new Fields(around).Long(0x0201_4B50).Short(Version).Short(0).Short(0).Short(0).Long(0).Long(checked((uint)_position));
        _directory.Write(around[..6]);
        _directory.Write(header);
        _directory.Write(around[6..]);
        _directory.Write(name);
        _count++;

        Put("PK\u0003\u0004"u8);
        Put(header);
        Put(name);
        Put(part.Bytes.Span);
    }

    /// <summary>Writes the directory. The stream stays open.</summary>
    public void Finish()
    {
        var start = checked((uint)_position);
        var directory = _directory.GetBuffer().AsSpan(0, (int)_directory.Length);
        Put(directory);
        Span<byte> end = stackalloc byte[22];
        new Fields(end).Long(0x0605_4B50).Long(0).Short(_count).Short(_count).Long((uint)directory.Length).Long(start).Short(0);
        Put(end);
    }

    public void Dispose() => _directory.Dispose();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _position += bytes.Length;
    }

    private ref struct Fields(Span<byte> rest)
    {
        private Span<byte> _rest = rest;

        public Fields Short(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
            _rest = _rest[2..];
            return this;
        }

        public Fields Long(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
            _rest = _rest[4..];
            return this;
        }
    }
}
