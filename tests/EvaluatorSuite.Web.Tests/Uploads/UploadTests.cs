using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Uploads;

/// <summary>A portal that takes files of a million bytes, and a thousand million in all.</summary>
public sealed class SmallPortalSite() : PortalSite(new Site(TestDatabase.Sqlite, settings: [("Suite:EvidenceFileMegabytes", "1"), ("Suite:EvidenceQuotaGigabytes", "1")]));

/// <summary>What arrives is kept under its own name and answered for; what is not taken is said, file by file.</summary>
public sealed class UploadTests(SmallPortalSite portal) : IClassFixture<SmallPortalSite>
{
    private static readonly byte[] Pdf = PortalSite.Pdf;

    private Site Site => portal.Site;

    private string Files => $"{portal.Mine.Root}/files";

    [Fact]
    public async Task Many_files_come_at_once_and_each_keeps_its_name_exactly()
    {
        string[] names = ["电费发票2026.pdf", "会议 纪要（最终版） v2.pdf", "🧊冰雪🎿.pdf", "O'Brien & Söhne + 100%.pdf", "引号\"内\".pdf", "﨟㐂𠮷.pdf", ".. 两点.pdf", new string('长', 300) + ".pdf"];
        var (visitor, form) = await FormAsync();
        foreach (var name in names)
        {
            form.File(name, [.. Pdf, .. Encoding.UTF8.GetBytes(name)]);
        }

        var receipt = await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.Whole())));

        var expected = names.Select(n => n.Replace("\"", "%22", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected, receipt.Files.Select(f => f.Name));
        foreach (var (name, file) in names.Zip(receipt.Files))
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. Pdf, .. Encoding.UTF8.GetBytes(name)])), file.Sha256);
            Assert.Equal(file.Name, await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == portal.Mine.Engagement && e.Facts.Key == file.Key).Select(e => e.Facts.File).SingleAsync()));
        }
    }

    [Theory]
    [InlineData("..\\..\\x.pdf", "x.pdf")]
    [InlineData("a/b.pdf", "b.pdf")]
    [InlineData("C:\\Users\\孙\\发票.pdf", "发票.pdf")]
    [InlineData("../../../etc/证据.pdf", "证据.pdf")]
    public async Task Of_a_path_the_last_name_is_kept(string given, string kept)
    {
        var (visitor, form) = await FormAsync();

        var receipt = await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.File(given, Pdf).Whole())));

        Assert.Equal(kept, Assert.Single(receipt.Files).Name);
        Assert.NotNull(receipt.Files[0].Key);
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "发票.pdf", [0x4D, 0x5A, 0x90, 0x00, 0x03], "不是可收的类型" },
        { "脚本.txt", "#!/bin/sh\nrm -rf /"u8.ToArray(), "不是可收的类型" },
        { "网页.xml", "<html><script>alert(1)</script></html>"u8.ToArray(), "不是可收的类型" },
        { "发票.docx", "%PDF-1.7 x"u8.ToArray(), "PDF" },
        { "程序.exe", "%PDF-1.7 x"u8.ToArray(), "PDF" },
        { "空.pdf", [], "空" },
        { "太大.pdf", [.. "%PDF-1.7 "u8, .. new byte[1_100_000]], "1 MB" },
        { "时间12:30.pdf", "%PDF-1.7 x"u8.ToArray(), "时间12:30.pdf" },
        { "..", "%PDF-1.7 x"u8.ToArray(), ".." },
        { "控\u0001制.pdf", "%PDF-1.7 x"u8.ToArray(), "文件名" },
        { new string('长', 401) + ".pdf", "%PDF-1.7 x"u8.ToArray(), "太长" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_not_taken_is_refused_with_the_reason_and_the_others_are_taken(string name, byte[] content, string why)
    {
        var (visitor, form) = await FormAsync();
        var kept = await CountAsync();

        var receipt = await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.File(name, content).File("好的.pdf", [.. Pdf, .. Encoding.UTF8.GetBytes(why)]).Whole())));

        Assert.Null(receipt.Files[0].Key);
        Assert.Contains(why, receipt.Files[0].Refusal, StringComparison.Ordinal);
        Assert.NotNull(receipt.Files[1].Key);
        Assert.Equal(kept + 1, await CountAsync());
    }

    [Fact]
    public async Task What_would_go_beyond_the_quota_is_refused_and_what_fits_is_taken()
    {
        var used = await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == portal.Theirs.Engagement).SumAsync(e => e.Facts.Size ?? 0));
        await portal.ChangeAsync(db => Task.FromResult(db.Add(new EvidenceItem(portal.Theirs.Engagement, 500, new EvidenceFacts { Key = "E500", File = "大.zip", Title = "大", Kind = "other", ProvidedById = portal.Theirs.Organizer, Sha256 = new string('1', 64), Size = 999_995_000 - used }))));
        var (visitor, form) = await FormAsync(PortalSite.OtherMember, portal.Theirs.Root);

        var receipt = await ReceiptAsync(visitor, await visitor.Client.PostAsync($"{portal.Theirs.Root}/files", BrowserForm.Content(
            form.File("小.pdf", Pdf).File("放不下.pdf", [.. Pdf, .. new byte[9000]]).File("也小.pdf", [.. Pdf, 1]).Whole())));

        Assert.Equal([true, false, true], receipt.Files.Select(f => f.Key is not null));
        Assert.NotNull(receipt.Files[1].Refusal);
    }

    [Fact]
    public async Task Without_its_token_before_the_files_nothing_is_kept()
    {
        var (visitor, _) = await FormAsync();
        var token = (await visitor.OpenAsync(portal.Mine.Root)).QuerySelectorAll("#upload input[name=__RequestVerificationToken]").OfType<IHtmlInputElement>().Single().Value;
        var once = Guid.CreateVersion7().ToString();
        byte[][] bodies =
        [
            new BrowserForm().Field("__once", once).File("无.pdf", [.. Pdf, 77]).Whole(),
            new BrowserForm().Field("__once", once).Field("__RequestVerificationToken", "x" + token).File("错.pdf", [.. Pdf, 78]).Whole(),
            new BrowserForm().Field("__once", once).File("迟.pdf", [.. Pdf, 79]).Field("__RequestVerificationToken", token).Whole(),
            new BrowserForm().Field("__RequestVerificationToken", token).Whole(),
        ];
        var (kept, stored) = (await CountAsync(), await StoredAsync());

        foreach (var body in bodies)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.PostAsync(Files, BrowserForm.Content(body))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.PostAsync(Files, new StringContent("nothing"))).StatusCode);
        Assert.Equal((kept, stored), (await CountAsync(), await StoredAsync()));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_taken_once_and_shows_one_receipt()
    {
        var (visitor, form) = await FormAsync();
        var bytes = form.File("两次.pdf", [.. Pdf, 42]).Whole();

        var answers = await Task.WhenAll(visitor.Client.PostAsync(Files, BrowserForm.Content(bytes)), visitor.Client.PostAsync(Files, BrowserForm.Content(bytes)));
        var third = await visitor.Client.PostAsync(Files, BrowserForm.Content(bytes));

        Assert.Single(answers.Append(third).Select(a => a.Headers.Location).Distinct());
        Assert.Equal(1, await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.Facts.File == "两次.pdf")));
    }

    [Theory]
    [InlineData("另一份.pdf", 52)]
    [InlineData("一份.pdf", 52)]
    [InlineData("另一份.pdf", 51)]
    public async Task Other_files_under_a_key_that_was_used_are_refused_aloud_and_nothing_of_them_is_kept(string name, byte content)
    {
        var (visitor, form) = await FormAsync();
        var (kept, first) = (form.Copy(), await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.Copy().File("一份.pdf", [.. Pdf, 51]).Whole()))));
        var before = (await CountAsync(), await StoredAsync());

        var answer = await visitor.Client.PostAsync(Files, BrowserForm.Content(kept.File(name, [.. Pdf, content]).Whole()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("一份也没有收下", page.QuerySelector("[data-upload-refused]")!.TextContent, StringComparison.Ordinal);
        var links = page.QuerySelectorAll("main a").OfType<IHtmlAnchorElement>().Select(a => a.PathName).ToList();
        Assert.Superset(new HashSet<string> { portal.Mine.Root, $"{portal.Mine.Root}/receipts/{first.Id}" }, links.ToHashSet());
        Assert.Equal(before, (await CountAsync(), await StoredAsync()));

        // As the page says: a new form takes them.
        var (fresh, anew) = await FormAsync();
        Assert.NotNull((await ReceiptAsync(fresh, await fresh.Client.PostAsync(Files, BrowserForm.Content(anew.File(name, [.. Pdf, content]).Whole())))).Files[0].Key);
    }

    [Fact]
    public async Task One_file_more_or_less_is_another_form_and_what_was_refused_is_the_same_again()
    {
        var (visitor, form) = await FormAsync();
        byte[] two = form.Copy().File("甲.pdf", [.. Pdf, 53]).File("太大.pdf", [.. Pdf, .. new byte[1_100_000]]).Whole(),
            one = form.Copy().File("甲.pdf", [.. Pdf, 53]).Whole(),
            mended = form.Copy().File("甲.pdf", [.. Pdf, 53]).File("太大.pdf", [.. Pdf, 54]).Whole();

        var first = await visitor.Client.PostAsync(Files, BrowserForm.Content(two));
        var again = await visitor.Client.PostAsync(Files, BrowserForm.Content(two));
        var less = await visitor.Client.PostAsync(Files, BrowserForm.Content(one));
        var better = await visitor.Client.PostAsync(Files, BrowserForm.Content(mended));

        Assert.Equal((first.Headers.Location, HttpStatusCode.Redirect), (again.Headers.Location, again.StatusCode));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (less.StatusCode, better.StatusCode));
    }

    [Fact]
    public async Task Two_forms_with_different_files_under_one_key_at_once_are_not_both_taken()
    {
        var (visitor, form) = await FormAsync();

        var answers = await Task.WhenAll(new byte[] { 55, 56, 57, 58 }.Select(c => visitor.Client.PostAsync(Files, BrowserForm.Content(form.Copy().File("同时.pdf", [.. Pdf, c]).Whole()))));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(1, await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.Facts.File == "同时.pdf")));
    }

    [Fact]
    public async Task The_key_of_somebody_elses_form_shows_nothing_of_theirs()
    {
        var (visitor, form) = await FormAsync();
        var theirs = await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.File("人家.pdf", [.. Pdf, 59]).Whole())));
        var (other, own) = await FormAsync(PortalSite.OtherMember, portal.Theirs.Root);

        var answer = await other.Client.PostAsync($"{portal.Theirs.Root}/files", BrowserForm.Content(own.Field("__once", $"{theirs.Id}").File("人家.pdf", [.. Pdf, 59]).Whole()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain($"{theirs.Id}", (await Visitor.ReadAsync(answer)).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_breaks_off_within_a_file_leaves_nothing()
    {
        var (visitor, form) = await FormAsync();
        var broken = form.File("断.pdf", [.. Pdf, .. new byte[300_000]]).BrokenOff();
        var (kept, stored) = (await CountAsync(), await StoredAsync());

        // The body ends in the middle, as when a proxy passes on what it has got.
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.PostAsync(Files, BrowserForm.Content(broken))).StatusCode);
        Assert.Equal((kept, stored), (await CountAsync(), await StoredAsync()));

        // The connection ends in the middle.
        await Assert.ThrowsAnyAsync<Exception>(() => visitor.Client.PostAsync(Files, BrowserForm.Content(new TornStream(broken))));
        Assert.Equal(kept, await CountAsync());
    }

    [Fact]
    public async Task What_is_said_of_the_files_and_is_wrong_is_told_and_what_arrived_too()
    {
        var (visitor, form) = await FormAsync();
        var (kept, stored) = (await CountAsync(), await StoredAsync());
        var body = form.Field("Title", new string('题', 201)).Field("PeriodFrom", "2026-02-01").Field("PeriodTo", "2026-01-01").File("到了.pdf", [.. Pdf, 5]).Whole();

        var answer = await visitor.Client.PostAsync(Files, BrowserForm.Content(body));
        var receipt = await ReceiptAsync(visitor, answer);
        var page = await visitor.OpenAsync(answer.Headers.Location!.ToString());

        Assert.Equal(2, receipt.Refusals.Count);
        Assert.All(receipt.Refusals, r => Assert.Contains(r, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.Contains("到了.pdf", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((kept, stored), (await CountAsync(), await StoredAsync()));
    }

    [Theory]
    [InlineData("request:R999")]
    [InlineData("site:S1")]
    public async Task What_is_given_for_a_row_that_is_not_there_or_not_theirs_is_not_kept(string attach)
    {
        var (visitor, form) = await FormAsync();
        var (kept, stored) = (await CountAsync(), await StoredAsync());

        var answer = await visitor.Client.PostAsync(Files, BrowserForm.Content(form.Field("Attach", attach).File("无处.pdf", [.. Pdf, 61]).Whole()));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal((kept, stored), (await CountAsync(), await StoredAsync()));
    }

    [Fact]
    public async Task Uploads_side_by_side_do_not_come_to_more_than_the_quota_together()
    {
        var used = await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == portal.Mine.Engagement).SumAsync(e => e.Facts.Size ?? 0));
        await portal.ChangeAsync(db => Task.FromResult(db.Add(new EvidenceItem(portal.Mine.Engagement, 600, new EvidenceFacts { Key = "E600", File = "大.zip", Title = "大", Kind = "other", ProvidedById = portal.Mine.Organizer, Sha256 = new string('2', 64), Size = 1_000_000_000 - used - 400_000 }))));
        var forms = new List<(Visitor Visitor, BrowserForm Form)>();
        for (var i = 0; i < 6; i++)
        {
            forms.Add(await FormAsync());
        }

        await Task.WhenAll(forms.Select((f, i) => f.Visitor.Client.PostAsync(Files, BrowserForm.Content(f.Form.File($"并行{i}.pdf", [.. Pdf, (byte)i, .. new byte[150_000]]).Whole()))));

        var all = await Site.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == portal.Mine.Engagement).SumAsync(e => e.Facts.Size ?? 0));
        Assert.InRange(all, 0, 1_000_000_000);
        Assert.Equal(2, await Site.ReadAsync(db => db.Evidence.CountAsync(e => e.Facts.File.StartsWith("并行"))));
        await portal.ChangeAsync(async db => await db.Evidence.Where(e => e.Facts.Key == "E600").ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_form_without_a_file_says_so()
    {
        var (visitor, form) = await FormAsync();

        var receipt = await ReceiptAsync(visitor, await visitor.Client.PostAsync(Files, BrowserForm.Content(form.File("", []).Whole())));

        Assert.Empty(receipt.Files);
        Assert.Single(receipt.Refusals);
    }

    private async Task<(Visitor Visitor, BrowserForm Form)> FormAsync(string email = PortalSite.Member, string? page = null)
    {
        var visitor = await Site.SignInAsync(email);
        var fields = (await visitor.OpenAsync(page ?? portal.Mine.Root)).QuerySelectorAll("#upload input[type=hidden]").OfType<IHtmlInputElement>();
        return (visitor, fields.Aggregate(new BrowserForm(), (form, field) => form.Field(field.Name!, field.Value)));
    }

    private async Task<UploadReceipt> ReceiptAsync(Visitor visitor, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var path = answer.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path)).StatusCode);
        return await Site.ReadAsync(db => db.UploadReceipts.AsNoTracking().SingleAsync(r => r.Id == Guid.Parse(path.Split('/', StringSplitOptions.None).Last())));
    }

    private Task<int> CountAsync() => Site.ReadAsync(db => db.Evidence.CountAsync());

    private async Task<int> StoredAsync()
    {
        var files = 0;
        await Site.UseAsync<SuiteOptions>(options =>
        {
            files = Directory.EnumerateFiles(options.EvidencePath, "*", SearchOption.AllDirectories).Count();
            return Task.CompletedTask;
        });
        return files;
    }

    /// <summary>Gives what it has, then fails as a connection does.</summary>
    private sealed class TornStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("torn");
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("torn");
    }
}
