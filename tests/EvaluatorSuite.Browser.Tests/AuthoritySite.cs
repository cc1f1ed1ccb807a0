using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The application with an authority beside its local accounts, and a browser that keeps what the console says.</summary>
public sealed class AuthoritySite : IAsyncLifetime
{
    public const string Administrator = "admin@firm.example";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public TestAuthority Authority { get; private set; } = null!;

    public Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Authority = await TestAuthority.StartAsync();
        Site = new Site(TestDatabase.Sqlite, port: 0, settings:
        [
            ("Suite:OpenIdConnect:Authority", Authority.Address), ("Suite:OpenIdConnect:ClientId", TestAuthority.ClientId), ("Suite:OpenIdConnect:ClientSecret", TestAuthority.ClientSecret),
            ("Suite:OpenIdConnect:DisplayName", "恒信统一登录"), ("Suite:OpenIdConnect:Roles:/evaluators", "auditor"), ("Suite:OpenIdConnect:Roles:urn:firm:reviewers", "reviewer, impartiality"),
        ]);
        await Site.UseAsync<SuiteDb>(_ => Task.CompletedTask);
        await Site.AddUserAsync(Administrator, StaffRoles.Administrator);
        Authority.Client = Site.Address;
        _playwright = await Playwright.CreateAsync();
        _browser = await BrowserSite.LaunchAsync(_playwright);
    }

    /// <summary>Somebody with an own browser, whom the authority knows.</summary>
    public async Task<(IPage Page, Known Person)> ComeAsync(params string[] groups)
    {
        var number = Authority.People.Count + 1;
        var person = new Known($"s-{number}", string.Create(CultureInfo.InvariantCulture, $"来人{number}号"), $"p{number}@firm.example") { Groups = [.. groups] };
        Authority.People.Add(person);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Site.Address.ToString(), Locale = "zh-CN" });
        return (await context.NewPageAsync(), person);
    }

    /// <summary>From the sign-in page to the authority, and back as this person.</summary>
    public static async Task SignInAsync(IPage page, Known person, string path = "/sign-in")
    {
        await page.GotoAsync(path);
        await page.ClickAsync("text=恒信统一登录");
        await page.ClickAsync($"text={person.Name}");
    }

    public Task<SuiteUser?> UserOfAsync(Known person) => Site.ReadAsync(async db =>
    {
        var login = await db.UserLogins.SingleOrDefaultAsync(l => l.ProviderKey == $"{Authority.Address} {person.Subject}");
        return login is null ? null : await db.Users.SingleAsync(u => u.Id == login.UserId);
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Site.DisposeAsync();
        await Authority.DisposeAsync();
    }
}
