using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>Finding things and seeing what is mine, at both widths, with and without scripts.</summary>
public sealed class ListJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public async Task From_the_bar_to_an_engagement_and_back_to_what_changed(int width, bool script)
    {
        var id = await site.BringSampleAsync($"净月潭滑雪节 {width} {script}", $"organizer-{width}-{script}@organizer.example");
        var page = await site.SignedInAsAsync(BrowserSite.Leader, width, script: script);

        await page.FillAsync("#find-all", "滑雪");
        await page.PressAsync("#find-all", "Enter");
        await BrowserSite.ShootAsync(page, "search");
        await page.ClickAsync($"main a[href='/engagements/{id}']");
        await page.GotoAsync($"/engagements/{id}/changes");
        await BrowserSite.ShootAsync(page, "changes");
        await page.ClickAsync("main form[method=post] button[type=submit]");
        await Microsoft.Playwright.Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("已记住");

        var found = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/", "today"), ("/?all=blocked", "today-blocked"), ("/engagements", "engagements"), ("/engagements?phase=closed&text=%E5%86%B0", "engagements-none"), ("/search?q=%E5%86%B0", "search-one"),
            ("/queue", "queue"), ("/dashboard", "dashboard"), ($"/engagements/{id}/timeline", "timeline"),
        })
        {
            await page.GotoAsync(path);
            await BrowserSite.ShootAsync(page, name);
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{path} is wider than the screen.");
            if (script)
            {
                var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
                found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{path}: {v.Id} {v.Nodes[0].Html}"));
            }
        }

        Assert.Empty(found);
    }
}
