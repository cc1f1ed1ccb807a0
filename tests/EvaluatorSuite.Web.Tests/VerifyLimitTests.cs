using System.Net;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>Who tries out codes of reports is stopped, and who tries out passwords is; neither stops the other's office.</summary>
public sealed class VerifyLimitTests
{
    private const int PerMinute = 8;

    [Theory]
    [InlineData("/verify", "/sign-in")]
    [InlineData("/verify/register", "/sign-in")]
    [InlineData("/verify/register.json", "/sign-in")]
    [InlineData("/sign-in", "/verify")]
    [InlineData("/sign-in", "/verify/register.json")]
    public async Task Too_many_requests_to_one_do_not_close_the_other(string often, string other)
    {
        await using var site = new Site(TestDatabase.Sqlite, settings: ("Suite:SignInsPerMinute", $"{PerMinute}"));
        await site.AddUserAsync("admin@firm.example", Application.Identity.StaffRoles.Administrator);
        var visitor = site.Anonymous();
        var last = HttpStatusCode.OK;
        for (var i = 0; i <= PerMinute; i++)
        {
            last = (await visitor.GetAsync(often)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(other)).StatusCode);
    }
}
