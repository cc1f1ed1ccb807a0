using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Tests.Api;
using EvaluatorSuite.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EvaluatorSuite.Web.Tests.Uploads;

/// <summary>What will be refused is refused before a byte is kept, and no two uploads share the room that is left for one.</summary>
public sealed class UploadRoomTests(SmallPortalSite portal) : IClassFixture<SmallPortalSite>
{
    private const long Quota = 1_000_000_000;

    private Site Site => portal.Site;

    [Fact]
    public async Task Into_a_closed_engagement_nothing_is_kept_and_the_sender_hears_why()
    {
        var engagement = await EngagementAsync("已结束的活动");
        var (member, form) = await FormAsync(engagement);
        await CloseAsync(engagement);
        var stored = await StoredAsync();

        var answer = await member.Client.PostAsync(PathOf(engagement), BrowserForm.Content(form.File("迟到.pdf", Fresh()).Whole()));

        var page = await member.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Contains("迟到.pdf", page.QuerySelector("main .errors")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(stored, await StoredAsync());
        Assert.Equal(0, await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.Facts.File == "迟到.pdf")));
    }

    [Theory]
    [InlineData("request:R404", HttpStatusCode.NotFound)]
    [InlineData("finding:NC-404", HttpStatusCode.NotFound)]
    [InlineData("site:S1", HttpStatusCode.NotFound)]
    [InlineData("finding:NC-91", HttpStatusCode.Redirect)]
    public async Task For_what_is_not_there_or_has_ended_nothing_is_kept(string attach, HttpStatusCode status)
    {
        var (member, form) = await FormAsync(portal.Mine.Engagement);
        var stored = await StoredAsync();

        var answer = await member.Client.PostAsync(PathOf(portal.Mine.Engagement), BrowserForm.Content(form.Field("Attach", attach).File("附件.pdf", Fresh()).Whole()));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(stored, await StoredAsync());
    }

    [Fact]
    public async Task By_the_API_nothing_is_kept_of_what_is_refused_and_an_answer_is_given_again_without_keeping_anything()
    {
        var engagement = await EngagementAsync("接口的活动");
        var caller = await ApiCaller.OfAsync(Site, SampleSite.Leader, [.. TokenScopes.All]);
        var (content, key) = (Fresh(), $"{Guid.CreateVersion7()}");
        var first = await SendAsync(caller, engagement, key, content);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await CloseAsync(engagement);
        var stored = await StoredAsync();

        var again = await SendAsync(caller, engagement, key, content);
        var late = await SendAsync(caller, engagement, $"{Guid.CreateVersion7()}", Fresh());
        var lost = await SendAsync(caller, portal.Mine.Engagement, $"{Guid.CreateVersion7()}", Fresh(), "request:R404");
        var other = await SendAsync(caller, engagement, key, Fresh());

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(["engagement.closed"], ApiCaller.Codes(await ApiCaller.ProblemAsync(late, 422, "api.refused")));
        await ApiCaller.ProblemAsync(lost, 404, "api.missing");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(stored, await StoredAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_uploads_at_once_do_not_exceed_the_quota_together(bool sizeKnown)
    {
        var engagement = await EngagementAsync($"同时上传 {sizeKnown}");
        await FillAsync(engagement, left: 12_000);
        var ((first, slow), (second, fast), (third, small)) = (await FormAsync(engagement), await FormAsync(engagement), await FormAsync(engagement));
        var whole = slow.File("先来.pdf", [.. Fresh(), .. new byte[8000]]).Whole();
        var gate = new GatedStream(whole, whole.Length - 2000);
        var content = BrowserForm.Content(gate);
        content.Headers.ContentLength = sizeKnown ? whole.Length : null;

        var sending = first.Client.PostAsync(PathOf(engagement), content);
        await UnderWayAsync();
        var refused = await ReceiptAsync(await second.Client.PostAsync(PathOf(engagement), BrowserForm.Content(fast.File("后来.pdf", [.. Fresh(), .. new byte[8000]]).Whole())));
        gate.Open();
        var taken = await ReceiptAsync(await sending);
        var fits = await ReceiptAsync(await third.Client.PostAsync(PathOf(engagement), BrowserForm.Content(small.File("放得下.pdf", Fresh()).Whole())));

        Assert.Null(refused.Files[0].Key);
        Assert.Contains("后来.pdf", refused.Files[0].Refusal, StringComparison.Ordinal);
        Assert.NotNull(taken.Files[0].Key);
        Assert.NotNull(fits.Files[0].Key);
        Assert.InRange(await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == engagement).SumAsync(e => e.Facts.Size ?? 0)), 0, Quota);
    }

    [Fact]
    public async Task A_process_that_died_with_its_room_keeps_others_out_for_minutes_and_no_longer()
    {
        var engagement = await EngagementAsync("进程中断的活动");
        await FillAsync(engagement, left: 5_000);
        var dead = await ReserveAsync(engagement, 5_000, TimeProvider.System.GetUtcNow().AddMinutes(5));
        var ((first, early), (second, late)) = (await FormAsync(engagement), await FormAsync(engagement));

        var refused = await ReceiptAsync(await first.Client.PostAsync(PathOf(engagement), BrowserForm.Content(early.File("还不行.pdf", Fresh()).Whole())));
        await portal.ChangeAsync(db => db.UploadReservations.Where(r => r.Id == dead).ExecuteUpdateAsync(r => r.SetProperty(x => x.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        var taken = await ReceiptAsync(await second.Client.PostAsync(PathOf(engagement), BrowserForm.Content(late.File("可以了.pdf", Fresh()).Whole())));

        Assert.Null(refused.Files[0].Key);
        Assert.NotNull(taken.Files[0].Key);
    }

    [Fact]
    public async Task However_an_upload_ends_its_room_is_free_again()
    {
        var engagement = await EngagementAsync("归还空间的活动");
        var ((first, good), (second, broken), (third, wrong)) = (await FormAsync(engagement), await FormAsync(engagement), await FormAsync(engagement));

        await first.Client.PostAsync(PathOf(engagement), BrowserForm.Content(good.File("好.pdf", Fresh()).Whole()));
        await second.Client.PostAsync(PathOf(engagement), BrowserForm.Content(broken.File("断.pdf", [.. Fresh(), .. new byte[9000]]).BrokenOff()));
        await third.Client.PostAsync(PathOf(engagement), BrowserForm.Content(wrong.File("类型.exe", Fresh()).Whole()));

        Assert.Equal(0, await Site.ReadAsync(db => db.UploadReservations.CountAsync(r => r.EngagementId == engagement)));
    }

    [Fact]
    public async Task Files_that_arrived_before_the_connection_broke_count_and_the_same_form_sent_again_is_taken()
    {
        var engagement = await EngagementAsync("断线的活动");
        await FillAsync(engagement, left: 12_000);
        var ((first, torn), (second, other), content) = (await FormAsync(engagement), await FormAsync(engagement), (byte[])[.. Fresh(), .. new byte[8000]]);
        var whole = torn.File("到了.pdf", content).File("没到.pdf", [.. Fresh(), .. new byte[500]]);

        Assert.Equal(HttpStatusCode.BadRequest, (await first.Client.PostAsync(PathOf(engagement), BrowserForm.Content(whole.BrokenOff()))).StatusCode);
        Assert.Equal(content.Length, await Site.ReadAsync(db => db.UploadReservations.Where(r => r.EngagementId == engagement).SumAsync(r => r.Bytes)));
        var refused = await ReceiptAsync(await second.Client.PostAsync(PathOf(engagement), BrowserForm.Content(other.File("另一份.pdf", [.. Fresh(), .. new byte[5000]]).Whole())));
        var taken = await ReceiptAsync(await first.Client.PostAsync(PathOf(engagement), BrowserForm.Content(whole.Whole())));

        Assert.Contains("另一份.pdf", Assert.Single(refused.Files).Refusal, StringComparison.Ordinal);
        Assert.All(taken.Files, f => Assert.NotNull(f.Key));
        Assert.Equal(0, await Site.ReadAsync(db => db.UploadReservations.CountAsync(r => r.EngagementId == engagement)));
    }

    [Fact]
    public async Task A_content_that_the_store_cannot_keep_counts_for_nothing()
    {
        var engagement = await EngagementAsync("存不下的活动");
        var (member, form) = await FormAsync(engagement);
        var content = Fresh();
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        var place = Path.Combine(await FolderAsync(), digest[..2], digest);
        Directory.CreateDirectory(place);

        await Assert.ThrowsAnyAsync<Exception>(async () => (await member.Client.PostAsync(PathOf(engagement), BrowserForm.Content(form.File("存不下.pdf", content).Whole()))).EnsureSuccessStatusCode());

        Directory.Delete(place);
        Assert.Equal(0, await Site.ReadAsync(db => db.UploadReservations.CountAsync(r => r.EngagementId == engagement)));
    }

    [Fact]
    public async Task What_was_kept_and_never_registered_is_swept_in_a_day_and_what_was_handed_in_stays()
    {
        var engagement = await EngagementAsync("清理的活动");
        var (member, form) = await FormAsync(engagement);
        var taken = await ReceiptAsync(await member.Client.PostAsync(PathOf(engagement), BrowserForm.Content(form.File("留下.pdf", Fresh()).Whole())));
        var (orphan, young) = ("", "");
        await Site.UseAsync<IEvidenceStore>(async store =>
        {
            orphan = (await store.PutAsync(new MemoryStream(Fresh()), CancellationToken.None)).Sha256;
            young = (await store.PutAsync(new MemoryStream(Fresh()), CancellationToken.None)).Sha256;
        });
        var folder = await FolderAsync();
        string PathOfBytes(string digest) => Path.Combine(folder, digest[..2], digest);
        foreach (var digest in new[] { orphan, taken.Files[0].Sha256! })
        {
            File.SetLastWriteTimeUtc(PathOfBytes(digest), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
        }

        await RunSweepAsync();

        Assert.Equal((false, true, true), (File.Exists(PathOfBytes(orphan)), File.Exists(PathOfBytes(young)), File.Exists(PathOfBytes(taken.Files[0].Sha256!))));
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/portal/engagements/{engagement}")).StatusCode);
        Assert.Single(await Site.ReadAsync(db => db.Ledger.Where(e => e.Action == SweepEvidenceStoreJob.Action).Select(e => e.Payload!).ToListAsync()), e => e.Contains(orphan, StringComparison.Ordinal));
    }

    private static byte[] Fresh() => [.. PortalSite.Pdf, .. Guid.CreateVersion7().ToByteArray()];

    private static string PathOf(Guid engagement) => $"/portal/engagements/{engagement}/files";

    private Task<Guid> EngagementAsync(string name) => portal.Sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));

    private async Task CloseAsync(Guid engagement) => await portal.ChangeAsync(async db =>
    {
        (await db.Engagements.FindAsync(engagement))!.Close("到此为止", DateTimeOffset.UnixEpoch);
        return engagement;
    });

    private async Task FillAsync(Guid engagement, long left)
    {
        var used = await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == engagement).SumAsync(e => e.Facts.Size ?? 0));
        await portal.ChangeAsync(db => Task.FromResult(db.Add(new EvidenceItem(engagement, 500, new EvidenceFacts { Key = "E500", File = "大.zip", Title = "大", Kind = "other", Sha256 = new string('1', 64), Size = Quota - left - used }))));
    }

    private async Task<(Visitor Visitor, BrowserForm Form)> FormAsync(Guid engagement)
    {
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var fields = (await visitor.OpenAsync($"/portal/engagements/{engagement}")).QuerySelectorAll("#upload input[type=hidden]").OfType<IHtmlInputElement>();
        return (visitor, fields.Aggregate(new BrowserForm(), (form, field) => form.Field(field.Name!, field.Value)));
    }

    private static Task<HttpResponseMessage> SendAsync(ApiCaller caller, Guid engagement, string key, byte[] content, string? attach = null)
    {
        var form = new BrowserForm();
        form = attach is null ? form : form.Field("attach", attach);
        return caller.SendAsync(caller.Request("POST", $"engagements/{engagement}/evidence", BrowserForm.Content(form.File("接口.pdf", content).Whole()), key: key));
    }

    // The store writes under a temporary name while the form still arrives.
    private async Task UnderWayAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Directory.EnumerateFiles(Path.Combine(await FolderAsync(), "incoming")).Any())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<Guid> ReserveAsync(Guid engagement, long bytes, DateTimeOffset until)
    {
        var id = Guid.CreateVersion7();
        await portal.ChangeAsync(db => Task.FromResult(db.Add(new UploadReservation { Id = id, EngagementId = engagement, Bytes = bytes, ExpiresAt = until })));
        return id;
    }

    // As the worker does, and once however often it is asked for.
    private Task RunSweepAsync() => Site.UseAsync<IServiceProvider>(async services =>
    {
        var db = services.GetRequiredService<SuiteDb>();
        await db.JobRequests.Where(r => r.Job == SweepEvidenceStoreJob.Name).ExecuteDeleteAsync();
        var dispatcher = services.GetServices<IHostedService>().OfType<JobDispatcher>().Single();
        await Task.WhenAll(dispatcher.SweepAsync(CancellationToken.None), dispatcher.SweepAsync(CancellationToken.None));
        var request = await db.JobRequests.AsNoTracking().SingleAsync(r => r.Job == SweepEvidenceStoreJob.Name);
        await services.GetRequiredService<JobRunner>().RunAsync(request.Id, CancellationToken.None);
        Assert.Null((await db.JobRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id)).LastError);
    });

    private async Task<UploadReceipt> ReceiptAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        return await Site.ReadAsync(db => db.UploadReceipts.AsNoTracking().SingleAsync(r => r.Id == id));
    }

    private async Task<string> FolderAsync()
    {
        var folder = "";
        await Site.UseAsync<SuiteOptions>(options =>
        {
            folder = options.EvidencePath;
            return Task.CompletedTask;
        });
        return folder;
    }

    private async Task<int> StoredAsync() => Directory.EnumerateFiles(await FolderAsync(), "*", SearchOption.AllDirectories).Count();
}
