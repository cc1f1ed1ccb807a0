using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The registry by hand.</summary>
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
