using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EvaluatorSuite.Testing;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>From an archive on the auditor's disk to the draft in the download folder, by hand, at both widths.</summary>
public sealed class ImportJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private static readonly string[] Tabs = ["", "/evidence", "/checklist", "/inventory", "/offsets", "/findings", "/independence", "/report", "/timeline", "/changes", "/ledger"];

    [Theory]
    [InlineData(1280, "zh-CN", true)]
    [InlineData(390, "zh-CN", true)]
    [InlineData(1280, "en", true)]
    [InlineData(390, "zh-CN", false)]
    public async Task An_auditor_imports_a_case_reads_every_page_and_takes_the_draft_away(int width, string language, bool script)
    {
        var page = await site.SignedInAsync(width, language, script);
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { errors.Add(message.Text); } };
        using var folder = new TemporaryFolder();
        var name = $"浏览器里的活动 {width} {language} {script}";
        await File.WriteAllBytesAsync(folder["案卷.zip"], CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()).Zip());

        await page.GotoAsync("/engagements/import");
        await page.SetInputFilesAsync("#folder", folder["案卷.zip"]);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("/engagements/", StringComparison.Ordinal) && !url.EndsWith("/import", StringComparison.Ordinal));

        Assert.Equal(name, await page.TextContentAsync("h1"));
        var root = new Uri(page.Url).AbsolutePath;
        foreach (var tab in Tabs)
        {
            await page.GotoAsync(root + tab);
            await BrowserSite.ShootAsync(page, $"engagement{tab.Replace('/', '-')}-{language}");
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{tab} is wider than the screen.");
        }

        await page.GotoAsync($"{root}/report");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='report.docx']"));
        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Axe_finds_nothing_serious_on_any_page(int width)
    {
        var page = await site.SignedInAsync(width);
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["a.zip"], CaseFolderBuilder.OtherEvent($"无障碍 {width}").With(c =>
        {
            c["offsets"] = new System.Text.Json.Nodes.JsonArray();
            c["engagement"]!.AsObject().Remove("plan");
        }).Zip());
        await page.GotoAsync("/engagements/import");
        await page.SetInputFilesAsync("#folder", folder["a.zip"]);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("/engagements/", StringComparison.Ordinal) && !url.EndsWith("/import", StringComparison.Ordinal));
        var root = new Uri(page.Url).AbsolutePath;

        var found = new List<string>();
        foreach (var path in Tabs.Select(t => root + t).Concat(["/", "/?all=blocked", "/search?q=%E6%B4%BB%E5%8A%A8", "/queue", "/dashboard", "/engagements", "/engagements/import", "/guides", "/nowhere"]))
        {
            await page.GotoAsync(path);
            var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
            found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{path}: {v.Id} {v.Nodes[0].Html}"));
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    [Fact]
    public async Task A_wrong_file_is_answered_on_the_page_and_the_answer_has_the_focus()
    {
        var page = await site.SignedInAsync(390);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["不是压缩包.zip"], "text");

        await page.GotoAsync("/engagements/import");
        await page.SetInputFilesAsync("#folder", folder["不是压缩包.zip"]);
        await page.ClickAsync("main button[type=submit]");

        await Assertions.Expect(page.Locator("[role=alert]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("不是压缩包.zip");
        await BrowserSite.ShootAsync(page, "import-refused");
    }

    [Fact]
    public async Task A_keyboard_is_enough_to_sign_in()
    {
        var page = await site.OpenAsync(1280);
        await page.GotoAsync("/sign-in");
        await page.FocusAsync("#account");
        await page.Keyboard.TypeAsync(BrowserSite.Auditor);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Site.Password);
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/");
        await BrowserSite.ShootAsync(page, "today");
    }
}
