using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Archives;

/// <summary>An engagement with a signature that was voided, an issued report, and entries of another engagement between its own.</summary>
internal sealed class ExportedCase(SuiteHost host)
{
    public Guid Id { get; private set; }

    public Guid Other { get; private set; }

    public static async Task<ExportedCase> OfAsync(SuiteHost host)
    {
        var made = new ExportedCase(host);
        await host.ImportAsync(OtherEvent("在先的活动"));
        made.Id = await host.ImportAsync(new CaseFolderBuilder());
        for (var i = 1; i <= 10; i++)
        {
            await made.MoveAsync($"长春市第 {i} 会场");
        }

        await made.FinishAsync("陈思远", "Drafted");
        await made.SignAsync("高明哲");
        made.Other = await host.ImportAsync(OtherEvent("其间的活动"));
        await made.MoveAsync("长春市另一处会场");
        await made.FinishAsync("陈思远", "Drafted");
        await made.SignAsync("高明哲");
        await made.SignAsync("赵立衡");
        var (approver, step) = (await made.ActorAsync("赵立衡"), await made.StepAsync());
        await host.ActAsync<IssueService>(s => s.IssueAsync(approver, made.Id, step, CancellationToken.None));
        await host.ImportAsync(OtherEvent("在后的活动"));
        return made;
    }

    /// <summary>With units of its own: the same ones in two engagements would block both.</summary>
    public static CaseFolderBuilder OtherEvent(string name) => CaseFolderBuilder.OtherEvent(name).With(c =>
    {
        foreach (var line in c["offsets"]!.AsArray())
        {
            (line!["serialFrom"], line["serialTo"]) = ($"{name}-{line["serialFrom"]}", $"{name}-{line["serialTo"]}");
        }
    });

    /// <summary>The impartiality officer, who is no person of the sample.</summary>
    public static Actor Officer() => new(Guid.CreateVersion7(), "李文博", null, [StaffRoles.Impartiality], []);

    public Task<Actor> ActorAsync(string name) => host.ActorAsync(name, name == "陈思远" ? StaffRoles.Auditor : StaffRoles.Reviewer);

    public async Task<long> ExportAsync(Actor actor)
    {
        var sequence = 0L;
        await host.ActAsync<LedgerArchives>(async a => sequence = await a.ExportAsync(actor, Id, CancellationToken.None));
        return sequence;
    }

    /// <summary>What the export's page would send.</summary>
    public async Task<byte[]> FetchAsync(Actor actor, Guid? engagementId, long sequence)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var plan = await scope.ServiceProvider.GetRequiredService<LedgerArchives>().FindAsync(actor, engagementId, sequence, CancellationToken.None);
        using var output = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<ArchiveWriter>().WriteAsync(plan!, output, CancellationToken.None);
        return output.ToArray();
    }

    public async Task MoveAsync(string venue)
    {
        var leader = await ActorAsync("陈思远");
        var seen = await host.ReadAsync(db => db.Engagements.Where(e => e.Id == Id).Select(e => new { e.Event, e.Version }).SingleAsync());
        await host.ActAsync<EngagementService>(s => s.CorrectEventAsync(leader, Id, seen.Version, seen.Event with { Venue = venue }, CancellationToken.None));
    }

    public static async Task<(int Status, string Output, string Errors)> VerifyAsync(byte[] archive, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["ledger.zip"], archive);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await CommandLine.RunAsync(["verify-ledger", folder["ledger.zip"], "--lang", "en", .. arguments], output, errors);
        return (status, output.ToString(), errors.ToString());
    }

    private async Task FinishAsync(string name, string outcome)
    {
        var (actor, step) = (await ActorAsync(name), await StepAsync());
        await host.ActAsync<StepService>(s => s.FinishAsync(actor, Id, step, outcome, null, TextCatalog.In("zh-CN"), CancellationToken.None));
    }

    private async Task SignAsync(string name)
    {
        var (actor, step) = (await ActorAsync(name), await StepAsync());
        var root = await host.ReadAsync(db => db.ReportVersions.Where(v => v.EngagementId == Id).OrderByDescending(v => v.Number).Select(v => v.Root).FirstAsync());
        await host.ActAsync<SignOffService>(s => s.SignAsync(actor, Id, step, root, "test", CancellationToken.None));
    }

    private Task<Guid> StepAsync() => host.ReadAsync(db => db.WaitingSteps.Where(s => s.EngagementId == Id).Select(s => s.Id).SingleAsync());
}
