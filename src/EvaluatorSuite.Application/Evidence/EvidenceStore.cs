namespace EvaluatorSuite.Application.Evidence;

/// <param name="Sha256">Hexadecimal, lower case.</param>
public sealed record StoredBytes(string Sha256, long Size);

/// <summary>
/// Bytes by their digest. What <see cref="PutAsync"/> has answered for survives a crash and is never changed; putting the same
/// bytes again changes nothing.
/// </summary>
public interface IEvidenceStore
{
    /// <exception cref="IOException">The bytes could not be kept, or did not read back as they were written; nothing was acknowledged.</exception>
    Task<StoredBytes> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <returns>Null when no bytes have this digest.</returns>
    Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken);
}
