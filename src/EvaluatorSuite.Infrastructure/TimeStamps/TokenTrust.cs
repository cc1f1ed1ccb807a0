using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using EvaluatorSuite.Domain.Archives;

namespace EvaluatorSuite.Infrastructure.TimeStamps;

/// <summary>Whose time stamps are believed. Whether a certificate has been revoked is not asked.</summary>
internal static class TokenTrust
{
    private const string ForTimeStamps = "1.3.6.1.5.5.7.3.8";

    /// <param name="path">PEM, one certificate or several.</param>
    public static X509Certificate2Collection Certificates(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates;
    }

    /// <returns>Why the certificate does not lead to a trusted one, as of the time of the token; null when it does.</returns>
    public static string? Distrust(X509Certificate2 signer, Rfc3161TimestampToken token, X509Certificate2Collection trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ForTimeStamps));
        chain.ChainPolicy.VerificationTime = token.TokenInfo.Timestamp.UtcDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(signer) ? null : string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()));
    }
}

/// <summary>Reads time stamps that lie in a file, for whoever verifies it.</summary>
/// <param name="certificates">A PEM file with those that the verifier trusts; null asks of no token whose it is.</param>
public sealed class TokenReader(string? certificates) : ITimeStampTokens
{
    private readonly X509Certificate2Collection? _trusted = certificates is null ? null : TokenTrust.Certificates(certificates);

    public TimeStampToken? Read(byte[] token)
    {
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(token, out var read, out var length) || length != token.Length || read.TokenInfo.HashAlgorithmId.Value != Sha256)
            {
                return null;
            }

            var digest = read.TokenInfo.GetMessageHash();
            return read.VerifySignatureForHash(digest.Span, HashAlgorithmName.SHA256, out var signer, _trusted) && signer is not null
                ? new TimeStampToken(
                    Convert.ToHexStringLower(digest.Span), read.TokenInfo.Timestamp.ToUniversalTime(), signer.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
                    _trusted is null ? null : TokenTrust.Distrust(signer, read, _trusted))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
}
