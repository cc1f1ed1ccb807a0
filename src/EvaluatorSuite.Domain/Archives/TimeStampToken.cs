namespace EvaluatorSuite.Domain.Archives;

/// <summary>What a time stamp (RFC 3161) says.</summary>
/// <param name="Digest">SHA-256 that it is over, hexadecimal in lower case.</param>
/// <param name="Authority">As its certificate calls it.</param>
/// <param name="Distrust">Why its certificate does not lead to one that the verifier trusts; null when it does, or when the verifier named none.</param>
public sealed record TimeStampToken(string Digest, DateTimeOffset At, string Authority, string? Distrust)
{
    /// <summary>As the token has it, in UTC: <c>2026-03-01 01:02:03Z</c>.</summary>
    public string AtText => At.ToString("u", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Reads time stamps.</summary>
public interface ITimeStampTokens
{
    /// <returns>Null for bytes that are no time stamp, or one that is not rightly signed.</returns>
    TimeStampToken? Read(byte[] token);
}

/// <summary>A time stamp of an archive that is over what was signed.</summary>
public sealed record VerifiedStamp(SignatureRecord Signature, TimeStampToken Token);
