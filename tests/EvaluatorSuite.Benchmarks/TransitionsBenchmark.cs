using System.Diagnostics;
using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Infrastructure.Database.PostgreSql;
using EvaluatorSuite.Infrastructure.Database.Sqlite;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Benchmarks;

/// <summary>
/// Steps finished through the use case, one transaction each, and beside them the rows that they wrote, written once more by ADO.NET
/// alone to a copy of the database. In turns, so that both meet the same machine.
/// </summary>
internal static class TransitionsBenchmark
{
    private const int Engagements = 32;
    private const int Rounds = 5;

    /// <param name="atOnce">How many do it beside each other, in one run after the other.</param>
    public static async Task RunAsync(IReadOnlyList<int> atOnce)
    {
        foreach (var provider in new[] { TestDatabase.Sqlite, TestDatabase.PostgreSql }.Where(TestDatabase.IsThere))
        {
            await using var database = new TestDatabase(provider);
            var recorder = new WriteRecorder();
            await using var services = new ServiceCollection().AddLogging().AddSuite(database.Options)
                .ConfigureDbContext<SqliteSuiteDb>(o => o.AddInterceptors(recorder)).ConfigureDbContext<PostgreSqlSuiteDb>(o => o.AddInterceptors(recorder)).BuildServiceProvider();
            var cases = await CasesAsync(services);
            foreach (var workers in atOnce)
            {
                await CompareAsync(provider, "drafted and returned", database.Options, services, cases, workers, 4);
            }

            await DeclineAsync(services, cases);
            foreach (var workers in atOnce)
            {
                await CompareAsync(provider, "declined and reconsidered", database.Options, services, cases, workers, 10);
            }
        }
    }

    private sealed record People(IReadOnlyList<Guid> Engagements, Actor Leader, Actor Reviewer);

    private static async Task CompareAsync(string provider, string what, SuiteOptions options, IServiceProvider services, People cases, int workers, int each)
    {
        await using var twin = await TwinDatabase.OfAsync(provider, options);
        await using var asked = await TwinDatabase.OfAsync(provider, options);
        var writers = await OpenAsync(workers, () => new RawWriter(provider, twin.Connection, asks: false));
        var askers = await OpenAsync(workers, () => new RawWriter(provider, asked.Connection, asks: true));
        var shares = cases.Engagements.Chunk((cases.Engagements.Count + workers - 1) / workers).ToList();
        var (product, rows, questions, ratios, acts) = (new Pace(), new Pace(), new Pace(), new List<double>(), new List<RecordedAct>());
        for (var round = -1; round < Rounds; round++)
        {
            var recorded = Enumerable.Range(0, workers).Select(_ => new List<RecordedAct>()).ToList();
            var first = await Pace.OfAsync(workers, worker => FinishAsync(services, cases, shares[worker], each, recorded[worker]));
            var second = await Pace.OfAsync(workers, worker => WriteAsync(writers[worker], recorded[worker]));
            var third = await Pace.OfAsync(workers, worker => WriteAsync(askers[worker], recorded[worker]));
            if (round >= 0)
            {
                product.Add(first);
                rows.Add(second);
                questions.Add(third);
                ratios.Add(first.PerSecond / second.PerSecond);
                acts.AddRange(recorded.SelectMany(r => r));
            }
        }

        await Task.WhenAll(writers.Concat(askers).Select(r => r.DisposeAsync().AsTask()));
        ratios.Sort();
        Console.WriteLine($"{provider}, {what}, {workers} at once");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio to the same rows {product.PerSecond / rows.PerSecond:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00} in {Rounds} rounds), to rows and questions {product.PerSecond / questions.PerSecond:0.00}, of {product.Count} transitions"));
        Console.WriteLine($"  product                 {product}");
        Console.WriteLine($"  bare rows               {rows}");
        Console.WriteLine($"  bare rows and questions {questions}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  a transition: {acts.Average(a => a.Commands.Count(c => !c.Writes)):0.0} questions, {acts.Average(a => a.Commands.Count(c => c.Writes)):0.0} commands that write, {acts.Average(a => a.InDatabase.TotalMilliseconds):0.0} ms in the database before the commit"));
        Console.WriteLine($"  rows of the last: {RowsOf(acts[^1])}");
        await SameRowsAsync(provider, services, twin.Connection);
        await SameRowsAsync(provider, services, asked.Connection);
    }

    private static async Task<List<RawWriter>> OpenAsync(int workers, Func<RawWriter> writer)
    {
        var writers = Enumerable.Range(0, workers).Select(_ => writer()).ToList();
        await Task.WhenAll(writers.Select(w => w.OpenAsync()));
        return writers;
    }

    private static async Task<List<TimeSpan>> FinishAsync(IServiceProvider services, People cases, IReadOnlyList<Guid> engagements, int each, List<RecordedAct> recorded)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < each; i++)
        {
            foreach (var engagement in engagements)
            {
                var step = await StepAsync(services, engagement);
                var (actor, outcome) = step.Key switch
                {
                    "impl.draft" => (cases.Leader, "Drafted"),
                    "impl.review" => (cases.Reviewer, "Returned"),
                    "prep.contract-review" => (cases.Leader, "Declined"),
                    _ => (cases.Leader, "Reconsidered"),
                };
                var start = Stopwatch.GetTimestamp();
                recorded.Add(WriteRecorder.Begin());
                await ActAsync<StepService>(services, s => s.FinishAsync(actor, engagement, step.Id, outcome, "说明", TextCatalog.In(TextCatalog.Chinese), CancellationToken.None));
                WriteRecorder.End();
                times.Add(Stopwatch.GetElapsedTime(start));
            }
        }

        return times;
    }

    private static async Task<List<TimeSpan>> WriteAsync(RawWriter raw, List<RecordedAct> acts)
    {
        var times = new List<TimeSpan>();
        foreach (var act in acts)
        {
            times.Add(await raw.WriteAsync(act));
        }

        return times;
    }

    private static async Task<(Guid Id, string Key)> StepAsync(IServiceProvider services, Guid engagement)
    {
        await using var scope = services.CreateAsyncScope();
        var step = await scope.ServiceProvider.GetRequiredService<SuiteDb>().WaitingSteps.AsNoTracking().Where(s => s.EngagementId == engagement).Select(s => new { s.Id, s.Key }).SingleAsync();
        return (step.Id, step.Key);
    }

    private static async Task ActAsync<T>(IServiceProvider services, Func<T, Task> act) where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await act(scope.ServiceProvider.GetRequiredService<T>());
        await transaction.CommitAsync();
    }

    private static string RowsOf(RecordedAct act) => string.Join(", ", act.Commands.Where(c => c.Writes).SelectMany(w => w.Sql.Split('\n')).Select(l => l.Split(' '))
        .Where(l => l[0] is "INSERT" or "UPDATE" or "DELETE").Select(l => $"{l[0].ToLowerInvariant()} {(l[0] == "UPDATE" ? l[1] : l[2]).Trim('"')}").GroupBy(w => w).Select(g => g.Count() == 1 ? g.Key : $"{g.Count()} × {g.Key}"));

    // The copy has gone the same way, or the comparison is none.
    private static async Task SameRowsAsync(string provider, IServiceProvider services, string twin)
    {
        var options = new SuiteOptions { Database = provider, ConnectionString = twin, DataFolder = Path.GetTempPath(), GuidesFolder = Repository.Guides, WorkflowsFolder = Repository.Workflows };
        await using var copy = new ServiceCollection().AddLogging().AddSuite(options).BuildServiceProvider();
        var (one, other) = (await SumAsync(services), await SumAsync(copy));
        if (one != other)
        {
            throw new InvalidOperationException($"The copy differs: {one} and {other}.");
        }
    }

    private static async Task<string> SumAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var steps = await db.WaitingSteps.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync();
        var duties = await db.DutyReaders.OrderBy(d => d.DutyId).ThenBy(d => d.ReaderId).Select(d => d.DutyId).ToListAsync();
        return $"{await db.Ledger.CountAsync()} entries, {await db.Ledger.MaxAsync(e => e.Sequence)}, {await db.TraceRows.CountAsync()} traces, {await db.ProcessInstances.SumAsync(i => i.Version)}, {await db.Standings.SumAsync(s => s.Touched)}, {string.Join(' ', steps)}, {string.Join(' ', duties)}";
    }

    private static async Task<People> CasesAsync(IServiceProvider services)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<GuideStore>().RefreshAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<WorkflowStore>().RefreshAsync(CancellationToken.None);
        }

        for (var i = 0; i < Engagements; i++)
        {
            await ImportAsync(services, CaseFolderBuilder.OtherEvent($"活动 {i}").WithUnitsOfItsOwn());
        }

        await using var last = services.CreateAsyncScope();
        var db = last.ServiceProvider.GetRequiredService<SuiteDb>();
        var leader = await db.TeamMembers.Where(m => m.Facts.Role == TeamRole.Leader).Select(m => m.Facts.PersonId).FirstAsync();
        var reviewer = await db.Engagements.Select(e => e.ReviewerId).FirstAsync();
        return new People(await db.Engagements.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(), new Actor(Guid.CreateVersion7(), "组长", leader, [StaffRoles.Auditor], []), new Actor(Guid.CreateVersion7(), "复核人", reviewer, [StaffRoles.Reviewer], []));
    }

    private static async Task ImportAsync(IServiceProvider services, CaseFolderBuilder builder)
    {
        using var folder = new TemporaryFolder();
        await using var source = new DirectoryCaseFolder(builder.WriteTo(folder.Path));
        await using var scope = services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<CaseImporter>();
        var prepared = await importer.PrepareAsync(source, null, CancellationToken.None);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await importer.SaveAsync(prepared, Guid.Empty, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>
    /// The one circle of the definitions in which nothing is rendered: a contract that is declined and reconsidered. An imported case is
    /// beyond it, since its contract was concluded before; so its process begins anew as that of a case that was not imported.
    /// </summary>
    private static async Task DeclineAsync(IServiceProvider services, People cases)
    {
        await ActAsync<SuiteDb>(services, async db =>
        {
            await db.TraceRows.ExecuteDeleteAsync();
            await db.WaitingSteps.ExecuteDeleteAsync();
            await db.ProcessInstances.ExecuteDeleteAsync();
        });
        var declined = new ContractReviewFacts { ScopeClear = true, CompetentPeople = true, TimeEnough = false, Independent = true, Accepted = false, Note = "时间不足" };
        foreach (var id in cases.Engagements)
        {
            List<CaseKey> keys = [];
            await ActAsync<SuiteDb>(services, async db =>
            {
                keys = await db.CaseKeys.AsNoTracking().Where(k => k.EngagementId == id).ToListAsync();
                await db.CaseKeys.Where(k => k.EngagementId == id).ExecuteDeleteAsync();
            });
            await ActAsync<StandingKeeper>(services, s => s.RefreshAsync(id, CancellationToken.None));
            await ActAsync<SuiteDb>(services, async db =>
            {
                db.CaseKeys.AddRange(keys);
                await db.SaveChangesAsync();
            });
            await ActAsync<EngagementService>(services, s => s.ReviewContractAsync(cases.Leader, id, declined, CancellationToken.None));
        }
    }
}
