namespace EvaluatorSuite.Application.TimeStamps;

/// <param name="Token">DER; it has been verified.</param>
/// <param name="Authority">As its certificate calls it.</param>
public sealed record Stamped(byte[] Token, DateTimeOffset At, string Authority);

/// <summary>A time-stamping authority (RFC 3161).</summary>
public interface ITimeStampAuthority
{
    bool IsConfigured { get; }

    /// <param name="digest">SHA-256.</param>
    /// <exception cref="TimeStampException">It could not be reached, refused, or answered with a token that does not hold.</exception>
    Task<Stamped> StampAsync(byte[] digest, CancellationToken cancellationToken);
}

/// <summary>Why there is no time stamp yet; for operators.</summary>
public sealed class TimeStampException(string message, Exception? inner = null) : Exception(message, inner);
