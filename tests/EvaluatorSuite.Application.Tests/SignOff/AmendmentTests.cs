using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.SignOff;

public sealed class AmendmentOnSqlite() : AmendmentTests(TestDatabase.Sqlite);

public sealed class AmendmentOnPostgreSql() : AmendmentTests(TestDatabase.PostgreSql);

/// <summary>A report that takes the place of an issued one: made, signed and issued like the first (docs/decisions/0016).</summary>
public abstract class AmendmentTests(string provider) : SignOffHost(provider)
{
    private static readonly string[] AfterIssue = ["rep.delivery", "rep.disclosure", "rep.offset-deadline", "rep.retention"];

    [Fact]
    public async Task The_old_report_stands_until_the_new_one_is_issued_and_then_says_what_took_its_place()
    {
        var id = await IssuedAsync();
        var old = await ReportAsync(id);
        await AmendAsync(id, AmendmentKind.Erratum, "活动地点写错");

        Assert.Equal(["rep.draft"], await StepsAsync(id));
        Assert.Equal(PublicState.Valid, (await FindAsync(old)).State);
        await MoveEventAsync(id, "长春市另一处会场");
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        Assert.Equal(["rep.review"], await StepsAsync(id));
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        var report = await IssueAsync(id);

        Assert.Equal(("CN-2026-0002", old.Number), (report.Number, report.Replaces));
        Assert.Equal((PublicState.Superseded, report.Number), ((await FindAsync(old)).State, (await FindAsync(old)).SupersededBy));
        Assert.Equal(PublicState.Valid, (await FindAsync(report)).State);
        Assert.Contains($"取代 {old.Number}（更正）：活动地点写错", await TextOfAsync(report.Sha256), StringComparison.Ordinal);
        Assert.Equal(AfterIssue, await StepsAsync(id));
        Assert.Null((await Host.FactsAsync(id)).Amendment);
        var actions = await Host.ReadAsync(db => db.Ledger.Where(e => e.EngagementId == id && e.Action.StartsWith("report.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync());
        Assert.Equal(["report.reviewed", "report.approved", "report.issued", "report.amendment-begun", "report.reviewed", "report.approved", "report.issued", "report.superseded"], actions);

        // The signatures of the first stand as they were given; none of them counted for the second.
        Assert.All(await SignaturesAsync(id), s => Assert.Null(s.VoidedAt));
        Assert.Equal(4, (await SignaturesAsync(id)).Count);
    }

    [Fact]
    public async Task The_signatures_of_the_old_report_are_none_for_the_new_one()
    {
        var id = await IssuedAsync();
        await AmendAsync(id, AmendmentKind.Revision, "补充数据");
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);

        var approver = await ApproverAsync();
        var step = Assert.Single(await RowsAsync(id));
        await Assert.ThrowsAsync<ForbiddenException>(() => SignAsync(approver, id));
        Assert.Equal("rep.review", step.Key);
        await SignAsync(await ReviewerAsync(), id);
        await MoveEventAsync(id, "又一处会场");

        Assert.Equal(["rep.draft"], await StepsAsync(id));
        Assert.Equal(1, await Host.ReadAsync(db => db.IssuedReports.CountAsync(r => r.EngagementId == id)));
    }

    [Fact]
    public async Task An_erratum_that_comes_to_other_figures_is_not_issued_as_one()
    {
        var id = await IssuedAsync();
        await AmendAsync(id, AmendmentKind.Erratum, "笔误");
        var leader = await Host.ActorAsync("陈思远");
        var line = await Host.ReadAsync(db => db.OffsetLines.AsNoTracking().Where(o => o.EngagementId == id).OrderBy(o => o.Position).FirstAsync());
        await Host.ActAsync<OffsetService>(s => s.CorrectAsync(leader, id, line.Id, line.Version, line.Facts with { Tonnes = line.Facts.Tonnes - 1 }, CancellationToken.None));
        await FinishAsync(leader, id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => IssueAsync(id));

        Assert.Equal(["amend.no-erratum"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(1, await Host.ReadAsync(db => db.IssuedReports.CountAsync(r => r.EngagementId == id)));
    }

    [Fact]
    public async Task What_was_withdrawn_stays_withdrawn_and_names_its_successor()
    {
        var id = await IssuedAsync();
        var old = await ReportAsync(id);
        var approver = await ApproverAsync();
        await Host.ActAsync<IssueService>(s => s.WithdrawAsync(approver, id, old.Id, old.Version, "数据有误", CancellationToken.None));
        await AmendAsync(id, AmendmentKind.Revision, "数据有误");
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(approver, id);
        var report = await IssueAsync(id);

        Assert.Equal((PublicState.Withdrawn, report.Number), ((await FindAsync(old)).State, (await FindAsync(old)).SupersededBy));
    }

    [Fact]
    public async Task Given_up_nothing_of_it_counts_and_what_follows_the_issue_goes_on()
    {
        var id = await IssuedAsync();
        var old = await ReportAsync(id);
        await AmendAsync(id, AmendmentKind.Revision, "补充数据");
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        var approver = await ApproverAsync();
        Assert.Equal("Reason", Assert.Single((await RefusedAsync(s => s.GiveUpAmendmentAsync(approver, id, " ", CancellationToken.None))).Refusals).Field);

        await Host.ActAsync<AmendmentService>(s => s.GiveUpAmendmentAsync(approver, id, "不需要", CancellationToken.None));

        Assert.Equal(AfterIssue, await StepsAsync(id));
        Assert.Equal(PublicState.Valid, (await FindAsync(old)).State);
        Assert.Equal(["amendment"], Assert.Single(await SignaturesAsync(id), s => !s.Stands).VoidedBy);
        Assert.Equal(["amend.none"], (await RefusedAsync(s => s.GiveUpAmendmentAsync(approver, id, "不需要", CancellationToken.None))).Refusals.Select(r => r.Code));

        // And it can be begun again.
        await AmendAsync(id, AmendmentKind.Erratum, "还是要改");
        Assert.Equal(["rep.draft"], await StepsAsync(id));
        await AgreesAsync(id);
    }

    [Fact]
    public async Task It_is_refused_without_a_reason_twice_at_once_for_what_was_replaced_and_to_everybody_but_the_approver()
    {
        var id = await IssuedAsync();
        var old = await ReportAsync(id);
        var approver = await ApproverAsync();
        foreach (var actor in new[] { await Host.ActorAsync("陈思远"), await ReviewerAsync() })
        {
            await Assert.ThrowsAsync<ForbiddenException>(() => Host.ActAsync<AmendmentService>(s => s.AmendAsync(actor, id, old.Id, old.Version, AmendmentKind.Revision, "理由", CancellationToken.None)));
        }

        Assert.Equal("Reason", Assert.Single((await RefusedAsync(s => s.AmendAsync(approver, id, old.Id, old.Version, AmendmentKind.Revision, "", CancellationToken.None))).Refusals).Field);
        await Assert.ThrowsAsync<MissingException>(() => Host.ActAsync<AmendmentService>(s => s.AmendAsync(approver, id, Guid.CreateVersion7(), 0, AmendmentKind.Revision, "理由", CancellationToken.None)));
        await AmendAsync(id, AmendmentKind.Revision, "理由");
        Assert.Equal(["amend.already"], (await RefusedAsync(s => s.AmendAsync(approver, id, old.Id, old.Version, AmendmentKind.Revision, "理由", CancellationToken.None))).Refusals.Select(r => r.Code));
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(approver, id);
        await IssueAsync(id);
        var replaced = await Host.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync(r => r.Id == old.Id));

        Assert.Equal(["amend.replaced"], (await RefusedAsync(s => s.AmendAsync(approver, id, old.Id, replaced.Version, AmendmentKind.Revision, "理由", CancellationToken.None))).Refusals.Select(r => r.Code));
    }

    private async Task AmendAsync(Guid id, AmendmentKind kind, string reason)
    {
        var (approver, report) = (await ApproverAsync(), await ReportAsync(id));
        await Host.ActAsync<AmendmentService>(s => s.AmendAsync(approver, id, report.Id, report.Version, kind, reason, CancellationToken.None));
    }

    private Task<RefusedException> RefusedAsync(Func<AmendmentService, Task> act) => Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync(act));

    private async Task<PublicReport> FindAsync(IssuedReport report)
    {
        PublicReport? found = null;
        await Host.UseAsync<PublicRegister>(async r => found = await r.FindAsync(report.Number, report.Code, CancellationToken.None));
        return found!;
    }

    // The trace read again gives the state, as everywhere.
    private async Task AgreesAsync(Guid id)
    {
        var (state, trace) = await Host.ReadAsync(async db => (
            (await db.ProcessInstances.AsNoTracking().SingleAsync(i => i.EngagementId == id)).State,
            await db.TraceRows.AsNoTracking().Where(t => t.EngagementId == id).OrderBy(t => t.Number).ToListAsync()));
        Assert.Equal(System.Text.Json.JsonSerializer.Deserialize<WorkflowState>(state), WorkflowState.Replay(trace.Select(t => new TraceEntry(t.Kind, t.Path, t.Round, t.Detail))));
    }
}
