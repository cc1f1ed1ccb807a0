using EvaluatorSuite.Application.Evidence;

namespace EvaluatorSuite.Web.Uploads;

/// <summary>More bytes came than may: of one file, or of the engagement's quota.</summary>
public sealed class NoRoomException(bool ofQuota) : IOException
{
    public bool OfQuota { get; } = ofQuota;
}

/// <summary>A file of which the beginning has been looked at already; it breaks off with an error after <paramref name="most"/> bytes or where its room ends.</summary>
/// <param name="room">Null when the file is not kept.</param>
public sealed class UploadStream(ReadOnlyMemory<byte> head, Stream rest, long most, UploadRoom? room) : Stream
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

        if (_total + read > most)
        {
            throw new NoRoomException(ofQuota: false);
        }

        if (room is not null && !await room.TakeAsync(read, cancellationToken))
        {
            throw new NoRoomException(ofQuota: true);
        }

        _total += read;
        return read;
    }

    /// <summary>The file is not kept: what it took of the room is free for the next.</summary>
    public void GiveBack() => room?.GiveBack(_total);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
