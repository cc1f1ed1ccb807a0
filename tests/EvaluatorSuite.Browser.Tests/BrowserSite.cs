using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The application on a real port, and Debian's Chromium in front of it. Screenshots are kept under <c>tests/output</c>.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    public const string Auditor = "auditor@firm.example";
    public const string Leader = "chen@hengxin.example";
    public const string Reviewer = "gao@hengxin.example";

    private IPlaywright _playwright = null!;

    public Site Site { get; } = new(TestDatabase.Sqlite, port: 0);

    public IBrowser Browser { get; private set; } = null!;

    public static string Output { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "output")).FullName;

    public async ValueTask InitializeAsync()
    {
        await Site.UseAsync<SuiteDb>(_ => Task.CompletedTask);
        await Site.AddUserAsync(Auditor, StaffRoles.Auditor);
        _playwright = await Playwright.CreateAsync();
        Browser = await LaunchAsync(_playwright);
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

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

    public Task<IPage> SignedInAsync(int width, string language = "zh-CN", bool script = true) => SignedInAsAsync(Auditor, width, language, script);

    public async Task<IPage> SignedInAsAsync(string account, int width, string language = "zh-CN", bool script = true)
    {
        var page = await OpenAsync(width, language, script);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#account", account);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>The sample case with accounts for its leader and reviewer, and somebody who speaks for its organizer.</summary>
    public async Task<Guid> BringSampleAsync(string eventName, string organizer)
    {
        using var folder = new TemporaryFolder();
        await using var source = new DirectoryCaseFolder(CaseFolderBuilder.OtherEvent(eventName).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()).WriteTo(folder.Path));
        var id = Guid.Empty;
        await Site.UseAsync<IServiceProvider>(async services =>
        {
            var importer = services.GetRequiredService<CaseImporter>();
            var prepared = await importer.PrepareAsync(source, null, CancellationToken.None);
            await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
            id = await importer.SaveAsync(prepared, Guid.Empty, CancellationToken.None);
            await transaction.CommitAsync();
        });
        foreach (var (account, role) in new[] { (Leader, StaffRoles.Auditor), (Reviewer, StaffRoles.Reviewer), (organizer, StaffRoles.Organizer) })
        {
            if (!await Site.ReadAsync(db => db.Users.AnyAsync(u => u.Email == account)))
            {
                var user = await Site.AddUserAsync(account, role);
                if (role == StaffRoles.Organizer)
                {
                    await Site.UseAsync<SuiteDb>(async db =>
                    {
                        db.OrganizerMembers.Add(new OrganizerMember(await db.Engagements.Where(e => e.Id == id).Select(e => e.Event.OrganizerId).SingleAsync(), user.Id, owner: true));
                        await db.SaveChangesAsync();
                    });
                }
            }
        }

        return id;
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
