using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.SignOff;

/// <summary>
/// A fact of the registry that is entered while an act on an engagement is under way. On PostgreSQL alone: SQLite lets one write after the other.
/// </summary>
public sealed class MeanwhileTests() : SignOffHost(TestDatabase.PostgreSql)
{
    private static readonly Actor Officer = new(Guid.CreateVersion7(), "公正性负责人", null, [StaffRoles.Impartiality], []);

    [Fact]
    public async Task An_act_that_read_the_registry_before_a_service_was_entered_does_not_overlook_it()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        var facts = await Host.FactsAsync(id);
        var version = await Host.ReadAsync(d => d.Engagements.Where(e => e.Id == id).Select(e => e.Version).SingleAsync());
        Assert.False(await ConflictAsync(id));

        await using var entering = await EnterAsync(facts);

        // It has read the registry without the service, and waits for the ledger that the other one holds.
        var act = Host.ActAsync<EngagementService>(s => s.PlanAsync(leader, id, version, "目的", null, null, [], CancellationToken.None));
        await UntilSomebodyWaitsAsync();
        await entering.CommitAsync();
        await act;

        Assert.True(await ConflictAsync(id));
        Assert.Equal(["independence.blocked"], await Host.ReadAsync(d => d.Ledger.Where(e => e.EngagementId == id && e.Action.StartsWith("independence.")).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_step_that_was_decided_from_what_was_remembered_does_not_overlook_it_either()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        await using var entering = await EnterAsync(await Host.FactsAsync(id));

        var step = FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await UntilSomebodyWaitsAsync();
        await entering.CommitAsync();
        await step;

        Assert.True(await ConflictAsync(id));
        Assert.NotNull(Assert.Single(await RowsAsync(id)).HeldSince);
        await Host.UseAsync<EngagementViews>(async views => Assert.Contains((await views.GetAsync(id, CancellationToken.None)).Blocks, i => i.Rule.Key == "independence.same-body"));
    }

    [Fact]
    public async Task No_report_is_issued_past_a_service_that_was_being_entered()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        await using var entering = await EnterAsync(await Host.FactsAsync(id));

        var issue = IssueAsync(id);
        await UntilSomebodyWaitsAsync();
        await entering.CommitAsync();

        Assert.Contains("rule.independence.same-body", (await Assert.ThrowsAsync<RefusedException>(() => issue)).Refusals.Select(r => r.Code));
        Assert.Empty(await Host.ReadAsync(db => db.IssuedReports.ToListAsync()));
    }

    [Fact]
    public async Task Nobody_signs_past_a_service_that_was_being_entered()
    {
        var id = await DraftedAsync();
        await using var entering = await EnterAsync(await Host.FactsAsync(id));

        var reviewer = await ReviewerAsync();
        var sign = SignAsync(reviewer, id);
        await UntilSomebodyWaitsAsync();
        await entering.CommitAsync();

        Assert.Contains("rule.independence.same-body", (await Assert.ThrowsAsync<RefusedException>(() => sign)).Refusals.Select(r => r.Code));
        Assert.Empty(await Host.ReadAsync(db => db.Signatures.ToListAsync()));
    }

    private async Task<Entering> EnterAsync(Domain.Verdicts.EvaluationFacts facts)
    {
        var scope = Host.Services.CreateAsyncScope();
        var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<NeutralityServices>().RecordAsync(Officer, FormOf(facts), CancellationToken.None);
        return new Entering(scope, transaction);
    }

    /// <summary>A service that is written and not committed.</summary>
    private sealed class Entering(AsyncServiceScope scope, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) : IAsyncDisposable
    {
        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await scope.DisposeAsync();
        }
    }

    private Task<bool> ConflictAsync(Guid id) => Host.ReadAsync(db => db.Standings.Where(s => s.EngagementId == id).Select(s => s.Conflict).SingleAsync());

    private static ServiceForm FormOf(Domain.Verdicts.EvaluationFacts facts) =>
        new(Named(facts, facts.Terms.FirmId), Named(facts, facts.Event.OrganizerId), facts.Event.Name, ServiceKind.Plan, new(2025, 9, 1), new(2025, 10, 1), null);

    private static string Named(Domain.Verdicts.EvaluationFacts facts, Guid id) => facts.Registry.Organizations.Single(o => o.Id == id).Uscc;

    private async Task UntilSomebodyWaitsAsync()
    {
        while (await Host.ReadAsync(db => db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync()) == 0)
        {
            await Task.Yield();
        }
    }
}
