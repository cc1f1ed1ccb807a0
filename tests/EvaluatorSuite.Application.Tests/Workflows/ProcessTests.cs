using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Workflows;

public sealed class ProcessOnSqlite() : ProcessTests(TestDatabase.Sqlite);

public sealed class ProcessOnPostgreSql() : ProcessTests(TestDatabase.PostgreSql);

/// <summary>The process of an engagement, beside its facts and in the transaction of its acts.</summary>
public abstract class ProcessTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task An_imported_case_is_placed_where_its_facts_have_brought_it()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());

        Assert.Equal(["impl.draft"], await StepsAsync(id));
        Assert.Equal("implement", await Host.ReadAsync(db => db.Standings.Where(s => s.EngagementId == id).Select(s => s.Phase).SingleAsync()));
    }

    [Fact]
    public async Task A_step_of_a_round_that_is_over_cannot_be_finished_again()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        var step = await Host.ReadAsync(db => db.WaitingSteps.SingleAsync(s => s.EngagementId == id));

        await FinishAsync(leader, id, step.Id, "Drafted");
        var again = await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(leader, id, step.Id, "Drafted"));

        Assert.Equal(["step.gone"], again.Refusals.Select(r => r.Code));
        Assert.Equal(["impl.review"], await StepsAsync(id));
        Assert.Equal(1, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "workflow.step-finished")));
    }

    [Fact]
    public async Task The_trace_read_again_gives_the_state()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        await FinishAsync(await Host.ActorAsync("陈思远"), id, (await Host.ReadAsync(db => db.WaitingSteps.SingleAsync(s => s.EngagementId == id))).Id, "Drafted");

        var trace = await Host.ReadAsync(db => db.TraceRows.Where(t => t.EngagementId == id).OrderBy(t => t.Number).ToListAsync());
        var state = await Host.ReadAsync(db => db.ProcessInstances.Where(i => i.EngagementId == id).Select(i => i.State).SingleAsync());

        Assert.Equal(System.Text.Json.JsonSerializer.Deserialize<WorkflowState>(state), WorkflowState.Replay(trace.Select(t => t.Entry)));
        Assert.Equal(Enumerable.Range(1, trace.Count), trace.Select(t => t.Number));
    }

    private Task FinishAsync(Actor actor, Guid id, Guid step, string outcome, string? note = null) =>
        Host.ActAsync<StepService>(s => s.FinishAsync(actor, id, step, outcome, note, TextCatalog.In(TextCatalog.Chinese), CancellationToken.None));

    private Task<List<string>> StepsAsync(Guid id) => Host.ReadAsync(db => db.WaitingSteps.Where(s => s.EngagementId == id).OrderBy(s => s.Key).Select(s => s.Key).ToListAsync());
}
