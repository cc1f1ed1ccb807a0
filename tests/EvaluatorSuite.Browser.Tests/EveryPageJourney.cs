using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>Every page that there is, at both widths: axe finds nothing serious, nothing is wider than the screen, no column is squeezed.</summary>
public sealed class EveryPageJourney(EveryPageSite every) : IClassFixture<EveryPageSite>
{
    /// <summary>The service and the browser have to share the processors with it.</summary>
    private const int AtOnce = 3;

    private static readonly int[] Widths = [1280, 390];

    private const string Axe = """
        async () => {
          const found = await axe.run({ resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } });
          return found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ' ' + n.html));
        }
        """;

    // A cell whose text stands in more lines than it has words of a few characters: its column is squeezed.
    private const string Squeezed = """
        () => {
          const bad = [];
          for (const cell of document.querySelectorAll('main td, main th')) {
            const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const text = node.data.trim();
              if (text.length < 3 || node.parentElement.closest('select, textarea, .visually-hidden, details:not([open]) > :not(summary)')) continue;
              const range = document.createRange();
              range.selectNodeContents(node);
              const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size;
              if (lines > 2 && text.length / lines < 5) bad.push(`${lines} lines: ${text.slice(0, 30)}`);
            }
          }
          return bad;
        }
        """;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_fits_the_screen_and_axe_finds_nothing_serious(string language)
    {
        var pages = new ConcurrentQueue<(string Account, string Path)>(await every.PagesAsync());
        var found = new ConcurrentBag<string>();
        foreach (var group in pages.GroupBy(p => p.Account))
        {
            var context = await ContextAsync(group.Key, language);
            var paths = new ConcurrentQueue<string>(group.Select(p => p.Path));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
            {
                var page = await context.NewPageAsync();
                while (paths.TryDequeue(out var path))
                {
                    await LookAsync(page, path, language, found);
                }
            }));
            await context.CloseAsync();
        }

        Assert.True(found.IsEmpty, string.Join(Environment.NewLine, found.Order()));
    }

    [Fact]
    public async Task What_was_typed_into_an_ended_session_is_shown_well()
    {
        var context = await ContextAsync(EveryPageSite.Everything, "zh-CN");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/engagements/{every.Working}/findings");
        await context.ClearCookiesAsync();
        await page.FillAsync("#raise-requirement", "数据可追溯");
        await page.FillAsync("#raise-description", "没有凭证");
        await page.ClickAsync("#raise button[type=submit]");
        await every.SignInAsync(page, EveryPageSite.Everything);

        var found = new ConcurrentBag<string>();
        await LookAsync(page, new Uri(page.Url).AbsolutePath, "zh-CN", found);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_bar_of_somebody_with_every_role_is_one_row(string language)
    {
        var context = await ContextAsync(EveryPageSite.Everything, language);
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(1280, 844);
        await page.GotoAsync("/admin/users");

        var tops = await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.bar .wide a, .bar .home, .bar .find, .bar .me, .bar .who')].map(e => { const r = e.getBoundingClientRect(); return r.top + r.height / 2; })");
        Assert.True(tops.Length > 9, "The bar was not found.");
        Assert.True(tops.Max() - tops.Min() < 4, $"Middles from {tops.Min()} to {tops.Max()}.");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.bar .find input').clientWidth >= 80 && [...document.querySelectorAll('.bar *')].every(e => e.getBoundingClientRect().right <= 1280)"), "Something in the bar is cut off.");
    }

    private async Task<IBrowserContext> ContextAsync(string account, string language)
    {
        var context = await every.ContextAsync(account, Widths[0], language);
        await context.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        return context;
    }

    private static async Task LookAsync(IPage page, string path, string language, ConcurrentBag<string> found)
    {
        await page.SetViewportSizeAsync(Widths[0], 844);
        var answer = await page.GotoAsync(path);
        if (answer!.Status >= 400 && !path.StartsWith("/verify/CN-1999", StringComparison.Ordinal) && !path.StartsWith("/status", StringComparison.Ordinal))
        {
            found.Add($"{path} answered {answer.Status}");
        }

        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 844);
            foreach (var violation in await page.EvaluateAsync<string[]>(Axe))
            {
                found.Add($"{path} at {width}: {violation}");
            }

            foreach (var squeezed in await page.EvaluateAsync<string[]>(Squeezed))
            {
                found.Add($"{path} at {width}: squeezed, {squeezed}");
            }

            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
            {
                found.Add($"{path} is wider than {width}");
            }

            if (language == "zh-CN")
            {
                await BrowserSite.ShootAsync(page, $"every{string.Join('-', path.Split('?')[0].Split('/').Select(p => p.Length >= 16 ? "x" : p))}");
            }
        }
    }
}
