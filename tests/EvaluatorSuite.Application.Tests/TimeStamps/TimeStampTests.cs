using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Tests.Archives;
using EvaluatorSuite.Application.Tests.SignOff;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Infrastructure.TimeStamps;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.TimeStamps;

public sealed class TimeStampOnSqlite() : TimeStampTests(TestDatabase.Sqlite);

public sealed class TimeStampOnPostgreSql() : TimeStampTests(TestDatabase.PostgreSql);

/// <summary>Roots of signatures and heads of the ledger, stamped by an authority over HTTP.</summary>
public abstract class TimeStampTests(string provider) : SignOffHost(provider)
{
    private readonly LocalAuthority _authority = new();
    private readonly TemporaryFolder _elsewhere = new();

    private string AnchorPath => _elsewhere["heads.jsonl"];

    public override async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        _authority.Dispose();
        _elsewhere.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_signature_is_pending_until_the_authority_has_stamped_its_root()
    {
        var id = await DraftedAsync();
        _authority.Fault = "down";
        await SignAsync(await ReviewerAsync(), id);
        await RunAsync(TimeStampJob.Name);

        Assert.True((await StampAsync(id)).IsPending);
        Assert.Contains("503", await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == TimeStampJob.Name).Select(r => r.LastError).SingleAsync()), StringComparison.Ordinal);
        Assert.Equal(["rep.approval"], await StepsAsync(id));

        _authority.Fault = null;
        await RunAsync(TimeStampJob.Name);

        var stamp = await StampAsync(id);
        Assert.Equal((_authority.Now, "试验时间戳机构（虚构）", (await VersionAsync(id)).Root), (stamp.StampedAt!.Value, stamp.Authority, stamp.Digest));
        Assert.True(Rfc3161TimestampToken.TryDecode(stamp.Token, out var token, out _));
        Assert.True(token!.VerifySignatureForHash(Convert.FromHexString(stamp.Digest), HashAlgorithmName.SHA256, out _));
        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == id && e.Action == "signature.time-stamped"));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(stamp.Token!)), entry.Payload, StringComparison.Ordinal);
        var asked = _authority.Asked;
        await RunAsync(TimeStampJob.Name);
        Assert.Equal(asked, _authority.Asked);
    }

    [Fact]
    public async Task The_token_goes_along_when_the_ledger_is_exported_and_the_archive_verifies()
    {
        var archive = await StampedArchiveAsync();

        Assert.Equal((CommandLine.Done, ""), await StatusAsync(archive));
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry("signatures.json")!.Open());
        var signatures = JsonNode.Parse(await reader.ReadToEndAsync())!["signatures"]!.AsArray();
        Assert.NotEmpty(signatures);
        Assert.All(signatures, signature =>
        {
            using var token = new MemoryStream();
            using (var file = zip.GetEntry((string)signature!["timeStamp"]!)!.Open())
            {
                file.CopyTo(token);
            }

            Assert.True(Rfc3161TimestampToken.TryDecode(token.ToArray(), out var decoded, out _));
            Assert.True(decoded!.VerifySignatureForHash(Convert.FromHexString((string)signature["root"]!), HashAlgorithmName.SHA256, out _));
        });
    }

    [Fact]
    public async Task Whoever_verifies_an_archive_is_told_what_its_stamps_prove_and_by_whose_word()
    {
        var archive = await StampedArchiveAsync();

        var (status, output, _) = await ExportedCase.VerifyAsync(archive);
        Assert.Equal(CommandLine.Done, status);
        Assert.Contains("What 高明哲 signed was there at 2026-03-01", output, StringComparison.Ordinal);
        Assert.Contains("试验时间戳机构（虚构）", output, StringComparison.Ordinal);
        Assert.Contains("whose they are was not verified", output, StringComparison.Ordinal);

        var (trusting, trusted, _) = await ExportedCase.VerifyAsync(archive, "--certificates", _authority.Certificates);
        Assert.Equal(CommandLine.Done, trusting);
        Assert.Contains("lead to those that you gave", trusted, StringComparison.Ordinal);

        using var stranger = new LocalAuthority();
        var (distrusting, _, distrust) = await ExportedCase.VerifyAsync(archive, "--certificates", stranger.Certificates);
        Assert.Equal(CommandLine.Unreadable, distrusting);
        Assert.Contains("does not lead to one that you trust", distrust, StringComparison.Ordinal);

        var (refused, _, reason) = await ExportedCase.VerifyAsync(archive, "--certificates", AnchorPath);
        Assert.Equal(CommandLine.Unreadable, refused);
        Assert.Contains("no certificates can be read from it", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a byte", "is none, or is not rightly signed")]
    [InlineData("another's", "is over something else")]
    [InlineData("another time", "is not what the token says")]
    [InlineData("another authority", "is not what the token says")]
    [InlineData("nothing", "is none, or is not rightly signed")]
    public async Task A_stamp_that_does_not_belong_to_its_signature_is_found(string change, string found)
    {
        var files = ArchiveTests.Files(await StampedArchiveAsync());
        var stamps = files.Keys.Where(f => f.EndsWith(".tst", StringComparison.Ordinal)).ToList();
        var forger = new Forger(files);
        switch (change)
        {
            case "a byte":
                forger[stamps[0]] = [.. files[stamps[0]].Select((b, i) => i == files[stamps[0]].Length - 20 ? (byte)(b ^ 1) : b)];
                break;
            case "another's":
                forger[stamps[0]] = (await Authority().StampAsync(SHA256.HashData("别的内容"u8), CancellationToken.None)).Token;
                break;
            case "nothing":
                forger[stamps[0]] = [];
                break;
            default:
                var list = JsonNode.Parse(files["signatures.json"])!;
                list["signatures"]![0]![change == "another time" ? "stampedAt" : "stampedBy"] = change == "another time" ? "2025-03-01T01:02:03+00:00" : "别的机构";
                forger["signatures.json"] = System.Text.Encoding.UTF8.GetBytes(list.ToJsonString(Forger.Plain));
                break;
        }

        forger.MendManifest();
        var (status, _, errors) = await ExportedCase.VerifyAsync(forger.Zip());

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains(found, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_day_the_head_of_the_ledger_is_stamped_and_written_elsewhere_but_not_for_the_anchor_alone()
    {
        await DraftedAsync();
        var head = await Host.ReadAsync(db => db.LedgerHead.AsNoTracking().SingleAsync());

        await AnchorAsync();
        await AnchorAsync();

        var stamp = await Host.ReadAsync(db => db.TimeStamps.AsNoTracking().SingleAsync());
        Assert.Equal((head.Sequence, head.Hash, _authority.Now), (stamp.Sequence!.Value, stamp.Digest, stamp.StampedAt!.Value));
        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(AnchorPath)))!;
        Assert.Equal((head.Sequence, head.Hash), ((long)line["sequence"]!, (string)line["hash"]!));
        Assert.Equal(1, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == AnchorLedgerJob.Action)));

        await MoveEventAsync(await Host.ReadAsync(db => db.Engagements.Select(e => e.Id).SingleAsync()), "另一处");
        await AnchorAsync();
        Assert.Equal(2, (await File.ReadAllLinesAsync(AnchorPath)).Length);
    }

    [Fact]
    public async Task An_anchor_that_fails_is_owed_and_nothing_is_said_to_be_anchored()
    {
        await DraftedAsync();
        _authority.Fault = "down";

        await AnchorAsync();

        Assert.False(File.Exists(AnchorPath));
        Assert.Equal(0, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == AnchorLedgerJob.Action)));
        Assert.Null(await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == AnchorLedgerJob.Name).Select(r => r.FinishedAt).SingleAsync()));
    }

    protected override Task<SuiteHost> HostAsync() => SuiteHost.StartAsync(Provider, services => services
        .AddSingleton<ITimeStampAuthority>(Authority()).AddSingleton<ILedgerAnchor>(new AnchorFile(new SuiteOptions { LedgerAnchorFile = AnchorPath })));

    private Rfc3161Authority Authority() => new(new SuiteOptions { TimeStampAuthority = _authority.Address, TimeStampCertificates = _authority.Certificates });

    private static async Task<(int, string)> StatusAsync(byte[] archive)
    {
        var (status, _, errors) = await ExportedCase.VerifyAsync(archive);
        return (status, errors);
    }

    private async Task<byte[]> StampedArchiveAsync()
    {
        var exported = await ExportedCase.OfAsync(Host);
        await RunAsync(TimeStampJob.Name);
        var leader = await exported.ActorAsync("陈思远");
        return await exported.FetchAsync(leader, exported.Id, await exported.ExportAsync(leader));
    }

    private Task<TimeStamp> StampAsync(Guid id) => Host.ReadAsync(db => db.TimeStamps.AsNoTracking().SingleAsync(s => s.EngagementId == id));

    private async Task AnchorAsync()
    {
        await Host.DoAsync(async db =>
        {
            new JobOutbox(db, Host.Clock).Enqueue<AnchorLedgerJob, AnchorLedgerJob.Args>(new());
            await db.SaveChangesAsync();
        });
        await RunAsync(AnchorLedgerJob.Name);
    }

    private async Task RunAsync(string job)
    {
        foreach (var request in await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == job && r.FinishedAt == null).Select(r => r.Id).ToListAsync()))
        {
            await Host.UseAsync<JobRunner>(r => r.RunAsync(request, CancellationToken.None));
        }
    }
}
