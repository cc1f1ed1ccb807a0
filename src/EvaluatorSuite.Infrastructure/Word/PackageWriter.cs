using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The bytes of a part as they stand in a ZIP file.</summary>
internal sealed record PackedPart(string Name, bool Deflated, uint Crc, int Length, ReadOnlyMemory<byte> Bytes)
{
    private static readonly string[] AlreadyPacked = [".png", ".jpg", ".jpeg", ".gif"];

    public static PackedPart Of(string name, byte[] content) =>
        AlreadyPacked.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            ? Stored(name, content)
            : Deflate(name, output => output.Write(content));

    /// <summary>As it is, for what is packed in itself.</summary>
    public static PackedPart Stored(string name, byte[] content) => new(name, false, Crc32.HashToUInt32(content), content.Length, content);

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
    private const int CopySize = 128 * 1024;

    // Where the checksum stands from the beginning of an entry.
    private const int CrcInFile = 14;
    private const int CrcInDirectory = 16;

    private readonly MemoryStream _directory = new();
    private long _position;
    private ushort _count;

    public void Add(PackedPart part)
    {
        Enter(part.Name, part.Deflated, part.Crc, (uint)part.Bytes.Length, (uint)part.Length);
        Put(part.Bytes.Span);
    }

    /// <summary>Copies bytes that are packed in themselves, as they come. Their checksum is known afterwards and written where it belongs: the output is wound back for it.</summary>
    /// <exception cref="InvalidDataException">There are not so many bytes.</exception>
    public async Task AddAsync(string name, long length, Stream content, CancellationToken cancellationToken)
    {
        var (inDirectory, inFile) = (_directory.Position, output.Position);
        Enter(name, false, 0, checked((uint)length), (uint)length);
        var (crc, left, buffer) = (new Crc32(), length, ArrayPool<byte>.Shared.Rent(CopySize));
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, CopySize), cancellationToken)) > 0 && (left -= read) >= 0)
            {
                crc.Append(buffer.AsSpan(0, read));
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                _position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (left != 0)
        {
            throw new InvalidDataException($"{name} has not the {length} bytes that it should have.");
        }

        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, crc.GetCurrentHashAsUInt32());
        var (directoryEnd, fileEnd) = (_directory.Position, output.Position);
        _directory.Position = inDirectory + CrcInDirectory;
        _directory.Write(sum);
        _directory.Position = directoryEnd;
        output.Position = inFile + CrcInFile;
        output.Write(sum);
        output.Position = fileEnd;
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

    private void Enter(string partName, bool deflated, uint crc, uint packed, uint length)
    {
        var name = Encoding.UTF8.GetBytes(partName);
        Span<byte> header = stackalloc byte[26];
        new Fields(header)
            .Short(Version).Short((ushort)(name.Length == partName.Length ? 0 : Utf8Names)).Short((ushort)(deflated ? 8 : 0)).Long(FixedTime)
            .Long(crc).Long(packed).Long(length).Short((ushort)name.Length).Short(0);

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
    }

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
