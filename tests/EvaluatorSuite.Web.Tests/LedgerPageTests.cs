using System.Net;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain.Archives;
using EvaluatorSuite.Infrastructure.TimeStamps;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Web.Tests;

/// <summary>The chain on its pages, and the archives that are fetched from them.</summary>
public sealed class LedgerPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Theory]
    [InlineData(SampleSite.Leader)]
    [InlineData(SampleSite.Reviewer)]
    [InlineData(SampleSite.Officer)]
    public async Task Whoever_has_a_part_exports_the_engagement_and_what_they_fetch_verifies(string who)
    {
        var visitor = await sample.Site.SignInAsync(who);

        var answer = await visitor.SendAsync($"{sample.Engagement}/ledger", "export");

        var page = await visitor.OpenAsync(answer.Headers.Location!.ToString());
        var link = page.QuerySelector("#export a[href$='.zip']")!.GetAttribute("href")!;
        var file = await visitor.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        var found = await VerifyAsync(file);
        Assert.Equal([], found.Faults);
        var entry = await sample.Site.ReadAsync(db => db.Ledger.SingleAsync(e => e.Sequence == found.Manifest!.Last));
        Assert.Equal((ArchiveFiles.Exported, sample.EngagementId), (entry.Action, entry.EngagementId));
        Assert.Contains("导出本项目的台账", page.QuerySelector(".log")!.TextContent, StringComparison.Ordinal);
        var other = await sample.Site.SignInAsync(who == SampleSite.Leader ? SampleSite.Officer : SampleSite.Leader);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task An_export_of_what_has_changed_since_is_not_sent_and_the_page_says_why()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("改了又取"));
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var location = (await leader.SendAsync($"/engagements/{id}/ledger", "export")).Headers.Location!.ToString();
        var link = (await leader.OpenAsync(location)).QuerySelector("#export a[href$='.zip']")!.GetAttribute("href")!;
        await sample.Site.UseAsync<SuiteDb>(db => db.Evidence.Where(e => e.EngagementId == id && e.Facts.Key == "power").ExecuteUpdateAsync(e => e.SetProperty(x => x.Facts.Title, "另一个名称")));

        var answer = await leader.GetAsync(link);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("请重新导出", (await leader.OpenAsync(answer.Headers.Location!.ToString())).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chain_is_shown_fifty_at_a_time_and_an_entry_that_was_altered_stands_out()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("很长的台账"));
        await sample.Site.UseAsync<IServiceProvider>(async services =>
        {
            await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
            for (var i = 0; i < 60; i++)
            {
                await services.GetRequiredService<LedgerWriter>().AppendAsync(Guid.Empty, id, "engagement.reopened", new Dictionary<string, object?> { ["number"] = i }, CancellationToken.None);
            }

            await transaction.CommitAsync();
        });
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        var page = await leader.OpenAsync($"/engagements/{id}/ledger");
        Assert.Equal(50, page.QuerySelectorAll(".log > li").Length);
        Assert.Contains("本页 50 条的内容都与其散列值相符", page.Body!.TextContent, StringComparison.Ordinal);
        var next = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.Contains("导入了案卷", (await leader.OpenAsync(next)).QuerySelector(".log")!.TextContent, StringComparison.Ordinal);

        var altered = await sample.Site.ReadAsync(db => db.Ledger.Where(e => e.EngagementId == id).MaxAsync(e => e.Sequence)) - 7;
        var payload = await sample.Site.ReadAsync(db => db.Ledger.Where(e => e.Sequence == altered).Select(e => e.Payload).SingleAsync());
        await sample.Site.UseAsync<SuiteDb>(db => db.Database.ExecuteSqlAsync($"UPDATE \"ledger\" SET \"Payload\" = '{{}}' WHERE \"Sequence\" = {altered}"));
        var after = await leader.OpenAsync($"/engagements/{id}/ledger");

        // The other tests share this chain.
        await sample.Site.UseAsync<SuiteDb>(db => db.Database.ExecuteSqlAsync($"UPDATE \"ledger\" SET \"Payload\" = {payload} WHERE \"Sequence\" = {altered}"));
        Assert.Contains($"对不上的记录：#{altered}。", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(after.QuerySelectorAll(".log > li"), li => li.TextContent.Contains("对不上", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SampleSite.Officer, true)]
    [InlineData(SampleSite.Administrator, false)]
    public async Task A_period_is_exported_by_the_officer_with_what_is_in_it_and_by_an_administrator_without(string who, bool open)
    {
        var visitor = await sample.Site.SignInAsync(who);
        var today = ChinaTime.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var answer = await visitor.SendAsync("/ledger", "period", ("From", today), ("To", today));

        var link = (await visitor.OpenAsync(answer.Headers.Location!.ToString())).QuerySelector("#period a[href$='.zip']")!.GetAttribute("href")!;
        var found = await VerifyAsync(await visitor.GetAsync(link));
        Assert.Equal([], found.Faults);
        using var zip = new System.IO.Compression.ZipArchive(await (await visitor.GetAsync(link)).Content.ReadAsStreamAsync());
        using var lines = new StreamReader(zip.GetEntry(ArchiveFiles.Entries)!.Open());
        Assert.Equal(open, (await lines.ReadToEndAsync()).Contains($"{sample.EngagementId}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "起始日期")]
    [InlineData("2026-02-30", "2026-03-01", "2026-02-30")]
    [InlineData("2026-03-02", "2026-03-01", "早于")]
    [InlineData("1999-03-02", "2026-03-01", "2000 至 2200")]
    [InlineData("2001-01-01", "2001-01-02", "没有记录")]
    public async Task A_period_that_makes_no_sense_is_refused_with_what_was_typed(string from, string to, string words)
    {
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);

        var answer = await officer.SendAsync("/ledger", "period", ("From", from), ("To", to));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<VerifiedLedger> VerifyAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var archive = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        return await new ArchiveVerifier(null, 1, new TokenReader(null)).VerifyArchiveAsync(archive, CancellationToken.None);
    }
}
