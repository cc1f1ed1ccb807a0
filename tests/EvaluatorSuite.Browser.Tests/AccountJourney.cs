using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>One's own account and its second factor, by hand, at both widths and without scripts.</summary>
public sealed class AccountJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task Somebody_sets_the_second_factor_up_and_signs_in_with_it(int width, bool script)
    {
        var email = $"factor-{width}@firm.example";
        await site.Site.AddUserAsync(email, StaffRoles.Administrator);
        var page = await site.OpenAsync(width, script: script);
        await PasswordAsync(page, email, "/sign-in");
        await page.GotoAsync("/account/second-factor");
        await LooksWellAsync(page, "second-factor", script);
        var app = new Authenticator((await page.TextContentAsync("#secret"))!.Replace(" ", "", StringComparison.Ordinal), TimeProvider.System);

        await page.FillAsync("#code", app.Code());
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/account/recovery-codes*");
        await LooksWellAsync(page, "recovery-codes", script);
        var recovery = await page.Locator("#codes li").First.TextContentAsync();
        await page.ClickAsync(".receipt a");
        await page.WaitForURLAsync("**/account");
        await LooksWellAsync(page, "account", script);
        await page.GotoAsync("/account/second-factor/off");
        await LooksWellAsync(page, "second-factor-off", script);

        await page.GotoAsync("/sign-out");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/sign-in?said=signed-out");
        await PasswordAsync(page, email, "/sign-in?ReturnUrl=/admin/users");
        await page.WaitForURLAsync("**/sign-in/code*");
        await LooksWellAsync(page, "second-step", script);
        await page.FillAsync("#code", "000000");
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeFocusedAsync();
        await page.FillAsync("#code", recovery!);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/admin/users");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_administrator_makes_a_user_and_the_link_is_opened(int width)
    {
        await site.Site.AddUserAsync($"admin-{width}@firm.example", StaffRoles.Administrator);
        var page = await site.OpenAsync(width);
        await PasswordAsync(page, $"admin-{width}@firm.example", "/sign-in?ReturnUrl=/admin/users");
        await page.WaitForURLAsync("**/admin/users");
        await LooksWellAsync(page, "users");
        await page.FillAsync("#name", "新来的人");
        await page.FillAsync("#account", $"new-{width}@firm.example");
        await page.CheckAsync("input[value=reviewer]");
        await page.ClickAsync("main form[aria-labelledby=new-h] button");
        await page.WaitForURLAsync("**/admin/users/*");
        await LooksWellAsync(page, "user");
        var link = (await page.TextContentAsync("#invitation"))!;
        await page.GotoAsync("/account/password");
        await LooksWellAsync(page, "password");

        var other = await site.OpenAsync(width);
        await other.GotoAsync(link);
        await LooksWellAsync(other, "invitation");
        await other.FillAsync("#password", "Password2026!");
        await other.ClickAsync("main button[type=submit]");
        await Assertions.Expect(other.Locator("[role=alert]")).ToContainTextAsync("一猜就中");
        await other.FillAsync("#password", Site.Password);
        await other.ClickAsync("main button[type=submit]");
        await Assertions.Expect(other.Locator("[role=status]")).ToContainTextAsync("密码已设置");
        await other.GotoAsync(link);
        await LooksWellAsync(other, "invitation-used");
    }

    private static async Task PasswordAsync(IPage page, string email, string path)
    {
        await page.GotoAsync(path);
        await page.FillAsync("#account", email);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
    }

    /// <param name="script">Axe is a script itself; where there are none the page is only looked at.</param>
    private static async Task LooksWellAsync(IPage page, string name, bool script = true)
    {
        await BrowserSite.ShootAsync(page, name);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{name} is wider than the screen.");
        if (script)
        {
            var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
            Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{name}: {v.Id} {v.Nodes[0].Html}"));
        }
    }
}
