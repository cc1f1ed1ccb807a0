using System.IO.Compression;
using System.Net;
using System.Text;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

public sealed class ImportPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Path = "/engagements/import";

    [Theory]
    [InlineData("")]
    [InlineData("我的案卷/")]
    public async Task A_zipped_case_folder_becomes_an_engagement_of_the_one_who_brought_it(string prefix)
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);

        var answer = await UploadAsync(visitor, CaseFolderBuilder.OtherEvent($"上传的活动{prefix}").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()).Zip(prefix));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await visitor.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Contains("上传的活动", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("179.933744", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_windows_wrote_in_its_own_way_are_read()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);
        var builder = CaseFolderBuilder.OtherEvent("GBK 压缩包").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray());
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")))
        {
            CaseFolderBuilder.Add(archive, "case.json", Encoding.UTF8.GetBytes(builder.Json.ToJsonString()));
            foreach (var (name, content) in builder.Evidence)
            {
                CaseFolderBuilder.Add(archive, $"evidence/{name}", content);
            }
        }

        var answer = await UploadAsync(visitor, bytes.ToArray());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var evidence = await visitor.OpenAsync($"{answer.Headers.Location}/evidence");
        Assert.Contains("电费发票2026年1月.pdf", evidence.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("没有收到文件", evidence.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_with_its_place_and_nothing_is_left()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);
        var before = await CountAsync();

        var answer = await UploadAsync(visitor, new CaseFolderBuilder().With(c =>
        {
            c["inventory"]![3]!["unit"] = "kw";
            c["event"]!["end"] = "2026-02-30";
        }).Zip());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var alert = (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("$.inventory[3].unit", alert, StringComparison.Ordinal);
        Assert.Contains("$.event.end", alert, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    public static TheoryData<string> BadArchives => ["text", "empty", "no case", "leaves", "link", "twice", "altered"];

    [Theory]
    [MemberData(nameof(BadArchives))]
    public async Task An_archive_that_is_no_case_folder_is_refused_with_a_reason(string kind)
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);
        var before = await CountAsync();

        var answer = await UploadAsync(visitor, Bad(kind));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).QuerySelector("[role=alert] li")!.TextContent.Trim());
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task No_file_at_all_is_refused_at_the_field()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);

        var answer = await visitor.UploadAsync(await visitor.OpenAsync(Path), Path, "Something", "a.txt", [1]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请选择一个 zip 文件", (await Visitor.ReadAsync(answer)).QuerySelector("#folder-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_imports_once()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Outsider);
        var zip = CaseFolderBuilder.OtherEvent("点了两次").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()).Zip();
        var page = await visitor.OpenAsync(Path);
        var before = await CountAsync();

        var answers = await Task.WhenAll(visitor.UploadAsync(page, Path, "Folder", "案卷.zip", zip), visitor.UploadAsync(page, Path, "Folder", "案卷.zip", zip));

        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Theory]
    [InlineData(SampleSite.Reviewer)]
    [InlineData(SampleSite.Administrator)]
    [InlineData(SampleSite.Officer)]
    public async Task Only_an_evaluator_opens_engagements(string who)
    {
        var visitor = await sample.Site.SignInAsync(who);

        Assert.Contains("/status/403", (await visitor.GetAsync(Path)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> UploadAsync(Visitor visitor, byte[] zip) => UploadAsync(visitor, visitor.OpenAsync(Path), zip);

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, Task<AngleSharp.Html.Dom.IHtmlDocument> page, byte[] zip) =>
        await visitor.UploadAsync(await page, Path, "Folder", "案卷.zip", zip);

    private Task<int> CountAsync() => sample.Site.ReadAsync(db => db.Engagements.CountAsync());

    private static byte[] Bad(string kind)
    {
        if (kind == "text")
        {
            return "this is no archive"u8.ToArray();
        }

        if (kind == "altered")
        {
            return Altered();
        }

        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            switch (kind)
            {
                case "no case":
                    CaseFolderBuilder.Add(archive, "readme.txt", [1]);
                    break;
                case "leaves":
                    CaseFolderBuilder.Add(archive, "case.json", "{}"u8.ToArray());
                    CaseFolderBuilder.Add(archive, "evidence/../../etc/passwd", [1]);
                    break;
                case "link":
                    CaseFolderBuilder.Add(archive, "case.json", "{}"u8.ToArray());
                    archive.CreateEntry("evidence/a.pdf").ExternalAttributes = unchecked((int)0xA1FF0000);
                    break;
                case "twice":
                    CaseFolderBuilder.Add(archive, "case.json", "{}"u8.ToArray());
                    CaseFolderBuilder.Add(archive, "case.json", "{}"u8.ToArray());
                    break;
            }
        }

        return bytes.ToArray();
    }

    // A byte of a stored picture is turned over on the way: the archive opens, but its checksum no longer fits.
    private static byte[] Altered()
    {
        var builder = CaseFolderBuilder.OtherEvent("改过一个字节");
        var picture = builder.Evidence["垃圾清运单.png"];
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            CaseFolderBuilder.Add(archive, "case.json", Encoding.UTF8.GetBytes(builder.Json.ToJsonString()));
            using var entry = archive.CreateEntry("evidence/垃圾清运单.png", CompressionLevel.NoCompression).Open();
            entry.Write(picture);
        }

        var zip = bytes.ToArray();
        var at = zip.AsSpan().IndexOf(picture.AsSpan(0, 64));
        zip[at + 1000] ^= 0xFF;
        return zip;
    }
}
