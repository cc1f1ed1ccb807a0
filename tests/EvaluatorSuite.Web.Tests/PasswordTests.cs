using System.Net;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>Which passwords are refused, in which words, and how one's own is changed.</summary>
public sealed class PasswordTests : IAsyncLifetime
{
    private const string Auditor = "zhang.liwei@firm.example";
    private const string Leaked = "seven paper cranes";

    private readonly TemporaryFolder _folder = new();
    private Site _site = null!;

    public async ValueTask InitializeAsync()
    {
        // The hash of the leaked one stands between two others, as in the file that can be downloaded.
        await File.WriteAllLinesAsync(_folder["breached.txt"], ["0000000000000000000000000000000000000001:3", $"{Hash(Leaked)}:7", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1"]);
        _site = new Site(TestDatabase.Sqlite, settings: ("Suite:BreachedPasswords", _folder["breached.txt"]));
        await _site.AddUserAsync(Auditor, StaffRoles.Auditor);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("short", "密码太短")]
    [InlineData("aaaaaaaaaabb", "不同的字符太少")]
    [InlineData("Password2026!", "一猜就中")]
    [InlineData("qwertyuiop123", "一猜就中")]
    [InlineData(Leaked, "已泄露")]
    [InlineData("the phone of Zhang.Liwei", "姓名或账号")]
    [InlineData("my EvaluatorSuite phrase", "本系统的名称")]
    [InlineData("我的碳中和评价密码真的很长", "本系统的名称")]
    [InlineData("", "请填写新密码")]
    public async Task A_new_password_that_others_would_guess_is_refused_with_the_reason(string password, string reason)
    {
        var visitor = await _site.SignInAsync(Auditor);

        var answer = await visitor.SubmitAsync("/account/password", ("Password", Site.Password), ("NewPassword", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, await ReasonAsync(answer), StringComparison.Ordinal);
        await _site.SignInAsync(Auditor);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session_and_keeps_this_one()
    {
        var (here, there) = (await _site.SignInAsync(Auditor), await _site.SignInAsync(Auditor));

        var answer = await here.SubmitAsync("/account/password", ("Password", Site.Password), ("NewPassword", "eight stone lanterns"));

        Assert.Contains("密码已更改", (await here.OpenAsync(answer.Headers.Location!.ToString())).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Anonymous().SubmitAsync("/sign-in", ("Account", Auditor), ("Password", Site.Password))).StatusCode);
        Assert.Contains("user.password-changed", await _site.ReadAsync(db => db.Ledger.Select(l => l.Action).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_sits_at_an_open_session_cannot_try_out_the_current_password_for_ever()
    {
        var visitor = await _site.SignInAsync(Auditor);
        for (var i = 0; i < 4; i++)
        {
            Assert.Contains("现在的密码不正确", await ReasonAsync(await TryAsync(visitor, $"guess {i}")), StringComparison.Ordinal);
        }

        await TryAsync(visitor, "guess 5");

        Assert.Contains("暂停登录", await ReasonAsync(await TryAsync(visitor, Site.Password)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        var (here, there) = (await _site.SignInAsync(Auditor), await _site.SignInAsync(Auditor));

        var page = await here.OpenAsync("/account");
        var answer = await here.SubmitAsync(page, "/account?handler=Everywhere");

        Assert.Contains("所有设备", (await here.OpenAsync(answer.Headers.Location!.ToString())).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [(await here.GetAsync("/account")).StatusCode, (await there.GetAsync("/account")).StatusCode]);
    }

    private static Task<HttpResponseMessage> TryAsync(Visitor visitor, string password) =>
        visitor.SubmitAsync("/account/password", ("Password", password), ("NewPassword", "eight stone lanterns"));

    private static async Task<string> ReasonAsync(HttpResponseMessage answer) => (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent;

#pragma warning disable CA5350 // The format's own.
    private static string Hash(string password) => Convert.ToHexString(System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
}
