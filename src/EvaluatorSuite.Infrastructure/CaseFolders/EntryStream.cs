using System.IO.Compression;
using System.IO.Hashing;

namespace EvaluatorSuite.Infrastructure.CaseFolders;

/// <summary>
/// Reads an entry of an archive and believes nothing that the archive says of it: the bytes are counted against a limit while they come,
/// and at the end length and checksum must be the ones that the archive states.
/// </summary>
internal sealed class EntryStream(ZipArchiveEntry entry, Stream inner, long max, string name) : Stream
{
    private long _read;
    private readonly Crc32 _checksum = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Checked(inner.Read(buffer, offset, count), buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Checked(await inner.ReadAsync(buffer, cancellationToken), buffer.Span);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int count, ReadOnlySpan<byte> buffer)
    {
        if (count == 0 && buffer.Length > 0)
        {
            return _checksum.GetCurrentHashAsUInt32() == entry.Crc32 && _read == entry.Length ? 0 : throw Broken();
        }

        _checksum.Append(buffer[..count]);
        return (_read += count) <= max ? count : throw DirectoryCaseFolder.TooLarge(name, _read, max);
    }

    private Domain.Reading.UnreadableException Broken() => DirectoryCaseFolder.Unreadable(name, "zip.broken");
}
