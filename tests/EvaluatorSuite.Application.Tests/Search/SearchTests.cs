using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Search;

public abstract class SearchTests(string provider) : OnDatabase(provider)
{
    private const string Firm = "衡信碳中和评价有限公司";
    private const string Organizer = "长春会展集团";

    private ManyEngagements _many = null!;
    private Guid _forum;

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "officer", null, [StaffRoles.Impartiality], []);

    private Actor Chen => new(Guid.CreateVersion7(), "陈思远", _many.Id("陈思远"), [StaffRoles.Auditor], []);

    private static Actor Stranger { get; } = new(Guid.CreateVersion7(), "stranger", Guid.CreateVersion7(), [StaffRoles.Auditor], []);

    [Theory]
    [InlineData("冰雪", SearchKind.Engagement)]
    [InlineData("冰雪产业", SearchKind.Engagement)]
    [InlineData("会展", SearchKind.Engagement)]
    [InlineData("延吉", SearchKind.Engagement)]
    [InlineData("论坛 冰雪", SearchKind.Engagement)]
    [InlineData("冰 雪 产 业", null)]
    [InlineData("ＧＲＥＥＮ", SearchKind.Engagement)]
    [InlineData("🏂杯", SearchKind.Engagement)]
    [InlineData("CCER-2024-000500", SearchKind.Unit)]
    [InlineData("ccer-2024", SearchKind.Unit)]
    [InlineData("注销证-77", SearchKind.Unit)]
    [InlineData("电费发票", SearchKind.Evidence)]
    [InlineData("100%_\"a\"", SearchKind.Evidence)]
    [InlineData("91350100M", SearchKind.Organization)]
    [InlineData("思远", SearchKind.Person)]
    public async Task What_stands_anywhere_in_it_is_found(string query, SearchKind? kind)
    {
        await FillAsync();
        var found = await FindAsync(Chen, query);

        Assert.Equal(kind is not null, found.Any(f => f.Kind == kind && (f.EngagementId ?? _forum) == _forum));
        Assert.Equal(found.Select(f => f.Id), (await FindAsync(Officer, query)).Where(f => f.EngagementId is null || f.EngagementId == _forum).Select(f => f.Id));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%%")]
    [InlineData("__")]
    [InlineData("**")]
    [InlineData("\"\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("冰雪\" OR \"马拉")]
    [InlineData("冰雪*")]
    [InlineData("NEAR(冰雪 论坛)")]
    [InlineData("grams:冰雪")]
    [InlineData("^冰雪")]
    [InlineData("{冰雪}")]
    [InlineData("冰坛")]
    [InlineData("雪冰")]
    [InlineData("没有")]
    [InlineData("\u0000冰雪")]
    public async Task What_does_not_stand_there_is_not_found_and_nothing_in_it_is_understood_as_a_command(string query)
    {
        await FillAsync();

        Assert.Empty(await FindAsync(Officer, query));
        Assert.Empty(await FindAsync(Chen, query));
    }

    [Theory]
    [InlineData("CCER-2024-000777", 1)]
    [InlineData("ccer-2024-777", 1)]
    [InlineData("ＣＣＥＲ-2024-０００７７７", 1)]
    [InlineData("CCER - 2024 - 000777", 1)]
    [InlineData("CCER-2024-000777 全国温室", 1)]
    [InlineData("CCER-2024-000500", 1)]
    [InlineData("CCER-2024-001000", 0)]
    [InlineData("CCER-2024-000499", 0)]
    [InlineData("CCER-2025-000777", 0)]
    [InlineData("CCER-2024-000777 地方", 0)]
    [InlineData("000777", 0)]
    public async Task A_serial_number_within_a_range_finds_the_units_that_hold_it(string query, int count)
    {
        await FillAsync();

        Assert.Equal(count, (await FindAsync(Chen, query)).Count(f => f is { Kind: SearchKind.Unit, Target: "u1" } && f.EngagementId == _forum));
        Assert.Equal(count, (await FindAsync(Officer, query, SearchKind.Unit)).Count);
        Assert.Empty(await FindAsync(Officer, query, SearchKind.Evidence));
        Assert.Empty(await FindAsync(Stranger, query));
    }

    [Fact]
    public async Task Units_from_before_bounds_were_kept_are_found_after_the_next_start()
    {
        await FillAsync();
        await Host.DoAsync(db => db.OffsetLines.ExecuteUpdateAsync(o => o.SetProperty(x => x.SerialFirst, (string?)null).SetProperty(x => x.SerialLast, (string?)null)));
        Assert.Empty(await FindAsync(Chen, "CCER-2024-000777"));

        await Host.UseAsync<StandingKeeper>(keeper => keeper.FillAsync(CancellationToken.None));

        Assert.Single(await FindAsync(Chen, "CCER-2024-000777"));
    }

    [Fact]
    public async Task One_character_and_what_is_too_long_find_nothing()
    {
        await FillAsync();

        Assert.Empty(await FindAsync(Officer, "冰"));
        Assert.Empty(await FindAsync(Officer, "🏂"));
        Assert.Empty(await FindAsync(Officer, new string('冰', 100_000)));
        Assert.Empty(await FindAsync(Officer, ""));
    }

    [Fact]
    public async Task Nobody_finds_what_belongs_to_an_engagement_that_they_do_not_see()
    {
        await FillAsync();

        foreach (var query in new[] { "冰雪", "会展", "CCER-2024", "电费发票", "马拉松" })
        {
            Assert.All(await FindAsync(Stranger, query), f => Assert.Null(f.EngagementId));
        }

        Assert.Empty(await FindAsync(Chen, "马拉松"));
        Assert.Single(await FindAsync(Officer, "马拉松"));
    }

    [Fact]
    public async Task Who_joins_finds_it_from_then_on_and_new_words_take_the_place_of_old_ones()
    {
        await FillAsync();
        await Host.DoAsync(async db =>
        {
            var engagement = await db.Engagements.SingleAsync(e => e.Id == _forum);
            engagement.CorrectEvent(engagement.Event with { Name = "改名后的大会" });
            engagement.ChangeTerms(engagement.Terms with { ReviewerId = Stranger.PersonId });
            db.OffsetLines.RemoveRange(db.OffsetLines);
            db.People.Add(new(new(Stranger.PersonId!.Value, "新来的人", null, [])));
            await db.SaveChangesAsync();
        });
        await Host.UseAsync<StandingKeeper>(keeper => keeper.RefreshAsync(_forum, CancellationToken.None));

        Assert.Equal(_forum, Assert.Single(await FindAsync(Stranger, "改名")).EngagementId);
        Assert.Single(await FindAsync(Stranger, "电费发票"));
        Assert.Empty(await FindAsync(Officer, "冰雪产业"));
        Assert.Empty(await FindAsync(Officer, "CCER-2024"));
    }

    [Fact]
    public async Task An_act_that_is_rolled_back_leaves_nothing_to_be_found()
    {
        await FillAsync();
        await Host.UseAsync<IServiceProvider>(async services =>
        {
            var db = (SuiteDb)services.GetService(typeof(SuiteDb))!;
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Organizations.Where(o => o.Name == Organizer).ExecuteUpdateAsync(o => o.SetProperty(x => x.Name, "吉林展览公司"));
            await ((SearchIndexer)services.GetService(typeof(SearchIndexer))!).RegistryAsync([_many.Id(Organizer)], CancellationToken.None);
            await transaction.RollbackAsync();
        });

        Assert.Empty(await FindAsync(Officer, "吉林展览"));
        Assert.Contains(await FindAsync(Officer, "长春会展"), f => f.Kind == SearchKind.Organization);
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended_the_newest_first()
    {
        _many = new ManyEngagements(Host.Services);
        var names = Enumerable.Range(0, 120).Select(i => $"王小{i}").ToList();
        await _many.RegistryAsync(names, []);
        var met = new List<string>();
        long? before = null;
        do
        {
            FoundPage page = null!;
            await Host.UseAsync<Searches>(async s => page = await s.FindAsync(Stranger, "王小", SearchKind.Person, before, Searches.PageSize, CancellationToken.None));
            met.AddRange(page.Rows.Select(r => r.Text));
            before = page.Before;
        }
        while (before is not null);

        Assert.Equal(names.Order(), met.Order());
        Assert.Empty(await FindAsync(Stranger, "王小", SearchKind.Unit));
    }

    [Fact]
    public async Task An_index_that_was_lost_is_built_again_from_what_is_kept()
    {
        await FillAsync();
        var seen = await FindAsync(Chen, "冰雪");
        await Host.UseAsync<ISearchIndex>(index => index.ClearAsync(CancellationToken.None));
        Assert.Empty(await FindAsync(Chen, "冰雪"));

        await Host.UseAsync<SearchRebuild>(rebuild => rebuild.RunAsync(CancellationToken.None));

        Assert.Equal(seen.Select(f => f.Text), (await FindAsync(Chen, "冰雪")).Select(f => f.Text));
        Assert.NotEmpty(await FindAsync(Stranger, "思远"));
        Assert.All(await FindAsync(Stranger, "会展"), f => Assert.Null(f.EngagementId));
    }

    [Fact]
    public async Task What_somebody_has_is_found_newest_first_however_far_apart_it_lies()
    {
        const string Word = "bword", Mine = "rmine";
        var mine = Enumerable.Range(0, 60).Select(i => 5 + (i * 40_000L)).ToList();
        await Host.ActAsync<ISearchIndex>(index => index.PutAsync(
            [.. mine.Select(id => (id, (IReadOnlyCollection<string>)[Word, Mine])), .. mine.Select(id => (id + 1, (IReadOnlyCollection<string>)[Word, "rother"])), (3_000_000_000L, ["bother", Mine])], CancellationToken.None));

        var met = new List<long>();
        IReadOnlyList<long> page = [];
        do
        {
            await Host.UseAsync<ISearchIndex>(async index => page = await index.FindAsync(new SearchQuestion([Word], [Mine, "rnobody"], met.Count == 0 ? null : met[^1], 7), CancellationToken.None));
            met.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(Enumerable.Reverse(mine), met);
    }

    private async Task FillAsync()
    {
        _many = new ManyEngagements(Host.Services);
        await _many.RegistryAsync(["陈思远", "王雨桐"], [(Firm, "91110000600037341L"), (Organizer, "91350100M000100Y43")]);
        var day = new DateOnly(2026, 2, 1);
        _forum = await _many.AddAsync(
            ManyEngagements.Event("第三届长白山冰雪产业论坛 Green 🏂杯", _many.Id(Organizer), day, city: "延吉市"), Firm, ["陈思远"], Guid.CreateVersion7(), Host.Clock.GetUtcNow(), null, (db, id) =>
            {
                db.OffsetLines.Add(new OffsetLine(id, 0, new OffsetFacts { Key = "u1", Kind = "ccer", Registry = "全国温室气体", SerialFrom = "CCER-2024-000500", SerialTo = "CCER-2024-000999", Tonnes = 1, Certificate = "注销证-77" }));
                db.Evidence.Add(new EvidenceItem(id, 0, new EvidenceFacts { Key = "e1", File = "电费发票2026年1月.pdf", Title = "会展中心 100%_\"a\"", ProvidedById = _many.Id(Organizer) }));
            });
        await _many.AddAsync(ManyEngagements.Event("净月潭马拉松", _many.Id(Organizer), day), Firm, ["王雨桐"], Guid.CreateVersion7(), Host.Clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string query, SearchKind? kind = null)
    {
        FoundPage page = null!;
        await Host.UseAsync<Searches>(async s => page = await s.FindAsync(actor, query, kind, null, Searches.PageSize, CancellationToken.None));
        return page.Rows;
    }
}

public sealed class SearchTestsOnSqlite() : SearchTests(TestDatabase.Sqlite);

public sealed class SearchTestsOnPostgreSql() : SearchTests(TestDatabase.PostgreSql);
