using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EvaluatorSuite.Application.Tests.Evidence;

public sealed class SweptStoreOnSqlite() : SweptStoreTests(TestDatabase.Sqlite);

public sealed class SweptStoreOnPostgreSql() : SweptStoreTests(TestDatabase.PostgreSql);

/// <summary>The daily job, with everything in the database that refers to bytes.</summary>
public abstract class SweptStoreTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task Evidence_handed_reports_and_drafts_of_finished_steps_stay_and_the_rest_goes()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var handed = await PutAsync();
        var step = await Host.ReadAsync(db => db.WaitingSteps.SingleAsync(s => s.EngagementId == id));
        var leader = await Host.ActorAsync("陈思远");
        await Host.ActAsync<StepService>(s => s.FinishAsync(leader, id, step.Id, "Drafted", null, TextCatalog.In(TextCatalog.Chinese), CancellationToken.None));
        await Host.DoAsync(async db =>
        {
            db.Add(new HandedReport { Id = Guid.CreateVersion7(), EngagementId = id, FileName = "报告.docx", Sha256 = handed, Size = 1, Conclusion = Conclusion.Neutral, HandedAt = Host.Clock.GetUtcNow(), HandedBy = "陈" });
            await db.SaveChangesAsync();
        });
        var kept = await Host.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == id && e.Facts.Sha256 != null).Select(e => e.Facts.Sha256!).Distinct().ToListAsync());
        var draft = await DraftAsync();
        var orphan = await PutAsync();
        foreach (var digest in Names())
        {
            File.SetLastWriteTimeUtc(Path.Combine(Host.Options.EvidencePath, digest[..2], digest), Host.Clock.GetUtcNow().UtcDateTime.AddHours(-25));
        }

        await RunAsync();

        Assert.Empty(kept.Append(handed).Append(draft).Except(Names()));
        Assert.DoesNotContain(orphan, Names());
        var entries = await Host.ReadAsync(db => db.Ledger.Where(e => e.Action == SweepEvidenceStoreJob.Action).Select(e => e.Payload!).ToListAsync());
        Assert.Single(entries, e => e.Contains(orphan, StringComparison.Ordinal));

        await RunAsync();
        Assert.Equal(entries.Count, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == SweepEvidenceStoreJob.Action)));
    }

    [Fact]
    public async Task Wherever_a_sweep_is_interrupted_nothing_has_gone_that_the_ledger_does_not_name()
    {
        var orphans = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            orphans.Add(await PutAsync());
        }

        Host.Clock.Advance(TimeSpan.FromHours(25));
        await RunAsync();
        Host.Clock.Advance(TimeSpan.FromDays(Unreferenced.DaysAside));
        await Assert.ThrowsAsync<TimeoutException>(() => SweepAsync(new AwayAt('7')));

        var left = orphans.Where(IsThere).ToList();
        Assert.Equal(orphans.Where(d => d[0] < '7').Order(StringComparer.Ordinal), (await DeletedAsync()).Intersect(orphans).Order(StringComparer.Ordinal));
        Assert.Equal(orphans.Where(d => d[0] >= '7'), left);

        // An entry that cannot be made keeps the bytes.
        await Host.DoAsync(db => db.Database.ExecuteSqlRawAsync(Host.Options.Database == TestDatabase.Sqlite
            ? "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'full'); END"
            : "CREATE FUNCTION no_more() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'full'; END $$ LANGUAGE plpgsql; CREATE TRIGGER no_more BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION no_more()"));
        await Assert.ThrowsAnyAsync<Exception>(() => SweepAsync());
        Assert.Equal(left, orphans.Where(IsThere));
        await Host.DoAsync(db => db.Database.ExecuteSqlRawAsync(Host.Options.Database == TestDatabase.Sqlite ? "DROP TRIGGER full" : "DROP TRIGGER no_more ON ledger"));

        await RunAsync();
        Assert.DoesNotContain(orphans, IsThere);
        Assert.Equal(orphans.Order(StringComparer.Ordinal), (await DeletedAsync()).Intersect(orphans).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_asked_for_once_a_day_by_however_many()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));
        Task AskAsync() => Host.DoAsync(db => new JobOutbox(db, clock).EnqueueDailyAsync<SweepEvidenceStoreJob, SweepEvidenceStoreJob.Args>(new(), CancellationToken.None));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync()));
        Assert.Equal(1, await Host.ReadAsync(db => db.JobRequests.CountAsync(r => r.Job == SweepEvidenceStoreJob.Name)));
        clock.Advance(TimeSpan.FromDays(1));
        await AskAsync();

        Assert.Equal(2, await Host.ReadAsync(db => db.JobRequests.CountAsync(r => r.Job == SweepEvidenceStoreJob.Name)));
    }

    private async Task<string> DraftAsync()
    {
        var payload = await Host.ReadAsync(db => db.Ledger.Where(e => e.Action == "workflow.step-finished").Select(e => e.Payload!).SingleAsync());
        return System.Text.Json.JsonDocument.Parse(payload).RootElement.GetProperty("draftSha256").GetString()!;
    }

    /// <summary>A database that goes away in the middle.</summary>
    private sealed class AwayAt(char first) : IBytesReference
    {
        public Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken) =>
            beginning[0] < first ? Task.FromResult<IReadOnlyList<string>>([]) : throw new TimeoutException();
    }

    private Task SweepAsync(params IBytesReference[] more) => Host.UseAsync<IServiceProvider>(services =>
        ActivatorUtilities.CreateInstance<SweepEvidenceStoreJob>(services, services.GetServices<IBytesReference>().Concat(more)).RunAsync(new(), f => f(), CancellationToken.None));

    private bool IsThere(string digest) => Directory.EnumerateFiles(Host.Options.EvidencePath, digest, SearchOption.AllDirectories).Any();

    private async Task<List<string>> DeletedAsync() =>
    [
        .. (await Host.ReadAsync(db => db.Ledger.Where(e => e.Action == SweepEvidenceStoreJob.Action).Select(e => e.Payload!).ToListAsync()))
            .SelectMany(p => System.Text.Json.JsonDocument.Parse(p).RootElement.GetProperty("deleted").EnumerateArray().Select(d => d.GetString()!)),
    ];

    private async Task<string> PutAsync()
    {
        var digest = "";
        await Host.UseAsync<IEvidenceStore>(async store => digest = (await store.PutAsync(new MemoryStream(Guid.CreateVersion7().ToByteArray()), CancellationToken.None)).Sha256);
        return digest;
    }

    private async Task RunAsync()
    {
        var request = new JobRequest { Id = Guid.CreateVersion7(), Job = SweepEvidenceStoreJob.Name, Args = "{}", RequestedAt = Host.Clock.GetUtcNow(), DueAt = Host.Clock.GetUtcNow() };
        await Host.DoAsync(async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
        });
        await Host.UseAsync<JobRunner>(r => r.RunAsync(request.Id, CancellationToken.None));
        Assert.NotNull(await Host.ReadAsync(db => db.JobRequests.Where(r => r.Id == request.Id).Select(r => r.FinishedAt).SingleAsync()));
    }

    private List<string> Names() => [.. Directory.EnumerateDirectories(Host.Options.EvidencePath).Where(f => Path.GetFileName(f).Length == 2).SelectMany(Directory.EnumerateFiles).Select(f => Path.GetFileName(f)!)];
}
