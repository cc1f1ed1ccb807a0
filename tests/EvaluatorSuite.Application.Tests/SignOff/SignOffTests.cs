using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.SignOff;

public sealed class SignOffOnSqlite() : SignOffTests(TestDatabase.Sqlite);

public sealed class SignOffOnPostgreSql() : SignOffTests(TestDatabase.PostgreSql);

/// <summary>From the draft to the issued report: what is signed is what was seen.</summary>
public abstract class SignOffTests(string provider) : SignOffHost(provider)
{
    [Fact]
    public async Task A_report_is_reviewed_approved_issued_and_verified_by_anybody()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        Assert.Equal(["rep.approval"], await StepsAsync(id));
        await SignAsync(await ApproverAsync(), id);
        Assert.Equal(["rep.issue"], await StepsAsync(id));

        var report = await IssueAsync(id);

        Assert.Equal(("CN-2026-0001", 2026, 1), (report.Number, report.Year, report.Serial));
        Assert.Contains("rep.delivery", await StepsAsync(id));
        var version = await VersionAsync(id);
        Assert.Equal((version.Root, version.FactsRoot), (report.Root, report.FactsRoot));
        Assert.NotEqual(version.Sha256, report.Sha256);
        var actions = await Host.ReadAsync(db => db.Ledger.Where(e => e.EngagementId == id && e.Action.StartsWith("report.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync());
        Assert.Equal(["report.reviewed", "report.approved", "report.issued"], actions);

        PublicReport? found = null;
        await Host.UseAsync<PublicRegister>(async r => found = await r.FindAsync(report.Number, report.Code.ToLowerInvariant(), CancellationToken.None));
        Assert.Equal((PublicState.Valid, report.Sha256, report.VerifiedTonnes, "第三届长白山冰雪产业论坛"), (found!.State, found.Sha256, found.VerifiedTonnes, found.Event));
        await Host.UseAsync<PublicRegister>(async r => Assert.Null(await r.FindAsync(report.Number, "2222222222222222", CancellationToken.None)));
        await Host.UseAsync<PublicRegister>(async r => Assert.Null(await r.FindAsync("CN-2026-9999", report.Code, CancellationToken.None)));
    }

    [Fact]
    public async Task The_issued_file_carries_number_date_signers_and_root_and_the_draft_carries_none()
    {
        var id = await DraftedAsync();
        var draft = await TextOfAsync((await VersionAsync(id)).Sha256);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        var report = await IssueAsync(id);

        var issued = await TextOfAsync(report.Sha256);

        Assert.All([report.Number, report.Code, report.Root, "高明哲", "赵立衡", "已电子签署"], words => Assert.Contains(words, issued, StringComparison.Ordinal));
        Assert.DoesNotContain("草稿", issued, StringComparison.Ordinal);
        Assert.Contains("草稿", draft, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Code, draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_the_review_voids_it_by_name_and_the_report_goes_back()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);

        await MoveEventAsync(id, "改到另一处");

        var signature = Assert.Single(await SignaturesAsync(id));
        Assert.Equal(["event.venue"], signature.VoidedBy);
        Assert.NotNull(signature.VoidedAt);
        Assert.Equal(["rep.draft"], await StepsAsync(id));
        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == id && e.Action == "signature.voided"));
        Assert.Contains("event.venue", entry.Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_between_approval_and_issue_voids_both_and_nothing_is_issued()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        var step = Assert.Single(await RowsAsync(id));

        await MoveEventAsync(id, "改到另一处");

        Assert.All(await SignaturesAsync(id), s => Assert.Equal(["event.venue"], s.VoidedBy));
        Assert.Equal(["rep.draft"], await StepsAsync(id));
        var approver = await ApproverAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<IssueService>(s => s.IssueAsync(approver, id, step.Id, CancellationToken.None)));
        Assert.Equal(0, await Host.ReadAsync(db => db.IssuedReports.CountAsync(r => r.EngagementId == id)));
    }

    [Fact]
    public async Task A_second_service_that_the_report_would_tell_of_voids_the_review_though_the_rule_was_broken_already()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        await ServeAsync(id, "冰雪节", new DateOnly(2024, 5, 1));
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        await RecheckAsync(id);
        Assert.Null(Assert.Single(await SignaturesAsync(id)).VoidedAt);

        await ServeAsync(id, "庙会", new DateOnly(2024, 7, 1));
        await RecheckAsync(id);

        var name = Assert.Single(Assert.Single(await SignaturesAsync(id)).VoidedBy);
        Assert.StartsWith("issues.independence.earlier-service ", name, StringComparison.Ordinal);
        Assert.Equal(["rep.draft"], await StepsAsync(id));
    }

    [Fact]
    public async Task What_is_put_back_as_it_was_does_not_bring_a_void_signature_back()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        var venue = (await Host.FactsAsync(id)).Event.Venue;

        await MoveEventAsync(id, "改到另一处");
        await MoveEventAsync(id, venue);

        Assert.NotNull(Assert.Single(await SignaturesAsync(id)).VoidedAt);
        Assert.Equal(["rep.draft"], await StepsAsync(id));
    }

    [Fact]
    public async Task A_draft_that_is_older_than_the_facts_cannot_be_signed_and_the_refusal_names_what_changed()
    {
        var id = await DraftedAsync();
        await MoveEventAsync(id, "改到另一处");
        var reviewer = await ReviewerAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(reviewer, id));

        Assert.Equal(["sign.draft-stale"], refused.Refusals.Select(r => r.Code));
        Assert.Contains("event.venue", TextCatalog.In("zh-CN").Say(refused.Refusals[0].Reason), StringComparison.Ordinal);
        Assert.Empty(await SignaturesAsync(id));
    }

    [Fact]
    public async Task Whoever_saw_another_root_signs_nothing()
    {
        var id = await DraftedAsync();
        var reviewer = await ReviewerAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(reviewer, id, new string('0', 64)));

        Assert.Equal(["sign.not-what-was-seen"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(["impl.review"], await StepsAsync(id));
    }

    [Fact]
    public async Task Neither_the_leader_nor_a_stranger_signs_and_the_reviewer_does_not_approve()
    {
        var id = await DraftedAsync();
        var step = Assert.Single(await RowsAsync(id)).Id;
        var leader = await Host.ActorAsync("陈思远");
        var stranger = new Actor(Guid.CreateVersion7(), "外人", null, [StaffRoles.Reviewer], []);
        await Assert.ThrowsAsync<ForbiddenException>(() => SignAsync(leader, id));
        await Assert.ThrowsAsync<MissingException>(() => SignAsync(stranger, id));
        var reviewer = await ReviewerAsync();
        await SignAsync(reviewer, id);

        await Assert.ThrowsAsync<ForbiddenException>(() => SignAsync(reviewer, id));
        var again = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<SignOffService>(s => s.SignAsync(reviewer, id, step, "", "test", CancellationToken.None)));
        Assert.Equal(["step.gone"], again.Refusals.Select(r => r.Code));
        Assert.Single(await SignaturesAsync(id));
    }

    [Fact]
    public async Task A_step_of_another_engagement_is_not_signed_through_this_one()
    {
        var (id, other) = (await DraftedAsync(), await DraftedAsync("另一个活动"));
        var (reviewer, step) = (await ReviewerAsync(), Assert.Single(await RowsAsync(other)).Id);
        var root = (await VersionAsync(id)).Root;

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<SignOffService>(s => s.SignAsync(reviewer, id, step, root, "test", CancellationToken.None)));

        Assert.Equal(["step.gone"], refused.Refusals.Select(r => r.Code));
        Assert.Empty(await SignaturesAsync(other));
    }

    [Fact]
    public async Task A_plain_click_on_the_step_is_no_signature()
    {
        var id = await DraftedAsync();
        var (reviewer, step) = (await ReviewerAsync(), Assert.Single(await RowsAsync(id)).Id);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<StepService>(s => s.FinishAsync(reviewer, id, step, "Signed", null, TextCatalog.In("zh-CN"), CancellationToken.None)));

        Assert.Equal("step.sign-here", refused.Refusals[0].Code);
    }

    [Fact]
    public async Task A_new_draft_after_a_return_starts_without_signatures()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        var approver = await ApproverAsync();
        await FinishAsync(approver, id, "Returned", "请说明差异");
        Assert.Equal(["returned"], Assert.Single(await SignaturesAsync(id)).VoidedBy);
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);

        Assert.Equal(["rep.review"], await StepsAsync(id));
        Assert.Equal(2, (await VersionAsync(id)).Number);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(approver, id);
        Assert.Equal(["rep.issue"], await StepsAsync(id));
    }

    [Fact]
    public async Task Reports_issued_at_once_get_numbers_without_gap_or_double()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            var id = await DraftedAsync($"活动 {i}");
            await SignAsync(await ReviewerAsync(), id);
            await SignAsync(await ApproverAsync(), id);
            ids.Add(id);
        }

        var before = await Host.ReadAsync(db => db.IssuedReports.MaxAsync(r => (int?)r.Serial)) ?? 0;
        var outcomes = await Task.WhenAll(ids.Select(id => Record.ExceptionAsync(() => IssueAsync(id)).AsTask()));

        Assert.All(outcomes, Assert.Null);
        Assert.Equal(Enumerable.Range(before + 1, 8), await Host.ReadAsync(db => db.IssuedReports.Where(r => ids.Contains(r.EngagementId)).Select(r => r.Serial).Order().ToListAsync()));
    }

    [Fact]
    public async Task An_issue_that_fails_leaves_no_gap()
    {
        var id = await DraftedAsync();
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        var (approver, step) = (await ApproverAsync(), Assert.Single(await RowsAsync(id)).Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Host.ActAsync<IssueService>(async s =>
        {
            await s.IssueAsync(approver, id, step, CancellationToken.None);
            throw new InvalidOperationException("The power goes.");
        }));

        var before = await Host.ReadAsync(db => db.IssuedReports.MaxAsync(r => (int?)r.Serial)) ?? 0;
        Assert.Equal(before + 1, (await IssueAsync(id)).Serial);
    }

    [Fact]
    public async Task A_withdrawn_report_says_so_for_ever_and_its_number_is_not_used_again()
    {
        var id = await IssuedAsync();
        var report = await ReportAsync(id);
        var approver = await ApproverAsync();
        var nothing = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<IssueService>(s => s.WithdrawAsync(approver, id, report.Id, report.Version, " ", CancellationToken.None)));
        Assert.Equal(["form.missing"], nothing.Refusals.Select(r => r.Code));
        var leader = await Host.ActorAsync("陈思远");
        await Assert.ThrowsAsync<ForbiddenException>(() => Host.ActAsync<IssueService>(s => s.WithdrawAsync(leader, id, report.Id, report.Version, "数据有误", CancellationToken.None)));

        await Host.ActAsync<IssueService>(s => s.WithdrawAsync(approver, id, report.Id, report.Version, "数据有误", CancellationToken.None));

        await Host.UseAsync<PublicRegister>(async r => Assert.Equal(PublicState.Withdrawn, (await r.FindAsync(report.Number, report.Code, CancellationToken.None))!.State));
        var again = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<IssueService>(s => s.WithdrawAsync(approver, id, report.Id, report.Version + 1, "再次", CancellationToken.None)));
        Assert.Equal(["issue.not-valid"], again.Refusals.Select(r => r.Code));
        Assert.Equal(report.Serial + 1, (await ReportAsync(await IssuedAsync("下一个活动"))).Serial);
    }

    [Fact]
    public async Task Facts_that_come_up_after_the_issue_void_no_signature_and_are_examined_in_public()
    {
        var id = await IssuedAsync();
        var report = await ReportAsync(id);
        await MoveEventAsync(id, "改到另一处");
        Assert.All(await SignaturesAsync(id), s => Assert.True(s.Stands));
        var approver = await ApproverAsync();

        await Host.ActAsync<IssueService>(s => s.ExamineAsync(approver, id, report.Id, report.Version, true, "地点与实际不符", CancellationToken.None));
        await Host.UseAsync<PublicRegister>(async r => Assert.Equal(PublicState.UnderExamination, (await r.FindAsync(report.Number, report.Code, CancellationToken.None))!.State));
        await Host.ActAsync<IssueService>(s => s.ExamineAsync(approver, id, report.Id, report.Version + 1, false, "不影响结论", CancellationToken.None));
        await Host.UseAsync<PublicRegister>(async r => Assert.Equal(PublicState.Valid, (await r.FindAsync(report.Number, report.Code, CancellationToken.None))!.State));
    }

    [Fact]
    public async Task The_sweep_of_the_store_leaves_what_was_put_forward_and_what_was_issued()
    {
        var id = await DraftedAsync();
        await FinishAsync(await ReviewerAsync(), id, "Returned", "地点请核对");
        await MoveEventAsync(id, "长春市另一处会场");
        await FinishAsync(await Host.ActorAsync("陈思远"), id, "Drafted", null);
        await SignAsync(await ReviewerAsync(), id);
        await SignAsync(await ApproverAsync(), id);
        var report = await IssueAsync(id);
        var versions = await Host.ReadAsync(db => db.ReportVersions.Where(v => v.EngagementId == id).Select(v => v.Sha256).ToListAsync());
        await Host.UseAsync<IEvidenceStore>(s => s.PutAsync(new MemoryStream([1, 2, 3]), CancellationToken.None));
        foreach (var file in Directory.EnumerateFiles(Host.Options.EvidencePath, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, Host.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        }

        var request = new JobRequest { Id = Guid.CreateVersion7(), Job = SweepEvidenceStoreJob.Name, Args = "{}", RequestedAt = Host.Clock.GetUtcNow(), DueAt = Host.Clock.GetUtcNow() };
        await Host.DoAsync(async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
        });
        await Host.UseAsync<JobRunner>(r => r.RunAsync(request.Id, CancellationToken.None));

        var entries = await Host.ReadAsync(db => db.Ledger.Where(e => e.Action == SweepEvidenceStoreJob.Action).Select(e => e.Payload!).ToListAsync());
        Assert.NotEmpty(entries);
        Assert.Equal(3, versions.Append(report.Sha256).Distinct().Count());
        Assert.All(versions.Append(report.Sha256), digest => Assert.DoesNotContain(entries, e => e.Contains(digest, StringComparison.Ordinal)));
        Assert.NotEmpty(await TextOfAsync(report.Sha256));
    }

    [Fact]
    public async Task A_definition_that_gives_the_review_to_the_leader_makes_no_leader_a_reviewer()
    {
        var id = await DraftedAsync();
        await Host.DoAsync(db => db.WaitingSteps.Where(s => s.EngagementId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Role, "leader")));
        var leader = await Host.ActorAsync("陈思远");

        await Assert.ThrowsAsync<ForbiddenException>(() => SignAsync(leader, id));

        Assert.Empty(await SignaturesAsync(id));
        Assert.Equal(["impl.review"], await StepsAsync(id));
    }

    [Fact]
    public async Task Whoever_drafted_the_report_does_not_review_it()
    {
        var id = await DraftedAsync();
        var reviewer = await ReviewerAsync();
        await Host.DoAsync(db => db.ReportVersions.Where(v => v.EngagementId == id).ExecuteUpdateAsync(v => v.SetProperty(x => x.MadeById, reviewer.UserId)));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(reviewer, id));

        Assert.Equal("sign.drafted-it", Assert.Single(refused.Refusals).Reason.Code);
        Assert.Empty(await SignaturesAsync(id));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("CN-2026-0001\0")]
    public async Task What_no_number_contains_is_unknown_and_no_failure(string odd)
    {
        await IssuedAsync();
        await Host.UseAsync<PublicRegister>(async register =>
        {
            Assert.Null(await register.FindAsync(odd, "x", CancellationToken.None));
            Assert.Empty(Assert.IsType<IReadOnlyList<RegisterEntry>>(await register.RegisterAsync(odd, null, CancellationToken.None), exactMatch: false));
            Assert.Null(await register.RegisterAsync(null, odd, CancellationToken.None));
        });
    }

    [Fact]
    public async Task However_many_fetch_an_issued_report_its_delivery_is_one_entry_with_the_mark()
    {
        var (engagement, number, sha256, id) = await IssuedReportAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.FromResult(new Actor(Guid.CreateVersion7(), $"组织者{i}", null, [StaffRoles.Organizer], []))));

        await Task.WhenAll(people.Select(p => Host.UseAsync<ReportDelivery>(d => d.EnterAsync(p, engagement, id, CancellationToken.None))));
        await Host.UseAsync<ReportDelivery>(d => d.EnterAsync(people[0], engagement, id, CancellationToken.None));

        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == ReportDelivery.Action));
        var report = await Host.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync(r => r.Id == id));
        var who = people.Single(p => p.UserId == entry.ActorId);
        Assert.Equal((who.Name, engagement), (report.FetchedBy, entry.EngagementId));
        var values = System.Text.Json.JsonDocument.Parse(entry.Payload!).RootElement;
        Assert.Equal((number, sha256, who.Name), (values.GetProperty("number").GetString(), values.GetProperty("sha256").GetString(), values.GetProperty("by").GetString()));
        Assert.Equal(report.FetchedAt, values.GetProperty("at").GetDateTimeOffset());
    }

    private async Task<(Guid Engagement, string Number, string Sha256, Guid Id)> IssuedReportAsync()
    {
        await IssuedAsync();
        var report = await Host.ReadAsync(db => db.IssuedReports.AsNoTracking().SingleAsync());
        return (report.EngagementId, report.Number, report.Sha256, report.Id);
    }
}
