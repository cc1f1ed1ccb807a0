using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.SignOff;

/// <summary>A case that is drafted, signed and issued by the people whose parts these are.</summary>
public abstract class SignOffHost(string provider) : OnDatabase(provider)
{
    private int _events;

    protected Task<Actor> ReviewerAsync() => Host.ActorAsync("高明哲", StaffRoles.Reviewer);

    protected Task<Actor> ApproverAsync() => Host.ActorAsync("赵立衡", StaffRoles.Reviewer);

    protected async Task<Guid> DraftedAsync(string? name = null)
    {
        var id = await Host.ImportAsync(name is null ? new CaseFolderBuilder() : CaseFolderBuilder.OtherEvent(name).With(c =>
        {
            var prefix = $"N{++_events}-";
            foreach (var line in c["offsets"]!.AsArray())
            {
                (line!["serialFrom"], line["serialTo"]) = (prefix + (string)line["serialFrom"]!, prefix + (string)line["serialTo"]!);
            }
        }));
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        Assert.Equal(["impl.review"], await StepsAsync(id));
        return id;
    }

    protected async Task<Guid> IssuedAsync(string? name = null)
    {
        var id = await DraftedAsync(name);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        await IssueAsync(id);
        return id;
    }

    protected async Task ServeAsync(Guid id, string eventName, DateOnly from)
    {
        var facts = await Host.FactsAsync(id);
        await Host.ActAsync<SharedFactsCounter>(s => s.ChangedAsync(CancellationToken.None));
        await Host.DoAsync(async db =>
        {
            db.Services.Add(new NeutralityService(new ServiceFacts(facts.Terms.FirmId, facts.Event.OrganizerId, null, eventName, ServiceKind.Plan, from, from.AddMonths(1), [])));
            await db.SaveChangesAsync();
        });
    }

    protected Task RecheckAsync(Guid id) => Host.UseAsync<StandingKeeper>(k => k.RefreshEachAsync([id], CancellationToken.None));

    protected async Task FinishAsync(Actor actor, Guid id, string outcome, string? note)
    {
        var step = Assert.Single(await RowsAsync(id));
        await Host.ActAsync<StepService>(s => s.FinishAsync(actor, id, step.Id, outcome, note, TextCatalog.In("zh-CN"), CancellationToken.None));
    }

    protected async Task SignAsync(Actor actor, Guid id, string? root = null)
    {
        var (step, seen) = (Assert.Single(await RowsAsync(id)), root ?? (await VersionAsync(id)).Root);
        await Host.ActAsync<SignOffService>(s => s.SignAsync(actor, id, step.Id, seen, "test", CancellationToken.None));
    }

    protected async Task<IssuedReport> IssueAsync(Guid id)
    {
        var (approver, step) = (await ApproverAsync(), Assert.Single(await RowsAsync(id)));
        await Host.ActAsync<IssueService>(s => s.IssueAsync(approver, id, step.Id, CancellationToken.None));
        return await ReportAsync(id);
    }

    protected async Task MoveEventAsync(Guid id, string venue)
    {
        var leader = await Host.ActorAsync("陈思远");
        var seen = await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => new { e.Event, e.Version }).SingleAsync());
        await Host.ActAsync<EngagementService>(s => s.CorrectEventAsync(leader, id, seen.Version, seen.Event with { Venue = venue }, CancellationToken.None));
    }

    protected async Task<string> TextOfAsync(string sha256)
    {
        var text = "";
        await Host.UseAsync<IEvidenceStore>(async store =>
        {
            await using var file = await store.OpenAsync(sha256, CancellationToken.None);
            using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(file!, false);
            text = document.MainDocumentPart!.Document!.InnerText + string.Concat(document.MainDocumentPart.HeaderParts.Select(h => h.Header!.InnerText));
        });
        return text;
    }

    protected Task<IssuedReport> ReportAsync(Guid id) => Host.ReadAsync(db => db.IssuedReports.AsNoTracking().Where(r => r.EngagementId == id).OrderByDescending(r => r.Serial).FirstAsync());

    protected Task<ReportVersion> VersionAsync(Guid id) => Host.ReadAsync(db => db.ReportVersions.AsNoTracking().Where(v => v.EngagementId == id).OrderByDescending(v => v.Number).FirstAsync());

    protected Task<List<Signature>> SignaturesAsync(Guid id) => Host.ReadAsync(db => db.Signatures.AsNoTracking().Where(s => s.EngagementId == id).OrderBy(s => s.SignedAt).ToListAsync());

    protected Task<List<WaitingStep>> RowsAsync(Guid id) => Host.ReadAsync(db => db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == id).OrderBy(s => s.Key).ToListAsync());

    protected async Task<List<string>> StepsAsync(Guid id) => [.. (await RowsAsync(id)).Select(r => r.Key)];
}
