using EvaluatorSuite.Application.Checklists;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Engagements;

public sealed class ActsOnSqlite() : ActTests(TestDatabase.Sqlite);

public sealed class ActsOnPostgreSql() : ActTests(TestDatabase.PostgreSql);

/// <summary>What every act leaves behind, and what happens when two want the same at once.</summary>
public abstract class ActTests(string provider) : OnDatabase(provider)
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public async Task Of_ten_who_judge_one_item_at_once_one_wins_and_the_others_are_told()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().With(c => c["checklist"]!.AsArray().RemoveAt(0)));
        var actor = await Host.ActorAsync("陈思远");
        var item = (await Host.FactsAsync(id)).Guide.Checklist[0].Key;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TryAsync(() => Host.ActAsync<ChecklistService>(
            s => s.JudgeAsync(actor, id, null, new AnswerFacts { Item = item, Judgement = Judgement.NotMet, Note = $"第 {i} 人" }, CancellationToken.None)))));

        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.OfType<Exception>(), o => Assert.IsType<DbUpdateConcurrencyException>(o));
        Assert.Equal(1, await Host.ReadAsync(db => db.ChecklistAnswers.CountAsync(a => a.EngagementId == id && a.Facts.Item == item)));
        Assert.Equal(1, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "checklist.judged")));
    }

    [Fact]
    public async Task What_an_act_came_to_is_remembered_when_it_is_committed_and_never_when_it_is_given_up()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");
        await Assert.ThrowsAsync<TimeoutException>(() => Host.ActAsync<EngagementService>(async s =>
        {
            await PlanAsync(s, "给出又放弃");
            throw new TimeoutException();
        }));
        Assert.NotEqual("给出又放弃", (await ViewAsync(id)).Facts.Terms.PlanPurpose);

        await Host.ActAsync<EngagementService>(s => PlanAsync(s, "定下"));

        // By no act: whoever shows it again without having read it shows it as it was.
        await Host.UseAsync<SuiteDb>(db => db.Engagements.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Event.City, "别处")));
        var remembered = (await ViewAsync(id)).Facts;
        Assert.Equal("定下", remembered.Terms.PlanPurpose);
        Assert.NotEqual("别处", remembered.Event.City);

        // An act that changes facts reads them anew.
        await Host.ActAsync<EngagementService>(s => PlanAsync(s, "改定"));
        Assert.Equal(("改定", "别处"), ((await ViewAsync(id)).Facts.Terms.PlanPurpose, (await ViewAsync(id)).Facts.Event.City));

        async Task PlanAsync(EngagementService service, string purpose) =>
            await service.PlanAsync(actor, id, await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => e.Version).SingleAsync()), purpose, null, null, [], CancellationToken.None);
    }

    [Fact]
    public async Task Units_that_are_freed_or_taken_in_one_engagement_change_how_another_stands()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        var second = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第二个活动"));
        var actor = await Host.ActorAsync("陈思远");
        Assert.Equal(0, (await StandingAsync(second)).OffsetTonnes);

        await Host.ActAsync<OffsetService>(async s =>
        {
            foreach (var line in await Host.ReadAsync(db => db.OffsetLines.AsNoTracking().Where(o => o.EngagementId == first).OrderBy(o => o.Position).ToListAsync()))
            {
                await (line.Facts.Key == "jl"
                    ? s.RemoveAsync(actor, first, line.Id, line.Version, CancellationToken.None)
                    : s.CorrectAsync(actor, first, line.Id, line.Version, line.Facts with { SerialFrom = "CCER-JL-0008-1", SerialTo = "CCER-JL-0008-62" }, CancellationToken.None));
            }
        });
        Assert.Equal(0, (await StandingAsync(second)).OffsetTonnes);
        await RecheckAsync();
        Assert.Equal(182, (await StandingAsync(second)).OffsetTonnes);

        await Host.ActAsync<OffsetService>(s => s.AddAsync(actor, first, new OffsetFacts { Kind = "ccer", Registry = "登记系统", SerialFrom = "ccer-jl-0007-5000150", SerialTo = "ccer-jl-0007-5000151", Tonnes = 2 }, CancellationToken.None));
        await RecheckAsync();
        Assert.Equal(120, (await StandingAsync(second)).OffsetTonnes);
    }

    [Fact]
    public async Task Units_that_nobody_else_uses_ask_for_no_check_of_others()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第二个活动"));
        var actor = await Host.ActorAsync("陈思远");

        await Host.ActAsync<OffsetService>(s => s.AddAsync(actor, first, new OffsetFacts { Kind = "ccer", Registry = "登记系统", SerialFrom = "X-1", SerialTo = "X-9", Tonnes = 9 }, CancellationToken.None));

        Assert.Equal(0, await Host.ReadAsync(db => db.JobRequests.CountAsync(r => r.Job == RecheckJob.Name)));
    }

    [Fact]
    public async Task A_former_organizer_is_looked_at_like_the_present_one()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");
        var (organizer, other) = await Host.ReadAsync(async db => (
            (await db.Engagements.SingleAsync(e => e.Id == id)).Event.OrganizerId, (await db.Organizations.SingleAsync(o => o.Uscc == "91220102244970LR6E")).Id));
        await Host.DoAsync(async db =>
        {
            db.Employments.Add(new Employment(new EmploymentFacts(actor.PersonId!.Value, organizer, new DateOnly(2024, 1, 1), new DateOnly(2025, 6, 30), null)));
            db.Services.Add(new NeutralityService(new ServiceFacts((await db.Engagements.SingleAsync(e => e.Id == id)).Terms.FirmId, organizer, null, "另一场活动", ServiceKind.Training, new DateOnly(2025, 1, 1), new DateOnly(2025, 1, 2), [])));
            await db.SaveChangesAsync();
        });
        var before = await IndependenceAsync();
        Assert.Equal(["Block independence.person", "Warning independence.earlier-service"], before);

        await Host.ActAsync<EngagementService>(async s =>
        {
            var engagement = await Host.ReadAsync(db => db.Engagements.AsNoTracking().SingleAsync(e => e.Id == id));
            await s.CorrectEventAsync(actor, id, engagement.Version, engagement.Event with { OrganizerId = other }, CancellationToken.None);
        });

        Assert.Equal(before, await IndependenceAsync());

        // A fact of the former organizer that comes later is asked for too.
        Assert.Contains(id, await Host.ReadAsync(db => db.OpenAsync(new RecheckJob.Args([organizer], []), CancellationToken.None)));
        Assert.Contains("organizerId", (await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == "engagement.event-corrected"))).Payload!, StringComparison.Ordinal);

        async Task<List<string>> IndependenceAsync() => [.. (await Host.EvaluateAsync(id)).Issues.Where(i => i.Rule.Key.StartsWith("independence.", StringComparison.Ordinal)).Select(i => $"{i.Severity} {i.Rule.Key}").Distinct().Order()];
    }

    private async Task RecheckAsync()
    {
        foreach (var request in await Host.ReadAsync(db => db.JobRequests.Where(r => r.Job == RecheckJob.Name && r.FinishedAt == null).Select(r => r.Id).ToListAsync()))
        {
            await Host.UseAsync<JobRunner>(runner => runner.RunAsync(request, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Twenty_findings_raised_at_once_have_twenty_keys_and_twenty_places()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Host.ActAsync<FindingService>(
            s => s.RaiseAsync(actor, id, FindingKind.Clarification, "要求", $"描述 {i}", Today, Today.AddDays(7), CancellationToken.None))));

        var rows = await Host.ReadAsync(db => db.Findings.Where(f => f.EngagementId == id).Select(f => new { f.Facts.Key, f.Position }).ToListAsync());
        Assert.Equal(rows.Count, rows.Select(r => r.Key).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(r => r.Position).Distinct().Count());
        Assert.Equal(20, (await Host.ReadAsync(db => db.Standings.SingleAsync(s => s.EngagementId == id))).FindingsOpen);
    }

    [Fact]
    public async Task An_act_that_fails_at_its_end_leaves_nothing_behind()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");
        var before = await Host.ReadAsync(db => db.Standings.AsNoTracking().SingleAsync(s => s.EngagementId == id));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Host.ActAsync<FindingService>(async s =>
        {
            await s.RaiseAsync(actor, id, FindingKind.Clarification, "要求", "描述", Today, Today.AddDays(7), CancellationToken.None);
            throw new InvalidOperationException("The line broke before the commit.");
        }));

        Assert.Equal(0, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "finding.raised")));
        var after = await Host.ReadAsync(db => db.Standings.AsNoTracking().SingleAsync(s => s.EngagementId == id));
        Assert.Equal((before.Touched, before.FindingsOpen), (after.Touched, after.FindingsOpen));
    }

    [Fact]
    public async Task Whose_turn_it_is_follows_the_facts_and_so_do_the_times_in_which_each_side_had_it()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");
        var organizer = await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == id).Select(e => e.Event.OrganizerId).SingleAsync());
        var speaker = new Actor(Guid.CreateVersion7(), "孙雨晴", null, [StaffRoles.Organizer], [organizer]);

        await Host.ActAsync<FindingService>(s => s.RaiseAsync(actor, id, FindingKind.Clarification, "要求", "描述", Today, Today.AddDays(7), CancellationToken.None));
        Assert.Equal([(DutyKind.AnswerFinding, DutyHolder.Organizer), (DutyKind.Step, DutyHolder.Leader)], (await DutiesAsync(id)).Order());
        Assert.Equal(Ball.Organizer, (await StandingAsync(id)).Ball);
        Assert.Equal(Today.AddDays(7), (await StandingAsync(id)).NextDue);

        Host.Clock.Advance(TimeSpan.FromDays(3));
        var row = await Host.ReadAsync(db => db.Findings.AsNoTracking().SingleAsync(f => f.EngagementId == id && f.Facts.ClosedOn == null));
        await Host.ActAsync<FindingService>(s => s.AnswerAsync(speaker, id, row.Id, row.Version, "答复", null, Today, CancellationToken.None));
        Assert.Equal([(DutyKind.JudgeAnswer, DutyHolder.Team), (DutyKind.Step, DutyHolder.Leader)], (await DutiesAsync(id)).Order());
        Assert.Equal(Ball.Firm, (await StandingAsync(id)).Ball);

        var spells = await Host.ReadAsync(db => db.PhaseSpells.Where(s => s.EngagementId == id).OrderBy(s => s.From).ToListAsync());
        Assert.Equal([Ball.Firm, Ball.Organizer, Ball.Firm], spells.Select(s => s.Ball));
        Assert.Equal(TimeSpan.FromDays(3), spells[1].To - spells[1].From);
        Assert.Null(spells[2].To);
    }

    [Fact]
    public async Task A_service_that_comes_to_light_blocks_at_once_in_the_pages_and_after_the_recheck_in_the_lists()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        Assert.False((await ViewAsync(id)).Blocks.Any());
        var engagement = await Host.ReadAsync(db => db.Engagements.AsNoTracking().SingleAsync(e => e.Id == id));

        await Host.ActAsync<SharedFactsCounter>(s => s.ChangedAsync(CancellationToken.None));
        await Host.DoAsync(async db =>
        {
            db.Services.Add(new NeutralityService(new ServiceFacts(engagement.Terms.FirmId, engagement.Event.OrganizerId, id, engagement.Event.Name, ServiceKind.Plan, new(2025, 9, 1), new(2025, 10, 1), [])));
            await db.SaveChangesAsync();
        });

        Assert.NotEmpty((await ViewAsync(id)).Blocks);
        Assert.False((await StandingAsync(id)).Conflict);
        await Host.UseAsync<IServiceProvider>(services => Application.Jobs.JobCatalog.RunAsync(
            RecheckJob.Name, services, System.Text.Json.JsonSerializer.Serialize(new RecheckJob.Args([engagement.Event.OrganizerId], [])), write => write(), CancellationToken.None));
        Assert.True((await StandingAsync(id)).Conflict);
        Assert.Equal(1, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.EngagementId == id && e.Action == "independence.blocked")));
        Assert.Contains((DutyKind.ClearConflict, DutyHolder.Leader), await DutiesAsync(id));
    }

    [Fact]
    public async Task What_the_pages_show_is_never_older_than_the_last_act()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var actor = await Host.ActorAsync("陈思远");
        var findings = (await ViewAsync(id)).Facts.Findings.Count;

        for (var i = 1; i <= 5; i++)
        {
            await Host.ActAsync<FindingService>(s => s.RaiseAsync(actor, id, FindingKind.Clarification, "要求", "描述", Today, Today.AddDays(7), CancellationToken.None));
            Assert.Equal(findings + i, (await ViewAsync(id)).Facts.Findings.Count);
        }
    }

    [Fact]
    public async Task Nobody_reaches_an_act_by_the_use_case_whom_the_page_would_not_let_in()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var later = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("后来的活动").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        var reviewer = await Host.ActorAsync("高明哲", StaffRoles.Reviewer);
        var stranger = new Actor(Guid.CreateVersion7(), "路人", null, [StaffRoles.Auditor, StaffRoles.Reviewer, StaffRoles.Administrator], []);
        var otherOrganizer = new Actor(Guid.CreateVersion7(), "别的组织者", null, [StaffRoles.Organizer], [Guid.CreateVersion7()]);
        var request = new RequestFacts { Title = "资料", RequestedOn = Today, DueOn = Today };

        await Assert.ThrowsAsync<ForbiddenException>(() => Host.ActAsync<EvidenceRequestService>(s => s.AskAsync(reviewer, id, [request], CancellationToken.None)));
        await Assert.ThrowsAsync<MissingException>(() => Host.ActAsync<EvidenceRequestService>(s => s.AskAsync(stranger, id, [request], CancellationToken.None)));
        await Assert.ThrowsAsync<MissingException>(() => Host.ActAsync<EvidenceService>(s => s.CheckAsync(otherOrganizer, id, new UploadFacts(null, null, null, null, null, null), CancellationToken.None)));
        await Assert.ThrowsAsync<MissingException>(() => Host.ActAsync<EvidenceRequestService>(s => s.CopyAsync(stranger, later, id, Today, Today, CancellationToken.None)));
    }

    [Fact]
    public async Task Whoever_gave_the_service_in_person_cannot_join_the_team_and_hears_why()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        var engagement = await Host.ReadAsync(db => db.Engagements.AsNoTracking().SingleAsync(e => e.Id == id));
        var helper = new Person(new PersonFacts(Guid.CreateVersion7(), "钱顾问", null, []));
        await Host.DoAsync(async db =>
        {
            var adviser = new Organization(new OrganizationFacts(Guid.CreateVersion7(), "某咨询公司", "91220101MA0Y1K2T99", null));
            db.AddRange(helper, adviser);
            db.Services.Add(new NeutralityService(new ServiceFacts(adviser.Id, engagement.Event.OrganizerId, id, engagement.Event.Name, ServiceKind.Accounting, new(2025, 9, 1), new(2025, 10, 1), [helper.Id])));
            await db.SaveChangesAsync();
        });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<TeamService>(
            s => s.JoinAsync(leader, id, new TeamFacts { PersonId = helper.Id, Role = TeamRole.Expert, From = Today }, CancellationToken.None)));

        Assert.Contains(refused.Refusals, r => r.Code.StartsWith("rule.independence.person", StringComparison.Ordinal) && r.Field == "Person");
    }

    private async Task<EngagementView> ViewAsync(Guid id)
    {
        EngagementView view = null!;
        await Host.UseAsync<EngagementViews>(async v => view = await v.GetAsync(id, CancellationToken.None));
        return view;
    }

    private Task<EngagementStanding> StandingAsync(Guid id) => Host.ReadAsync(db => db.Standings.AsNoTracking().SingleAsync(s => s.EngagementId == id));

    private async Task<List<(DutyKind, DutyHolder)>> DutiesAsync(Guid id) =>
        [.. (await Host.ReadAsync(db => db.Duties.Where(d => d.EngagementId == id && d.Kind != DutyKind.MendBlocks).ToListAsync())).Select(d => (d.Kind, d.Holder))];

    private static async Task<Exception?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception failure) when (failure is DbUpdateException or RefusedException)
        {
            return failure;
        }
    }
}
