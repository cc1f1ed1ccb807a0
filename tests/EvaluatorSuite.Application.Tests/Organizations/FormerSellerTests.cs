using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Organizations;

public sealed class FormerSellerOnSqlite() : FormerSellerTests(TestDatabase.Sqlite);

public sealed class FormerSellerOnPostgreSql() : FormerSellerTests(TestDatabase.PostgreSql);

/// <summary>What was written down and binds is not lifted by writing it over (docs/decisions/0015); an opener is bound like a member.</summary>
public abstract class FormerSellerTests(string provider) : RegistryHostTests(provider)
{
    [Fact]
    public async Task A_seller_of_the_firms_group_blocks_on_after_the_line_is_changed_or_removed_until_the_officer_declares_it_mistaken()
    {
        var id = await SoldByTheGroupAsync();
        var leader = await Host.ActorAsync("陈思远");
        foreach (var line in await LinesAsync(id))
        {
            await ActAsync<OffsetService>(s => s.CorrectAsync(leader, id, line.Id, line.Version, line.Facts with { SellerId = null }, CancellationToken.None));
        }

        Assert.Equal(["rule.independence.offset-seller.former"], await FindingsAsync(id));
        foreach (var line in await LinesAsync(id))
        {
            await ActAsync<OffsetService>(s => s.RemoveAsync(leader, id, line.Id, line.Version, CancellationToken.None));
        }

        Assert.Equal(["rule.independence.offset-seller.former"], await FindingsAsync(id));
        Assert.True(await Host.ReadAsync(db => db.Standings.Select(s => s.Conflict).SingleAsync()));
        var seller = await IdOfAsync(Lvxing);
        foreach (var actor in new[] { leader, await Host.ActorAsync("高明哲", StaffRoles.Reviewer) })
        {
            await Assert.ThrowsAsync<ForbiddenException>(() => ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(actor, id, seller, Reason, CancellationToken.None)));
        }

        await Assert.ThrowsAsync<MissingException>(() => ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(Of(StaffRoles.Administrator), id, seller, Reason, CancellationToken.None)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(Officer, id, seller, " ", CancellationToken.None)));
        Assert.Equal("Reason", Assert.Single(refused.Refusals).Field);
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(Officer, id, Guid.CreateVersion7(), Reason, CancellationToken.None)));
        Assert.Equal(["rule.independence.offset-seller.former"], await FindingsAsync(id));

        await ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(Officer, id, seller, Reason, CancellationToken.None));

        Assert.Empty(await FindingsAsync(id));
        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == "offset.seller-mistaken"));
        Assert.Contains(Reason, entry.Payload, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<OffsetService>(s => s.DeclareSellerMistakenAsync(Officer, id, seller, Reason, CancellationToken.None)));
    }

    [Fact]
    public async Task A_seller_outside_of_the_group_binds_as_soon_as_the_firm_turns_out_to_control_it()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var leader = await Host.ActorAsync("陈思远");
        foreach (var line in await LinesAsync(id))
        {
            await ActAsync<OffsetService>(s => s.RemoveAsync(leader, id, line.Id, line.Version, CancellationToken.None));
        }

        Assert.Empty(await FindingsAsync(id));
        await ActAsync<BondService>(s => s.RecordOwnershipAsync(Auditor, new OwnershipForm(Firm, Lvxing, "60"), CancellationToken.None));
        await RecheckAsync();

        Assert.Equal(["rule.independence.offset-seller.former"], await FindingsAsync(id));
        Assert.True(await Host.ReadAsync(db => db.Standings.Select(s => s.Conflict).SingleAsync()));
    }

    [Fact]
    public async Task Whoever_was_employed_by_the_organizer_does_not_open_its_engagement_and_one_who_turns_out_to_have_been_blocks_it()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        var (@event, terms, guide) = await Host.ReadAsync(async db => await db.Engagements.Select(e => ValueTuple.Create(e.Event, e.Terms, e.GuideKey)).SingleAsync());
        var next = @event with { Name = "第四届长白山冰雪产业论坛" };
        var bare = terms with { ReviewerId = null, ApproverId = null };
        var opener = await Host.ActorAsync("陈思远", StaffRoles.Auditor);
        Guid opened = default;
        await ActAsync<EngagementService>(async s => opened = await s.OpenAsync(opener, next, bare, guide, CancellationToken.None));
        Assert.DoesNotContain(RuleKeys.Person, await BlocksAsync(opened));

        var address = await Host.ReadAsync(db => db.People.Where(p => p.Name == "陈思远").Select(p => p.Email).SingleAsync());
        var organizer = await Host.ReadAsync(db => db.Organizations.Where(o => o.Id == @event.OrganizerId).Select(o => o.Uscc).SingleAsync());
        await ActAsync<BondService>(s => s.RecordEmploymentAsync(Auditor, new EmploymentForm(address, organizer!, new DateOnly(2024, 1, 1), null, "顾问"), CancellationToken.None));
        await RecheckAsync();

        Assert.Contains(RuleKeys.Person, await BlocksAsync(opened));
        Assert.Contains((await Host.EvaluateAsync(opened)).Issues, i => i.Rule.Key == RuleKeys.Person && i.Finding.Values["part"] is Term { Code: "part.Opener" });
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<EngagementService>(s => s.OpenAsync(opener, next with { Name = "第五届长白山冰雪产业论坛" }, bare, guide, CancellationToken.None)));
        Assert.Equal("rule.independence.person.employed-by-organizer", Assert.Single(refused.Refusals).Reason.Code);
        Assert.Equal(2, await Host.ReadAsync(db => db.Engagements.CountAsync()));
        Assert.NotEqual(first, opened);
    }

    [Fact]
    public async Task One_engagement_that_cannot_be_evaluated_keeps_no_other_from_being_checked_again()
    {
        var ids = new List<Guid> { await Host.ImportAsync(new CaseFolderBuilder()) };
        ids.Add(await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c => c["offsets"] = new JsonArray())));
        ids.Add(await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第五届论坛").With(c => c["offsets"] = new JsonArray())));
        var broken = ids[1];
        await Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE findings SET \"Facts_Rounds\" = 'broken' WHERE \"EngagementId\" = {broken}"));
        var evaluated = await Host.ReadAsync(db => db.Standings.ToDictionaryAsync(s => s.EngagementId, s => s.EvaluatedAt));
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var request = await EnqueuedAsync();
        var failure = await Record.ExceptionAsync(() => Host.UseAsync<JobRunner>(runner => runner.RunAsync(request, CancellationToken.None)));

        var now = await Host.ReadAsync(db => db.Standings.ToDictionaryAsync(s => s.EngagementId, s => s.EvaluatedAt));
        Assert.Equal(ids.Where(i => i != broken).Order(), now.Where(s => s.Value > evaluated[s.Key]).Select(s => s.Key).Order());
        var kept = await Host.ReadAsync(db => db.JobRequests.SingleAsync(r => r.Id == request));
        Assert.Null(kept.FinishedAt);
        Assert.Contains(broken.ToString(), $"{failure}{kept.LastError}", StringComparison.Ordinal);
    }

    private async Task<Guid> EnqueuedAsync()
    {
        var request = new Application.Jobs.JobRequest { Id = Guid.CreateVersion7(), Job = RecheckJob.Name, Args = """{"Organizations":null,"People":[]}""", RequestedAt = Host.Clock.GetUtcNow(), DueAt = Host.Clock.GetUtcNow() };
        await Host.DoAsync(async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
        });
        return request.Id;
    }

    private async Task<Guid> SoldByTheGroupAsync()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().With(c => c["ownership"]!.AsArray().Add(new JsonObject { ["parent"] = "hengxin-holding", ["child"] = "lvxing", ["percent"] = 60 })));
        Assert.NotEmpty(await FindingsAsync(id));
        Assert.All(await FindingsAsync(id), f => Assert.Equal("rule.independence.offset-seller", f));
        return id;
    }

    private Task<List<OffsetLine>> LinesAsync(Guid id) => Host.ReadAsync(db => db.OffsetLines.AsNoTracking().Where(o => o.EngagementId == id).OrderBy(o => o.Position).ToListAsync());

    private Task<Guid> IdOfAsync(string uscc) => Host.ReadAsync(db => db.Organizations.Where(o => o.Uscc == uscc).Select(o => o.Id).SingleAsync());

    private async Task<IReadOnlyList<string>> FindingsAsync(Guid id) => [.. (await Host.EvaluateAsync(id)).Issues.Where(i => i.Rule.Key == RuleKeys.OffsetSeller).Select(i => i.Finding.Code)];
}
