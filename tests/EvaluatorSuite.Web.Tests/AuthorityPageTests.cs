using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace EvaluatorSuite.Web.Tests;

/// <summary>What the pages show and the library is told where an authority is configured. Signing in at one is tried by the browser tests.</summary>
public sealed class AuthorityPageTests
{
    private const string Tenant = "5f1d3a6e-0000-4000-8000-000000000001";

    private static readonly (string, string)[] Client =
        [("Suite:OpenIdConnect:ClientId", "suite"), ("Suite:OpenIdConnect:ClientSecret", "secret"), ("Suite:OpenIdConnect:DisplayName", "单位账号"), ("Suite:OpenIdConnect:Roles:admins", "administrator")];

    /// <summary>Nothing listens there.</summary>
    private static readonly (string, string)[] Down = [("Suite:OpenIdConnect:Authority", "http://127.0.0.1:9/"), .. Client];

    [Theory]
    [InlineData("https://login.microsoftonline.com/")]
    [InlineData("https://login.partner.microsoftonline.cn/")]
    public async Task Entra_of_either_country_is_asked_at_its_own_address(string instance)
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: [("Suite:OpenIdConnect:Instance", instance), ("Suite:OpenIdConnect:TenantId", Tenant), .. Client]);

        await site.UseAsync<IOptionsMonitor<OpenIdConnectOptions>>(monitor =>
        {
            var options = monitor.Get(AuthorityRegistration.Scheme);
            Assert.Equal($"{instance}{Tenant}/v2.0/.well-known/openid-configuration", options.MetadataAddress);
            Assert.NotNull(options.TokenValidationParameters.IssuerValidator);
            Assert.Equal((true, true, false), (options.RequireHttpsMetadata, options.UsePkce, options.MapInboundClaims));
            return Task.CompletedTask;
        });
        var answer = await site.Anonymous().GetAsync("/sign-in");
        Assert.Contains($"form-action 'self' {instance.TrimEnd('/')};", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")) + ";", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authority_is_asked_at_the_address_that_was_given_and_nowhere_else()
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: [("Suite:OpenIdConnect:Authority", "https://id.firm.example/realms/firm"), .. Client]);

        await site.UseAsync<IOptionsMonitor<OpenIdConnectOptions>>(monitor =>
        {
            var options = monitor.Get(AuthorityRegistration.Scheme);
            Assert.Equal("https://id.firm.example/realms/firm/.well-known/openid-configuration", options.MetadataAddress);
            Assert.Null(options.TokenValidationParameters.IssuerValidator);
            Assert.True(options.RequireHttpsMetadata);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task The_sign_in_page_offers_both_kinds_and_an_authority_that_is_down_is_told_in_words()
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: Down);
        await site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var visitor = site.Anonymous();
        var page = await visitor.OpenAsync("/sign-in?ReturnUrl=/guides");
        Assert.NotNull(page.QuerySelector("#password"));

        var answer = await visitor.GetAsync(page.QuerySelector("a[href^='/sign-in/start']")!.GetAttribute("href")!);

        var back = answer.Headers.Location!.ToString();
        Assert.Contains("连不上登录服务", (await visitor.OpenAsync(back)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/guides", (await visitor.SubmitAsync(back, ("Account", "a@firm.example"), ("Password", Site.Password))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Where_local_accounts_are_off_no_password_opens_anything()
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: [.. Down, ("Suite:OpenIdConnect:LocalAccounts", "false")]);
        await site.AddUserAsync("a@firm.example", StaffRoles.Auditor);
        var visitor = site.Anonymous();
        var setup = await visitor.GetAsync(site.SetupLink);
        Assert.Equal(HttpStatusCode.NotFound, setup.StatusCode);
        Assert.Contains("单位账号", (await Visitor.ReadAsync(setup)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await visitor.OpenAsync("/sign-in")).QuerySelector("#password"));

        // The form of another installation, or of a time when they were on.
        await using var other = new Site(TestDatabase.Sqlite);
        var form = await other.Anonymous().OpenAsync("/sign-in");
        var forged = await visitor.SubmitAsync(form, "/sign-in", ("Account", "a@firm.example"), ("Password", Site.Password));

        Assert.False(forged.IsSuccessStatusCode || forged.StatusCode == HttpStatusCode.Redirect, $"{forged.StatusCode}");
        Assert.Contains("/sign-in", (await visitor.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_comes_back_from_an_authority_who_was_not_sent_there()
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: Down);
        var visitor = site.Anonymous();

        var answer = await visitor.Client.PostAsync("/signin-oidc", new FormUrlEncodedContent([new("code", "forged"), new("state", "forged")]));

        Assert.Equal("/sign-in?said=authority-failed", answer.Headers.Location?.ToString());
        Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/return")).Headers.Location?.ToString());
        Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/link")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/sign-in/refused?why=anything")).StatusCode);
    }
}
