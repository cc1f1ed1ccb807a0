using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests.Lists;

public sealed class ListPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const int MaxQueries = 15;
    private const string Event = "第三届长白山冰雪产业论坛";

    [Fact]
    public async Task A_page_asks_the_database_few_questions()
    {
        foreach (var who in new[] { SampleSite.Leader, SampleSite.Reviewer, SampleSite.Officer, SampleSite.Administrator })
        {
            var visitor = await sample.Site.SignInAsync(who);
            foreach (var path in new[] { "/", "/engagements", "/engagements?text=%E5%86%B0%E9%9B%AA&sort=NextDue", "/search?q=%E5%86%B0%E9%9B%AA", "/queue", "/dashboard" })
            {
                sample.Site.Commands.Clear();
                await visitor.OpenAsync(path);
                Assert.InRange(sample.Site.Commands.Asked.Count, 1, MaxQueries);
            }
        }
    }

    [Fact]
    public async Task The_list_shows_what_fits_the_address_and_keeps_it_in_its_form()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var page = await leader.OpenAsync("/engagements?phase=open&kind=Conference&text=%E7%AC%AC%E4%B8%89%E5%B1%8A&sort=Name&part=Leader");

        Assert.Equal(Event, Assert.Single(page.QuerySelectorAll("tbody th a")).TextContent);
        Assert.Equal("第三届", page.QuerySelector("#text")!.GetAttribute("value"));
        Assert.Equal("open", page.QuerySelector("#phase option[selected]")!.GetAttribute("value"));
        Assert.Contains("kind=Conference", page.QuerySelector("a[href*='export=xlsx']")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty((await leader.OpenAsync("/engagements?phase=closed")).QuerySelectorAll("tbody tr"));
        Assert.Contains("放宽", (await leader.OpenAsync("/engagements?phase=closed")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/engagements?phase=x&kind=9&turn=Nobody&state=%27&part=7&year=99999&sort=zz&after=../..&before=0")]
    [InlineData("/engagements?text=%22%20OR%201%3D1%20--&sort=Name&after=00000000000000000000000000000000.%27")]
    [InlineData("/engagements?text=%E5%86%B0")]
    [InlineData("/search?q=%22&kind=99&before=-1")]
    [InlineData("/search?q=%00%00%00")]
    [InlineData("/search?q=%F0%9F%8F%82%F0%9F%8F%82&before=9223372036854775807")]
    [InlineData("/search?before=x")]
    [InlineData("/dashboard?from=2026-13-01&to=x")]
    [InlineData("/dashboard?from=2026-05-01&to=2026-04-01")]
    [InlineData("/?all=nothing")]
    public async Task An_address_that_means_nothing_is_answered_with_a_page(string address)
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_search_stands_beside_its_field()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var one = await leader.OpenAsync("/search?q=%E5%86%B0");
        var longer = await leader.OpenAsync($"/search?q={new string('a', 200)}");

        Assert.Equal("true", one.QuerySelector("#query")!.GetAttribute("aria-invalid"));
        Assert.Contains("至少输入两个字", one.QuerySelector("#query-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("100", longer.QuerySelector("#query-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有找到", (await leader.OpenAsync("/search?q=%E6%B2%A1%E6%9C%89%E7%9A%84%E4%B8%9C%E8%A5%BF")).QuerySelector("#found-h")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_finds_the_case_for_its_members_and_for_nobody_else()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var found = await leader.OpenAsync("/search?q=%E5%86%B0%E9%9B%AA");
        var serial = await leader.OpenAsync("/search?q=CCER");
        var stranger = await (await sample.Site.SignInAsync(SampleSite.Outsider)).OpenAsync("/search?q=%E5%86%B0%E9%9B%AA");

        Assert.Contains(found.QuerySelectorAll("tbody a"), a => a.GetAttribute("href") == sample.Engagement && a.TextContent == Event);
        Assert.Contains(serial.QuerySelectorAll("tbody a"), a => a.GetAttribute("href") == $"{sample.Engagement}/offsets");
        Assert.DoesNotContain(Event, stranger.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(stranger.QuerySelectorAll($"a[href*='{sample.EngagementId}']"));
        Assert.NotNull(found.QuerySelector("header form[role=search] input[name=q]"));
    }

    [Fact]
    public async Task The_first_page_leads_to_where_each_duty_is_done()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("有缺项的活动").With(c => c["engagement"]!.AsObject().Remove("plan")));
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var page = await leader.OpenAsync("/");

        var blocked = page.QuerySelectorAll("section[aria-labelledby=blocked] li").Single(l => l.TextContent.Contains("有缺项的活动", StringComparison.Ordinal));
        Assert.Contains("项阻止出具报告", blocked.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("plan.", blocked.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/engagements/{id}#refusals", blocked.QuerySelector("a.btn")!.GetAttribute("href"));
        foreach (var link in page.QuerySelectorAll("main .work a").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct())
        {
            Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync(link)).StatusCode);
        }
    }

    [Fact]
    public async Task A_serial_number_within_a_range_leads_to_its_units_for_those_who_may_see_them()
    {
        const string Query = "/search?q=JLTPH-2025-000350";
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var outsider = await sample.Site.SignInAsync(SampleSite.Outsider);

        Assert.Contains(sample.Engagement + "/offsets", (await leader.OpenAsync(Query)).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain((await outsider.OpenAsync(Query)).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")), h => h!.Contains("/offsets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_is_remembered_by_the_button_and_not_by_the_page()
    {
        var reviewer = await sample.Site.SignInAsync(SampleSite.Reviewer);
        var changes = $"{sample.Engagement}/changes";
        var page = await reviewer.OpenAsync(changes);
        Assert.Contains("还没有标记看过", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有看过", (await reviewer.OpenAsync("/queue")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var answer = await reviewer.SubmitAsync(page, changes, ("Seen", page.QuerySelector("input[name=Seen]")!.GetAttribute("value")!));

        Assert.Equal($"{changes}?done=looked", answer.Headers.Location!.ToString());
        Assert.Contains("没有改动", (await reviewer.OpenAsync(changes)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("之后无改动", (await reviewer.OpenAsync("/queue")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await sample.Site.SignInAsync(SampleSite.Outsider)).Client.PostAsync(changes, new FormUrlEncodedContent([]))).StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "导入了案卷“")]
    [InlineData("en", "Imported the case “")]
    public async Task The_timeline_says_in_words_what_the_ledger_holds(string language, string words)
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        await leader.GetAsync($"/language?to={language}");
        var page = await leader.OpenAsync($"{sample.Engagement}/timeline");

        Assert.Contains(page.QuerySelectorAll(".log p"), p => p.TextContent.StartsWith(words + Event, StringComparison.Ordinal));
        Assert.DoesNotContain("{", page.QuerySelector(".log")!.TextContent, StringComparison.Ordinal);
        await leader.GetAsync("/language?to=zh-CN");
    }

    [Theory]
    [InlineData("/engagements?export=xlsx", Event)]
    [InlineData("/search?q=%E5%86%B0%E9%9B%AA&export=xlsx", Event)]
    [InlineData("/queue?export=xlsx", Event)]
    [InlineData("/?all=blocked&export=xlsx", "活动")]
    [InlineData("TIMELINE?export=xlsx", "导入了案卷")]
    [InlineData("/dashboard?export=xlsx", "合计")]
    [InlineData("/organizations?q=%E8%A1%A1%E4%BF%A1&export=xlsx", "衡信")]
    [InlineData("/people?export=xlsx", "陈思远")]
    [InlineData("CASE/findings?export=xlsx", "NC-")]
    [InlineData("CASE/evidence?q=power&export=xlsx", "power")]
    [InlineData("CASE/offsets?export=xlsx", "CCER")]
    [InlineData("CASE/checklist?export=xlsx", "符合")]
    [InlineData("CASE/team?export=xlsx", "陈思远")]
    public async Task A_list_is_taken_away_as_a_workbook(string address, string holds)
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Reviewer);
        var answer = await visitor.GetAsync(address.Replace("TIMELINE", $"{sample.Engagement}/timeline", StringComparison.Ordinal).Replace("CASE", sample.Engagement, StringComparison.Ordinal));

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(holds, await sheet.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_holds_what_the_address_filters_all_of_it_and_no_formula()
    {
        const string Formula = "=HYPERLINK(\"http://example.com\",\"点我\")";
        await sample.Site.UseAsync<SuiteDb>(async db =>
        {
            db.People.AddRange(Enumerable.Range(0, 60).Select(i => new Person(new PersonFacts(Guid.CreateVersion7(), $"导出 {i:00}", null, []))));
            db.People.Add(new Person(new PersonFacts(Guid.CreateVersion7(), Formula, null, ["导出"])));
            await db.SaveChangesAsync();
        });
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        var page = await leader.OpenAsync("/people?q=%E5%AF%BC%E5%87%BA");
        var filtered = await SheetAsync(leader, page.QuerySelector("a[href*='export=xlsx']")!.GetAttribute("href")!);
        var formula = await SheetAsync(leader, "/people?q=HYPERLINK&export=xlsx");

        Assert.Equal(60, Regex.Count(filtered, "导出 [0-9]{2}<"));
        Assert.DoesNotContain("陈思远", filtered, StringComparison.Ordinal);
        Assert.Contains("s=\"5\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(", formula, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", formula, StringComparison.Ordinal);
    }

    private static async Task<string> SheetAsync(Visitor visitor, string address)
    {
        using var archive = new ZipArchive(await (await visitor.GetAsync(address)).Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await sheet.ReadToEndAsync();
    }

    [Fact]
    public async Task An_outsiders_export_holds_no_row_of_others()
    {
        var answer = await (await sample.Site.SignInAsync(SampleSite.Outsider)).GetAsync("/engagements?export=xlsx");
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());

        Assert.DoesNotContain("论坛", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_tells_the_firms_figures_to_those_who_may_know_and_leads_administrators_nowhere()
    {
        var officer = await (await sample.Site.SignInAsync(SampleSite.Officer)).OpenAsync("/dashboard");
        var administrator = await (await sample.Site.SignInAsync(SampleSite.Administrator)).OpenAsync("/dashboard");
        var stranger = await (await sample.Site.SignInAsync(SampleSite.Outsider)).OpenAsync("/dashboard");

        Assert.NotEmpty(officer.QuerySelectorAll("tbody a"));
        Assert.Empty(administrator.QuerySelectorAll("tbody a"));
        Assert.Equal(officer.QuerySelector("tfoot td")!.TextContent, administrator.QuerySelector("tfoot td")!.TextContent);
        Assert.Null(stranger.QuerySelector("tfoot"));
        Assert.All(officer.QuerySelectorAll("svg[role=img]"), svg => Assert.NotEmpty(svg.QuerySelector("desc")!.TextContent));
    }

    [Fact]
    public async Task Only_reviewers_have_the_queue_in_the_bar()
    {
        Assert.NotNull((await (await sample.Site.SignInAsync(SampleSite.Reviewer)).OpenAsync("/")).QuerySelector("header a[href='/queue']"));
        Assert.Null((await (await sample.Site.SignInAsync(SampleSite.Leader)).OpenAsync("/")).QuerySelector("header a[href='/queue']"));
    }
}
