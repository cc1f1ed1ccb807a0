using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Testing;
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
}
