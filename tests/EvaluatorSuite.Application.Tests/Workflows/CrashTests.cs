using System.Diagnostics;
using System.Text.Json;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Workflows;

public sealed class CrashOnSqlite() : CrashTests(TestDatabase.Sqlite);

public sealed class CrashOnPostgreSql() : CrashTests(TestDatabase.PostgreSql);

/// <summary>A process that finishes steps is killed at random moments, again and again: every engagement is before its step or after it, and nothing that was acknowledged is lost.</summary>
public abstract class CrashTests(string provider) : OnDatabase(provider)
{
    private const int Transitions = 250;
    private const int MostLines = 30;

    [Fact]
    public async Task Killed_at_any_moment_state_trace_ledger_jobs_drafts_and_files_agree()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await Host.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {i}").With(c => Numbered(c, i))));
        }

        var acknowledged = new List<string>();
        var kills = 0;
        for (var random = new Random(20261123); acknowledged.Count < Transitions; kills++)
        {
            acknowledged.AddRange(await RunAndKillAsync(random.Next(1, MostLines), TimeSpan.FromMilliseconds(random.Next(0, 120))));
        }

        Assert.InRange(kills, Transitions / MostLines, Transitions);
        await ChainHoldsAsync();
        await NothingOwedIsLostAsync(acknowledged);
        foreach (var id in ids)
        {
            await AgreesAsync(id, [.. acknowledged.Where(a => a.StartsWith($"{id:D}", StringComparison.Ordinal))]);
        }
    }

    /// <returns>What the process had said when it was killed.</returns>
    private async Task<List<string>> RunAndKillAsync(int lines, TimeSpan more)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("EvaluatorSuite.Application.Tests", "EvaluatorSuite.Benchmarks", StringComparison.Ordinal), "EvaluatorSuite.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "transitions", Provider, Host.Options.Connection, Host.Options.DataPath]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (said.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
        }

        // Somewhere within the next step.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < more;)
        {
            Thread.SpinWait(100);
        }

        Assert.False(process.HasExited, $"The process ended by itself: {(process.HasExited ? await errors : "")}");
        process.Kill();
        await process.WaitForExitAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } late)
        {
            said.Add(late);
        }

        // A line that was cut off was not said.
        return [.. said.Where(s => s.Split(' ').Length == 4 && (s.EndsWith("Drafted", StringComparison.Ordinal) || s.EndsWith("Returned", StringComparison.Ordinal) || s.EndsWith("Recorded", StringComparison.Ordinal)))];
    }

    // The service, its entry in the ledger and the job that it owes: all three or none.
    private async Task NothingOwedIsLostAsync(List<string> acknowledged)
    {
        var services = await Host.ReadAsync(db => db.Services.Where(s => s.EventName!.StartsWith("别处的活动")).Select(s => s.EventName!).ToListAsync());
        var entries = await Host.ReadAsync(db => db.Ledger.Where(e => e.Action == "service.recorded").Select(e => e.Payload!).ToListAsync());
        var jobs = await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == RecheckJob.Name).Select(r => r.Args).ToListAsync());

        Assert.NotEmpty(services);
        Assert.Empty(acknowledged.Where(a => a.EndsWith("Recorded", StringComparison.Ordinal)).Select(a => a.Split(' ')[1]).Except(services));
        Assert.Equal(services.Order(), entries.Select(EventOf).Where(IsElsewhere).Order());
        Assert.Equal(services.Order(), jobs.Select(j => JsonSerializer.Deserialize<RecheckJob.Args>(j)!.Event).Where(IsElsewhere).Order());
    }

    private static bool IsElsewhere(string? name) => name?.StartsWith("别处的活动", StringComparison.Ordinal) ?? false;

    private static string? EventOf(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("event", out var name) ? name.GetString() : null;
    }

    private async Task AgreesAsync(Guid id, List<string> acknowledged)
    {
        var trace = await Host.ReadAsync(db => db.TraceRows.AsNoTracking().Where(t => t.EngagementId == id).OrderBy(t => t.Number).ToListAsync());
        var instance = await Host.ReadAsync(db => db.ProcessInstances.AsNoTracking().SingleAsync(i => i.EngagementId == id));
        var state = JsonSerializer.Deserialize<WorkflowState>(instance.State)!;
        Assert.Equal(WorkflowState.Replay(trace.Select(t => t.Entry)), state);
        Assert.Equal(Enumerable.Range(1, trace.Count), trace.Select(t => t.Number));
        var waiting = await Host.ReadAsync(db => db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == id).Select(s => new { s.Path, s.Round }).ToListAsync());
        Assert.Equal(state.Waiting.Where(w => w.Path.Contains('/', StringComparison.Ordinal)), waiting.Select(w => new Waiting(w.Path, w.Round)));

        var entries = await Host.ReadAsync(db => db.Ledger.AsNoTracking().Where(e => e.EngagementId == id && e.Action == "workflow.step-finished").OrderBy(e => e.Sequence).Select(e => e.Payload!).ToListAsync());
        var finished = trace.Where(t => t.Kind == TraceKind.Finished && t.ActorId != Guid.Empty).Select(t => $"{t.Round} {t.Detail}").ToList();
        Assert.Equal(finished, entries.Select(Said));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
        Assert.Empty(acknowledged.Select(a => string.Join(' ', a.Split(' ')[2..])).Except(finished));

        // Of those that were not acknowledged each kill can have left one at most.
        var versions = await Host.ReadAsync(db => db.ReportVersions.AsNoTracking().Where(v => v.EngagementId == id).OrderBy(v => v.Number).ToListAsync());
        Assert.Equal(entries.Count(e => e.Contains("\"Drafted\"", StringComparison.Ordinal)), versions.Count);
        await Host.UseAsync<IEvidenceStore>(async store =>
        {
            foreach (var version in versions)
            {
                await using var file = await store.OpenAsync(version.Sha256, CancellationToken.None);
                Assert.Equal(version.Size, file!.Length);
            }
        });
    }

    private async Task ChainHoldsAsync()
    {
        LedgerEntry? before = null;
        foreach (var entry in await Host.ReadAsync(db => db.Ledger.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync()))
        {
            Assert.True(entry.Follows(before), $"Entry {entry.Sequence} does not follow.");
            before = entry;
        }
    }

    private static string Said(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return $"{json.RootElement.GetProperty("round").GetInt32()} {json.RootElement.GetProperty("outcome").GetString()}";
    }

    private static void Numbered(System.Text.Json.Nodes.JsonObject c, int number)
    {
        foreach (var line in c["offsets"]!.AsArray())
        {
            (line!["serialFrom"], line["serialTo"]) = ($"K{number}-{line["serialFrom"]}", $"K{number}-{line["serialTo"]}");
        }
    }
}
