using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Organizations;

public sealed class RegistryOnSqlite() : RegistryTests(TestDatabase.Sqlite);

public sealed class RegistryOnPostgreSql() : RegistryTests(TestDatabase.PostgreSql);

public abstract class RegistryTests(string provider) : RegistryHostTests(provider)
{
    private static readonly ServiceForm Training = new(Firm, IceAssociation, Event, ServiceKind.Training, new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 2), null);

    [Fact]
    public async Task A_service_makes_the_conflict_of_a_running_engagement_and_its_mistake_takes_it_away_both_in_the_ledger()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        await ActAsync<NeutralityServices>(s => s.RecordAsync(Auditor, Training, CancellationToken.None));
        await RecheckAsync();
        Assert.Equal([RuleKeys.SameBody, RuleKeys.Person], await BlocksAsync(id));
        Assert.True(await Host.ReadAsync(db => db.Standings.Select(s => s.Conflict).SingleAsync()));

        var service = await ServiceAsync();
        Assert.Equal(id, service.EngagementEvent);
        await ActAsync<NeutralityServices>(s => s.DeclareMistakenAsync(Officer, service.Id, service.Version, Reason, CancellationToken.None));
        await RecheckAsync();
        Assert.Empty(await BlocksAsync(id));
        Assert.Equal(["engagement.imported", "independence.blocked", "independence.cleared"], await LedgerAsync(id));
        Assert.Equal(["service.recorded", "service.mistaken"], await LedgerAsync(null));
        Assert.Equal(Reason, (await ServiceAsync()).MistakenReason);
    }

    [Fact]
    public async Task Nobody_but_the_officer_weakens_anything_by_any_act()
    {
        await Host.ImportAsync(new CaseFolderBuilder());
        await ActAsync<NeutralityServices>(s => s.RecordAsync(Auditor, Training, CancellationToken.None));
        var share = await Host.ReadAsync(db => db.Ownerships.SingleAsync());
        var job = await Host.ReadAsync(db => db.Employments.FirstAsync());
        var firm = await Host.ReadAsync(db => db.Organizations.SingleAsync(o => o.Uscc == Firm));
        var service = await ServiceAsync();

        // The clock is shared by the whole run and may have gone on by days.
        var today = DateOnly.FromDateTime(Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        foreach (var actor in new[] { Auditor, Of(StaffRoles.Reviewer), Of(StaffRoles.Administrator), Of(StaffRoles.Organizer) })
        {
            await ForbiddenAsync<NeutralityServices>(s => s.DeclareMistakenAsync(actor, service.Id, service.Version, Reason, CancellationToken.None));
            await ForbiddenAsync<BondService>(s => s.DeclareOwnershipMistakenAsync(actor, share.Id, share.Version, Reason, CancellationToken.None));
            await ForbiddenAsync<BondService>(s => s.CorrectOwnershipAsync(actor, share.Id, share.Version, "10", Reason, CancellationToken.None));
            await ForbiddenAsync<BondService>(s => s.DeclareEmploymentMistakenAsync(actor, job.Id, job.Version, Reason, CancellationToken.None));
            await ForbiddenAsync<OrganizationService>(s => s.DeclareRepresentativeMistakenAsync(actor, firm.Id, firm.Version, "赵立衡", Reason, CancellationToken.None));
        }

        await RefusedAsync<BondService>("ownership.weaker", s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Holding, Firm, "50"), CancellationToken.None));
        await RefusedAsync<BondService>("employment.end-weaker", s => s.EndEmploymentAsync(Auditor, job.Id, job.Version, today.AddDays(-1), CancellationToken.None));
        await RefusedAsync<NeutralityServices>("mistake.reason", s => s.DeclareMistakenAsync(Officer, service.Id, service.Version, " ", CancellationToken.None));
        await ForbiddenAsync<NeutralityServices>(s => s.RecordAsync(Of(StaffRoles.Administrator), Training, CancellationToken.None));
        await ActAsync<BondService>(s => s.EndEmploymentAsync(Auditor, job.Id, job.Version, today.AddDays(1), CancellationToken.None));
        Assert.Equal(["service.recorded", "employment.ended"], await LedgerAsync(null));
    }

    [Fact]
    public async Task An_import_neither_revives_what_was_declared_mistaken_nor_passes_it_over_in_silence()
    {
        static void State(JsonObject c)
        {
            c["ownership"]!.AsArray().Add(new JsonObject { ["parent"] = "hengxin-holding", ["child"] = "lvxing", ["percent"] = 60 });
            c["organizations"]![3]!["legalRepresentative"] = "赵立衡";
            c["services"]!.AsArray().Add(new JsonObject { ["provider"] = "hengxin", ["organizer"] = "ice-assoc", ["event"] = "第三届长白山冰雪产业论坛", ["kind"] = "plan", ["from"] = "2025-11-01", ["to"] = "2025-11-02" });
            c["employments"]!.AsArray().Add(new JsonObject { ["person"] = "chen", ["organization"] = "ice-assoc", ["from"] = "2024-01-01" });
        }

        var first = await Host.ImportAsync(new CaseFolderBuilder().With(State));
        Assert.Equal([RuleKeys.SameBody, RuleKeys.Group, RuleKeys.Person, RuleKeys.OffsetSeller], await BlocksAsync(first));
        await DeclareAllMistakenAsync();
        Assert.Empty(await BlocksAsync(first));

        var second = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c =>
        {
            State(c);
            c["offsets"] = new JsonArray();
        }));

        Assert.DoesNotContain(await BlocksAsync(first), r => r.StartsWith("independence.", StringComparison.Ordinal));
        Assert.DoesNotContain(await BlocksAsync(second), r => r.StartsWith("independence.", StringComparison.Ordinal));
        Assert.Equal(4, (await KeptAsync(second)).Split("mistaken").Length - 1);
        Assert.Equal(1, await Host.ReadAsync(async db => (await db.Ownerships.ToListAsync()).Count(o => o.Percent == 60)));

        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第五届论坛").With(c =>
        {
            State(c);
            c["ownership"]![1]!["percent"] = 61;
            c["offsets"] = new JsonArray();
        }));
        Assert.Contains(RuleKeys.Group, await BlocksAsync(first));
    }

    [Fact]
    public async Task A_share_that_the_officer_corrects_downwards_stays_down_and_the_old_one_stays_to_be_seen()
    {
        static void State(JsonObject c) => c["ownership"]!.AsArray().Add(new JsonObject { ["parent"] = "hengxin-holding", ["child"] = "lvxing", ["percent"] = 60 });
        var id = await Host.ImportAsync(new CaseFolderBuilder().With(State));
        var share = (await Host.ReadAsync(db => db.Ownerships.ToListAsync())).Single(o => o.Percent == 60);

        await ActAsync<BondService>(s => s.CorrectOwnershipAsync(Officer, share.Id, share.Version, "40", Reason, CancellationToken.None));
        Assert.Empty(await BlocksAsync(id));
        var next = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c =>
        {
            State(c);
            c["offsets"] = new JsonArray();
        }));

        Assert.DoesNotContain(await BlocksAsync(id), r => r.StartsWith("independence.", StringComparison.Ordinal));
        Assert.Contains("60, mistaken", await KeptAsync(next), StringComparison.Ordinal);
        Assert.Equal([(40m, true), (60m, false)], (await Host.ReadAsync(db => db.Ownerships.Where(o => o.ChildId == share.ChildId).ToListAsync())).Select(o => (o.Percent, o.Counts)).Order());
        await RefusedAsync<BondService>("registry.declared-mistaken", s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Holding, Lvxing, "60"), CancellationToken.None));
        await ActAsync<BondService>(s => s.RecordOwnershipAsync(Officer, new OwnershipForm(Holding, Lvxing, "60"), CancellationToken.None));
        Assert.Contains(RuleKeys.OffsetSeller, await BlocksAsync(id));
    }

    [Fact]
    public async Task What_would_follow_is_said_without_a_trace_and_without_names_that_the_actor_may_not_see()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ReadAsync(db => db.People.Where(p => p.Email == "chen@hengxin.example").Select(p => p.Id).SingleAsync());

        var seen = await PreviewAsync(Auditor with { PersonId = leader });
        var stranger = await PreviewAsync(Auditor);

        Assert.Equal((1, 0, 1, 1), (seen.Visible.Count, seen.Hidden, seen.Evaluated, seen.Touched));
        Assert.Contains(seen.Visible[0].Issues, i => i.Rule.Key == RuleKeys.SameBody);
        Assert.Equal((0, 1), (stranger.Visible.Count, stranger.Hidden));
        Assert.Empty(await BlocksAsync(id));
        Assert.Equal(0, await Host.ReadAsync(db => db.Services.CountAsync(s => s.Kind == ServiceKind.Training)));
        Assert.Empty(await LedgerAsync(null));
    }

    [Fact]
    public async Task A_service_is_for_the_event_however_its_name_is_written_and_whatever_it_is_called_later()
    {
        var id = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("Ice Forum ２０２６").With(c => c["offsets"] = new JsonArray()));

        await ActAsync<NeutralityServices>(s => s.RecordAsync(Auditor, Training with { Organizer = Venue, EventName = " ice  forum 2026" }, CancellationToken.None));
        Assert.Contains(RuleKeys.SameBody, await BlocksAsync(id));

        await Host.DoAsync(async db =>
        {
            var engagement = await db.Engagements.SingleAsync();
            engagement.CorrectEvent(engagement.Event with { Name = "另一个名称" });
            await db.SaveChangesAsync();
        });
        Assert.Contains(RuleKeys.SameBody, await BlocksAsync(id));
    }

    [Fact]
    public async Task Giving_the_event_another_name_gets_rid_of_no_service_that_was_recorded_before_it()
    {
        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("别的活动").With(c => c["offsets"] = new JsonArray()));
        await ActAsync<NeutralityServices>(s => s.RecordAsync(Auditor, Training with { EventName = "尚未立项的活动" }, CancellationToken.None));
        Assert.Null((await ServiceAsync()).EngagementEvent);
        var id = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("尚未立项的活动").With(c => c["offsets"] = new JsonArray()));

        foreach (var name in new[] { "改名", "再改名" })
        {
            await Host.DoAsync(async db =>
            {
                var engagement = await db.Engagements.SingleAsync(e => e.Id == id);
                engagement.CorrectEvent(engagement.Event with { Name = name });
                await db.SaveChangesAsync();
            });
            Assert.Contains(RuleKeys.SameBody, await BlocksAsync(id));
        }
    }

    [Fact]
    public async Task Another_name_or_address_makes_no_new_person_and_no_new_organization()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        var person = await Host.ReadAsync(db => db.People.SingleAsync(p => p.Email == "chen@hengxin.example"));
        var firm = await Host.ReadAsync(db => db.Organizations.SingleAsync(o => o.Uscc == Firm));
        await ActAsync<PersonService>(s => s.CorrectAsync(Auditor, person.Id, person.Version, new PersonForm("陈思源", "siyuan@hengxin.example", "核查员", false), CancellationToken.None));
        await ActAsync<OrganizationService>(s => s.RenameAsync(Auditor, firm.Id, firm.Version, "吉林衡信认证有限公司", CancellationToken.None));

        var second = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c => c["offsets"] = new JsonArray()));

        Assert.Equal((5, 5), await Host.ReadAsync(async db => (await db.Organizations.CountAsync(), await db.People.CountAsync())));
        Assert.DoesNotContain($"{Firm}.name", await KeptAsync(second), StringComparison.Ordinal);
        await RefusedAsync<PersonService>("person.email-taken", s => s.RegisterAsync(Auditor, new PersonForm("别人", "chen@hengxin.example", null, false), CancellationToken.None));
        var refusals = new List<Refusal>();
        await Host.UseAsync<RegistryLookup>(async lookup =>
        {
            Assert.Equal(person.Id, (await lookup.FindPersonAsync("chen@hengxin.example", "Person", refusals, CancellationToken.None))!.Id);
            Assert.Equal(person.Id, (await lookup.FindPersonAsync("陈思远", "Person", refusals, CancellationToken.None))!.Id);
            Assert.Equal(firm.Id, (await lookup.FindOrganizationAsync("吉林衡信碳评价有限公司", "Organizer", refusals, CancellationToken.None))!.Id);
            Assert.Equal(firm.Id, (await lookup.FindOrganizationAsync($"吉林衡信认证有限公司 {Firm.ToLowerInvariant()}", "Organizer", refusals, CancellationToken.None))!.Id);
        });
        Assert.Empty(refusals);
        Assert.Equal(first, await Host.ReadAsync(db => db.Engagements.OrderBy(e => e.OpenedAt).Select(e => e.Id).FirstAsync()));
    }

    [Fact]
    public async Task Every_reason_is_told_at_once_with_its_field()
    {
        await Host.ImportAsync(new CaseFolderBuilder());

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<NeutralityServices>(s => s.RecordAsync(
            Auditor, new ServiceForm("nobody", IceAssociation, new string('长', 201), ServiceKind.Plan, new DateOnly(2026, 2, 2), new DateOnly(2026, 2, 1), "chen@hengxin.example\nghost@nowhere.example"), CancellationToken.None)));
        Assert.Equal(
            ["registry.organization-unknown Provider", "registry.person-unknown People", "service.dates Until", "registry.text-long EventName"],
            refused.Refusals.Select(r => $"{r.Code} {r.Field}"));

        var shares = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<BondService>(s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Venue, Firm, "23"), CancellationToken.None)));
        Assert.Equal(["ownership.sum Percent"], shares.Refusals.Select(r => $"{r.Code} {r.Field}"));
        var self = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<BondService>(s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Venue, Venue, "101"), CancellationToken.None)));
        Assert.Equal(["ownership.percent Percent", "ownership.self Parent"], self.Refusals.Select(r => $"{r.Code} {r.Field}"));
        await ActAsync<BondService>(s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Venue, Firm, "２２"), CancellationToken.None));
    }

    private Task<NeutralityService> ServiceAsync() => Host.ReadAsync(db => db.Services.SingleAsync(s => s.Kind == ServiceKind.Training));

    private async Task<Consequences> PreviewAsync(Actor actor)
    {
        Consequences? found = null;
        await Host.UseAsync<IServiceProvider>(async services =>
        {
            var db = (SuiteDb)services.GetService(typeof(SuiteDb))!;
            await using var transaction = await db.Database.BeginTransactionAsync();
            var records = (NeutralityServices)services.GetService(typeof(NeutralityServices))!;
            found = await ((ConflictPreview)services.GetService(typeof(ConflictPreview))!)
                .OfAsync(actor, async () => NeutralityServices.Touched(await records.AddAsync(actor, Training, CancellationToken.None)), CancellationToken.None);
            await transaction.RollbackAsync();
        });
        return found!;
    }

    private async Task DeclareAllMistakenAsync()
    {
        var share = (await Host.ReadAsync(db => db.Ownerships.ToListAsync())).Single(o => o.Percent == 60);
        var job = await Host.ReadAsync(db => db.Employments.SingleAsync(e => e.From == new DateOnly(2024, 1, 1) && e.To == null && e.PersonId == db.People.First(p => p.Name == "陈思远").Id
            && e.OrganizationId == db.Organizations.First(o => o.Uscc == IceAssociation).Id));
        var service = await Host.ReadAsync(db => db.Services.SingleAsync(s => s.ProviderId == db.Organizations.First(o => o.Uscc == Firm).Id));
        var lvxing = await Host.ReadAsync(db => db.Organizations.SingleAsync(o => o.Uscc == Lvxing));
        await ActAsync<BondService>(s => s.DeclareOwnershipMistakenAsync(Officer, share.Id, share.Version, Reason, CancellationToken.None));
        await ActAsync<BondService>(s => s.DeclareEmploymentMistakenAsync(Officer, job.Id, job.Version, Reason, CancellationToken.None));
        await ActAsync<NeutralityServices>(s => s.DeclareMistakenAsync(Officer, service.Id, service.Version, Reason, CancellationToken.None));
        await ActAsync<OrganizationService>(s => s.DeclareRepresentativeMistakenAsync(Officer, lvxing.Id, lvxing.Version, "赵立衡", Reason, CancellationToken.None));
    }

    private Task<ForbiddenException> ForbiddenAsync<T>(Func<T, Task> act) where T : notnull => Assert.ThrowsAsync<ForbiddenException>(() => ActAsync(act));

    private async Task RefusedAsync<T>(string code, Func<T, Task> act) where T : notnull =>
        Assert.Equal([code], (await Assert.ThrowsAsync<RefusedException>(() => ActAsync(act))).Refusals.Select(r => r.Code));
}
