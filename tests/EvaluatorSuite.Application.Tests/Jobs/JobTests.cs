using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Jobs;

public sealed class JobsOnSqlite() : JobTests(TestDatabase.Sqlite);

public sealed class JobsOnPostgreSql() : JobTests(TestDatabase.PostgreSql);

public abstract class JobTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task The_check_of_the_evidence_finds_it_intact_and_says_so_once()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());

        await RunAllAsync();
        await RunAllAsync();

        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == id && e.Action == "evidence.verified"));
        Assert.Equal("""{"altered":[],"files":14}""", entry.Payload);
        Assert.NotNull((await Host.ReadAsync(db => db.JobRequests.SingleAsync())).FinishedAt);
    }

    [Fact]
    public async Task A_file_that_was_changed_on_disk_is_named_by_its_digest()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().WithFile("油料领用台账.csv", $"日期,升\n{Guid.CreateVersion7()},1"));
        var digest = (await Host.FactsAsync(id)).Evidence.Single(e => e.Key == "fuel").Sha256!;
        await File.AppendAllTextAsync(Path.Combine(Host.Options.EvidencePath, digest[..2], digest), "x");

        await RunAllAsync();

        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == "evidence.verified"));
        Assert.Contains(digest, entry.Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_taken_by_two_workers_at_once_is_done_once()
    {
        await Host.ImportAsync(new CaseFolderBuilder());
        var request = await Host.ReadAsync(db => db.JobRequests.SingleAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.UseAsync<JobRunner>(r => r.RunAsync(request.Id, CancellationToken.None))));

        Assert.Equal(1, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "evidence.verified")));
    }

    [Fact]
    public async Task A_request_that_fails_stays_owed_with_its_error_and_waits_before_the_next_try()
    {
        var request = new JobRequest { Id = Guid.CreateVersion7(), Job = "no-such-job", Args = "{}", RequestedAt = Host.Clock.GetUtcNow(), DueAt = Host.Clock.GetUtcNow() };
        await Host.DoAsync(async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
        });

        await Host.UseAsync<JobRunner>(r => r.RunAsync(request.Id, CancellationToken.None));

        var after = await Host.ReadAsync(db => db.JobRequests.SingleAsync());
        Assert.Equal((1, (DateTimeOffset?)null), (after.Attempts, after.FinishedAt));
        Assert.Contains("no-such-job", after.LastError!, StringComparison.Ordinal);
        Assert.True(after.DueAt > Host.Clock.GetUtcNow());
    }

    private async Task RunAllAsync()
    {
        foreach (var id in await Host.ReadAsync(db => db.JobRequests.Select(r => r.Id).ToListAsync()))
        {
            await Host.UseAsync<JobRunner>(r => r.RunAsync(id, CancellationToken.None));
        }
    }
}
