using System.Text.Json;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Checklists;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Workflows;

public sealed class ProcessOnSqlite() : ProcessTests(TestDatabase.Sqlite);

public sealed class ProcessOnPostgreSql() : ProcessTests(TestDatabase.PostgreSql);

/// <summary>The process of an engagement, beside its facts and in the transaction of its acts.</summary>
public abstract class ProcessTests(string provider) : OnDatabase(provider)
{
    private static readonly ContractReviewFacts Accepted = new() { ScopeClear = true, CompetentPeople = true, TimeEnough = true, Independent = true, Accepted = true, Note = "可以承接" };

    private static Actor Administrator { get; } = new(Guid.CreateVersion7(), "管理员", null, [StaffRoles.Administrator], []);

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "公正性负责人", null, [StaffRoles.Impartiality], []);

    private DateOnly Today => ChinaDay.Today(Host.Clock);

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

    [Fact]
    public async Task A_new_engagement_goes_all_the_way_to_the_review_step_by_step()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await OpenAsync(sample);
        Assert.Equal(["prep.contract-review"], await StepsAsync(id));

        await RefusedAsync(leader, id, "prep.contract-review", "Accepted", "guard.contract-accepted");
        await AcceptAsync(leader, id);

        await RefusedAsync(leader, id, "prep.team", "Done", "guard.team-ready");
        await JoinAllAsync(leader, id, sample);
        await PassAsync(leader, id, "prep.team", "Done");

        await RefusedAsync(leader, id, "prep.declarations", "Done", "rule.independence.declaration-missing");
        await DeclareAllAsync(leader, id, sample);
        await PassAsync(leader, id, "prep.declarations", "Done");

        await RefusedAsync(leader, id, "prep.plan", "Done", "rule.plan.incomplete");
        await ManageAsync<EngagementService>(id, (s, version) => s.PlanAsync(leader, id, version, sample.Terms.PlanPurpose, sample.Terms.PlanBasis, sample.Terms.PlanContent, sample.Terms.PlanSchedule, CancellationToken.None));
        await ManageAsync<EngagementService>(id, (s, version) => s.PlanSiteVisitAsync(leader, id, version, sample.Terms.SiteVisitFrom, sample.Terms.SiteVisitTo, sample.Terms.SiteVisitPlace, null, CancellationToken.None));
        await PassAsync(leader, id, "prep.plan", "Done");

        await RefusedAsync(leader, id, "prep.requests", "Done", "guard.requests-sent");
        await AskAsync(leader, id, Today.AddDays(5));
        Assert.Equal("prepare", await PhaseAsync(id));
        await PassAsync(leader, id, "prep.requests", "Done");
        Assert.Equal("implement", await PhaseAsync(id));
        Assert.Equal(["impl.offsets", "impl.recalculation", "impl.requests", "impl.site-visit"], await StepsAsync(id));

        await RefusedAsync(leader, id, "impl.requests", "Received", "step.by-itself");
        await GiveAsync(leader, id);
        Assert.Contains("impl.documents", await StepsAsync(id));

        await RefusedAsync(leader, id, "impl.documents", "Done", "rule.checklist.unanswered");
        await Host.DoAsync(async db =>
        {
            db.Evidence.AddRange(sample.Evidence.Select((e, i) => new EvidenceItem(id, i, e)));
            db.ExcludedSources.AddRange(sample.ExcludedSources.Select((e, i) => new ExcludedSource(id, i, e)));
            await db.SaveChangesAsync();
        });
        await Host.ActAsync<OffsetService>(async s =>
        {
            foreach (var line in sample.Offsets)
            {
                await s.AddAsync(leader, id, line with { SerialFrom = $"N{line.SerialFrom}", SerialTo = $"N{line.SerialTo}" }, CancellationToken.None);
            }
        });
        await RefusedAsync(leader, id, "impl.recalculation", "Done", "guard.figures-checked");
        await Host.ActAsync<InventoryService>(async s =>
        {
            foreach (var line in sample.Inventory)
            {
                var key = await s.AddLineAsync(leader, id, LineAuthor.Firm, new TypedLine
                {
                    Source = line.Source, Stage = line.Stage.ToString(), Description = line.Description, Amount = Written(line.Amount), Unit = line.Unit, Factor = line.Factor, ClaimedTonnes = Written(line.ClaimedTonnes),
                }, CancellationToken.None);
                await s.VerifyLineAsync(leader, id, key, 0, new TypedVerification
                {
                    VerifiedAmount = line.VerifiedAmount is { } amount ? Written(amount) : null, Factor = line.Factor, CrossCheck = line.CrossCheck, DifferenceReason = line.DifferenceReason, Evidence = [.. line.Evidence],
                    OwnValue = line.OwnFactor is { } own ? Written(own.Value) : null, OwnUnit = line.OwnFactor?.Unit, OwnSource = line.OwnFactor?.Source, OwnYear = line.OwnFactor is { } of ? $"{of.Year}" : null,
                }, CancellationToken.None);
            }
        });
        await Host.ActAsync<ChecklistService>(async s =>
        {
            foreach (var answer in sample.Checklist)
            {
                await s.JudgeAsync(leader, id, null, answer.Note.Length == 0 ? answer with { Note = "见证据" } : answer, CancellationToken.None);
            }
        });
        await PassAsync(leader, id, "impl.documents", "Done");
        await PassAsync(leader, id, "impl.recalculation", "Done");
        await PassAsync(leader, id, "impl.offsets", "Done");
        await RefusedAsync(leader, id, "impl.site-visit", "Done", "guard.site-visit-recorded");
        await RefusedAsync(leader, id, "impl.site-visit", "NotNeeded", "guard.site-visit-not-needed");
        await Host.ActAsync<SiteRecordService>(s => s.AddAsync(leader, id, new SiteRecordFacts { Subject = "配电室", Text = "电表读数与抄表记录一致", At = Host.Clock.GetUtcNow() }, CancellationToken.None));

        // A finding keeps what comes after the join waiting until it is closed.
        await Host.ActAsync<FindingService>(s => s.RaiseAsync(leader, id, FindingKind.Clarification, "要求", "描述", Today, Today.AddDays(7), CancellationToken.None));
        await PassAsync(leader, id, "impl.site-visit", "Done");
        Assert.Equal(["impl.findings"], await StepsAsync(id));
        await RefusedAsync(leader, id, "impl.findings", "Closed", "rule.finding.open");
        var finding = await Host.ReadAsync(db => db.Findings.AsNoTracking().SingleAsync(f => f.EngagementId == id));
        await Host.ActAsync<FindingService>(s => s.AnswerAsync(Speaker(sample), id, finding.Id, finding.Version, "答复", "原因", Today, CancellationToken.None));
        await Host.ActAsync<FindingService>(s => s.CloseAsync(leader, id, finding.Id, finding.Version + 1, "已核对", Today, CancellationToken.None));

        Assert.Equal(["impl.draft"], await StepsAsync(id));
        await PassAsync(leader, id, "impl.draft", "Drafted");
        Assert.Equal(["impl.review"], await StepsAsync(id));
        Assert.Equal(10, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.EngagementId == id && e.Action == "workflow.step-finished")));
    }

    [Fact]
    public async Task A_declined_contract_ends_the_process()
    {
        var (leader, id) = await OpenAsync(await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder())));
        await Host.ActAsync<EngagementService>(s => s.ReviewContractAsync(leader, id, Accepted with { Accepted = false, TimeEnough = false, Note = "时间不足" }, CancellationToken.None));
        await RefusedAsync(leader, id, "prep.contract-review", "Accepted", "guard.contract-accepted");
        await PassAsync(leader, id, "prep.contract-review", "Declined");
        await PassAsync(leader, id, "prep.decline", "Informed");

        Assert.Empty(await StepsAsync(id));
        Assert.NotNull((await Host.ReadAsync(db => db.ProcessInstances.SingleAsync(i => i.EngagementId == id))).EndedAt);
    }

    [Fact]
    public async Task A_service_that_is_recorded_holds_every_step_behind_the_check_until_it_is_taken_back()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await OpenAsync(sample);
        await AcceptAsync(leader, id);
        await Host.ActAsync<NeutralityServices>(s => s.RecordAsync(Officer, new ServiceForm(Named(sample, sample.Terms.FirmId), Named(sample, sample.Event.OrganizerId), "新的活动", ServiceKind.Plan, new(2025, 9, 1), new(2025, 10, 1), null), CancellationToken.None));
        await RefusedAsync(leader, id, "prep.team", "Done", "rule.independence.same-body");
        await RunJobsAsync();
        Assert.All(await RowsAsync(id), s => Assert.NotNull(s.HeldSince));
        Assert.Equal("step.held", (await RefusedAsync(leader, id, "prep.team", "Done", "rule.independence.same-body"))[0]);

        var service = await Host.ReadAsync(db => db.Services.AsNoTracking().SingleAsync(s => s.EventName == "新的活动"));
        await Host.ActAsync<NeutralityServices>(s => s.DeclareMistakenAsync(Officer, service.Id, service.Version, "登记错误：不是本机构", CancellationToken.None));
        await RunJobsAsync();
        Assert.All(await RowsAsync(id), s => Assert.Null(s.HeldSince));
        await JoinAllAsync(leader, id, sample);
        await PassAsync(leader, id, "prep.team", "Done");
    }

    [Fact]
    public async Task Of_twenty_who_finish_one_step_at_once_one_wins_and_the_others_are_told()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        var row = Assert.Single(await RowsAsync(id));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(() => FinishAsync(leader, id, row.Id, "Drafted")).AsTask()));

        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.OfType<Exception>(), o => Assert.True(o is DbUpdateConcurrencyException || o is RefusedException { Refusals: [{ Code: "step.gone" }] }, o.ToString()));
        Assert.Equal(["impl.review"], await StepsAsync(id));
        await AgreesAsync(id);
    }

    [Fact]
    public async Task A_timer_of_a_closed_engagement_is_not_looked_at_and_keeps_no_other_waiting()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var step = await Host.ReadAsync(db => db.WaitingSteps.Where(s => s.EngagementId == id).Select(s => s.Id).FirstAsync());
        await Host.DoAsync(db => db.WaitingSteps.Where(s => s.Id == step).ExecuteUpdateAsync(s => s.SetProperty(x => x.Type, StepType.Timer).SetProperty(x => x.DueOn, new DateOnly(2020, 1, 1))));
        await Host.DoAsync(db => db.Engagements.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.ClosedAt, Host.Clock.GetUtcNow()).SetProperty(x => x.ClosedReason, "已出具")));

        Assert.Equal(0, await LookedAtAsync());
        await Host.DoAsync(db => db.Engagements.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.ClosedAt, (DateTimeOffset?)null)));
        Assert.Equal(1, await LookedAtAsync());
    }

    [Fact]
    public async Task A_request_that_was_answered_in_time_is_not_looked_at_however_long_nobody_judges_it()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (_, id) = await PreparedAsync(sample);
        var row = await Host.ReadAsync(db => db.EvidenceRequests.AsNoTracking().SingleAsync(r => r.EngagementId == id));
        await Host.ActAsync<EvidenceRequestService>(async s => await s.GiveAsync(Speaker(await Host.FactsAsync(id)), id, row.Id, row.Version, "见往年资料", Today, CancellationToken.None));

        Host.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, await LookedAtAsync());
    }

    [Fact]
    public async Task A_request_that_is_late_leads_to_its_chase_by_itself_and_only_once()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await PreparedAsync(sample);
        await SweepAsync();
        Assert.Contains("impl.requests", await StepsAsync(id));

        Host.Clock.Advance(TimeSpan.FromDays(6));
        await SweepAsync();
        var after = await RowsAsync(id);
        Assert.Contains("impl.chase", after.Select(s => s.Key));
        var entries = await Host.ReadAsync(db => db.TraceRows.CountAsync(t => t.EngagementId == id));
        await SweepAsync();
        Assert.Equal(after.Select(s => s.Id), (await RowsAsync(id)).Select(s => s.Id));
        Assert.Equal(entries, await Host.ReadAsync(db => db.TraceRows.CountAsync(t => t.EngagementId == id)));

        await GiveAsync(leader, id);
        await PassAsync(leader, id, "impl.chase", "Done");
        Assert.Contains("impl.documents", await StepsAsync(id));
    }

    [Fact]
    public async Task A_timer_is_due_on_its_day_and_not_before()
    {
        // The event ends today, whatever day earlier tests have brought the clock to.
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        sample = sample with { Event = sample.Event with { Start = Today, End = Today } };
        await WithProcessAsync(TimedPreparation(), async _ =>
        {
            var (leader, id) = await OpenAsync(sample);
            var timer = Assert.Single(await RowsAsync(id));
            Assert.Equal((StepType.Timer, sample.Event.End.AddDays(60)), (timer.Type, timer.DueOn!.Value));
            await RefusedAsync(leader, id, timer.Key, "Due", "step.by-itself");
            Host.Clock.Advance(TimeSpan.FromDays(sample.Event.End.AddDays(60).DayNumber - Today.DayNumber - 1));
            await SweepAsync();
            Assert.Equal(timer.Id, Assert.Single(await RowsAsync(id)).Id);

            Host.Clock.Advance(TimeSpan.FromDays(1));
            await SweepAsync();
            await SweepAsync();
            Assert.Equal(["prep.contract-review"], await StepsAsync(id));
            await AgreesAsync(id);
        });
    }

    [Fact]
    public async Task Who_runs_stays_with_the_version_that_was_pinned_and_moves_only_when_told()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await OpenAsync(sample);
        await AcceptAsync(leader, id);
        var (_, ahead) = await OpenAsync(sample, "第二个活动");
        var pinned = await DigestAsync(id);
        await WithProcessAsync(Renamed("Team", "TheTeam"), async digest =>
        {
            Assert.Equal(pinned, await DigestAsync(id));
            var (_, fresh) = await OpenAsync(sample, "第三个活动");
            Assert.Equal(digest, await DigestAsync(fresh));

            var before = await AllAsync();
            var lost = (await PreviewAsync(digest, [])).Single(m => m.EngagementId == id);
            Assert.Equal(["move.nowhere"], lost.Plan.Refusals.Select(r => r.Code));
            var mapping = new Dictionary<string, string> { ["Preparation/Team"] = "Preparation/TheTeam" };
            var plans = await PreviewAsync(digest, mapping);
            Assert.DoesNotContain(plans, m => m.EngagementId == fresh);
            Assert.All(plans, m => Assert.Empty(m.Plan.Refusals));
            Assert.Equal(before, await AllAsync());

            // Past the team and the declarations: refused, and nothing of it remains.
            var passing = new Dictionary<string, string> { ["Preparation/Team"] = "Preparation/Plan" };
            var refused = await Assert.ThrowsAsync<RefusedException>(() => MoveAsync(id, digest, passing));
            Assert.Equal(["move.never-so"], refused.Refusals.Select(r => r.Code));
            Assert.Equal(before, await AllAsync());
            await Assert.ThrowsAsync<ForbiddenException>(() => Host.ActAsync<ProcessMoves>(m => m.MoveAsync(leader, id, digest, mapping, CancellationToken.None)));

            // Two administrators at once: it is moved once.
            await Task.WhenAll(MoveAsync(id, digest, mapping), MoveAsync(id, digest, mapping));
            Assert.Equal(digest, await DigestAsync(id));
            Assert.Equal("Preparation/TheTeam", Assert.Single(await RowsAsync(id)).Path);
            Assert.Contains(Guards.ContractAccepted, (await StateAsync(id)).Held);
            var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == "workflow.moved"));
            Assert.Contains("Preparation/Team → Preparation/TheTeam", entry.Payload!, StringComparison.Ordinal);
            Assert.Equal(pinned, await DigestAsync(ahead));
            await JoinAllAsync(leader, id, sample);
            await PassAsync(leader, id, "prep.team", "Done");
        });
    }

    [Fact]
    public async Task Faulty_definitions_are_refused_and_nothing_of_them_is_kept()
    {
        Task<(int, int, int)> CountAsync() => Host.ReadAsync(async db => (await db.DefinitionVersions.CountAsync(), await db.ProcessVersions.CountAsync(), await db.Ledger.CountAsync()));
        var before = await CountAsync();

        // Without the declarations: each file is well formed, and the process passes a mandatory step by.
        var skipping = Definition("preparation", d =>
        {
            var root = d["root"]!;
            var connections = root["connections"]!.AsArray();
            connections.Single(c => (string?)c!["source"]!["activity"] == "Team")!["target"]!["activity"] = "Plan";
            connections.Remove(connections.Single(c => (string?)c!["source"]!["activity"] == "Declarations"));
            root["activities"]!.AsArray().Remove(root["activities"]!.AsArray().Single(a => (string?)a!["id"] == "Declarations"));
        });
        var faults = await Assert.ThrowsAsync<UnreadableException>(() => TakeInAsync(skipping));
        Assert.Contains(faults.Faults, f => f.What.Code == "workflow.passed-by");
        var unused = Definition("preparation", d => d["definitionId"] = "nobody-runs-this");
        Assert.Contains((await Assert.ThrowsAsync<UnreadableException>(() => TakeInAsync(unused))).Faults, f => f.What.Code == "workflow.unused");
        Assert.Equal(before, await CountAsync());

        var good = Renamed("Plan", "ThePlan");
        var digest = await TakeInAsync(good);
        Assert.Equal((before.Item1 + 1, before.Item2 + 1, before.Item3 + 1), await CountAsync());
        Assert.Equal(digest, await TakeInAsync(good));
        Assert.Equal((before.Item1 + 1, before.Item2 + 1, before.Item3 + 1), await CountAsync());
        await Host.DoAsync(async db =>
        {
            await db.ProcessVersions.Where(p => p.Digest == digest).ExecuteDeleteAsync();
            await db.DefinitionVersions.Where(d => d.Sha256 == good.Sha256).ExecuteDeleteAsync();
        });
    }

    [Fact]
    public async Task A_report_that_the_reviewer_returns_is_drafted_again_in_a_round_of_its_own()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var (leader, reviewer) = (await Host.ActorAsync("陈思远"), await Host.ActorAsync("高明哲", StaffRoles.Reviewer));
        var first = Assert.Single(await RowsAsync(id));
        await PassAsync(leader, id, "impl.draft", "Drafted");
        await Assert.ThrowsAsync<ForbiddenException>(() => PassAsync(leader, id, "impl.review", "Returned"));
        var review = Assert.Single(await RowsAsync(id));
        var noReason = await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(reviewer, id, review.Id, "Returned"));
        Assert.Equal(["step.note"], noReason.Refusals.Select(r => r.Code));

        await FinishAsync(reviewer, id, review.Id, "Returned", "结论与附件不一致");
        var again = Assert.Single(await RowsAsync(id));
        Assert.Equal((first.Path, first.Round + 1), (again.Path, again.Round));
        Assert.DoesNotContain(Obligations.Draft, (await StateAsync(id)).Held);
        Assert.Equal(["step.gone"], (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(leader, id, first.Id, "Drafted"))).Refusals.Select(r => r.Code));
        await PassAsync(leader, id, "impl.draft", "Drafted");
        Assert.Equal(2, Assert.Single(await RowsAsync(id)).Round);
        await AgreesAsync(id);
    }

    [Fact]
    public async Task The_units_are_not_checked_while_something_stands_against_them()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await PreparedAsync(sample);

        await Host.DoAsync(async db =>
        {
            db.Evidence.AddRange(sample.Evidence.Select((e, i) => new EvidenceItem(id, i, e)));
            await db.SaveChangesAsync();
        });

        // Not cancelled yet, and then cancelled as it was in the case.
        var line = sample.Offsets[0] with { SerialFrom = $"N{sample.Offsets[0].SerialFrom}", SerialTo = $"N{sample.Offsets[0].SerialTo}" };
        await Host.ActAsync<OffsetService>(s => s.AddAsync(leader, id, line with { CancelledOn = null, Certificate = "" }, CancellationToken.None));
        await RefusedAsync(leader, id, "impl.offsets", "Done", "rule.offset.not-cancelled");
        var row = await Host.ReadAsync(db => db.OffsetLines.AsNoTracking().SingleAsync(o => o.EngagementId == id));
        await Host.ActAsync<OffsetService>(s => s.CorrectAsync(leader, id, row.Id, row.Version, line with { Key = row.Facts.Key }, CancellationToken.None));
        await PassAsync(leader, id, "impl.offsets", "Done");
    }

    [Fact]
    public async Task No_draft_is_made_while_anything_stands_against_the_report()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        await Host.ActAsync<FindingService>(s => s.RaiseAsync(leader, id, FindingKind.Clarification, "要求", "描述", Today, Today.AddDays(7), CancellationToken.None));

        await RefusedAsync(leader, id, "impl.draft", "Drafted", "report.blocked");
        Assert.DoesNotContain(Obligations.Draft, (await StateAsync(id)).Held);

        var finding = await Host.ReadAsync(db => db.Findings.AsNoTracking().SingleAsync(f => f.EngagementId == id && f.Facts.Description == "描述"));
        await Host.ActAsync<FindingService>(async s => await s.AnswerAsync(Speaker(await Host.FactsAsync(id)), id, finding.Id, finding.Version, "答复", "原因", Today, CancellationToken.None));
        await Host.ActAsync<FindingService>(s => s.CloseAsync(leader, id, finding.Id, finding.Version + 1, "已核对", Today, CancellationToken.None));
        await PassAsync(leader, id, "impl.draft", "Drafted");
    }

    [Fact]
    public async Task The_step_of_another_engagement_is_none_of_this_one()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, one) = await OpenAsync(sample);
        var (_, other) = await OpenAsync(sample, "另一个活动");
        foreach (var id in new[] { one, other })
        {
            var opener = leader with { UserId = await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => e.OpenedBy).SingleAsync()) };
            await AcceptAsync(opener, id);
            await JoinAllAsync(opener, id, sample);
        }

        var foreign = Assert.Single(await RowsAsync(other));
        var before = await AllAsync();
        var stranger = new Actor(Guid.CreateVersion7(), "别的评价员", null, [StaffRoles.Auditor], []);

        // The leader may finish either; the step is not the one of the engagement that was said.
        Assert.Equal(["step.gone"], (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(leader, one, foreign.Id, "Done"))).Refusals.Select(r => r.Code));
        Assert.Equal(["step.gone"], (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(leader, one, Guid.CreateVersion7(), "Done"))).Refusals.Select(r => r.Code));
        await Assert.ThrowsAsync<MissingException>(() => FinishAsync(stranger, other, foreign.Id, "Done"));
        await Assert.ThrowsAsync<MissingException>(() => FinishAsync(stranger, one, foreign.Id, "Done"));
        Assert.Equal(before, await AllAsync());
        await PassAsync(leader, other, "prep.team", "Done");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    public async Task Whoever_reconsiders_or_gives_findings_up_says_why(string? nothing)
    {
        var (leader, declined) = await OpenAsync(await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder())));
        await Host.ActAsync<EngagementService>(s => s.ReviewContractAsync(leader, declined, Accepted with { Accepted = false, TimeEnough = false, Note = "时间不足" }, CancellationToken.None));
        await PassAsync(leader, declined, "prep.contract-review", "Declined");
        await NeedsNoteAsync(leader, declined, "Reconsidered", nothing);
        Assert.Equal("prep.contract-review", Assert.Single(await RowsAsync(declined)).Key);

        var findings = await AtFindingsAsync();
        await NeedsNoteAsync(leader, findings, "Unmended", nothing);
        Assert.DoesNotContain("impl.findings", await StepsAsync(findings));
    }

    [Fact]
    public async Task What_a_step_did_what_it_leads_to_and_what_is_owed_stand_together_or_not_at_all()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        var step = Assert.Single(await RowsAsync(id));
        var before = await AllAsync();

        // The process stops after the step was written and before it was saved.
        await Assert.ThrowsAsync<TimeoutException>(() => Host.ActAsync<StepService>(async s =>
        {
            await s.FinishAsync(leader, id, step.Id, "Drafted", null, TextCatalog.In(TextCatalog.Chinese), CancellationToken.None);
            throw new TimeoutException();
        }));
        Assert.Equal(before, await AllAsync());
        await AgreesAsync(id);

        await PassAsync(leader, id, "impl.draft", "Drafted");
        var owed = await Host.ReadAsync(db => db.JobRequests.CountAsync());
        await RunJobsAsync();
        await AgreesAsync(id);
        Assert.Equal(owed, await Host.ReadAsync(db => db.JobRequests.CountAsync()));
    }

    [Fact]
    public async Task A_job_is_owed_by_the_act_that_holds_steps_and_running_it_again_changes_nothing()
    {
        var sample = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var (leader, id) = await OpenAsync(sample);
        await AcceptAsync(leader, id);
        await RunJobsAsync();
        var owed = await Host.ReadAsync(db => db.JobRequests.CountAsync());
        var form = new ServiceForm(Named(sample, sample.Terms.FirmId), Named(sample, sample.Event.OrganizerId), "新的活动", ServiceKind.Plan, new(2025, 9, 1), new(2025, 10, 1), null);

        await Assert.ThrowsAsync<TimeoutException>(() => Host.ActAsync<NeutralityServices>(async s =>
        {
            await s.RecordAsync(Officer, form, CancellationToken.None);
            throw new TimeoutException();
        }));
        Assert.Equal(owed, await Host.ReadAsync(db => db.JobRequests.CountAsync()));
        await Host.ActAsync<NeutralityServices>(s => s.RecordAsync(Officer, form, CancellationToken.None));
        var request = await Host.ReadAsync(db => db.JobRequests.SingleAsync(r => r.Job == RecheckJob.Name && r.FinishedAt == null));
        Assert.Equal(owed + 1, await Host.ReadAsync(db => db.JobRequests.CountAsync()));
        Assert.Null(Assert.Single(await RowsAsync(id)).HeldSince);

        await RunJobsAsync();
        var held = Assert.Single(await RowsAsync(id));
        Assert.NotNull(held.HeldSince);
        await AgreesAsync(id);

        // The worker died before it could say that it was done.
        await Host.DoAsync(db => db.JobRequests.Where(r => r.Id == request.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.FinishedAt, (DateTimeOffset?)null)));
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await RunJobsAsync();
        Assert.Equal((held.Id, held.HeldSince), (Assert.Single(await RowsAsync(id)).Id, Assert.Single(await RowsAsync(id)).HeldSince));
        await AgreesAsync(id);
    }

    [Fact]
    public async Task Of_a_contract_that_was_declined_after_the_work_had_begun_nothing_is_reported()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        await Host.ActAsync<EngagementService>(s => s.ReviewContractAsync(leader, id, Accepted with { Accepted = false, TimeEnough = false, Note = "时间不足" }, CancellationToken.None));

        await RefusedAsync(leader, id, "impl.draft", "Drafted", "guard.contract-accepted");
    }

    private async Task<int> LookedAtAsync()
    {
        var looked = 0;
        await Host.UseAsync<DueSteps>(async d => looked = await d.RunAsync(CancellationToken.None));
        return looked;
    }

    private async Task NeedsNoteAsync(Actor actor, Guid id, string outcome, string? nothing)
    {
        var row = (await RowsAsync(id)).Single(r => r.Key is "prep.decline" or "impl.findings");
        Assert.Equal(["step.note"], (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(actor, id, row.Id, outcome, nothing))).Refusals.Select(r => r.Code));
        Assert.Contains(row.Id, (await RowsAsync(id)).Select(r => r.Id));
        await FinishAsync(actor, id, row.Id, outcome, "客户补充了人手");
        var entry = await Host.ReadAsync(db => db.Ledger.OrderBy(e => e.Sequence).LastAsync(e => e.EngagementId == id && e.Action == "workflow.step-finished"));
        Assert.Contains("客户补充了人手", entry.Payload!, StringComparison.Ordinal);
    }

    // An imported case with an open finding waits for it to be closed.
    [Fact]
    public async Task An_open_finding_is_not_closed_by_a_word_where_the_conclusion_is_no_positive_one()
    {
        var id = await AtFindingsAsync(withUnits: false);
        Assert.DoesNotContain((await Host.EvaluateAsync(id)).Issues, i => i.Blocks && i.Rule.Key.StartsWith("finding.", StringComparison.Ordinal));

        await RefusedAsync(await Host.ActorAsync("陈思远"), id, "impl.findings", "Closed", "step.findings-open");
    }

    private async Task<Guid> AtFindingsAsync(bool withUnits = true)
    {
        var id = await Host.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {Guid.CreateVersion7()}").WithUnitsOfItsOwn().With(c =>
        {
            c["findings"]!.AsArray().Add(new JsonObject
            {
                ["key"] = "NC-99", ["kind"] = "nonconformity", ["requirement"] = "要求", ["description"] = "未改正", ["raisedOn"] = "2026-01-12", ["dueOn"] = "2026-01-20",
            });
            if (!withUnits)
            {
                c["offsets"] = new JsonArray();
            }
        }));
        Assert.Contains("impl.findings", await StepsAsync(id));
        return id;
    }

    private async Task<(Actor Leader, Guid Id)> OpenAsync(EvaluationFacts sample, string name = "新的活动")
    {
        var leader = await Host.ActorAsync("陈思远");
        var id = Guid.Empty;
        await Host.ActAsync<EngagementService>(async s => id = await s.OpenAsync(leader, sample.Event with { Name = name }, new TermsFacts
        {
            FirmId = sample.Terms.FirmId, ClientId = sample.Terms.ClientId, ContractDate = sample.Terms.ContractDate, MaterialityPercent = 5,
        }, "jilin-2026-draft", CancellationToken.None));
        await AgreesAsync(id);
        return (leader, id);
    }

    private async Task<(Actor Leader, Guid Id)> PreparedAsync(EvaluationFacts sample)
    {
        var (leader, id) = await OpenAsync(sample);
        await AcceptAsync(leader, id);
        await JoinAllAsync(leader, id, sample);
        await PassAsync(leader, id, "prep.team", "Done");
        await DeclareAllAsync(leader, id, sample);
        await PassAsync(leader, id, "prep.declarations", "Done");
        await ManageAsync<EngagementService>(id, (s, version) => s.PlanAsync(leader, id, version, sample.Terms.PlanPurpose, sample.Terms.PlanBasis, sample.Terms.PlanContent, sample.Terms.PlanSchedule, CancellationToken.None));
        await ManageAsync<EngagementService>(id, (s, version) => s.PlanSiteVisitAsync(leader, id, version, null, null, null, "远程核对即可", CancellationToken.None));
        await PassAsync(leader, id, "prep.plan", "Done");
        await AskAsync(leader, id, Today.AddDays(5));
        await PassAsync(leader, id, "prep.requests", "Done");
        return (leader, id);
    }

    private async Task AcceptAsync(Actor leader, Guid id)
    {
        await Host.ActAsync<EngagementService>(s => s.ReviewContractAsync(leader, id, Accepted with { ReviewedById = leader.PersonId!.Value, ReviewedOn = Today }, CancellationToken.None));
        await PassAsync(leader, id, "prep.contract-review", "Accepted");
    }

    private async Task JoinAllAsync(Actor leader, Guid id, EvaluationFacts sample)
    {
        foreach (var member in sample.Team)
        {
            await Host.ActAsync<TeamService>(s => s.JoinAsync(leader, id, member, CancellationToken.None));
        }

        await ManageAsync<TeamService>(id, (s, version) => s.NameReviewerAsync(leader, id, version, sample.Terms.ReviewerId, CancellationToken.None));
        await ManageAsync<TeamService>(id, (s, version) => s.NameApproverAsync(leader, id, version, sample.Terms.ApproverId, CancellationToken.None));
    }

    private async Task DeclareAllAsync(Actor leader, Guid id, EvaluationFacts sample)
    {
        foreach (var participant in sample.Participants)
        {
            await Host.ActAsync<DeclarationService>(s => s.SignAsync(leader with { PersonId = participant.PersonId }, id, [], Today, CancellationToken.None));
        }
    }

    private Task AskAsync(Actor leader, Guid id, DateOnly due) => Host.ActAsync<EvidenceRequestService>(
        s => s.AskAsync(leader, id, [new RequestFacts { Title = "电费发票", RequestedOn = Today, DueOn = due }], CancellationToken.None));

    private async Task GiveAsync(Actor leader, Guid id)
    {
        var row = await Host.ReadAsync(db => db.EvidenceRequests.AsNoTracking().SingleAsync(r => r.EngagementId == id));
        await Host.ActAsync<EvidenceRequestService>(async s => await s.GiveAsync(Speaker(await Host.FactsAsync(id)), id, row.Id, row.Version, "见往年资料", Today, CancellationToken.None));
        await Host.ActAsync<EvidenceRequestService>(s => s.AcceptAsync(leader, id, row.Id, row.Version + 1, Today, CancellationToken.None));
    }

    private static string Written(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Actor Speaker(EvaluationFacts facts) => new(Guid.CreateVersion7(), "孙雨晴", null, [StaffRoles.Organizer], [facts.Event.OrganizerId]);

    private static string Named(EvaluationFacts facts, Guid organization) => facts.Registry.Organizations.Single(o => o.Id == organization).Uscc;

    private async Task ManageAsync<T>(Guid id, Func<T, int, Task> act) where T : notnull
    {
        var version = await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => e.Version).SingleAsync());
        await Host.ActAsync<T>(s => act(s, version));
    }

    private async Task PassAsync(Actor actor, Guid id, string key, string outcome)
    {
        await FinishAsync(actor, id, (await RowsAsync(id)).Single(s => s.Key == key).Id, outcome, outcome == "Returned" ? "说明" : null);
        await AgreesAsync(id);
    }

    private async Task<List<string>> RefusedAsync(Actor actor, Guid id, string key, string outcome, string code)
    {
        var row = (await RowsAsync(id)).Single(s => s.Key == key);
        var codes = (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(actor, id, row.Id, outcome))).Refusals.Select(r => r.Code).ToList();
        Assert.Contains(codes, c => c == code || c.StartsWith($"{code}.", StringComparison.Ordinal) || c.StartsWith($"{code}-", StringComparison.Ordinal));
        Assert.Contains(row.Id, (await RowsAsync(id)).Select(r => r.Id));
        return codes;
    }

    /// <summary>State, trace, waiting rows, duties and ledger say the same.</summary>
    private async Task AgreesAsync(Guid id)
    {
        var trace = await Host.ReadAsync(db => db.TraceRows.Where(t => t.EngagementId == id).OrderBy(t => t.Number).ToListAsync());
        var state = await StateAsync(id);
        Assert.Equal(state, WorkflowState.Replay(trace.Select(t => t.Entry)));
        Assert.Equal(Enumerable.Range(1, trace.Count), trace.Select(t => t.Number));
        var rows = await RowsAsync(id);
        Assert.Equal(rows.Select(r => new Waiting(r.Path, r.Round)).OrderBy(w => w.Path), state.Waiting.Where(w => w.Path.Contains('/', StringComparison.Ordinal)).OrderBy(w => w.Path));
        await HasDutiesAsync(id, rows);
        Assert.Equal(trace.Count(t => t.Kind == TraceKind.Finished && t.ActorId != Guid.Empty && IsHuman(t)), await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.EngagementId == id && e.Action == "workflow.step-finished")));
    }

    // A person's first page has what waits, neither more nor less.
    private async Task HasDutiesAsync(Guid id, IReadOnlyList<WaitingStep> rows)
    {
        var waiting = rows.Where(r => r.HeldSince is not null || r.Type is StepType.Task or StepType.Checklist or StepType.Draft or StepType.SignOff or StepType.Issue);
        var duties = await Host.ReadAsync(db => db.Duties.Where(d => d.EngagementId == id && (d.Kind == DutyKind.Step || d.Kind == DutyKind.StepHeld)).ToListAsync());
        Assert.Equal(waiting.Select(r => (r.Key, r.HeldSince is not null)).Order(), duties.Select(d => (d.Subject, d.Kind == DutyKind.StepHeld)).Order());
    }

    // What follows from a finished step by itself stands in the trace of the same act; the first of it is the step.
    private static bool IsHuman(TraceRow row) => row.Path.Split('/')[^1] is "ContractReview" or "Decline" or "Team" or "TheTeam" or "Declarations" or "Plan" or "RequestList" or "Documents" or "SiteVisit"
        or "Recalculate" or "Offsets" or "Chase" or "Draft" or "Review" or "Conservative";

    private async Task<WorkflowState> StateAsync(Guid id) => JsonSerializer.Deserialize<WorkflowState>((await Host.ReadAsync(db => db.ProcessInstances.AsNoTracking().SingleAsync(i => i.EngagementId == id))).State)!;

    private Task<string> DigestAsync(Guid id) => Host.ReadAsync(db => db.ProcessInstances.Where(i => i.EngagementId == id).Select(i => i.ProcessDigest).SingleAsync());

    private Task<string> PhaseAsync(Guid id) => Host.ReadAsync(db => db.Standings.Where(s => s.EngagementId == id).Select(s => s.Phase).SingleAsync());

    private Task<List<WaitingStep>> RowsAsync(Guid id) => Host.ReadAsync(db => db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == id).OrderBy(s => s.Key).ToListAsync());

    private Task<string> AllAsync() => Host.ReadAsync(async db => JsonSerializer.Serialize(new
    {
        Instances = await db.ProcessInstances.AsNoTracking().OrderBy(i => i.EngagementId).ToListAsync(),
        Steps = await db.WaitingSteps.AsNoTracking().OrderBy(s => s.Id).ToListAsync(),
        Trace = await db.TraceRows.CountAsync(),
        Ledger = await db.Ledger.CountAsync(),
        Touched = await db.Standings.SumAsync(s => s.Touched),
        Duties = await db.Duties.AsNoTracking().OrderBy(d => d.Id).ToListAsync(),
        Owed = await db.JobRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(),
    }));

    private Task SweepAsync() => Host.UseAsync<DueSteps>(d => d.RunAsync(CancellationToken.None));

    private async Task RunJobsAsync()
    {
        foreach (var request in await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == RecheckJob.Name && r.FinishedAt == null).Select(r => r.Id).ToListAsync()))
        {
            await Host.UseAsync<JobRunner>(runner => runner.RunAsync(request, CancellationToken.None));
        }
    }

    private async Task<string> TakeInAsync(WorkflowDefinition definition)
    {
        var digest = "";
        await Host.ActAsync<WorkflowStore>(async s => digest = await s.TakeInAsync(Administrator, [definition], CancellationToken.None));
        return digest;
    }

    private async Task<IReadOnlyList<EngagementMove>> PreviewAsync(string digest, Dictionary<string, string> mapping)
    {
        IReadOnlyList<EngagementMove> moves = [];
        await Host.ActAsync<ProcessMoves>(async m => moves = await m.PreviewAsync(Administrator, digest, mapping, CancellationToken.None));
        return moves;
    }

    private Task MoveAsync(Guid id, string digest, Dictionary<string, string> mapping) => Host.ActAsync<ProcessMoves>(m => m.MoveAsync(Administrator, id, digest, mapping, CancellationToken.None));

    /// <summary>While a test runs engagements are opened with another process; the next test finds the installation's again.</summary>
    private async Task WithProcessAsync(WorkflowDefinition definition, Func<string, Task> test)
    {
        var current = await Host.ReadAsync(db => db.ProcessVersions.Where(p => p.Current).Select(p => p.Digest).SingleAsync());
        var digest = await TakeInAsync(definition);
        await Host.ActAsync<WorkflowStore>(s => s.ActivateAsync(Administrator, digest, CancellationToken.None));
        try
        {
            await test(digest);
        }
        finally
        {
            await Host.ActAsync<WorkflowStore>(s => s.ActivateAsync(Administrator, current, CancellationToken.None));
        }
    }

    private static WorkflowDefinition Definition(string key, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Workflows, $"{key}.json")))!;
        change(json);
        return DefinitionReader.Read($"{key}.json", System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static WorkflowDefinition Renamed(string from, string to) => Definition("preparation", d =>
    {
        foreach (var activity in d["root"]!["activities"]!.AsArray().Where(a => (string?)a!["id"] == from))
        {
            activity!["id"] = to;
        }

        foreach (var end in d["root"]!["connections"]!.AsArray().SelectMany(c => new[] { c!["source"]!, c["target"]! }).Where(e => (string?)e["activity"] == from))
        {
            end["activity"] = to;
        }
    });

    // The contract is reviewed 60 days after the event: a timer before it.
    private static WorkflowDefinition TimedPreparation() => Definition("preparation", d =>
    {
        var timer = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Workflows, "reporting.json")))!["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "OffsetDeadline")!.DeepClone();
        timer["stepKey"]!["expression"]!["value"] = "prep.wait";
        timer["after"]!["expression"]!["value"] = "P60D";
        var root = d["root"]!;
        root["activities"]!.AsArray().Add(timer);
        var connections = root["connections"]!.AsArray();
        var cleared = connections.Single(c => (string?)c!["source"]!["port"] == "Cleared")!;
        cleared["target"]!["activity"] = "OffsetDeadline";
        var next = cleared.DeepClone();
        next["source"]!["activity"] = "OffsetDeadline";
        next["source"]!["port"] = "Due";
        next["target"]!["activity"] = "ContractReview";
        connections.Add(next);
    });

    private Task FinishAsync(Actor actor, Guid id, Guid step, string outcome, string? note = null) =>
        Host.ActAsync<StepService>(s => s.FinishAsync(actor, id, step, outcome, note, TextCatalog.In(TextCatalog.Chinese), CancellationToken.None));

    private Task<List<string>> StepsAsync(Guid id) => Host.ReadAsync(db => db.WaitingSteps.Where(s => s.EngagementId == id).OrderBy(s => s.Key).Select(s => s.Key).ToListAsync());
}
