using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The registry, the officer's pages and the administrator's guide packs, by hand at both widths.</summary>
public sealed class RegistryJourney(BrowserSite site) : IClassFixture<BrowserSite>, IAsyncLifetime
{
    private const string Everything = "everything@firm.example";

    public async ValueTask InitializeAsync()
    {
        if (await site.Site.ReadAsync(db => db.Engagements.AnyAsync()))
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await using var source = new DirectoryCaseFolder(new CaseFolderBuilder().WriteTo(folder.Path));
        await site.Site.UseAsync<IServiceProvider>(async services =>
        {
            var importer = services.GetRequiredService<CaseImporter>();
            var prepared = await importer.PrepareAsync(source, null, CancellationToken.None);
            await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
            await importer.SaveAsync(prepared, Guid.Empty, CancellationToken.None);
            await transaction.CommitAsync();
        });
        await site.Site.AddUserAsync(Everything, [StaffRoles.Auditor, StaffRoles.Impartiality, StaffRoles.Administrator]);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1280, "zh-CN")]
    [InlineData(390, "zh-CN")]
    [InlineData(1280, "en")]
    public async Task Every_page_fits_the_screen_and_axe_finds_nothing_serious(int width, string language)
    {
        var page = await SignInAsync(width, language, script: true);
        var found = new List<string>();
        foreach (var path in await PathsAsync())
        {
            await page.GotoAsync(path);
            var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
            found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{path}: {v.Id} {v.Nodes[0].Html}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
            {
                found.Add($"{path} is wider than the screen");
            }

            await BrowserSite.ShootAsync(page, $"registry-{string.Join('-', path.Split('/').Where(p => p.Length is > 1 and < 30))}-{language}");
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    [Fact]
    public async Task Without_script_and_on_a_telephone_a_service_is_looked_at_before_it_is_recorded()
    {
        var page = await SignInAsync(390, "zh-CN", script: false);
        await page.GotoAsync("/services/new");
        await page.FillAsync("#provider", "91220101MA0Y1K2T3X");
        await page.FillAsync("#organizer", "吉林省冰雪产业促进会");
        await page.FillAsync("#eventname", "第三届长白山冰雪产业论坛");
        await page.FillAsync("#since", "2025-10-01");
        await page.FillAsync("#until", "2025-10-02");
        await page.ClickAsync("main button[type=submit]");

        await Assertions.Expect(page.Locator("#follow-h")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".refusals")).ToContainTextAsync("第三届长白山冰雪产业论坛");
        await BrowserSite.ShootAsync(page, "registry-preview");
        Assert.Equal("2025-10-01", await page.InputValueAsync("#since"));
    }

    private async Task<IReadOnlyList<string>> PathsAsync() => await site.Site.ReadAsync(async db =>
    {
        var firm = await db.Organizations.FirstAsync(o => o.Uscc == "91220101MA0Y1K2T3X");
        var declaration = (await db.Declarations.ToListAsync()).First(d => d.Facts.Threats.Count > 0);
        IReadOnlyList<string> paths =
        [
            "/organizations", "/organizations/new", $"/organizations/{firm.Id}", $"/organizations/{firm.Id}/name", $"/organizations/{firm.Id}/representatives/new", "/ownerships/new",
            "/services/new", "/employments/new", "/people", "/people/new", $"/people/{(await db.People.FirstAsync()).Id}", $"/registry/ownership/{(await db.Ownerships.FirstAsync()).Id}",
            $"/registry/service/{(await db.Services.FirstAsync()).Id}", $"/registry/employment/{(await db.Employments.FirstAsync()).Id}", "/impartiality",
            $"/impartiality/{declaration.EngagementId}/threats/{declaration.Id}/0", "/admin/guides", $"/admin/guides/{(await db.Guides.FirstAsync()).Digest}",
        ];
        return paths;
    });

    private async Task<IPage> SignInAsync(int width, string language, bool script)
    {
        var page = await site.OpenAsync(width, language, script);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#account", Everything);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/");
        return page;
    }
}
