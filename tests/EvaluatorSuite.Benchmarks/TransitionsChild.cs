using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Benchmarks;

/// <summary>
/// Drafts and returns the reports of every engagement of a database for ever, enters a service between, and says each act once it is committed: a process for a test to kill.
/// </summary>
internal static class TransitionsChild
{
    public static async Task<int> RunAsync(string provider, string connection, string folder)
    {
        var options = new SuiteOptions { DataFolder = folder, Database = provider, ConnectionString = connection, GuidesFolder = Repository.Guides, WorkflowsFolder = Repository.Workflows };
        await using var services = new ServiceCollection().AddLogging().AddSuite(options).BuildServiceProvider();
        var (leader, reviewer, engagements) = await PeopleAsync(services);
        while (true)
        {
            Console.WriteLine(await ServiceAsync(services));
            foreach (var engagement in engagements)
            {
                Console.WriteLine(await StepAsync(services, engagement, leader, reviewer));
            }
        }
    }

    private static async Task<string> StepAsync(ServiceProvider services, Guid engagement, Actor leader, Actor reviewer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var step = await db.WaitingSteps.AsNoTracking().SingleAsync(s => s.EngagementId == engagement);
        var (actor, outcome) = step.Type == StepType.Draft ? (leader, "Drafted") : (reviewer, "Returned");
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<StepService>().FinishAsync(actor, engagement, step.Id, outcome, "说明", TextCatalog.In(TextCatalog.Chinese), CancellationToken.None);
        await transaction.CommitAsync();
        return $"{engagement:D} {step.Key} {step.Round} {outcome}";
    }

    // An act that owes a job: nobody in these engagements has to do with it.
    private static async Task<string> ServiceAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var others = await db.Organizations.Where(o => !db.Engagements.Any(e => e.Terms.FirmId == o.Id)).OrderBy(o => o.Uscc).Select(o => o.Uscc).Take(2).ToListAsync();
        var name = $"别处的活动{Guid.CreateVersion7():N}";
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<NeutralityServices>().RecordAsync(
            new Actor(Guid.CreateVersion7(), "公正性负责人", null, [StaffRoles.Impartiality], []), new ServiceForm(others[0], others[1], name, ServiceKind.Plan, new(2020, 1, 1), new(2020, 2, 1), null), CancellationToken.None);
        await transaction.CommitAsync();
        return $"{Guid.Empty:D} {name} 1 Recorded";
    }

    private static async Task<(Actor Leader, Actor Reviewer, List<Guid> Engagements)> PeopleAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var leader = await db.TeamMembers.Where(m => m.Facts.Role == Domain.Engagements.TeamRole.Leader).Select(m => m.Facts.PersonId).FirstAsync();
        var reviewer = await db.Engagements.Select(e => e.ReviewerId).FirstAsync();
        return (new Actor(Guid.CreateVersion7(), "组长", leader, [StaffRoles.Auditor], []), new Actor(Guid.CreateVersion7(), "复核人", reviewer, [StaffRoles.Reviewer], []),
            await db.Engagements.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
    }
}
