using System.Globalization;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Lists;

public abstract class EngagementListTests(string provider) : OnDatabase(provider)
{
    private const string Firm = "衡信碳中和评价有限公司";
    private const string Organizer = "长春会展集团";
    private const int Engagements = 130;

    private readonly Guid _chensAccount = Guid.CreateVersion7();
    private readonly Dictionary<Guid, string> _events = [];
    private ManyEngagements _many = null!;

    public static TheoryData<ListSort> Sorts => [.. Enum.GetValues<ListSort>()];

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "officer", null, [StaffRoles.Impartiality], []);

    private Actor Chen => new(_chensAccount, "陈思远", _many.Id("陈思远"), [StaffRoles.Auditor], []);

    private static Actor Stranger { get; } = new(Guid.CreateVersion7(), "stranger", Guid.CreateVersion7(), [StaffRoles.Auditor], []);

    [Fact]
    public async Task Walking_all_pages_forth_and_back_meets_every_visible_engagement_once_in_order()
    {
        await FillAsync();
        foreach (var (actor, sort) in from actor in new[] { Officer, Chen } from sort in Enum.GetValues<ListSort>() select (actor, sort))
        {
            var visible = await VisibleAsync(actor);
            var there = await WalkAsync(actor, new EngagementListQuery { Sort = sort });

            Assert.Equal(visible.Order(), there.Select(r => r.EngagementId).Order());
            Assert.Equal(there.Count, there.Select(r => r.EngagementId).Distinct().Count());
            Assert.Equal(Sorted(there, sort), there.Select(r => KeyOf(r, sort)));
        }

        Assert.Empty((await PageAsync(Stranger, new())).Rows);
        Assert.Equal(0, (await PageAsync(Stranger, new())).Count);
        await TakeAllAsync();
        var seen = await WalkAsync(Chen, new());
        Assert.Equal((await VisibleAsync(Chen)).Order(), seen.Select(r => r.EngagementId).Order());
        Assert.InRange(seen.Count, 51, Engagements - 1);
    }

    [Fact]
    public async Task Each_filter_leaves_exactly_those_that_fit()
    {
        await FillAsync();
        var all = await Host.ReadAsync(db => db.Standings.AsNoTracking().ToListAsync());
        var today = ChinaDay.Today(Host.Clock);
        (EngagementListQuery Query, Func<EngagementStanding, bool> Fits)[] filters =
        [
            (new() { Phase = "closed" }, s => s.Phase == "closed"), (new() { Phase = "open" }, s => s.Phase != "closed"), (new() { Phase = "prepare" }, s => s.Phase == "prepare"),
            (new() { Kind = EventKind.Exhibition }, s => s.EventKind == EventKind.Exhibition), (new() { Turn = Ball.Organizer }, s => s.Ball == Ball.Organizer),
            (new() { Turn = Ball.Firm }, s => s.Ball == Ball.Firm), (new() { Blocked = true }, s => s.Blocks > 0 && s.Phase != "closed"), (new() { Conflict = true }, s => s.Conflict),
            (new() { Late = true }, s => s.NextDue < today), (new() { Ready = true }, s => s.MayIssue && s.Phase != "closed"), (new() { Year = 2025 }, s => s.Start.Year == 2025),
            (new() { Phase = "open", Kind = EventKind.Conference, Year = 2026 }, s => s.Phase != "closed" && s.EventKind == EventKind.Conference && s.Start.Year == 2026),
            (new() { Text = "冰雪" }, s => s.EventName.Contains("冰雪")), (new() { Text = "没有这样的活动" }, _ => false),
        ];
        Assert.Contains(all, s => s.Ball == Ball.Organizer);
        Assert.Contains(all, s => s.NextDue < today);
        foreach (var (query, fits) in filters)
        {
            var wanted = all.Where(fits).Select(s => s.EngagementId).Order().ToList();
            Assert.Equal(wanted, (await WalkAsync(Officer, query)).Select(r => r.EngagementId).Order());
            var visible = await VisibleAsync(Chen);
            Assert.Equal(wanted.Where(visible.Contains), (await WalkAsync(Chen, query)).Select(r => r.EngagementId).Order());
        }

        var gao = new Actor(Guid.CreateVersion7(), "高明哲", _many.Id("高明哲"), [StaffRoles.Reviewer], []);
        var led = await WalkAsync(Chen, new() { Part = MyPart.Leader });

        Assert.NotEmpty(led);
        Assert.All(led, s => Assert.Equal(_many.Id("陈思远"), s.LeaderId));
        Assert.Empty(await WalkAsync(Chen, new() { Part = MyPart.Reviewer }));
        Assert.NotEmpty(await WalkAsync(gao, new() { Part = MyPart.Reviewer }));
        Assert.Empty(await WalkAsync(gao, new() { Part = MyPart.Approver }));
    }

    [Fact]
    public async Task A_filter_that_hardly_anything_fits_ends_a_page_early_and_goes_on_to_the_same_rows()
    {
        await FillAsync();
        var query = new EngagementListQuery { Phase = "closed", Kind = EventKind.Exhibition, Year = 2026 };
        foreach (var sort in Enum.GetValues<ListSort>())
        {
            var whole = await PageAsync(Officer, query with { Sort = sort });
            var (rows, cuts) = (new List<Guid>(), 0);
            ListPlace? place = null;
            do
            {
                var page = await PageAsync(Officer, query with { Sort = sort, After = place }, lookedThrough: 10);
                Assert.True(page.Next is null || page.Cut);
                Assert.Null(page.Count);
                rows.AddRange(page.Rows.Select(r => r.EngagementId));
                (place, cuts) = (page.Next is { } next ? ListPlace.Read(sort, next.Write(sort)) : null, cuts + (page.Cut ? 1 : 0));
            }
            while (place is not null);

            Assert.NotEmpty(whole.Rows);
            Assert.False(whole.Cut);
            Assert.Equal(whole.Rows.Count, whole.Count);
            Assert.Equal(whole.Rows.Select(r => r.EngagementId), rows);
            Assert.True(cuts > 2);
        }
    }

    [Fact]
    public async Task The_migration_puts_every_engagement_on_the_shelves_that_an_act_does()
    {
        await FillAsync();
        Task<List<(Guid, Guid, int, int, DateOnly, string)>> RowsAsync() => Host.ReadAsync(async db => (await db.EngagementReaders.AsNoTracking().ToListAsync())
            .Select(r => (r.EngagementId, r.ReaderId, r.Parts, r.Marks, r.NextDue, r.Name)).Order().ToList());
        var kept = await RowsAsync();

        await Host.DoAsync(db => db.GetService<IMigrator>().MigrateAsync("WorkingDay"));
        Assert.Equal(kept.Count - (2 * Engagements), (await RowsAsync()).Count);
        await Host.DoAsync(db => db.Database.MigrateAsync());
        await Host.UseAsync<WorkflowStore>(store => store.RefreshAsync(CancellationToken.None));

        Assert.Equal(kept, await RowsAsync());
    }

    [Fact]
    public async Task Whoever_leaves_every_part_leaves_the_list_and_who_comes_in_is_in_it()
    {
        await FillAsync();
        var (id, name) = _events.First();
        var newcomer = Stranger;
        await Host.DoAsync(async db =>
        {
            var engagement = await db.Engagements.SingleAsync(e => e.Id == id);
            engagement.ChangeTerms(engagement.Terms with { ReviewerId = newcomer.PersonId });
            db.People.Add(new(new(newcomer.PersonId!.Value, "新来的人", null, [])));
            await db.SaveChangesAsync();
        });
        await RefreshAsync(id);

        Assert.Equal(name, Assert.Single((await PageAsync(newcomer, new())).Rows).EventName);
        var gao = new Actor(Guid.CreateVersion7(), "高明哲", _many.Id("高明哲"), [StaffRoles.Reviewer], []);
        Assert.DoesNotContain(await WalkAsync(gao, new()), r => r.EngagementId == id);
    }

    private async Task TakeAllAsync()
    {
        var rows = new List<Guid>();
        await Host.UseAsync<EngagementList>(async list =>
        {
            await foreach (var row in list.AllAsync(Officer, new() { Sort = ListSort.NextDue }, CancellationToken.None))
            {
                rows.Add(row.EngagementId);
            }
        });

        Assert.Equal(Engagements, rows.Distinct().Count());
        Assert.Equal(Engagements, rows.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000.9999999999999999999999")]
    [InlineData("00000000000000000000000000000000.2026x")]
    [InlineData("0000000000000000000000000000000g.20260101")]
    public void A_place_that_nobody_wrote_is_none(string text)
    {
        Assert.Null(ListPlace.Read(ListSort.Newest, text));
        Assert.Null(ListPlace.Read(ListSort.EventDate, text));
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public void A_place_reads_as_it_was_written(ListSort sort)
    {
        var place = new ListPlace(new DateTimeOffset(2026, 3, 1, 1, 2, 3, 4, TimeSpan.Zero), new DateOnly(2026, 5, 6), "a.b~'\"冰雪 论坛", Guid.CreateVersion7());

        Assert.Equal(place.Write(sort), ListPlace.Read(sort, place.Write(sort))!.Write(sort));
    }

    private async Task FillAsync()
    {
        _many = new ManyEngagements(Host.Services);
        await _many.RegistryAsync(["陈思远", "王雨桐", "高明哲", "赵立衡"], [(Firm, "91110000600037341L"), (Organizer, "91350100M000100Y43")]);
        var today = ChinaDay.Today(Host.Clock);
        for (var i = 0; i < Engagements; i++)
        {
            // Many share a day, a name or a moment, so that the tie decides.
            var name = i % 7 == 0 ? "同名的活动" : i % 5 == 0 ? $"第{i}届冰雪论坛" : $"活动 {i:000}";
            var facts = ManyEngagements.Event(name, _many.Id(Organizer), new DateOnly(2025, 11, 1).AddDays(i / 4 * 3), (EventKind)(i % 5));
            var people = i % 3 == 0 ? new[] { "王雨桐", null, null, "赵立衡" } : ["陈思远", "王雨桐", i % 2 == 0 ? "高明哲" : null, null];
            var dueOn = today.AddDays((i % 4) - 2);
            var id = await _many.AddAsync(
                facts, Firm, i == 0 ? ["王雨桐", null, "高明哲", null] : people, i % 6 == 0 ? _chensAccount : Guid.CreateVersion7(), Host.Clock.GetUtcNow().AddMinutes(i / 10), i % 9 == 8 ? "已完成" : null,
                (db, id) =>
                {
                    db.Findings.AddRange(i % 4 == 3 ? [] : [new Finding(id, 0, new FindingFacts { Key = "NC-01", Description = "缺证据", RaisedOn = today, DueOn = dueOn })]);
                    db.Declarations.AddRange(i % 8 > 4 ? [] : people.OfType<string>().Select((p, n) => new Declaration(id, n, new DeclarationFacts { PersonId = _many.Id(p), SignedOn = today })));
                });
            _events[id] = name;
        }
    }

    private async Task<List<Guid>> VisibleAsync(Actor actor) => await Host.ReadAsync(db => db.Engagements.VisibleTo(db, actor).Select(e => e.Id).ToListAsync());

    private async Task RefreshAsync(Guid id) => await Host.UseAsync<StandingKeeper>(async keeper =>
    {
        await Host.DoAsync(_ => Task.CompletedTask);
        await keeper.RefreshAsync(id, CancellationToken.None);
    });

    private async Task<ListPage> PageAsync(Actor actor, EngagementListQuery query, int lookedThrough = EngagementList.MostLookedThrough)
    {
        ListPage page = null!;
        await Host.UseAsync<IServiceProvider>(async services => page = await new EngagementList(services.GetRequiredService<SuiteDb>(), services.GetRequiredService<Searches>(), Host.Clock) { LookedThrough = lookedThrough }
            .PageAsync(actor, query, CancellationToken.None));
        return page;
    }

    /// <summary>Forth to the end by the addresses that the pages give, then back to the beginning, which must meet the same rows.</summary>
    private async Task<List<EngagementStanding>> WalkAsync(Actor actor, EngagementListQuery query)
    {
        var forth = new List<EngagementStanding>();
        var page = await PageAsync(actor, query);
        var total = page.Count;
        Assert.Null(page.Previous);
        forth.AddRange(page.Rows);
        while (page.Next is { } next)
        {
            page = await PageAsync(actor, query with { After = ListPlace.Read(query.Sort, next.Write(query.Sort)) });
            forth.AddRange(page.Rows);
        }

        var back = new List<EngagementStanding>(page.Rows);
        while (page.Previous is { } previous)
        {
            page = await PageAsync(actor, query with { Before = ListPlace.Read(query.Sort, previous.Write(query.Sort)) });
            back.InsertRange(0, page.Rows);
        }

        Assert.Equal(forth.Select(r => r.EngagementId), back.Select(r => r.EngagementId));
        Assert.Equal(forth.Count, total);
        return forth;
    }

    private static IEnumerable<string> Sorted(IEnumerable<EngagementStanding> rows, ListSort sort)
    {
        var keys = rows.Select(r => KeyOf(r, sort));
        return sort is ListSort.Newest or ListSort.EventDate ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal);
    }

    private static string KeyOf(EngagementStanding row, ListSort sort) => sort switch
    {
        ListSort.Newest => row.OpenedAt.ToString("O", CultureInfo.InvariantCulture),
        ListSort.EventDate => row.Start.ToString("O", CultureInfo.InvariantCulture),
        ListSort.NextDue => (row.NextDue ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture),
        _ => row.EventName,
    };
}

public sealed class EngagementListTestsOnSqlite() : EngagementListTests(TestDatabase.Sqlite);

public sealed class EngagementListTestsOnPostgreSql() : EngagementListTests(TestDatabase.PostgreSql);
