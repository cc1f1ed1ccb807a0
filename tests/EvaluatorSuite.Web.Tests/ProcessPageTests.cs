using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Pages.Admin;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>The process on an engagement's page: where it stands, what refuses, and who may let it go on. The imported case waits for its draft.</summary>
public sealed class ProcessPageTests : IAsyncLifetime
{
    private readonly SampleSite _sample = new();

    private string Path => $"/engagements/{_sample.EngagementId}";

    public async ValueTask InitializeAsync() => await _sample.InitializeAsync();

    public async ValueTask DisposeAsync() => await _sample.DisposeAsync();

    [Fact]
    public async Task The_leader_finishes_a_step_once_and_is_told_when_it_was_finished_before()
    {
        var leader = await _sample.Site.SignInAsync(SampleSite.Leader);
        var page = await leader.OpenAsync(Path);
        Assert.Contains("编写报告", Process(page), StringComparison.Ordinal);
        var form = Assert.Single(page.QuerySelectorAll("#process form"));

        Assert.Equal(HttpStatusCode.Redirect, (await leader.SendAsync(page, Path, form.Id!)).StatusCode);
        var after = await leader.OpenAsync(Path);
        Assert.Contains("技术复核", Process(after), StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("#process form"));

        // The same page in another tab, sent once more: its form names a round that is over.
        var values = ((IHtmlFormElement)form).QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Name is "StepId" or "Outcome").ToDictionary(i => i.Name!, i => i.Value);
        var token = after.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var again = await leader.Client.PostAsync(Path, new FormUrlEncodedContent([.. values, new("__once", $"{Guid.CreateVersion7()}"), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("已经完成", (await Visitor.ReadAsync(again)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _sample.Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "workflow.step-finished")));
    }

    [Fact]
    public async Task The_reviewer_sees_the_leaders_step_without_a_button_and_cannot_finish_it()
    {
        var reviewer = await _sample.Site.SignInAsync(SampleSite.Reviewer);
        var page = await reviewer.OpenAsync(Path);
        var step = await _sample.Site.ReadAsync(db => db.WaitingSteps.SingleAsync(s => s.EngagementId == _sample.EngagementId));

        Assert.Empty(page.QuerySelectorAll("#process form"));
        var token = page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var answer = await reviewer.Client.PostAsync(Path, new FormUrlEncodedContent([new("StepId", $"{step.Id}"), new("Outcome", "Drafted"), new("__once", $"{Guid.CreateVersion7()}"), new("__RequestVerificationToken", token)]));

        Assert.Contains("/status/403", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.True(await _sample.Site.ReadAsync(db => db.WaitingSteps.AnyAsync(s => s.Id == step.Id)));
    }

    [Fact]
    public async Task The_drawing_says_the_same_in_words_in_both_languages()
    {
        var leader = await _sample.Site.SignInAsync(SampleSite.Leader);
        var chinese = await leader.OpenAsync($"{Path}/process");

        Assert.True(chinese.QuerySelectorAll("svg[role=img]").Length >= 4);
        Assert.Contains("编写报告", chinese.QuerySelector("main ol")!.TextContent + chinese.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        leader.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("Draft the report", (await leader.OpenAsync($"{Path}/process?lang=en")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", @"\d{4}年\d{1,2}月\d{1,2}日")]
    [InlineData("en", @"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}")]
    public async Task Days_are_written_as_on_every_other_page_and_every_label_of_the_drawings_can_be_read(string language, string day)
    {
        var leader = await _sample.Site.SignInAsync(SampleSite.Leader);
        leader.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await leader.OpenAsync($"{Path}/process");

        var drawings = page.QuerySelectorAll(".plan svg").ToList();
        Assert.Equal(4, drawings.Count);
        Assert.All([.. drawings, .. page.QuerySelectorAll("ol.facts"), .. page.QuerySelectorAll("ul.facts")], e => Assert.DoesNotMatch(@"\d{4}-\d{2}", e.TextContent));
        Assert.Matches(day, string.Concat(drawings.Select(d => d.TextContent)));
        Assert.Matches(day, page.QuerySelector("ul.facts")!.TextContent);
        foreach (var drawing in drawings)
        {
            var boxes = drawing.QuerySelectorAll("rect.node").Select(Drawn).ToList();
            var labels = drawing.QuerySelectorAll("text.port").Select(Written).ToList();
            var lines = drawing.QuerySelectorAll("text").Where(t => !t.ClassList.Contains("port")).Select(Written).ToList();
            Assert.All(labels, l => Assert.DoesNotContain(boxes, b => Overlap(l, b)));
            Assert.All(labels, l => Assert.DoesNotContain(labels, other => other.Text != l.Text && Overlap(l, other)));
            Assert.All(lines, l => Assert.Contains(boxes, b => l.Left >= b.Left && l.Right <= b.Right && l.Top >= b.Top && l.Bottom <= b.Bottom));
            Assert.All(lines, l => Assert.DoesNotContain(lines, other => other != l && Overlap(l, other)));
        }

        Assert.True(drawings.Sum(d => d.QuerySelectorAll("text.port").Length) > 15);
    }

    private sealed record Place(decimal Left, decimal Top, decimal Right, decimal Bottom, string Text);

    private static bool Overlap(Place one, Place other) => one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;

    private static Place Drawn(IElement box) => new(Of(box, "x"), Of(box, "y"), Of(box, "x") + Of(box, "width"), Of(box, "y") + Of(box, "height"), box.ParentElement!.Id!);

    // Letters as the narrowest fonts that readers have draw them: about half as wide as they are high.
    private static Place Written(IElement text)
    {
        var half = text.TextContent.Sum(c => c > 0x2E80 ? 12m : 6m) / 2;
        var (x, y) = (Of(text, "x"), Of(text, "y"));
        return new Place(x - half, y - 10, x + half, y + 2, $"{x} {y} {text.TextContent}");
    }

    private static decimal Of(IElement element, string name) => decimal.Parse(element.GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_administrator_uploads_a_version_activates_it_and_moves_what_runs_by_the_forms_alone()
    {
        var administrator = await _sample.Site.SignInAsync(SampleSite.Administrator);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Workflows, "preparation.json")))!;
        file["version"] = 2;
        var kept = await administrator.UploadAsync(await administrator.OpenAsync("/admin/workflows"), "/admin/workflows", "Files", "preparation.json", Encoding.UTF8.GetBytes(file.ToJsonString()));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var version = kept.Headers.Location!.ToString().Split('?')[0];
        var digest = version.Split('/')[^1];
        var before = await DigestAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await administrator.SubmitAsync(version)).StatusCode);
        Assert.Equal(before, await DigestAsync());

        var page = await administrator.OpenAsync($"{version}/move");
        Assert.Contains("第三届", page.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await DigestAsync());
        var moved = await administrator.SendAsync(page, $"{version}/move", "move");

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(moved)).QuerySelector("#result"));
        Assert.Equal(digest, await DigestAsync());
        Assert.Equal(["workflow.uploaded", "workflow.activated", "workflow.moved"], await _sample.Site.ReadAsync(db => db.Ledger.Where(e => e.Action.StartsWith("workflow.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_faulty_definition_is_told_by_file_and_place_and_nothing_is_kept()
    {
        var administrator = await _sample.Site.SignInAsync(SampleSite.Administrator);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Workflows, "preparation.json")))!;
        file["root"]!["connections"]!.AsArray().RemoveAt(3);

        var answer = await administrator.UploadAsync(await administrator.OpenAsync("/admin/workflows"), "/admin/workflows", "Files", "错误.json", Encoding.UTF8.GetBytes(file.ToJsonString()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("错误.json $.root.activities[2]", (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _sample.Site.ReadAsync(db => db.ProcessVersions.CountAsync()));
    }

    [Fact]
    public async Task When_the_database_fails_for_one_engagement_the_others_are_moved_all_the_same_and_the_page_says_which_was_not()
    {
        var ids = new List<Guid> { _sample.EngagementId };
        foreach (var name in new[] { "第二个活动", "第三个活动" })
        {
            ids.Add(await _sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new JsonArray())));
        }

        var administrator = await _sample.Site.SignInAsync(SampleSite.Administrator);
        var version = (await UploadAsync(administrator, ("preparation.json", Preparation(2)))).Headers.Location!.ToString().Split('?')[0];
        var broken = $"CREATE TRIGGER broken BEFORE UPDATE ON workflow_instances WHEN OLD.\"EngagementId\" = '{ids[1].ToString().ToUpperInvariant()}' BEGIN SELECT RAISE(ABORT, 'a page of the disk is bad'); END";
        await _sample.Site.UseAsync<SuiteDb>(db => db.Database.ExecuteSqlRawAsync(broken));

        var answer = await administrator.SendAsync($"{version}/move", "move");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = (await Visitor.ReadAsync(answer)).QuerySelectorAll("#result li").Select(l => l.TextContent).ToList();
        Assert.Equal(3, told.Count);
        var failed = Assert.Single(told, t => t.Contains("数据库出错", StringComparison.Ordinal));
        Assert.Contains("第二个活动", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", failed, StringComparison.Ordinal);
        var digests = await _sample.Site.ReadAsync(db => db.ProcessInstances.ToDictionaryAsync(i => i.EngagementId, i => i.ProcessDigest));
        Assert.Equal([true, false, true], ids.Select(id => digests[id] == version.Split('/')[^1]));
        Assert.Equal(2, await _sample.Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "workflow.moved")));

        await _sample.Site.UseAsync<SuiteDb>(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken"));
        await administrator.SendAsync($"{version}/move", "move");
        Assert.Equal(3, await _sample.Site.ReadAsync(db => db.ProcessInstances.CountAsync(i => i.ProcessDigest == version.Substring(version.LastIndexOf('/') + 1))));
    }

    [Fact]
    public async Task As_many_files_as_are_allowed_may_each_be_as_large_as_is_allowed()
    {
        var administrator = await _sample.Site.SignInAsync(SampleSite.Administrator);
        var files = Enumerable.Range(0, WorkflowsModel.MaxFiles).Select(i => ($"{i}.json", Preparation(2, DefinitionReader.MaxBytes))).ToArray();

        // They are read: each is the same definition once more, which is refused file by file.
        var answer = await UploadAsync(administrator, files);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var told = (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;
        Assert.All(Enumerable.Range(1, WorkflowsModel.MaxFiles - 1), i => Assert.Contains($"{i}.json $.definitionId", told, StringComparison.Ordinal));

        Assert.Contains("4 MB", (await Visitor.ReadAsync(await UploadAsync(administrator, ("large.json", Preparation(2, DefinitionReader.MaxBytes + 1))))).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("20", (await Visitor.ReadAsync(await UploadAsync(administrator, [.. files.Select(f => (f.Item1, "{}"u8.ToArray())), ("20.json", "{}"u8.ToArray())]))).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "81 MB", "没有改动任何数据")]
    [InlineData("en", "81 MB", "nothing was changed")]
    public async Task Whoever_sends_more_than_the_page_takes_is_told_how_much_it_takes(string language, string most, string comfort)
    {
        var administrator = await _sample.Site.SignInAsync(SampleSite.Administrator);
        administrator.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var answer = await UploadAsync(administrator, ("huge.json", new byte[82 * 1024 * 1024]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var told = (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent;
        Assert.Contains(most, told, StringComparison.Ordinal);
        Assert.Contains(comfort, told, StringComparison.Ordinal);
        Assert.Equal(1, await _sample.Site.ReadAsync(db => db.ProcessVersions.CountAsync()));
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor administrator, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Visitor.Filled((await administrator.OpenAsync("/admin/workflows")).QuerySelectorAll("main form[enctype]").OfType<IHtmlFormElement>().Single()).Where(f => f.Key != "Files"))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "Files", name);
        }

        return await administrator.Client.PostAsync("/admin/workflows", form);
    }

    // Blanks at its end make a file as long as is wished.
    private static byte[] Preparation(int version, int length = 0)
    {
        var file = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.Workflows, "preparation.json")))!;
        file["version"] = version;
        return Encoding.UTF8.GetBytes(file.ToJsonString()) is var bytes && bytes.Length < length ? [.. bytes, .. Enumerable.Repeat((byte)' ', length - bytes.Length)] : bytes;
    }

    private Task<string> DigestAsync() => _sample.Site.ReadAsync(db => db.ProcessInstances.Where(i => i.EngagementId == _sample.EngagementId).Select(i => i.ProcessDigest).SingleAsync());

    private static string Process(IDocument page) => page.QuerySelector("#process")!.TextContent;
}
