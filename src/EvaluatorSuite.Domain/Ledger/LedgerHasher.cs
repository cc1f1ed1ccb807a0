using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>
/// Computes the digests of the chain. Each field is length-prefixed: without that, moving a character from one field to the next would
/// keep the hash. Digests go in and come out as hexadecimal text in lower case. Not for several threads at once.
/// </summary>
internal sealed class LedgerHasher : IDisposable
{
    public const int DigestLength = 2 * SHA256.HashSizeInBytes;

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _fields = new byte[1024];
    private int _length;

    public void OfPayload(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload, Span<byte> digest)
    {
        _sha256.AppendData(salt);
        _sha256.AppendData(payload);
        End(digest);
    }

    /// <summary>Who, where and what. An entry that shows this digest in their place still verifies and does not tell them.</summary>
    public void OfSubject(ReadOnlySpan<byte> actor, ReadOnlySpan<byte> engagement, ReadOnlySpan<byte> action, ReadOnlySpan<byte> payloadDigest, Span<byte> digest)
    {
        AddSubject(actor, engagement, action, payloadDigest);
        EndFields(digest);
    }

    public void OfEntry(long sequence, long milliseconds, ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> subjectDigest, Span<byte> digest)
    {
        AddPlace(sequence, milliseconds, algorithm, previousHash);
        Add(subjectDigest);
        EndFields(digest);
    }

    /// <summary>As entries were hashed before they had a subject.</summary>
    public void OfFlatEntry(
        long sequence, long milliseconds, ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> previousHash,
        ReadOnlySpan<byte> actor, ReadOnlySpan<byte> engagement, ReadOnlySpan<byte> action, ReadOnlySpan<byte> payloadDigest, Span<byte> digest)
    {
        AddPlace(sequence, milliseconds, algorithm, previousHash);
        AddSubject(actor, engagement, action, payloadDigest);
        EndFields(digest);
    }

    public void Dispose() => _sha256.Dispose();

    private void AddPlace(long sequence, long milliseconds, ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> previousHash)
    {
        Add(sequence);
        Add(milliseconds);
        Add(algorithm);
        Add(previousHash);
    }

    private void AddSubject(ReadOnlySpan<byte> actor, ReadOnlySpan<byte> engagement, ReadOnlySpan<byte> action, ReadOnlySpan<byte> payloadDigest)
    {
        Add(actor);
        Add(engagement);
        Add(action);
        Add(payloadDigest);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        Add(text.Length);
        text.CopyTo(Room(text.Length));
        _length += text.Length;
    }

    private void Add(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), number);
        _length += sizeof(long);
    }

    // The fields are gathered and hashed at once: handing over each by itself takes as long as hashing all of them.
    private Span<byte> Room(int bytes)
    {
        if (_fields.Length - _length < bytes)
        {
            Array.Resize(ref _fields, Math.Max(2 * _fields.Length, _length + bytes));
        }

        return _fields.AsSpan(_length);
    }

    private void EndFields(Span<byte> digest)
    {
        _sha256.AppendData(_fields, 0, _length);
        _length = 0;
        End(digest);
    }

    private void End(Span<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        _sha256.GetHashAndReset(bytes);
        Convert.TryToHexStringLower(bytes, digest, out _);
    }
}
