namespace EvaluatorSuite.Web.Uploads;

/// <summary>More bytes came than may.</summary>
public sealed class TooLargeException : IOException;

/// <summary>A stream of which the beginning has been looked at already; it breaks off with an error after <paramref name="most"/> bytes.</summary>
public sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest, long most) : Stream
{
    private int _given;
    private long _total;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _total; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (_given < head.Length)
        {
            read = Math.Min(buffer.Length, head.Length - _given);
            head.Slice(_given, read).CopyTo(buffer);
            _given += read;
        }
        else
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }

        _total += read;
        return _total <= most ? read : throw new TooLargeException();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
