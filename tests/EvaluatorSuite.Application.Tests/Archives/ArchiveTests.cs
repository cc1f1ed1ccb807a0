using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Archives;

public sealed class ArchivesOnSqlite() : ArchiveTests(TestDatabase.Sqlite);

public sealed class ArchivesOnPostgreSql() : ArchiveTests(TestDatabase.PostgreSql);

/// <summary>What is exported verifies on a machine that has nothing but the file, and tells nothing of others.</summary>
public abstract class ArchiveTests(string provider) : OnDatabase(provider)
{
    private ExportedCase _case = null!;

    [Fact]
    public async Task The_archive_of_an_engagement_verifies_and_has_all_that_belongs_to_it()
    {
        var (archive, sequence) = await ExportAsync();

        var (status, output, errors) = await ExportedCase.VerifyAsync(archive, "--head", await HeadAsync());

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains("Ledger of the engagement \"第三届长白山冰雪产业论坛\", exported by 陈思远", output, StringComparison.Ordinal);
        Assert.Contains("it proves the whole chain", output, StringComparison.Ordinal);
        var files = Files(archive);
        Assert.Equal(
            ["disclosed.json", "entries.jsonl", "evidence.json", "index.html", "manifest.json", "reports/2026-0001.docx", "signatures.json"],
            files.Keys.Where(n => !n.StartsWith("contents/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(2, files.Keys.Count(n => n.StartsWith("contents/", StringComparison.Ordinal)));
        Assert.Equal(14, JsonNode.Parse(files["evidence.json"])!.AsArray().Count);
        var signatures = JsonNode.Parse(files["signatures.json"])!;
        Assert.Equal(["review", "review", "approval"], signatures["signatures"]!.AsArray().Select(s => (string)s!["level"]!));
        Assert.Equal("event.venue", (string)signatures["signatures"]![0]!["voidedBy"]![0]!);
        Assert.Equal("CN-2026-0001", (string)signatures["issued"]![0]!["number"]!);
        Assert.Equal(sequence, (long)JsonNode.Parse(files["manifest.json"])!["last"]!);
    }

    [Fact]
    public async Task Of_other_engagements_nothing_but_number_time_and_hashes_is_told()
    {
        var (archive, _) = await ExportAsync();
        var lines = Encoding.UTF8.GetString(Files(archive)["entries.jsonl"]).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!.AsObject()).ToList();

        var (own, others) = (lines.Where(l => l.ContainsKey("action")).ToList(), lines.Where(l => !l.ContainsKey("action")).ToList());
        Assert.All(own, l => Assert.Equal($"{_case.Id}", (string)l["engagement"]!));
        Assert.NotEmpty(others);
        Assert.All(others, l => Assert.Equal(["algorithm", "at", "hash", "previousHash", "sequence", "subjectDigest"], l.Select(p => p.Key)));
        Assert.All(Files(archive), f => Assert.DoesNotContain("其间的活动", Encoding.UTF8.GetString(f.Value), StringComparison.Ordinal));
        Assert.All(Files(archive), f => Assert.DoesNotContain($"{_case.Other}", Encoding.UTF8.GetString(f.Value), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_export_gives_the_same_bytes_and_is_entered_once()
    {
        var (first, sequence) = await ExportAsync();

        Assert.Equal(first, await _case.FetchAsync(await LeaderAsync(), _case.Id, sequence));
        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.Action == "ledger.exported"));
        Assert.Equal(sequence, entry.Sequence);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal([entry.At.UtcDateTime.AddTicks(-(entry.At.Ticks % (2 * TimeSpan.TicksPerSecond)))], zip.Entries.Select(e => e.LastWriteTime.DateTime).Distinct());
    }

    [Fact]
    public async Task What_changed_since_the_export_is_not_passed_off_as_what_was_exported()
    {
        var (_, sequence) = await ExportAsync();
        await Host.DoAsync(async db =>
        {
            var item = await db.Evidence.FirstAsync(e => e.EngagementId == _case.Id);
            db.Remove(item);
            await db.SaveChangesAsync();
        });
        var leader = await LeaderAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => _case.FetchAsync(leader, _case.Id, sequence));

        Assert.Equal(["ledger.export.stale"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(CommandLine.Done, (await ExportedCase.VerifyAsync(await _case.FetchAsync(leader, _case.Id, await _case.ExportAsync(leader)))).Status);
    }

    [Fact]
    public async Task Payloads_that_were_erased_before_the_export_are_no_fault_and_after_it_are()
    {
        _case = await ExportedCase.OfAsync(Host);
        await EraseAsync("engagement.imported");
        var leader = await LeaderAsync();
        var sequence = await _case.ExportAsync(leader);

        Assert.Equal((CommandLine.Done, ""), await StatusAsync(await _case.FetchAsync(leader, _case.Id, sequence)));

        await EraseAsync("report.issued");
        await Assert.ThrowsAsync<RefusedException>(() => _case.FetchAsync(leader, _case.Id, sequence));
        Assert.Equal((CommandLine.Done, ""), await StatusAsync(await _case.FetchAsync(leader, _case.Id, await _case.ExportAsync(leader))));
    }

    [Fact]
    public async Task What_was_altered_in_the_database_shows_in_the_export()
    {
        _case = await ExportedCase.OfAsync(Host);
        var leader = await LeaderAsync();
        await Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"signatures\" SET \"Name\" = '别人' WHERE \"Name\" = '赵立衡'"));
        await Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"issued_reports\" SET \"Number\" = 'CN-2026-0002'"));
        await Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"ledger\" SET \"Action\" = 'report.praised' WHERE \"Action\" = 'signature.voided'"));

        var (status, errors) = await StatusAsync(await _case.FetchAsync(leader, _case.Id, await _case.ExportAsync(leader)));

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("The chain records that 赵立衡 signed; the file has no such signature", errors, StringComparison.Ordinal);
        Assert.Contains("Signature 3 (别人) is not in the chain", errors, StringComparison.Ordinal);
        Assert.Contains("the report CN-2026-0001 was issued; the file does not have it", errors, StringComparison.Ordinal);
        Assert.Contains("no entry that the report CN-2026-0002 was issued", errors, StringComparison.Ordinal);
        Assert.Contains("The entry was changed: its fields do not give the hash", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_has_a_part_exports_and_only_who_exported_fetches()
    {
        _case = await ExportedCase.OfAsync(Host);
        var (leader, stranger) = (await LeaderAsync(), new Actor(Guid.CreateVersion7(), "外人", null, [StaffRoles.Auditor, StaffRoles.Administrator], []));
        await Assert.ThrowsAsync<MissingException>(() => _case.ExportAsync(stranger));
        var sequence = await _case.ExportAsync(leader);
        var officer = ExportedCase.Officer();

        Assert.Equal(CommandLine.Done, (await ExportedCase.VerifyAsync(await _case.FetchAsync(officer, _case.Id, await _case.ExportAsync(officer)))).Status);
        foreach (var (actor, id, number) in new (Actor, Guid?, long)[] { (officer, _case.Id, sequence), (leader, _case.Other, sequence), (leader, _case.Id, sequence - 1), (leader, null, sequence), (leader with { PersonId = null }, _case.Id, sequence) })
        {
            await Host.UseAsync<LedgerArchives>(async a => Assert.Null(await a.FindAsync(actor, id, number, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task A_period_holds_the_days_that_were_asked_for_and_its_entries_as_far_as_their_reader_may_see_them()
    {
        await Host.ImportAsync(ExportedCase.OtherEvent("第一天"));
        Host.Clock.Advance(TimeSpan.FromDays(2));
        var day = ChinaDay.Today(Host.Clock);
        _case = new ExportedCase(Host);
        await Host.ImportAsync(ExportedCase.OtherEvent("第三天"));
        Host.Clock.Advance(TimeSpan.FromDays(2));
        await Host.ImportAsync(ExportedCase.OtherEvent("第五天"));
        var (administrator, officer) = (new Actor(Guid.CreateVersion7(), "管理员", null, [StaffRoles.Administrator], []), ExportedCase.Officer());

        var (closed, open) = (await PeriodAsync(administrator, day, day), await PeriodAsync(officer, day, day));

        Assert.Equal((CommandLine.Done, ""), await StatusAsync(closed));
        Assert.Equal((CommandLine.Done, ""), await StatusAsync(open));
        Assert.DoesNotContain("engagement", Encoding.UTF8.GetString(Files(closed)["entries.jsonl"]), StringComparison.Ordinal);
        var told = Encoding.UTF8.GetString(Files(open)["entries.jsonl"]);
        Assert.Contains("engagement.imported", told, StringComparison.Ordinal);
        var within = await Host.ReadAsync(db => db.Ledger.Where(e => e.At >= ChinaDay.Begin(day) && e.At < ChinaDay.Begin(day.AddDays(1))).CountAsync());
        Assert.Equal(within, told.Count(c => c == '\n'));
        Assert.Equal(["entries.jsonl", "index.html", "manifest.json"], Files(closed).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "ledger.period-exported")));
    }

    [Fact]
    public async Task A_chain_of_thousands_is_written_and_verified_block_by_block()
    {
        _case = new ExportedCase(Host);
        var at = Host.Clock.GetUtcNow();
        await Host.DoAsync(async db =>
        {
            var (hash, salt) = (LedgerEntry.GenesisHash, new byte[LedgerEntry.SaltBytes]);
            for (var i = 1; i <= 3500; i++)
            {
                var entry = LedgerEntry.Append(i, hash, at.AddSeconds(i), Guid.Empty, null, "user.changed", CanonicalJson.Write(new Dictionary<string, object?> { ["text"] = new string('长', i % 500) }), salt);
                db.Ledger.Add(entry);
                hash = entry.Hash;
            }

            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE \"ledger_head\" SET \"Sequence\" = 3500, \"Hash\" = {hash}");
        });
        var day = ChinaDay.Of(at);

        var (status, output, errors) = await ExportedCase.VerifyAsync(await PeriodAsync(ExportedCase.Officer(), day, day), "--head", await HeadBeforeAsync());

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains("Entries 1 to 3,500, 3,500 in all", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_that_makes_no_sense_is_refused_and_so_is_who_may_not()
    {
        await Host.ImportAsync(new CaseFolderBuilder());
        var officer = ExportedCase.Officer();
        var today = ChinaDay.Today(Host.Clock);

        Assert.Equal(["form.missing", "form.missing"], await RefusalsAsync(officer, null, null));
        Assert.Equal(["ledger.period.turned"], await RefusalsAsync(officer, today, today.AddDays(-1)));
        Assert.Equal(["ledger.period.years"], await RefusalsAsync(officer, DateOnly.MinValue.AddDays(1), DateOnly.MaxValue));
        Assert.Equal(["ledger.period.empty"], await RefusalsAsync(officer, today.AddDays(1), today.AddDays(9)));
        var leader = await Host.ActorAsync("陈思远");
        await Assert.ThrowsAsync<ForbiddenException>(() => PeriodAsync(leader, today, today));
        Assert.Equal(0, await Host.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "ledger.period-exported")));
    }

    private async Task<string[]> RefusalsAsync(Actor actor, DateOnly? from, DateOnly? to) =>
        [.. (await Assert.ThrowsAsync<RefusedException>(() => PeriodAsync(actor, from, to))).Refusals.Select(r => r.Code)];

    private async Task<byte[]> PeriodAsync(Actor actor, DateOnly? from, DateOnly? to)
    {
        var sequence = 0L;
        await Host.ActAsync<LedgerArchives>(async a => sequence = await a.ExportPeriodAsync(actor, from, to, CancellationToken.None));
        return await _case.FetchAsync(actor, null, sequence);
    }

    private async Task<(byte[] Archive, long Sequence)> ExportAsync()
    {
        _case = await ExportedCase.OfAsync(Host);
        var leader = await LeaderAsync();
        var sequence = await _case.ExportAsync(leader);
        return (await _case.FetchAsync(leader, _case.Id, sequence), sequence);
    }

    // A user, as in requests: who exported is who fetches.
    private async Task<Actor> LeaderAsync() => _leader ??= await _case.ActorAsync("陈思远");

    private Actor? _leader;

    private Task<string> HeadAsync() => Host.ReadAsync(db => db.LedgerHead.Select(h => h.Hash).SingleAsync());

    private Task<string> HeadBeforeAsync() => Host.ReadAsync(db => db.Ledger.Where(e => e.Sequence == 3500).Select(e => e.Hash).SingleAsync());

    private Task EraseAsync(string action) =>
        Host.DoAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"ledger\" SET \"Payload\" = NULL, \"Salt\" = NULL WHERE \"Action\" = {action} AND \"EngagementId\" = {_case.Id}"));

    private static async Task<(int, string)> StatusAsync(byte[] archive)
    {
        var (status, _, errors) = await ExportedCase.VerifyAsync(archive);
        return (status, errors);
    }

    internal static SortedDictionary<string, byte[]> Files(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            files.Add(entry.FullName, content.ToArray());
        }

        return files;
    }
}
