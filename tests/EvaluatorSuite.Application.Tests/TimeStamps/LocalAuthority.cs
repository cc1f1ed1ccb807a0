using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.TimeStamps;

/// <summary>A time-stamping authority of our own that answers over HTTP as RFC 3161 has it, rightly or in one of many wrong ways.</summary>
internal sealed class LocalAuthority : IDisposable
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";

    private readonly HttpListener _listener;
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _signer;

    public LocalAuthority()
    {
        _root = Root("试验时间戳根");
        _signer = Signer(_root, "试验时间戳机构（虚构）", "1.3.6.1.5.5.7.3.8");
        File.WriteAllText(Certificates, _root.ExportCertificatePem());
        for (var port = 20000 + (Environment.ProcessId % 10000); ; port++)
        {
            Address = $"http://127.0.0.1:{port}/tsr/";
            _listener = new HttpListener { Prefixes = { Address } };
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody else has the port; a listener that failed cannot be used again.
            }
        }

        _ = AnswerAsync();
    }

    public string Address { get; }

    public string Certificates => _folder["tsa.pem"];

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 1, 2, 3, TimeSpan.Zero);

    public int Asked { get; private set; }

    /// <summary>What is wrong with the next answers; null for nothing.</summary>
    public string? Fault { get; set; }

    public void Dispose()
    {
        _listener.Close();
        _root.Dispose();
        _signer.Dispose();
        _folder.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Asked++;
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (Fault == "down" || context.Request.ContentType != "application/timestamp-query")
            {
                context.Response.StatusCode = 503;
            }
            else
            {
                context.Response.ContentType = "application/timestamp-reply";
                await context.Response.OutputStream.WriteAsync(Reply(body.ToArray()));
            }

            context.Response.Close();
        }
    }

    private byte[] Reply(byte[] question)
    {
        if (Fault == "rubbish")
        {
            return "没有时间"u8.ToArray();
        }

        Assert.True(Rfc3161TimestampRequest.TryDecode(question, out var request, out _));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Fault == "refused" ? 2 : 0);
            }

            if (Fault != "refused")
            {
                writer.WriteEncodedValue(Token(request!));
            }
        }

        return writer.Encode();
    }

    private byte[] Token(Rfc3161TimestampRequest request)
    {
        using var other = Root("别人的根");
        using var stranger = Signer(other, "别人", "1.3.6.1.5.5.7.3.8");
        using var wrongUse = Signer(_root, "不是时间戳证书", "1.3.6.1.5.5.7.3.1");
        var signer = Fault switch { "stranger" => stranger, "other-use" => wrongUse, _ => _signer };
        var cms = new SignedCms(new ContentInfo(new Oid(TstInfo), Info(request)), detached: false);
        var with = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer) { IncludeOption = X509IncludeOption.EndCertOnly, DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
        with.SignedAttributes.Add(new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), SigningCertificate(signer)));
        cms.ComputeSignature(with);
        return cms.Encode();
    }

    private byte[] Info(Rfc3161TimestampRequest request)
    {
        var digest = request.GetMessageHash().ToArray();
        if (Fault == "other-digest")
        {
            digest[0] ^= 1;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.99999.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                }

                writer.WriteOctetString(digest);
            }

            writer.WriteInteger(RandomNumberGenerator.GetInt32(1, int.MaxValue));
            writer.WriteGeneralizedTime(Now, omitFractionalSeconds: true);
            var nonce = request.GetNonce()!.Value.ToArray();
            if (Fault == "replayed")
            {
                nonce[^1] ^= 1;
            }

            writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }

    // ESSCertIDv2: the token says by which certificate it was signed.
    private static byte[] SigningCertificate(X509Certificate2 signer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(signer.RawData));
        }

        return writer.Encode();
    }

    private static X509Certificate2 Root(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static X509Certificate2 Signer(X509Certificate2 issuer, string name, string use)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: true));
        using var bare = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
