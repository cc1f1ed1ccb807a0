using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EvaluatorSuite.Testing;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>Figures by hand: a line, its check, a grid, and a table that is pasted, wrong at first; with and without scripts.</summary>
public sealed class InventoryJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [Theory]
    [InlineData(1280, "zh-CN", true)]
    [InlineData(390, "zh-CN", false)]
    [InlineData(1280, "en", true)]
    public async Task An_auditor_enters_checks_and_imports_figures(int width, string language, bool script)
    {
        var page = await site.SignedInAsync(width, language, script);
        var root = await ImportCaseAsync(page, $"算账 {width} {language}");

        await page.GotoAsync($"{root}/inventory/lines/new");
        await page.SelectOptionAsync("[id='figures.source']", "electricity");
        await page.SelectOptionAsync("[id='figures.stage']", "Hold");
        await page.FillAsync("[id='figures.description']", "舞台用电");
        await page.FillAsync("[id='figures.amount']", "1,000");
        await page.SelectOptionAsync("[id='figures.unit']", "kWh");
        await page.SelectOptionAsync("[id='figures.factor']", "grid-jilin-2023");
        await page.ClickAsync("button[formaction]");
        Assert.Equal("0.4671", await page.InputValueAsync("[id='figures.claimedtonnes']"));
        await LookAsync(page, "line-new", language);
        await page.ClickAsync("main form .btn-primary");

        await page.FillAsync("[id='checked.verifiedamount']", "1100");
        await page.ClickAsync("form[action$='Check'] button[type=submit]");
        Assert.Contains("0.513810", await page.TextContentAsync("#now"), StringComparison.Ordinal);
        await LookAsync(page, "line", language);

        await page.GotoAsync($"{root}/inventory/grid");
        await page.FillAsync("[id='rows[0].amount']", "很多");
        await page.ClickAsync("main form .btn-primary");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        Assert.Equal("很多", await page.InputValueAsync("[id='rows[0].amount']"));
        await LookAsync(page, "grid", language);

        await page.GotoAsync($"{root}/inventory/exclusions");
        await LookAsync(page, "exclusions", language);

        await page.GotoAsync($"{root}/inventory/import");
        await LookAsync(page, "import-lines", language);
        await page.FillAsync("#pasted", "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t会前\t搭建用电\t500\t度\tgrid-jilin-2023\t0.23355\n外购电力\t会前\t拆卸用电\t许多\t箱\tgrid-jilin-2023\t0.1\n");
        await page.ClickAsync("main form .btn-primary");
        Assert.Contains("D3", await page.TextContentAsync("#faults"), StringComparison.Ordinal);
        await LookAsync(page, "import-mapping", language);

        await page.GotoAsync($"{root}/inventory/import");
        await page.FillAsync("#pasted", "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t会前\t搭建用电\t500\t度\tgrid-jilin-2023\t0.23355\n");
        await page.ClickAsync("main form .btn-primary");
        await page.CheckAsync("#mode");
        await page.ClickAsync("button[formaction$='Import']");
        await page.WaitForURLAsync("**/inventory?imported=1");
        await LookAsync(page, "inventory", language);
    }

    private static async Task<string> ImportCaseAsync(IPage page, string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["a.zip"], CaseFolderBuilder.OtherEvent(name).With(c =>
        {
            c["offsets"] = new System.Text.Json.Nodes.JsonArray();
            c["people"]!.AsArray().Single(p => (string?)p!["email"] == "chen@hengxin.example")!["email"] = BrowserSite.Auditor;
        }).Zip());
        await page.GotoAsync("/engagements/import");
        await page.SetInputFilesAsync("#folder", folder["a.zip"]);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("/engagements/", StringComparison.Ordinal) && !url.EndsWith("/import", StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task LookAsync(IPage page, string name, string language)
    {
        await BrowserSite.ShootAsync(page, $"{name}-{language}");
        var scripted = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(scripted <= 0, $"{name} is wider than the screen.");
        if (page.Context.Browser is null || language == "en" || page.ViewportSize!.Width == 390)
        {
            return;
        }

        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.Equal([], result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{name}: {v.Id} {v.Nodes[0].Html}"));
    }
}
