using System.Security.Cryptography;
using EvaluatorSuite.Application.Evidence;

namespace EvaluatorSuite.Web.Uploads;

/// <summary>More bytes came than may: of one file, or of the engagement's quota.</summary>
public sealed class NoRoomException(bool ofQuota) : IOException
{
    public bool OfQuota { get; } = ofQuota;
}

/// <summary>
/// A file of which the beginning has been looked at already; it breaks off with an error after <paramref name="most"/> bytes or where its
/// room ends. What it passes on it digests: at its end its room learns what is about to be kept, before it is.
/// </summary>
/// <param name="room">Null when the file is not kept.</param>
public sealed class UploadStream(ReadOnlyMemory<byte> head, Stream rest, long most, UploadRoom? room) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _given;
    private long _total;
    private long _taken;
    private bool _over;

    /// <summary>Null before its end.</summary>
    public string? Sha256 { get; private set; }

    public bool IsTooLarge => _total > most;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _total; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await NextAsync(buffer, cancellationToken);
        if (read == 0)
        {
            await EndAsync(buffer.IsEmpty, cancellationToken);
            return 0;
        }

        _hash.AppendData(buffer.Span[..read]);
        _total += read;
        if (!_over && IsTooLarge)
        {
            throw new NoRoomException(ofQuota: false);
        }

        if (!_over && room is not null)
        {
            _taken += await room.TakeAsync(read, cancellationToken) ? read : throw new NoRoomException(ofQuota: true);
        }

        return read;
    }

    /// <summary>Reads it to its end although it is not kept: what it took of the room is free for the next, and its digest is known.</summary>
    public async Task<string> ReadOnAsync(CancellationToken cancellationToken)
    {
        _over = true;
        room?.GiveBack(_taken);
        _taken = 0;
        await CopyToAsync(Null, cancellationToken);
        return Sha256!;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> NextAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_given >= head.Length)
        {
            return await rest.ReadAsync(buffer, cancellationToken);
        }

        var read = Math.Min(buffer.Length, head.Length - _given);
        head.Slice(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    private async ValueTask EndAsync(bool isNoEnd, CancellationToken cancellationToken)
    {
        if (isNoEnd || Sha256 is not null)
        {
            return;
        }

        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        if (!_over && room is not null && !await room.KeepAsync(Sha256, _total, cancellationToken))
        {
            throw new NoRoomException(ofQuota: true);
        }
    }
}
