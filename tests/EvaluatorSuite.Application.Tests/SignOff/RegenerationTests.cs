using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.SignOff;

public sealed class RegenerationOnSqlite() : RegenerationTests(TestDatabase.Sqlite);

public sealed class RegenerationOnPostgreSql() : RegenerationTests(TestDatabase.PostgreSql);

/// <summary>Reports are written again from what was kept, and compared with their files.</summary>
public abstract class RegenerationTests(string provider) : SignOffHost(provider)
{
    [Fact]
    public async Task What_was_signed_and_what_was_issued_comes_out_the_same_byte_for_byte_also_when_the_case_has_changed()
    {
        var id = await IssuedAsync();
        await MoveEventAsync(id, "后来更正的地点");
        var entries = await Host.ReadAsync(db => db.Ledger.CountAsync());
        var (version, report) = (await VersionAsync(id), await ReportAsync(id));

        Assert.Equal((Likeness.Same, version.Sha256), await CompareAsync(id, version.Id));
        Assert.Equal((Likeness.Same, report.Sha256), await CompareAsync(id, report.Id));
        Assert.Equal(entries, await Host.ReadAsync(db => db.Ledger.CountAsync()));
    }

    [Fact]
    public async Task What_was_changed_in_what_is_kept_is_named_by_its_part()
    {
        var id = await IssuedAsync();
        var report = await ReportAsync(id);
        await ChangeAsync(report.Sha256, source => source with { Content = source.Content with { Record = source.Content.Record! with { VerifiedTonnes = 1m } } });

        var found = await FoundAsync(id, report.Id);

        Assert.Equal(Likeness.Different, found!.Likeness);
        Assert.Equal(["customXml/item1.xml", "customXml/itemProps1.xml"], found.Parts);
    }

    [Fact]
    public async Task What_is_not_kept_any_more_is_said_and_another_engagement_has_no_such_report()
    {
        var id = await IssuedAsync();
        var report = await ReportAsync(id);
        await Host.DoAsync(db => db.ContentBodies.Where(b => b.Root == report.Sha256).ExecuteDeleteAsync());

        Assert.Equal((Likeness.Unknown, null), await CompareAsync(id, report.Id));
        Assert.Null(await FoundAsync(Guid.CreateVersion7(), report.Id));
        Assert.Null(await FoundAsync(id, Guid.CreateVersion7()));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    public async Task What_somebody_spoilt_is_said_to_be_unknown(string kept)
    {
        var id = await IssuedAsync();
        var report = await ReportAsync(id);
        var bytes = System.Text.Encoding.UTF8.GetBytes(kept);
        await Host.DoAsync(db => db.ContentBodies.Where(b => b.Root == report.Sha256).ExecuteUpdateAsync(b => b.SetProperty(x => x.Packed, bytes)));

        Assert.Equal((Likeness.Unknown, null), await CompareAsync(id, report.Id));
    }

    [Fact]
    public async Task The_issued_file_carries_what_was_signed_for_programs_too()
    {
        var id = await IssuedAsync();
        var (version, report) = (await VersionAsync(id), await ReportAsync(id));
        var custom = "";
        await Host.UseAsync<IEvidenceStore>(async store =>
        {
            await using var file = await store.OpenAsync(report.Sha256, CancellationToken.None);
            using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(file!, false);
            using var part = new StreamReader(document.MainDocumentPart!.CustomXmlParts.Single().GetStream());
            custom = await part.ReadToEndAsync();
        });

        Assert.All([report.Number, version.Root, version.Sha256, "高明哲", "赵立衡"], words => Assert.Contains(words, custom, StringComparison.Ordinal));
    }

    private async Task<(Likeness, string?)> CompareAsync(Guid id, Guid reportId)
    {
        var found = await FoundAsync(id, reportId);
        return (found!.Likeness, found.Sha256);
    }

    private async Task<Regenerated?> FoundAsync(Guid id, Guid reportId)
    {
        Regenerated? found = null;
        await Host.UseAsync<ReportRegeneration>(async r => found = await r.CompareAsync(id, reportId, CancellationToken.None));
        return found;
    }

    private Task ChangeAsync(string sha256, Func<ReportSource, ReportSource> change) => Host.UseAsync<IServiceProvider>(async services =>
    {
        var (db, contents) = (services.GetRequiredService<SuiteDb>(), services.GetRequiredService<ContentStore>());
        var (source, id) = (await contents.SourceAsync(sha256, CancellationToken.None), await db.ContentBodies.Where(b => b.Root == sha256).Select(b => b.EngagementId).SingleAsync());
        await db.ContentBodies.Where(b => b.Root == sha256).ExecuteDeleteAsync();
        await contents.KeepAsync(id, sha256, change(source!), CancellationToken.None);
        await db.SaveChangesAsync();
    });
}
