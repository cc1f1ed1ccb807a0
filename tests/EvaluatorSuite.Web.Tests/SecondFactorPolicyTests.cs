using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>Where all staff must have a second factor.</summary>
public sealed class SecondFactorPolicyTests : IAsyncLifetime
{
    private const string Auditor = "a@firm.example";

    private readonly Site _site = new(TestDatabase.Sqlite, settings: ("Suite:SecondFactor", "Staff"));

    public async ValueTask InitializeAsync()
    {
        await _site.AddUserAsync(Auditor, StaffRoles.Auditor);
        await _site.AddUserAsync("o@organizer.example", StaffRoles.Organizer);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/engagements?before=5")]
    [InlineData("/engagements/import")]
    [InlineData("/admin/users")]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/engagements/01a20703-0000-7000-8000-000000000000/report.docx")]
    public async Task Staff_without_one_reach_nothing_but_its_set_up(string path)
    {
        var visitor = await _site.SignInAsync(Auditor);

        var answer = await visitor.GetAsync(path);

        Assert.Equal($"/account/second-factor?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task After_the_set_up_they_go_on_to_where_they_were_going()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var page = await visitor.OpenAsync("/account/second-factor?returnUrl=%2Fguides");
        Assert.Contains("要求", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var app = new Authenticator(page.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal), TimeProvider.System);

        var answer = await visitor.SubmitAsync(page, "/account/second-factor?returnUrl=%2Fguides", ("Code", app.Code()), ("Password", Site.Password));
        var codes = await visitor.OpenAsync(answer.Headers.Location!.ToString());

        Assert.Equal("/guides", codes.QuerySelector(".receipt a")!.GetAttribute("href"));
        await visitor.OpenAsync("/guides");
    }

    [Fact]
    public async Task They_can_sign_out_and_change_the_language_without_it()
    {
        var visitor = await _site.SignInAsync(Auditor);

        Assert.Equal("/guides", (await visitor.GetAsync("/language?to=en&back=/guides")).Headers.Location?.ToString());
        Assert.Equal("/sign-in?said=signed-out", (await visitor.SubmitAsync("/sign-out")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_post_of_theirs_does_nothing_either()
    {
        var visitor = await _site.SignInAsync(Auditor);
        var page = await visitor.OpenAsync("/sign-out");

        var answer = await visitor.SubmitAsync(page, "/account?handler=Everywhere");

        Assert.Equal((HttpStatusCode.Redirect, "/account/second-factor"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account/second-factor")).StatusCode);
    }

    [Fact]
    public async Task People_of_organizers_are_not_asked() =>
        Assert.Equal(HttpStatusCode.OK, (await (await _site.SignInAsync("o@organizer.example")).GetAsync("/account")).StatusCode);
}
