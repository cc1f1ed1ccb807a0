using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The application on a real port, and Debian's Chromium in front of it. Screenshots are kept under <c>tests/output</c>.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    public const string Auditor = "auditor@firm.example";

    private IPlaywright _playwright = null!;

    public Site Site { get; } = new(TestDatabase.Sqlite, port: 0);

    public IBrowser Browser { get; private set; } = null!;

    public static string Output { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "output")).FullName;

    public async ValueTask InitializeAsync()
    {
        await Site.UseAsync<SuiteDb>(_ => Task.CompletedTask);
        await Site.AddUserAsync(Auditor, StaffRoles.Auditor);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task<IPage> OpenAsync(int width, string language = "zh-CN", bool script = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Site.Address.ToString(),
            Locale = language,
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
        });
        return await context.NewPageAsync();
    }

    public async Task<IPage> SignedInAsync(int width, string language = "zh-CN", bool script = true)
    {
        var page = await OpenAsync(width, language, script);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#account", Auditor);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/");
        return page;
    }

    public static Task ShootAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Output, string.Create(CultureInfo.InvariantCulture, $"{name}-{page.ViewportSize!.Width}.png")),
        FullPage = true,
    });

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Site.DisposeAsync();
    }
}
