using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Infrastructure.Spreadsheets;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Accounting;

public sealed class InventoryOnSqlite() : InventoryServiceTests(TestDatabase.Sqlite);

public sealed class InventoryOnPostgreSql() : InventoryServiceTests(TestDatabase.PostgreSql);

public abstract class InventoryServiceTests(string provider) : OnDatabase(provider)
{
    private static readonly TypedLine Typed = new()
    {
        Source = "electricity",
        Stage = "Hold",
        Description = "临时用电",
        Amount = "1,000",
        Unit = "度",
        Factor = "grid-jilin-2023",
        ClaimedTonnes = "0.5",
    };

    private Guid _id;
    private Actor _leader = null!;
    private Actor _organizer = null!;

    [Fact]
    public async Task A_line_that_is_added_counts_at_once_and_is_in_the_ledger()
    {
        await BeginAsync();
        var before = (await Host.EvaluateAsync(_id)).ClaimedTonnes;

        await ActAsync<InventoryService>(s => s.AddLineAsync(_leader, _id, LineAuthor.Firm, Typed, default));

        var verdict = await Host.EvaluateAsync(_id);
        Assert.Equal(before + 0.5m, verdict.ClaimedTonnes);
        Assert.Equal(("L1", 0.4671m), (verdict.Inventory.Lines[^1].Facts.Key, verdict.Inventory.Lines[^1].VerifiedTonnes));
        Assert.Equal(verdict.ClaimedTonnes, (await Host.ReadAsync(db => db.Standings.SingleAsync(s => s.EngagementId == _id))).ClaimedTonnes);
        Assert.Contains("\"claimedTonnes\":0.5", (await LastAsync("inventory.line-added")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_with_faults_is_refused_with_all_of_them_and_nothing_is_kept()
    {
        await BeginAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(_leader, _id, LineAuthor.Firm, new TypedLine { Source = "travel-taxi", Amount = "x" }, default)));

        Assert.Equal(["Stage", "Amount", "ClaimedTonnes", "Unit", "Factor", "Description", "Source"], refused.Refusals.Select(r => r.Field));
        Assert.Equal(11, await CountAsync());
    }

    [Fact]
    public async Task A_correction_upon_an_older_state_is_a_conflict_and_changes_nothing()
    {
        await BeginAsync();
        var line = await LineAsync("metro");
        await ActAsync<InventoryService>(s => s.CorrectLineAsync(_leader, _id, LineAuthor.Firm, line.Id, line.Version, Typed with { Source = "travel-metro", Description = "先到" }, default));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => ActAsync<InventoryService>(s => s.CorrectLineAsync(_leader, _id, LineAuthor.Firm, line.Id, line.Version, Typed with { Description = "后到" }, default)));

        Assert.Equal("先到", (await LineAsync("metro")).Facts.Description);
        var entry = (await LastAsync("inventory.line-corrected")).Payload!;
        Assert.Contains("\"description\":\"参会人员地铁\"", entry, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"先到\"", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evaluators_part_changes_the_verified_figure_and_leaves_the_claim()
    {
        await BeginAsync();
        var line = await LineAsync("hotel");

        await ActAsync<InventoryService>(s => s.VerifyLineAsync(_leader, _id, line.Id, line.Version, new TypedVerification
        {
            VerifiedAmount = "1000",
            OwnValue = "50",
            OwnUnit = "kgCO2e/room-night",
            OwnSource = "酒店实测",
            OwnYear = "2025",
            DifferenceReason = "补计 20 间夜",
            CrossCheck = "结算清单",
            Evidence = ["hotel"],
        }, default));

        var now = (await Host.EvaluateAsync(_id)).Inventory.Lines.Single(l => l.Facts.Key == "hotel");
        Assert.Equal((52.43m, 50m, "补计 20 间夜"), (now.ClaimedTonnes, now.VerifiedTonnes, now.Facts.DifferenceReason));
        Assert.Contains("\"ownFactor\":{\"source\":\"酒店实测\"", (await LastAsync("inventory.line-verified")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_factor_can_be_taken_back()
    {
        await BeginAsync();
        var line = await LineAsync("hotel");
        var own = new TypedVerification { OwnValue = "50", OwnUnit = "kgCO2e/room-night", OwnSource = "实测", OwnYear = "2025" };
        await ActAsync<InventoryService>(s => s.VerifyLineAsync(_leader, _id, line.Id, line.Version, own, default));

        await ActAsync<InventoryService>(s => s.VerifyLineAsync(_leader, _id, line.Id, line.Version + 1, new TypedVerification { Factor = "hotel-cn-desnz-2025" }, default));

        Assert.Equal((null, "hotel-cn-desnz-2025"), ((await LineAsync("hotel")).Facts.OwnFactor, (await LineAsync("hotel")).Facts.Factor));
    }

    [Fact]
    public async Task The_organizers_people_write_lines_of_their_own_until_an_evaluator_has_verified_them()
    {
        await BeginAsync();
        var id = Guid.Empty;
        await ActAsync<InventoryService>(async s => id = await s.AddLineAsync(_organizer, _id, LineAuthor.Organizer, Typed, default));
        await ActAsync<InventoryService>(s => s.CorrectLineAsync(_organizer, _id, LineAuthor.Organizer, id, 0, Typed with { Amount = "1100" }, default));
        await ActAsync<InventoryService>(s => s.VerifyLineAsync(_leader, _id, id, 1, new TypedVerification { VerifiedAmount = "1100", Factor = "grid-jilin-2023" }, default));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.CorrectLineAsync(_organizer, _id, LineAuthor.Organizer, id, 2, Typed, default)));
        Assert.Equal("line.verified", Assert.Single(refused.Refusals).Code);
        refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.RemoveLineAsync(_organizer, _id, LineAuthor.Organizer, id, 2, default)));
        Assert.Equal("line.verified", Assert.Single(refused.Refusals).Code);
        refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.EnterAsync(_organizer, _id, LineAuthor.Organizer, [new GridRow(0, id, 2, Typed)], default)));
        Assert.Equal(("line.in-row", "Rows[0].Source"), (refused.Refusals[0].Code, refused.Refusals[0].Field));
        Assert.Equal((1100m, 1100m), ((await LineAsync("L1")).Facts.Amount, (await LineAsync("L1")).Facts.VerifiedAmount));
    }

    [Fact]
    public async Task Neither_another_organizer_nor_a_stranger_nor_a_reviewer_writes_a_line()
    {
        await BeginAsync();
        var reviewer = await ActorAsync("gao@hengxin.example", StaffRoles.Reviewer);
        var other = _organizer with { Organizations = [Guid.CreateVersion7()] };

        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(other, _id, LineAuthor.Organizer, Typed, default)));
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(_organizer, _id, LineAuthor.Firm, Typed, default)));
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(_leader with { PersonId = null }, _id, LineAuthor.Firm, Typed, default)));
        await Assert.ThrowsAsync<ForbiddenException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(reviewer, _id, LineAuthor.Firm, Typed, default)));
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<LineImports>(s => s.KeepAsync(other, _id, LineAuthor.Organizer, Table("a"), default)));
        await Assert.ThrowsAsync<ForbiddenException>(() => ActAsync<LineImports>(s => s.KeepAsync(reviewer, _id, LineAuthor.Firm, Table("a"), default)));
        Assert.Equal(11, await CountAsync());
    }

    [Fact]
    public async Task Nothing_is_written_into_a_closed_engagement()
    {
        await BeginAsync();
        await Host.DoAsync(async db =>
        {
            (await db.Engagements.SingleAsync(e => e.Id == _id)).Close("已签发", Host.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        var line = await LineAsync("metro");

        Func<InventoryService, Task>[] acts =
        [
            s => s.AddLineAsync(_leader, _id, LineAuthor.Firm, Typed, default),
            s => s.CorrectLineAsync(_leader, _id, LineAuthor.Firm, line.Id, 0, Typed, default), s => s.VerifyLineAsync(_leader, _id, line.Id, 0, new TypedVerification(), default),
            s => s.RemoveLineAsync(_leader, _id, LineAuthor.Firm, line.Id, 0, default), s => s.EnterAsync(_leader, _id, LineAuthor.Firm, [new GridRow(0, null, 0, Typed)], default),
        ];
        foreach (var act in acts)
        {
            Assert.Equal("engagement.closed", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => ActAsync(act))).Refusals).Code);
        }

        // The organizer is told that it is over, and not the firm's reason.
        var told = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.AddLineAsync(_organizer, _id, LineAuthor.Organizer, Typed, default)));
        Assert.Equal("portal.closed", Assert.Single(told.Refusals).Code);
    }

    [Fact]
    public async Task A_line_is_reached_through_its_own_engagement_alone()
    {
        await BeginAsync();
        var other = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("另一个活动").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        var line = await LineAsync("metro");

        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.CorrectLineAsync(_leader, other, LineAuthor.Firm, line.Id, 0, Typed, default)));
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.RemoveLineAsync(_leader, other, LineAuthor.Firm, line.Id, 0, default)));
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<InventoryService>(s => s.EnterAsync(_leader, other, LineAuthor.Firm, [new GridRow(0, line.Id, 0, Typed)], default)));
    }

    [Fact]
    public async Task A_line_that_is_removed_is_kept_in_the_ledger()
    {
        await BeginAsync();
        var line = await LineAsync("metro");

        await ActAsync<InventoryService>(s => s.RemoveLineAsync(_leader, _id, LineAuthor.Firm, line.Id, line.Version, default));

        Assert.Equal(10, await CountAsync());
        Assert.Contains("\"amount\":9520", (await LastAsync("inventory.line-removed")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_is_saved_whole_or_not_at_all()
    {
        await BeginAsync();
        var metro = await LineAsync("metro");
        var same = new TypedLine { Source = "travel-metro", Stage = "Hold", Description = "参会人员地铁", Amount = "9520", Unit = "pkm", Factor = "metro-cpcd-2023", ClaimedTonnes = "0.410693" };
        GridRow[] rows = [new(0, metro.Id, metro.Version, same with { Amount = "9600" }), new(1, null, 0, new TypedLine()), new(2, null, 0, Typed), new(3, null, 0, Typed with { Amount = "x" })];

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.EnterAsync(_leader, _id, LineAuthor.Firm, rows, default)));
        Assert.Equal("Rows[3].Amount", Assert.Single(refused.Refusals).Field);
        Assert.Equal((11, 9520m), (await CountAsync(), (await LineAsync("metro")).Facts.Amount));

        await ActAsync<InventoryService>(s => s.EnterAsync(_leader, _id, LineAuthor.Firm, rows[..3], default));
        Assert.Equal((12, 9600m, "L1"), (await CountAsync(), (await LineAsync("metro")).Facts.Amount, (await LineAsync("L1")).Facts.Key));

        refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<InventoryService>(s => s.EnterAsync(_leader, _id, LineAuthor.Firm, [new(0, metro.Id, 0, same with { Amount = "9600" }), new(1, metro.Id, 0, new TypedLine())], default)));
        Assert.Equal("line.emptied", ((Message)refused.Refusals[0].Reason.Values["what"]).Code);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => ActAsync<InventoryService>(s => s.EnterAsync(_leader, _id, LineAuthor.Firm, [new(0, metro.Id, metro.Version, same with { Amount = "1" })], default)));
    }

    [Fact]
    public async Task A_source_is_excluded_with_a_reason_or_counted_again()
    {
        await BeginAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<ExclusionService>(s => s.ExcludeAsync(_leader, _id, "electricity", " ", default)));
        Assert.Equal(["exclusion.has-lines", "exclusion.reason-missing"], refused.Refusals.Select(r => r.Code));
        refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<ExclusionService>(s => s.ExcludeAsync(_leader, _id, "catering", "再来一次", default)));
        Assert.Equal("exclusion.twice", Assert.Single(refused.Refusals).Code);

        var catering = await Host.ReadAsync(db => db.ExcludedSources.SingleAsync(e => e.EngagementId == _id && e.Facts.Source == "catering"));
        await ActAsync<ExclusionService>(s => s.CountAsync(_leader, _id, catering.Id, catering.Version, default));
        Assert.Contains((await Host.EvaluateAsync(_id)).Issues, i => i.Subject.Key == "catering");
        await Assert.ThrowsAsync<MissingException>(() => ActAsync<ExclusionService>(s => s.CountAsync(_leader, _id, catering.Id, catering.Version, default)));

        await ActAsync<ExclusionService>(s => s.ExcludeAsync(_leader, _id, "catering", " 没有餐饮 ", default));
        Assert.DoesNotContain((await Host.EvaluateAsync(_id)).Issues, i => i.Subject.Key == "catering");
        Assert.Contains("\"reason\":\"没有餐饮\"", (await LastAsync("inventory.source-excluded")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_comes_in_whole_with_one_entry_or_not_at_all()
    {
        await BeginAsync();
        var draft = await KeepAsync(_leader, LineAuthor.Firm, "用电一", "用电二");
        var preview = await PreviewAsync(draft);
        Assert.Equal(2, preview.Table.Lines.Count);
        var entries = await Host.ReadAsync(db => db.Ledger.CountAsync());

        await ActAsync<LineImports>(s => s.ImportAsync(_leader, _id, LineAuthor.Firm, draft, preview.Mapping, null, default));

        Assert.Equal((13, entries + 1), (await CountAsync(), await Host.ReadAsync(db => db.Ledger.CountAsync())));
        var entry = (await LastAsync("inventory.imported")).Payload!;
        Assert.All(new[] { "\"lines\":2", "\"digest\":\"", $"\"fileSha256\":\"{preview.Draft.Sha256}\"", "\"firstKey\":\"L1\"" }, part => Assert.Contains(part, entry, StringComparison.Ordinal));
        await Assert.ThrowsAsync<MissingException>(() => PreviewAsync(draft));

        var faulty = await KeepAsync(_leader, LineAuthor.Firm, "用电三", "");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<LineImports>(s => s.ImportAsync(_leader, _id, LineAuthor.Firm, faulty, preview.Mapping, null, default)));
        Assert.Equal("line.import-faults", Assert.Single(refused.Refusals).Code);
        Assert.Equal(13, await CountAsync());
    }

    [Fact]
    public async Task Replacing_keeps_nothing_of_the_old_and_needs_the_state_that_was_seen()
    {
        await BeginAsync();
        var draft = await KeepAsync(_leader, LineAuthor.Firm, "全新的数据");
        var seen = await PreviewAsync(draft);
        var metro = await LineAsync("metro");
        await ActAsync<InventoryService>(s => s.VerifyLineAsync(_leader, _id, metro.Id, metro.Version, new TypedVerification { VerifiedAmount = "1", Factor = "metro-cpcd-2023" }, default));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => ActAsync<LineImports>(s => s.ImportAsync(_leader, _id, LineAuthor.Firm, draft, seen.Mapping, seen.State, default)));
        Assert.Equal(11, await CountAsync());

        var now = await PreviewAsync(draft);
        await ActAsync<LineImports>(s => s.ImportAsync(_leader, _id, LineAuthor.Firm, draft, now.Mapping, now.State, default));
        Assert.Equal(["全新的数据"], await Host.ReadAsync(db => db.InventoryLines.Where(l => l.EngagementId == _id).Select(l => l.Facts.Description).ToListAsync()));
        Assert.Contains($"\"removed\":11,\"removedDigest\":\"", (await LastAsync("inventory.imported")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_organizer_replaces_nothing_that_has_been_verified()
    {
        await BeginAsync();
        var draft = await KeepAsync(_organizer, LineAuthor.Organizer, "我们的数据");
        ImportPreview preview = null!;
        await Host.UseAsync<LineImports>(async s => preview = await s.PreviewAsync(_organizer, _id, LineAuthor.Organizer, draft, null, default));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<LineImports>(s => s.ImportAsync(_organizer, _id, LineAuthor.Organizer, draft, preview.Mapping, preview.State, default)));
        Assert.Equal("line.import-verified", Assert.Single(refused.Refusals).Code);
        await ActAsync<LineImports>(s => s.ImportAsync(_organizer, _id, LineAuthor.Organizer, draft, preview.Mapping, null, default));
        Assert.Equal(12, await CountAsync());
    }

    [Fact]
    public async Task A_draft_is_its_users_alone_for_a_day()
    {
        await BeginAsync();
        var first = await KeepAsync(_leader, LineAuthor.Firm, "一");
        var second = await KeepAsync(_leader, LineAuthor.Firm, "二");
        await Assert.ThrowsAsync<MissingException>(() => PreviewAsync(first));
        var colleague = _leader with { UserId = Guid.CreateVersion7() };
        await Assert.ThrowsAsync<MissingException>(() => Host.UseAsync<LineImports>(s => s.PreviewAsync(colleague, _id, LineAuthor.Firm, second, null, default)));

        Host.Clock.Advance(TimeSpan.FromHours(23));
        await PreviewAsync(second);
        await Host.UseAsync<LineImports>(async s => Assert.Equal(0, await s.SweepAsync(default)));
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<MissingException>(() => PreviewAsync(second));
        await Host.UseAsync<LineImports>(async s => Assert.Equal(1, await s.SweepAsync(default)));
    }

    [Fact]
    public async Task More_lines_than_a_case_may_have_are_refused()
    {
        await BeginAsync();
        var draft = await KeepAsync(_leader, LineAuthor.Firm, [.. Enumerable.Range(1, LineRules.MaxLines - 10).Select(i => $"第 {i} 行")]);
        var preview = await PreviewAsync(draft);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActAsync<LineImports>(s => s.ImportAsync(_leader, _id, LineAuthor.Firm, draft, preview.Mapping, null, default)));

        Assert.Equal("line.too-many", Assert.Single(refused.Refusals).Code);
        Assert.Equal(11, await CountAsync());
    }

    [Fact]
    public async Task A_table_of_the_organizers_brings_no_cross_check_and_the_lines_stay_theirs()
    {
        await BeginAsync();
        var file = new TableReader().ReadPasted("排放源\t阶段\t内容\t数量\t单位\t因子\t申报\t核对\n外购电力\t举办\t我们的电\t1000\t度\tgrid-jilin-2023\t0.4671\t自己说核对过\n", "粘贴");
        foreach (var (actor, author, check) in new[] { (_organizer, LineAuthor.Organizer, null), (_leader, LineAuthor.Firm, "自己说核对过") })
        {
            var draft = Guid.Empty;
            ImportPreview preview = null!;
            await ActAsync<LineImports>(async s => draft = await s.KeepAsync(actor, _id, author, file, default));
            await Host.UseAsync<LineImports>(async s => preview = await s.PreviewAsync(actor, _id, author, draft, null, default));
            await ActAsync<LineImports>(s => s.ImportAsync(actor, _id, author, draft, preview.Mapping, null, default));

            var line = await Host.ReadAsync(db => db.InventoryLines.AsNoTracking().Where(l => l.EngagementId == _id).OrderByDescending(l => l.Position).FirstAsync());
            Assert.Equal((check, check is not null), (line.Facts.CrossCheck, line.Facts.IsVerified));
        }
    }

    private static TableFile Table(params string[] descriptions) => new TableReader().ReadPasted(
        "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n" + string.Concat(descriptions.Select(d => $"外购电力\t举办\t{d}\t1000\t度\tgrid-jilin-2023\t0.4671\n")), "粘贴");

    private async Task BeginAsync()
    {
        _id = await Host.ImportAsync(new CaseFolderBuilder());
        _leader = await ActorAsync("chen@hengxin.example", StaffRoles.Auditor);
        var organizer = await Host.ReadAsync(db => db.Engagements.Where(e => e.Id == _id).Select(e => e.Event.OrganizerId).SingleAsync());
        _organizer = new Actor(Guid.CreateVersion7(), "组织者", null, [StaffRoles.Organizer], [organizer]);
    }

    private async Task<Actor> ActorAsync(string email, string role)
    {
        var person = await Host.ReadAsync(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        return new Actor(Guid.CreateVersion7(), email, person, [role], []);
    }

    private async Task<Guid> KeepAsync(Actor actor, LineAuthor author, params string[] descriptions)
    {
        var id = Guid.Empty;
        await ActAsync<LineImports>(async s => id = await s.KeepAsync(actor, _id, author, Table(descriptions), default));
        return id;
    }

    private async Task<ImportPreview> PreviewAsync(Guid draft)
    {
        ImportPreview preview = null!;
        await Host.UseAsync<LineImports>(async s => preview = await s.PreviewAsync(_leader, _id, LineAuthor.Firm, draft, null, default));
        return preview;
    }

    private Task ActAsync<T>(Func<T, Task> act) where T : notnull => Host.UseAsync<IServiceProvider>(async services =>
    {
        await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
        await act(services.GetRequiredService<T>());
        await transaction.CommitAsync();
    });

    private Task<InventoryLine> LineAsync(string key) => Host.ReadAsync(db => db.InventoryLines.AsNoTracking().SingleAsync(l => l.EngagementId == _id && l.Facts.Key == key));

    private Task<int> CountAsync() => Host.ReadAsync(db => db.InventoryLines.CountAsync(l => l.EngagementId == _id));

    private Task<Domain.Ledger.LedgerEntry> LastAsync(string action) => Host.ReadAsync(db => db.Ledger.Where(e => e.Action == action).OrderByDescending(e => e.Sequence).FirstAsync());
}
