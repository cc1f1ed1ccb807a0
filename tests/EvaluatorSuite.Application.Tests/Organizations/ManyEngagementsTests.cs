using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Organizations;

public sealed class ManyEngagementsTests() : RegistryHostTests(TestDatabase.Sqlite)
{
    [Fact]
    public async Task Of_more_engagements_than_are_asked_the_number_is_told_and_the_job_goes_through_all()
    {
        for (var i = 0; i <= ConflictPreview.MaxEvaluated; i++)
        {
            await Host.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {i}").With(c =>
            {
                c["offsets"] = new JsonArray();
                c["evidence"] = new JsonArray();
                c["inventory"] = new JsonArray();
                c["checklist"] = new JsonArray();
                c["findings"] = new JsonArray();
                c["services"]!.AsArray().Add(new JsonObject { ["provider"] = "jlu-venue", ["organizer"] = "ice-assoc", ["event"] = "this", ["kind"] = "plan", ["from"] = "2025-11-01", ["to"] = "2025-11-02" });
            }));
        }

        var share = new OwnershipForm(Holding, Venue, "51");
        Consequences? found = null;
        await Host.UseAsync<IServiceProvider>(async services =>
        {
            await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
            found = await services.GetRequiredService<ConflictPreview>().OfAsync(Officer, async () =>
            {
                await services.GetRequiredService<BondService>().AddOwnershipAsync(Officer, share, CancellationToken.None);
                return new RecheckJob.Args(null, []);
            }, CancellationToken.None);
        });
        Assert.Equal((50, 50, 51), (found!.Visible.Count, found.Evaluated, found.Touched));

        await ActAsync<BondService>(s => s.RecordOwnershipAsync(Auditor, share, CancellationToken.None));
        await RecheckAsync();
        Assert.Equal(51, await Host.ReadAsync(db => Task.FromResult(db.Standings.Count(s => s.Conflict))));
    }

    [Fact]
    public async Task An_engagement_that_cannot_be_read_keeps_no_other_from_a_recheck_or_from_its_lists()
    {
        var ids = new List<Guid>();
        foreach (var name in new[] { "先", "坏", "后" })
        {
            ids.Add(await Host.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new JsonArray())));
        }

        await Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE engagements SET \"FormerEventNames\" = 'no list' WHERE \"Id\" = {ids[1]}"));
        var before = await TouchedAsync();

        var failed = await Assert.ThrowsAsync<AggregateException>(() => Host.UseAsync<StandingKeeper>(k => k.RefreshEachAsync(ids, CancellationToken.None)));
        Assert.Contains($"{ids[1]}", Assert.Single(failed.InnerExceptions).Message, StringComparison.Ordinal);
        Assert.Equal([before[0] + 1, before[1], before[2] + 1], await TouchedAsync());

        // As after an update: nobody has a list yet.
        await Host.DoAsync(db => db.EngagementReaders.ExecuteDeleteAsync());
        await Assert.ThrowsAsync<AggregateException>(() => Host.UseAsync<StandingKeeper>(k => k.FillAsync(CancellationToken.None)));
        var listed = await Host.ReadAsync(db => db.EngagementReaders.Select(r => r.EngagementId).Distinct().ToListAsync());
        Assert.Equal(new[] { ids[0], ids[2] }.Order(), listed.Order());

        async Task<List<long>> TouchedAsync()
        {
            var standings = await Host.ReadAsync(db => db.Standings.AsNoTracking().ToDictionaryAsync(s => s.EngagementId, s => s.Touched));
            return [.. ids.Select(id => (long)standings[id])];
        }
    }
}
