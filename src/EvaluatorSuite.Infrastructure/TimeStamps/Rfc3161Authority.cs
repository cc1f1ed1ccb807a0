using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using EvaluatorSuite.Application.TimeStamps;

namespace EvaluatorSuite.Infrastructure.TimeStamps;

/// <summary>
/// Asks a time-stamping authority over HTTP and takes its token only when it holds: for this digest and this question, signed by a
/// certificate for time stamps that leads to one of those that the installation trusts. Whether that has been revoked is not asked.
/// </summary>
public sealed class Rfc3161Authority(SuiteOptions options) : ITimeStampAuthority, IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private const int NonceBytes = 8;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MostBytes };
    private readonly Lazy<X509Certificate2Collection> _trusted = new(() => TokenTrust.Certificates(options.TimeStampCertificates!));

    public bool IsConfigured => options.TimeStampAuthority is not null;

    /// <returns>What is wrong with a file of certificates, or null.</returns>
    public static string? Fault(string path)
    {
        try
        {
            return TokenTrust.Certificates(path).Count > 0 ? null : "it has no certificate in it";
        }
        catch (Exception broken) when (broken is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return broken.Message;
        }
    }

    public async Task<Stamped> StampAsync(byte[] digest, CancellationToken cancellationToken)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(digest, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(NonceBytes), requestSignerCertificates: true);
        var answer = await AskAsync(request.Encode(), cancellationToken);
        try
        {
            // Looks at the status, the digest and the nonce.
            var token = request.ProcessResponse(answer, out _);
            if (!token.VerifySignatureForHash(digest, HashAlgorithmName.SHA256, out var signer, _trusted.Value) || signer is null)
            {
                throw new TimeStampException($"The token of {options.TimeStampAuthority} is not rightly signed.");
            }

            Trust(signer, token);
            return new Stamped(token.AsSignedCms().Encode(), token.TokenInfo.Timestamp.ToUniversalTime(), signer.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        }
        catch (CryptographicException wrong)
        {
            throw new TimeStampException($"{options.TimeStampAuthority} answered with no token that holds: {wrong.Message}", wrong);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> AskAsync(byte[] question, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(question) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
        try
        {
            using var response = await _client.PostAsync(options.TimeStampAuthority, content, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw new TimeStampException($"{options.TimeStampAuthority} answered {(int)response.StatusCode}.");
        }
        catch (Exception down) when (down is HttpRequestException || (down is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TimeStampException($"{options.TimeStampAuthority} could not be reached: {down.Message}", down);
        }
    }

    private void Trust(X509Certificate2 signer, Rfc3161TimestampToken token)
    {
        if (TokenTrust.Distrust(signer, token, _trusted.Value) is { } distrust)
        {
            throw new TimeStampException($"The certificate of {options.TimeStampAuthority} ({signer.Subject}) does not lead to a trusted one: {distrust}");
        }
    }
}
