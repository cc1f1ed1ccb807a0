using System.IO.Compression;
using System.Net;
using System.Text;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>On a site of its own: an uploaded pack is what new engagements get.</summary>
public sealed class GuidePackTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private static readonly string Json = File.ReadAllText(Path.Combine(Repository.Guides, "jilin-2026-draft", "guide.json"));
    private static readonly byte[] Template = File.ReadAllBytes(Path.Combine(Repository.Guides, "jilin-2026-draft", "report.docx"));

    [Fact]
    public async Task A_pack_is_uploaded_compared_and_activated_and_a_running_engagement_keeps_its_own()
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var version = NextVersion(Json);
        var json = version.Json.Replace("\"value\": 0.4671", "\"value\": 0.4602", StringComparison.Ordinal);

        var taken = await UploadAsync(administrator, Zip(("pack/guide.json", Encoding.UTF8.GetBytes(json)), ("pack/report.docx", Template)));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        var path = taken.Headers.Location!.ToString();
        var digest = path["/admin/guides/".Length..];
        var page = await administrator.OpenAsync(path);
        var row = Assert.Single(page.QuerySelectorAll("section[aria-labelledby=diff-h] tbody tr"));
        Assert.All(new[] { "grid-jilin-2023", "变更", "0.4671", "0.4602" }, t => Assert.Contains(t, row.TextContent, StringComparison.Ordinal));
        var before = await CurrentAsync();
        Assert.NotEqual(digest, before);

        Assert.Equal(HttpStatusCode.Redirect, (await administrator.SubmitAsync(path)).StatusCode);
        Assert.Equal(digest, await CurrentAsync());

        await sample.Site.UseAsync<GuideStore>(g => g.RefreshAsync(CancellationToken.None));
        Assert.Equal(digest, await CurrentAsync());
        Assert.Equal(before, await sample.Site.ReadAsync(db => db.Engagements.Where(e => e.Id == sample.EngagementId).Select(e => e.GuideDigest).SingleAsync()));
        var next = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("用新指南的活动").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        Assert.Equal(digest, await sample.Site.ReadAsync(db => db.Engagements.Where(e => e.Id == next).Select(e => e.GuideDigest).SingleAsync()));
        Assert.Equal(["guide.uploaded", "guide.activated"], await sample.Site.ReadAsync(db => db.Ledger.Where(e => e.Payload!.Contains(digest) && e.EngagementId == null)
            .OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));

        await administrator.SubmitAsync($"/admin/guides/{before}");
        Assert.Equal(before, await CurrentAsync());
        await sample.Site.UseAsync<GuideStore>(g => g.RefreshAsync(CancellationToken.None));
        Assert.Equal(before, await CurrentAsync());
    }

    [Fact]
    public async Task A_pack_with_faults_is_refused_with_each_at_its_place()
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var json = Json.Replace("\"unit\": \"kgCO2/kWh\"", "\"unit\": \"kgCO2/kw\"", StringComparison.Ordinal).Replace("\"standing\": \"firm\"", "\"standing\": \"certain\"", StringComparison.Ordinal);

        var answer = await UploadAsync(administrator, Zip(("guide.json", Encoding.UTF8.GetBytes(json)), ("report.docx", Template)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = (await Visitor.ReadAsync(answer)).QuerySelector(".errors")!.TextContent;
        Assert.Contains("$.factors[0].unit", text, StringComparison.Ordinal);
        Assert.Contains(".standing", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "no archive", Encoding.UTF8.GetBytes("this is no zip archive at all, whatever it is called"), "压缩" },
        { "no guide", Zip(("read.me", [1, 2, 3])), "guide.json" },
        { "two guides", Zip(("a/guide.json", [1]), ("b/guide.json", [1])), "不止一个" },
        { "no template", Zip(("guide.json", Encoding.UTF8.GetBytes(NextVersion(Json).Json))), "$.templates.report" },
        { "template is no document", Zip(("guide.json", Encoding.UTF8.GetBytes(NextVersion(Json).Json)), ("report.docx", Encoding.UTF8.GetBytes("not a document"))), "report.docx" },
        { "version not raised", Zip(("guide.json", Encoding.UTF8.GetBytes(Json + " ")), ("report.docx", Template)), "version" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_pack_is_refused_in_words(string why, byte[] content, string words)
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var before = await sample.Site.ReadAsync(db => db.Guides.CountAsync());

        var answer = await UploadAsync(administrator, content);

        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, why);
        Assert.Contains(words, (await Visitor.ReadAsync(answer)).QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await sample.Site.ReadAsync(db => db.Guides.CountAsync()));
    }

    [Fact]
    public async Task A_template_with_faults_is_refused_with_every_one_at_its_place_and_nothing_is_kept()
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var before = await sample.Site.ReadAsync(db => db.Guides.CountAsync());
        var broken = Changed(Template, "word/document.xml", xml => xml.Replace("w:val=\"contract.date\"", "w:val=\"contract.data\"", StringComparison.Ordinal).Replace("w:val=\"rows:evidence\"", "w:val=\"rows:evidences\"", StringComparison.Ordinal));

        var answer = await UploadAsync(administrator, Zip(("guide.json", Encoding.UTF8.GetBytes(NextVersion(Json).Json)), ("report.docx", broken)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        var rows = page.QuerySelectorAll(".errors tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Contains(rows, r => r.StartsWith("word/document.xml 第 101 段“〔contract.date〕”|报告没有字段“contract.data”", StringComparison.Ordinal) && r.Contains("是不是“contract.date”？", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("template.missing-rows", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("是不是“rows:evidence”？", StringComparison.Ordinal));
        Assert.Equal(before, await sample.Site.ReadAsync(db => db.Guides.CountAsync()));
        Assert.DoesNotContain("contract.data", string.Concat(await sample.Site.ReadAsync(db => db.Ledger.Select(e => e.Payload ?? "").ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_kept_before_its_template_was_looked_at_cannot_be_activated()
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var (json, template) = (Encoding.UTF8.GetBytes(Json + "\n\n"), Changed(Template, "word/document.xml", xml => xml.Replace("w:val=\"report.number\"", "w:val=\"report.nummer\"", StringComparison.Ordinal)));
        var digest = GuideVersion.DigestOf(json, template);
        await sample.Site.UseAsync<SuiteDb>(async db =>
        {
            db.Guides.Add(new GuideVersion { Digest = digest, Key = "jilin-2026-draft", Number = 1, Json = json, ReportTemplate = template, AddedAt = DateTimeOffset.UnixEpoch, Origin = GuideOrigin.Upload });
            await db.SaveChangesAsync();
        });
        var before = await CurrentAsync();

        var page = await administrator.OpenAsync($"/admin/guides/{digest}");
        Assert.Contains("“报告编号：", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form button[type=submit]"));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/admin/guides/{digest}/sample.docx")).StatusCode);

        // Who posts all the same, from a page that was open before.
        var other = await administrator.OpenAsync("/admin/guides");
        var answer = await administrator.SubmitAsync(other, $"/admin/guides/{digest}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("report.nummer", (await Visitor.ReadAsync(answer)).QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await CurrentAsync());
    }

    [Theory]
    [InlineData("jilin-2026-draft", "第三届长白山冰雪产业论坛")]
    [InlineData("mee-2019", "mee-2019")]
    public async Task The_page_of_a_version_offers_a_report_of_the_invented_case(string key, string words)
    {
        var administrator = await sample.Site.SignInAsync(SampleSite.Administrator);
        var digest = await sample.Site.ReadAsync(db => db.Guides.Where(g => g.Key == key && g.Origin == GuideOrigin.Folder).Select(g => g.Digest).SingleAsync());
        var page = await administrator.OpenAsync($"/admin/guides/{digest}");

        var answer = await administrator.GetAsync(page.QuerySelector("a[href$='sample.docx']")!.GetAttribute("href")!);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        Assert.Contains(words, await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static byte[] Changed(byte[] template, string part, Func<string, string> change)
    {
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(archive.GetEntry(part)!.Open()))
            {
                text = reader.ReadToEnd();
            }

            archive.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(part).Open());
            writer.Write(change(text));
        }

        return bytes.ToArray();
    }

    private static (string Json, int Version) NextVersion(string json)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        var version = (int)node["version"]! + 1;
        return (json.Replace($"\"version\": {version - 1}", $"\"version\": {version}", StringComparison.Ordinal), version);
    }

    private Task<string> CurrentAsync() => sample.Site.ReadAsync(db => db.Guides.Where(g => g.Key == "jilin-2026-draft" && g.Current).Select(g => g.Digest).SingleAsync());

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, byte[] content) =>
        await visitor.UploadAsync(await visitor.OpenAsync("/admin/guides"), "/admin/guides", "Pack", "pack.zip", content);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                CaseFolderBuilder.Add(archive, name, content);
            }
        }

        return bytes.ToArray();
    }
}
