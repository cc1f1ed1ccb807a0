namespace EvaluatorSuite.Application.Evidence;

/// <param name="Sha256">Hexadecimal, lower case.</param>
public sealed record StoredBytes(string Sha256, long Size);

/// <summary>How long bytes lie in the store to which nothing refers.</summary>
public static class Unreferenced
{
    /// <summary>Where they are left alone; longer than from keeping bytes to committing what refers to them.</summary>
    public static readonly TimeSpan SafeAge = TimeSpan.FromDays(1);

    /// <summary>Out of the way, where they can still be opened.</summary>
    public const int DaysAside = 30;

    /// <summary>When they are gone at the latest: the sweep comes by once a day, for either.</summary>
    public static TimeSpan GoneAfter => SafeAge + TimeSpan.FromDays(DaysAside + 2);
}

/// <summary>What a sweep did, by digest.</summary>
/// <param name="SetAside">Nothing refers to them; they can still be opened, and come back when something does.</param>
/// <param name="Restored">Had been set aside, and something refers to them again.</param>
/// <param name="Deleted">Had been set aside for so long that they go now.</param>
public sealed record SweptBytes(IReadOnlyList<string> SetAside, IReadOnlyList<string> Restored, IReadOnlyList<string> Deleted)
{
    public bool IsNothing => SetAside.Count + Restored.Count + Deleted.Count == 0;
}

/// <summary>
/// Bytes by their digest. What <see cref="PutAsync"/> has answered for survives a crash and is never changed; putting the same
/// bytes again leaves them as they are. Whoever writes a reference to bytes into the database has put or held them in the day before,
/// since a sweep takes older ones away to which nothing refers.
/// </summary>
public interface IEvidenceStore
{
    /// <exception cref="IOException">The bytes could not be kept, or did not read back as they were written; nothing was acknowledged.</exception>
    Task<StoredBytes> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <returns>Null when no bytes have this digest.</returns>
    Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Keeps a sweep from the bytes for a day from now, because a reference to them is about to be committed.</summary>
    /// <returns>False when there are none.</returns>
    Task<bool> HoldAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Sets aside what has lain for a day without a reference, and deletes what was set aside a month ago.</summary>
    /// <param name="referred">The digests with a beginning to which something refers now.</param>
    /// <param name="enter">
    /// Told, for one beginning after the other, what was done and what is about to be deleted. Nothing is deleted before it has ended
    /// well; what then cannot be deleted, or was interrupted, is told again the next time.
    /// </param>
    Task SweepAsync(Func<string, CancellationToken, Task<IReadOnlySet<string>>> referred, Func<SweptBytes, CancellationToken, Task> enter, CancellationToken cancellationToken);
}
