using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Resuming;
using EvaluatorSuite.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Resuming;

/// <summary>A post whose session has ended loses nothing that was typed, and gives it to nobody else.</summary>
public sealed class ResumeTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("补充说明", 900));

    private Site Site => portal.Site;

    [Fact]
    public async Task An_answer_sent_after_signing_out_is_there_once_after_signing_in()
    {
        var (finding, path) = await RaiseAsync("CL-201");
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var page = await visitor.OpenAsync(path);
        await visitor.SubmitAsync("/sign-out");

        var sent = await AnswerAsync(visitor, page, path, Long);
        var signIn = sent.Headers.Location!.PathAndQuery;
        Assert.StartsWith("/sign-in?ReturnUrl=%2Fresume%2F", signIn, StringComparison.Ordinal);
        Assert.Contains("您填写的内容已保留", (await visitor.OpenAsync(signIn)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await FactsAsync(finding)).Answer);

        var back = await visitor.SubmitAsync(signIn, ("Account", PortalSite.Member), ("Password", Site.Password));
        var resume = await visitor.OpenAsync(back.Headers.Location!.ToString());
        Assert.Contains(Long, resume.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("答复", resume.QuerySelectorAll("dt").Select(d => d.TextContent));

        var first = await visitor.SendAsync(resume, path, "resume");
        var second = await visitor.SendAsync(resume, path, "resume");
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [first.StatusCode, second.StatusCode]);
        Assert.Equal((Long, 1), ((await FactsAsync(finding)).Answer, await Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "finding.answered" && e.Payload!.Contains("CL-201")))));
    }

    [Fact]
    public async Task What_an_ended_session_sent_is_for_its_user_alone_whoever_signs_in_with_that_browser()
    {
        var (_, path) = await RaiseAsync("CL-202");
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var page = await visitor.OpenAsync(path);
        await EndSessionsAsync(PortalSite.Member);

        var resume = ResumeOf(await AnswerAsync(visitor, page, path, "不给别人看"));

        await visitor.SubmitAsync("/sign-in", ("Account", PortalSite.Owner), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(resume)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignInAsync(PortalSite.OtherMember)).GetAsync(resume)).StatusCode);
        Assert.Contains("/sign-in?", (await Site.Anonymous().GetAsync(resume)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("不给别人看", (await (await Site.SignInAsync(PortalSite.Member)).OpenAsync(resume)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_tell_whose_it_was_the_browser_decides_and_then_the_first_user()
    {
        var (_, path) = await RaiseAsync("CL-203");
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var page = await visitor.OpenAsync(path);
        await visitor.SubmitAsync("/sign-out");
        var resume = ResumeOf(await AnswerAsync(visitor, page, path, "浏览器里的话"));

        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignInAsync(PortalSite.Owner)).GetAsync(resume)).StatusCode);
        await visitor.SubmitAsync("/sign-in", ("Account", PortalSite.Member), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(resume)).StatusCode);
        await visitor.SubmitAsync("/sign-out");
        await visitor.SubmitAsync("/sign-in", ("Account", PortalSite.Owner), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(resume)).StatusCode);
    }

    [Fact]
    public async Task A_deactivated_user_reads_nothing_of_it()
    {
        var (_, path) = await RaiseAsync("CL-204");
        var visitor = await Site.SignInAsync(PortalSite.Deactivated);
        var page = await visitor.OpenAsync(path);
        await portal.ChangeAsync(db => db.Users.Where(u => u.Email == PortalSite.Deactivated).ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false)));

        var resume = ResumeOf(await AnswerAsync(visitor, page, path, "已停用"));
        var refused = await visitor.SubmitAsync("/sign-in", ("Account", PortalSite.Deactivated), ("Password", Site.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("/sign-in?", (await visitor.GetAsync(resume)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_or_no_form_goes_the_old_way_and_is_told()
    {
        var (_, path) = await RaiseAsync("CL-205");
        var before = await CountAsync();
        var visitor = Site.Anonymous();
        await visitor.OpenAsync("/sign-in");
        HttpContent[] contents =
        [
            new FormUrlEncodedContent([KeyValuePair.Create("Answer", new string('x', FormKeeping.LargestForm))]),
            new ByteArrayContent("Answer=x"u8.ToArray()),
            new MultipartFormDataContent { { new StringContent("x"), "Answer" } },
            new FormUrlEncodedContent([]),
            new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"a{i}", "x"))),
        ];

        foreach (var content in contents)
        {
            var sent = await visitor.Client.PostAsync(path, content);
            var signIn = sent.Headers.Location!.PathAndQuery;
            Assert.Contains(Uri.EscapeDataString(path), signIn, StringComparison.Ordinal);
            Assert.Contains("没有保留", (await visitor.OpenAsync(signIn)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Mode", "cors", false)]
    public async Task Only_what_a_person_sends_from_our_own_pages_is_kept(string header, string value, bool kept)
    {
        var (_, path) = await RaiseAsync($"CL-{300 + header.Length + value.Length}");
        var visitor = Site.Anonymous();
        await visitor.OpenAsync("/sign-in");
        var before = await CountAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("Answer", "x")]) };
        request.Headers.Add(header, value);

        await visitor.Client.SendAsync(request);

        Assert.Equal(before + (kept ? 1 : 0), await CountAsync());
    }

    [Fact]
    public async Task Nothing_is_kept_of_what_no_page_takes_and_of_passwords()
    {
        var before = await CountAsync();
        var visitor = Site.Anonymous();
        await visitor.OpenAsync("/sign-in");

        await visitor.Client.PostAsync("/nowhere", Fields(("Answer", "x")));
        await visitor.Client.PostAsync("/sign-out", Fields(("Answer", "x")));
        await visitor.Client.PostAsync($"{portal.Mine.Root}/files", Fields(("Answer", "x")));
        await visitor.Client.PostAsync("/admin/users", Fields(("NewPassword", "x")));

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task It_is_encrypted_and_gone_after_a_day()
    {
        var (_, path) = await RaiseAsync("CL-206");
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var page = await visitor.OpenAsync(path);
        await EndSessionsAsync(PortalSite.Member);
        var resume = ResumeOf(await AnswerAsync(visitor, page, path, "plainly readable"));
        var id = Guid.Parse(resume.Split('/')[^1]);

        var content = await Site.ReadAsync(db => db.KeptForms.Where(f => f.Id == id).Select(f => f.Content).SingleAsync());
        Assert.DoesNotContain("plainly", Encoding.Latin1.GetString(content), StringComparison.Ordinal);

        await portal.ChangeAsync(db => db.KeptForms.Where(f => f.Id == id).ExecuteUpdateAsync(f => f.SetProperty(x => x.At, TimeProvider.System.GetUtcNow().AddHours(-25))));
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignInAsync(PortalSite.Member)).GetAsync(resume)).StatusCode);
        await Site.UseAsync<KeptForms>(kept => kept.SweepAsync(TestContext.Current.CancellationToken));
        Assert.False(await Site.ReadAsync(db => db.KeptForms.AnyAsync(f => f.Id == id)));
    }

    [Fact]
    public async Task The_forms_of_two_tabs_wait_side_by_side()
    {
        var (_, first) = await RaiseAsync("CL-207");
        var (_, second) = await RaiseAsync("CL-208");
        var visitor = await Site.SignInAsync(PortalSite.Member);
        var pages = (await visitor.OpenAsync(first), await visitor.OpenAsync(second));
        await visitor.SubmitAsync("/sign-out");

        var one = ResumeOf(await AnswerAsync(visitor, pages.Item1, first, "第一个"));
        var two = ResumeOf(await AnswerAsync(visitor, pages.Item2, second, "第二个"));
        await visitor.SubmitAsync("/sign-in", ("Account", PortalSite.Member), ("Password", Site.Password));

        Assert.Contains("第一个", (await visitor.OpenAsync(one)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("第二个", (await visitor.OpenAsync(two)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Fields(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static Task<HttpResponseMessage> AnswerAsync(Visitor visitor, IHtmlDocument page, string path, string answer) => visitor.SendAsync(page, path, "answer", ("Answer", answer), ("Cause", "漏交"));

    private static string ResumeOf(HttpResponseMessage sent) => Uri.UnescapeDataString(sent.Headers.Location!.PathAndQuery.Split("ReturnUrl=")[1]);

    private Task<int> EndSessionsAsync(string email) => portal.ChangeAsync(db => db.Users.Where(u => u.Email == email).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, Guid.CreateVersion7().ToString())));

    private Task<int> CountAsync() => Site.ReadAsync(db => db.KeptForms.CountAsync());

    private Task<FindingFacts> FactsAsync(Guid finding) => Site.ReadAsync(db => db.Findings.Where(f => f.Id == finding).Select(f => f.Facts).SingleAsync());

    private async Task<(Guid Id, string Path)> RaiseAsync(string key)
    {
        var id = await portal.ChangeAsync(db => Task.FromResult(db.Add(
            new Finding(portal.Mine.Engagement, int.Parse(key[3..], null), new FindingFacts { Key = key, Kind = FindingKind.Clarification, Description = "请说明", DueOn = new(2030, 1, 1) })).Entity.Id));
        return (id, $"{portal.Mine.Root}/findings/{id}");
    }
}
