using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The description of the API as a browser shows it: by its own script and styles, and without any other server.</summary>
public sealed class ApiDocsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_is_drawn_under_its_policy_and_asks_nobody_else(int width)
    {
        var page = await site.SignedInAsync(width, "en");
        var (outside, errors) = (new List<string>(), new List<string>());
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Site.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                outside.Add(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync("/api/v1/docs/");
        await Assertions.Expect(page.Locator("h1").First).ToHaveTextAsync("EvaluatorSuite API", new() { Timeout = 30_000 });
        await page.GotoAsync("/api/v1/docs/#tag/engagements/PATCH/api/v1/engagements/{engagementId}/terms");
        await Assertions.Expect(page.GetByText("Changes the terms: who commissions it").Locator("visible=true").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await BrowserSite.ShootAsync(page, "api-docs");

        // Without its styles the first icon fills the screen.
        Assert.True(await page.EvaluateAsync<int>("Math.max(...[...document.querySelectorAll('svg')].map(s => Math.round(s.getBoundingClientRect().width)))") < 200);
        Assert.True(await page.EvaluateAsync<int>("[...document.styleSheets].reduce((n, s) => n + s.cssRules.length, 0)") > 100);
        Assert.Empty(outside);
        Assert.Empty(errors);
    }
}
