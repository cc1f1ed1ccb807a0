using System.Text;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>
/// One link of the audit chain. Its hash covers the hash before it, so that no entry can be altered, dropped or moved unseen.
/// The payload goes in as a salted digest: when retention ends payload and salt can be erased, and every link still verifies.
/// </summary>
public sealed class LedgerEntry
{
    public const string GenesisHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The hash covers the digest of the subject, so that an export can leave the subject out.</summary>
    public const string Sha256 = "SHA-256/2";

    /// <summary>The hash covers the subject itself: entries from before there was an export.</summary>
    public const string FlatSha256 = "SHA-256";

    public const int SaltBytes = 16;

    private LedgerEntry()
    {
    }

    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; private init; }

    public DateTimeOffset At { get; private init; }
    public Guid ActorId { get; private init; }

    /// <summary>Null for what concerns no engagement.</summary>
    public Guid? EngagementId { get; private init; }

    /// <summary><c>engagement.imported</c> in form.</summary>
    public string Action { get; private init; } = "";

    /// <summary>Canonical JSON; null once it has been erased.</summary>
    public string? Payload { get; private init; }

    /// <summary>Hexadecimal; null once the payload has been erased.</summary>
    public string? Salt { get; private init; }

    public string PayloadDigest { get; private init; } = "";
    public string Algorithm { get; private init; } = Sha256;
    public string PreviousHash { get; private init; } = "";
    public string Hash { get; private init; } = "";

    /// <param name="at">Kept to the millisecond, which every database stores.</param>
    /// <param name="salt">Random, <see cref="SaltBytes"/> long.</param>
    public static LedgerEntry Append(
        long sequence, string previousHash, DateTimeOffset at, Guid actorId, Guid? engagementId, string action, string payload, ReadOnlySpan<byte> salt)
    {
        var saltText = Convert.ToHexStringLower(salt);
        var entry = new LedgerEntry
        {
            Sequence = sequence,
            At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            ActorId = actorId,
            EngagementId = engagementId,
            Action = action,
            Payload = payload,
            Salt = saltText,
            PayloadDigest = DigestOf(saltText, payload),
            PreviousHash = previousHash,
        };
        return entry.With(entry.ComputeHash());
    }

    /// <summary>Whether this is the entry after <paramref name="previous"/> and nothing in it was changed.</summary>
    public bool Follows(LedgerEntry? previous) =>
        Sequence == (previous?.Sequence ?? 0) + 1
        && PreviousHash == (previous?.Hash ?? GenesisHash)
        && (Payload is null || (Salt?.Length == SaltBytes * 2 && PayloadDigest == DigestOf(Salt, Payload)))
        && Hash == ComputeHash();

    /// <summary>Stands for actor, engagement, action and payload where those are not to be told; nobody can guess them from it, since the payload's digest is salted.</summary>
    public string SubjectDigest()
    {
        using var hasher = new LedgerHasher();
        Span<byte> digest = stackalloc byte[LedgerHasher.DigestLength];
        hasher.OfSubject(Bytes(ActorId), Bytes(EngagementId), Encoding.UTF8.GetBytes(Action), Encoding.UTF8.GetBytes(PayloadDigest), digest);
        return Encoding.ASCII.GetString(digest);
    }

    private LedgerEntry With(string hash) => new()
    {
        Sequence = Sequence,
        At = At,
        ActorId = ActorId,
        EngagementId = EngagementId,
        Action = Action,
        Payload = Payload,
        Salt = Salt,
        PayloadDigest = PayloadDigest,
        Algorithm = Algorithm,
        PreviousHash = PreviousHash,
        Hash = hash,
    };

    private static string DigestOf(string salt, string payload)
    {
        using var hasher = new LedgerHasher();
        Span<byte> digest = stackalloc byte[LedgerHasher.DigestLength];
        hasher.OfPayload(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(payload), digest);
        return Encoding.ASCII.GetString(digest);
    }

    private string ComputeHash()
    {
        using var hasher = new LedgerHasher();
        Span<byte> digest = stackalloc byte[LedgerHasher.DigestLength];
        var (milliseconds, algorithm, previous) = (At.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(Algorithm), Encoding.UTF8.GetBytes(PreviousHash));
        if (Algorithm == FlatSha256)
        {
            hasher.OfFlatEntry(Sequence, milliseconds, algorithm, previous, Bytes(ActorId), Bytes(EngagementId), Encoding.UTF8.GetBytes(Action), Encoding.UTF8.GetBytes(PayloadDigest), digest);
        }
        else
        {
            hasher.OfEntry(Sequence, milliseconds, algorithm, previous, Encoding.ASCII.GetBytes(SubjectDigest()), digest);
        }

        return Encoding.ASCII.GetString(digest);
    }

    private static byte[] Bytes(Guid? id) => Encoding.ASCII.GetBytes(id?.ToString("D") ?? "");
}
