using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Organizations;

/// <summary>What the tests of the registry share: somebody of each role, acts in a transaction, the jobs that are owed.</summary>
public abstract class RegistryHostTests(string provider) : OnDatabase(provider)
{
    protected const string Firm = "91220101MA0Y1K2T3X";
    protected const string Holding = "91220100MA84KP7U5R";
    protected const string IceAssociation = "512200005000123451";
    protected const string Lvxing = "91220104MA17XQ9C27";
    protected const string Venue = "91220102244970LR6E";
    protected const string Event = "第三届长白山冰雪产业论坛";
    protected const string Reason = "原件有误，已核对";

    protected static Actor Auditor { get; } = Of(StaffRoles.Auditor);

    protected static Actor Officer { get; } = Of(StaffRoles.Impartiality);

    protected static Actor Of(string role) => new(Guid.CreateVersion7(), role, null, [role], []);

    protected async Task ActAsync<T>(Func<T, Task> act) where T : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await act(scope.ServiceProvider.GetRequiredService<T>());
        await transaction.CommitAsync();
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    protected async Task RecheckAsync()
    {
        foreach (var request in await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == RecheckJob.Name && r.FinishedAt == null).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync()))
        {
            await Host.UseAsync<JobRunner>(runner => runner.RunAsync(request, CancellationToken.None));
        }
    }

    protected async Task<IReadOnlyList<string>> BlocksAsync(Guid engagementId) => [.. (await Host.EvaluateAsync(engagementId)).Issues.Where(i => i.Blocks).Select(i => i.Rule.Key).Distinct()];

    protected Task<List<string>> LedgerAsync(Guid? engagementId) =>
        Host.ReadAsync(db => db.Ledger.Where(e => e.EngagementId == engagementId).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync());

    protected async Task<string> KeptAsync(Guid engagementId) => (await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == engagementId && e.Action == "engagement.imported"))).Payload!;
}
