using System.Security.Cryptography;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.TimeStamps;
using EvaluatorSuite.Testing;
using Microsoft.Extensions.Configuration;

namespace EvaluatorSuite.Application.Tests.TimeStamps;

/// <summary>What an authority answers is looked at before it is kept.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly LocalAuthority _authority = new();

    [Fact]
    public async Task A_token_that_holds_is_taken_with_the_authoritys_time_and_name()
    {
        using var authority = new Rfc3161Authority(new SuiteOptions { TimeStampAuthority = _authority.Address, TimeStampCertificates = _authority.Certificates });

        var stamped = await authority.StampAsync(SHA256.HashData([1]), CancellationToken.None);

        Assert.Equal((_authority.Now, "试验时间戳机构（虚构）"), (stamped.At, stamped.Authority));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("rubbish")]
    [InlineData("refused")]
    [InlineData("other-digest")]
    [InlineData("replayed")]
    [InlineData("stranger")]
    [InlineData("other-use")]
    public async Task A_token_that_does_not_hold_is_not_taken(string fault)
    {
        _authority.Fault = fault;
        using var authority = new Rfc3161Authority(new SuiteOptions { TimeStampAuthority = _authority.Address, TimeStampCertificates = _authority.Certificates });

        await Assert.ThrowsAsync<TimeStampException>(() => authority.StampAsync(SHA256.HashData([1]), CancellationToken.None));
    }

    [Fact]
    public async Task An_authority_whose_certificate_has_run_out_is_not_believed()
    {
        _authority.Now = new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var authority = new Rfc3161Authority(new SuiteOptions { TimeStampAuthority = _authority.Address, TimeStampCertificates = _authority.Certificates });

        await Assert.ThrowsAsync<TimeStampException>(() => authority.StampAsync(SHA256.HashData([1]), CancellationToken.None));
    }

    [Theory]
    [InlineData("TimeStampAuthority", "tsa.example", "TimeStampAuthority is 'tsa.example'")]
    [InlineData("TimeStampAuthority", "https://tsa.example/tsr", "TimeStampCertificates is empty")]
    [InlineData("LedgerAnchorFile", "/no/such/folder/heads.jsonl", "LedgerAnchorFile is '/no/such/folder/heads.jsonl'")]
    public void A_setting_that_cannot_work_stops_the_start_and_is_named(string setting, string value, string told)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Suite:{setting}"] = value }).Build();

        Assert.Contains(told, Assert.Throws<InvalidOperationException>(() => SuiteOptions.From(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_certificate_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tsa.pem"], "证书");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Suite:TimeStampAuthority"] = "https://tsa.example/tsr", ["Suite:TimeStampCertificates"] = folder["tsa.pem"] }).Build();

        Assert.Contains("no certificate", Assert.Throws<InvalidOperationException>(() => SuiteOptions.From(configuration)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();
}
