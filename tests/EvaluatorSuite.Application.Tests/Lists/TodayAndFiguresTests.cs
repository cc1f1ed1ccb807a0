using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Lists;

public abstract class TodayAndFiguresTests(string provider) : OnDatabase(provider)
{
    private const string Firm = "衡信碳中和评价有限公司";
    private const string Organizer = "长春会展集团";

    private ManyEngagements Many => field ??= new ManyEngagements(Host.Services);

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "officer", null, [StaffRoles.Impartiality], []);

    private DateOnly Today => ChinaDay.Today(Host.Clock);

    [Fact]
    public async Task Each_duty_stands_on_the_pages_of_those_whom_it_concerns_and_on_no_other()
    {
        await FillAsync();
        var forum = await AddAsync("冰雪论坛", ["陈思远", "王雨桐", "高明哲", null], (db, id) =>
        {
            db.Findings.Add(new Finding(id, 0, new FindingFacts { Key = "NC-01", Description = "缺证据", RaisedOn = Today, DueOn = Today.AddDays(-2) }));
            db.Findings.Add(new Finding(id, 1, new FindingFacts { Key = "NC-02", Description = "已答复", RaisedOn = Today, DueOn = Today.AddDays(-1), Answer = "见附件", AnsweredOn = Today }));
            db.Findings.Add(new Finding(id, 2, new FindingFacts { Key = "NC-03", Description = "已答复", RaisedOn = Today, DueOn = Today, Answer = "见附件", AnsweredOn = Today }));
            db.Declarations.Add(new Declaration(id, 0, new DeclarationFacts { PersonId = Many.Id("陈思远"), SignedOn = Today, Threats = [new Threat(ThreatKind.Familiarity, ThreatLevel.Medium, "同学", null)] }));
        });
        var chen = await ReadAsync("陈思远");
        var wang = await ReadAsync("王雨桐");
        var gao = await ReadAsync("高明哲");

        Assert.Equal([(DutyKind.JudgeAnswer, "NC-03"), (DutyKind.Step, "prep.contract-review")], Kinds(chen, TodayGroup.Mine));
        Assert.Equal([(DutyKind.JudgeAnswer, "NC-02")], Kinds(chen, TodayGroup.Late));
        Assert.Equal([(DutyKind.MendBlocks, "")], Kinds(chen, TodayGroup.Blocked));
        Assert.Equal([(DutyKind.AnswerFinding, "NC-01"), (DutyKind.Declare, ""), (DutyKind.Declare, ""), (DutyKind.JudgeThreat, "陈思远")], Kinds(chen, TodayGroup.Others).Order());
        Assert.Equal([(DutyKind.JudgeAnswer, "NC-03"), (DutyKind.Declare, "")], Kinds(wang, TodayGroup.Mine));
        Assert.Equal([(DutyKind.Declare, "")], Kinds(gao, TodayGroup.Mine));
        Assert.Empty(Kinds(gao, TodayGroup.Others));
        Assert.Equal([(DutyKind.JudgeThreat, "陈思远")], Kinds(await ReadAsync(Officer), TodayGroup.Mine));
        Assert.All(await ReadAsync(new Actor(Guid.CreateVersion7(), "", Guid.CreateVersion7(), [StaffRoles.Auditor], [])), s => Assert.Equal(0, s.Count));
        Assert.All(chen.SelectMany(s => s.Rows), r => Assert.Equal((forum, "冰雪论坛"), (r.EngagementId, r.Event)));
    }

    [Fact]
    public async Task A_page_shows_the_first_and_counts_the_rest()
    {
        await FillAsync();
        await AddAsync("很多发现", ["陈思远", null, null, null], (db, id) => db.Findings.AddRange(Enumerable.Range(0, 25).Select(i =>
            new Finding(id, i, new FindingFacts { Key = $"NC-{i:00}", Description = "已答复", RaisedOn = Today, DueOn = Today.AddDays(30 - i), Answer = "见附件", AnsweredOn = Today }))));

        var mine = (await ReadAsync("陈思远")).Single(s => s.Group == TodayGroup.Mine);

        Assert.Equal(27, mine.Count);
        Assert.Equal(Enumerable.Range(16, 9).Reverse().Select(i => $"NC-{i:00}"), mine.Rows.Where(r => r.Kind != DutyKind.Step).Select(r => r.Subject));
    }

    [Fact]
    public async Task Figures_are_those_of_a_calculation_by_hand()
    {
        await FillAsync();
        var start = Host.Clock.GetUtcNow();
        var first = await AddAsync("甲", ["陈思远", null, null, null], Open(rounds: 0));
        var second = await AddAsync("乙", ["陈思远", null, null, null], Open(rounds: 2));
        await AddAsync("丙", ["王雨桐", null, null, null], (_, _) => { });
        await AddAsync("丁", ["王雨桐", null, null, null], (_, _) => { }, closed: "已完成");

        // The first two wait for the organizer from the beginning. After 3 days the first is answered, after 5 everything is read.
        Host.Clock.SetUtcNow(start.AddDays(3));
        await Host.DoAsync(async db =>
        {
            var finding = await db.Findings.SingleAsync(f => f.EngagementId == first);
            finding.Correct(finding.Facts with { Answer = "见附件", AnsweredOn = Today });
            await db.SaveChangesAsync();
        });
        await Host.UseAsync<StandingKeeper>(keeper => keeper.RefreshAsync(first, CancellationToken.None));
        Host.Clock.SetUtcNow(start.AddDays(5));

        var firm = await FiguresAsync(Officer);
        Assert.Equal(4, firm.Engagements);
        Assert.Equal(new PhaseCount("prepare", 3, 2, 1, 3, 1), firm.Phases[0] with { Late = 1 });
        Assert.Equal(1, firm.Phases.Single(p => p.Phase == "closed").Engagements);
        Assert.Equal(new RoundCount(1, 0, 1, 2), firm.Rounds);

        // Organizer: 3 days in the first, 5 in the second. Firm: 2 days in the first, 5 in the third; nothing of the closed one.
        var prepare = firm.Times.Single(t => t.Phase == "prepare");
        Assert.Equal((3, 7 * 1440L, 8 * 1440L), (prepare.Engagements, prepare.FirmMinutes, prepare.OrganizerMinutes));
        Assert.Equal((2.3m, 2.7m, 5.0m), (prepare.FirmDays, prepare.OrganizerDays, prepare.AllDays));

        var own = await FiguresAsync(new Actor(Guid.CreateVersion7(), "", Many.Id("陈思远"), [StaffRoles.Auditor], []));
        Assert.Equal(2, own.Engagements);
        Assert.Equal((2, 2 * 1440L, 8 * 1440L), (own.Times[0].Engagements, own.Times[0].FirmMinutes, own.Times[0].OrganizerMinutes));
        Assert.Equal(0, (await FiguresAsync(Officer, Today.AddDays(1))).Engagements);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task What_changed_since_somebody_looked_is_told_to_them_alone()
    {
        await FillAsync();
        var id = await AddAsync("被复核的活动", ["陈思远", null, "高明哲", null], (_, _) => { });
        var gao = Actor("高明哲");
        await EnterAsync(id, "engagement.opened");
        var last = await EnterAsync(id, "team.joined");

        Assert.Null(Assert.Single((await DeskAsync(gao)).Working).Looked);
        await Host.UseAsync<History>(h => h.LookedAsync(gao, id, last, CancellationToken.None));
        Assert.Equal(0, Assert.Single((await DeskAsync(gao)).Working).Changes);
        await EnterAsync(id, "finding.raised");
        await EnterAsync(id, "finding.closed");

        Assert.Equal(2, Assert.Single((await DeskAsync(gao)).Changed).Changes);
        HistoryPage page = null!;
        await Host.UseAsync<History>(async h => page = await h.ReadAsync(id, last, null, 50, CancellationToken.None));
        Assert.Equal(["finding.closed", "finding.raised"], page.Entries.Select(e => e.Action));
        Assert.Empty((await DeskAsync(Actor("陈思远"))).Working);

        // A later number than any that was shown hides nothing that comes after.
        await Host.UseAsync<History>(h => h.LookedAsync(gao, id, long.MaxValue, CancellationToken.None));
        await EnterAsync(id, "comment.added");
        Assert.Equal(1, Assert.Single((await DeskAsync(gao)).Changed).Changes);
    }

    private static Action<SuiteDb, Guid> OpenOf(Guid person, DateOnly today, int rounds) => (db, id) =>
    {
        var earlier = Enumerable.Range(0, rounds).Select(_ => new FindingRound("旧答复", today, "不够", today, today)).ToList();
        db.Findings.Add(new Finding(id, 0, new FindingFacts { Key = "NC-01", Description = "缺证据", RaisedOn = today, DueOn = today.AddDays(2), Rounds = earlier }));
        db.Declarations.Add(new Declaration(id, 0, new DeclarationFacts { PersonId = person, SignedOn = today }));
    };

    private Action<SuiteDb, Guid> Open(int rounds) => OpenOf(Many.Id("陈思远"), Today, rounds);

    private Actor Actor(string person) => new(Many.Id($"{person} account"), person, Many.Id(person), [StaffRoles.Auditor], []);

    private async Task FillAsync() => await Many.RegistryAsync(["陈思远", "王雨桐", "高明哲"], [(Firm, "91110000600037341L"), (Organizer, "91350100M000100Y43")]);

    private Task<Guid> AddAsync(string name, string?[] people, Action<SuiteDb, Guid> more, string? closed = null) =>
        Many.AddAsync(ManyEngagements.Event(name, Many.Id(Organizer), Today), Firm, people, Guid.CreateVersion7(), Host.Clock.GetUtcNow(), closed, more);

    private async Task<long> EnterAsync(Guid id, string action)
    {
        long sequence = 0;
        await Host.UseAsync<IServiceProvider>(async services =>
        {
            var db = (SuiteDb)services.GetService(typeof(SuiteDb))!;
            await using var transaction = await db.Database.BeginTransactionAsync();
            sequence = (await ((LedgerWriter)services.GetService(typeof(LedgerWriter))!).AppendAsync(Guid.Empty, id, action, new Dictionary<string, object?>(), CancellationToken.None)).Sequence;
            await transaction.CommitAsync();
        });
        return sequence;
    }

    private Task<IReadOnlyList<TodaySection>> ReadAsync(string person) => ReadAsync(Actor(person));

    private async Task<IReadOnlyList<TodaySection>> ReadAsync(Actor actor)
    {
        IReadOnlyList<TodaySection> sections = [];
        await Host.UseAsync<TodayList>(async list => sections = await list.ReadAsync(actor, null, TodayList.Shown, CancellationToken.None));
        return sections;
    }

    private async Task<DeskRows> DeskAsync(Actor actor)
    {
        DeskRows rows = null!;
        await Host.UseAsync<ReviewDesk>(async desk => rows = await desk.ReadAsync(actor, CancellationToken.None));
        return rows;
    }

    private async Task<Figures> FiguresAsync(Actor actor, DateOnly? from = null)
    {
        Figures figures = null!;
        await Host.UseAsync<FirmFigures>(async f => figures = await f.ReadAsync(actor, from ?? Today.AddYears(-1), Today.AddDays(1), CancellationToken.None));
        return figures;
    }

    private static IEnumerable<(DutyKind Kind, string Subject)> Kinds(IReadOnlyList<TodaySection> sections, TodayGroup group) => sections.Single(s => s.Group == group).Rows.Select(r => (r.Kind, r.Subject));
}

public sealed class TodayAndFiguresTestsOnSqlite() : TodayAndFiguresTests(TestDatabase.Sqlite);

public sealed class TodayAndFiguresTestsOnPostgreSql() : TodayAndFiguresTests(TestDatabase.PostgreSql);
