using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>The working day in the browser: leader, reviewer and organizer at once, on weak networks, on a telephone, without scripts.</summary>
public sealed class WorkingDayJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private const string Organizer = "sun@organizer.example";

    [Fact]
    public async Task What_a_colleague_has_saved_meanwhile_is_shown_and_not_saved_over_until_somebody_has_seen_it()
    {
        const string Form = "#i-impl-participants";
        var id = await site.BringSampleAsync("同判一项的活动", Organizer);
        var (mine, theirs) = (await site.SignedInAsAsync(BrowserSite.Leader, 1280), await site.SignedInAsAsync(BrowserSite.Leader, 1280));
        await mine.GotoAsync($"/engagements/{id}/checklist");
        await theirs.GotoAsync($"/engagements/{id}/checklist");
        await theirs.FillAsync($"{Form} textarea", "同事的理由");
        await Assertions.Expect(theirs.Locator($"{Form} [data-state]")).ToContainTextAsync("已保存 ");

        // Two rounds of typing: the first meets the conflict, the second must not slip over it.
        await mine.FillAsync($"{Form} textarea", "我的");
        await Assertions.Expect(mine.Locator($"{Form} [data-conflict]")).ToContainTextAsync("同事的理由");
        await mine.FillAsync($"{Form} textarea", "我的理由");
        await mine.WaitForTimeoutAsync(2500);
        Assert.Equal("同事的理由", await NoteAsync(id));
        await Assertions.Expect(mine.Locator($"{Form} textarea")).ToHaveValueAsync("我的理由");
        await BrowserSite.ShootAsync(mine, "checklist-conflict");

        await mine.ClickAsync($"{Form} button[type=submit]");
        await Assertions.Expect(mine.Locator($"{Form} [data-state]")).ToContainTextAsync("已保存 ");
        await Assertions.Expect(mine.Locator($"{Form} [data-conflict]")).ToHaveCountAsync(0);
        Assert.Equal("我的理由", await NoteAsync(id));

        // From here on it saves itself again.
        await mine.RunAndWaitForResponseAsync(
            async () =>
            {
                await mine.FillAsync($"{Form} textarea", "我的理由，改过");
                Assert.DoesNotContain("已保存", await mine.TextContentAsync($"{Form} [data-state]"), StringComparison.Ordinal);
            },
            r => r.Request.Method == "POST");
        await Assertions.Expect(mine.Locator($"{Form} [data-state]")).ToContainTextAsync("已保存 ");
        Assert.Equal("我的理由，改过", await NoteAsync(id));
    }

    [Fact]
    public async Task Leader_reviewer_and_organizer_take_a_finding_from_its_raising_to_its_closure()
    {
        var id = await site.BringSampleAsync("三人同时工作的活动", Organizer);
        var leader = await site.SignedInAsAsync(BrowserSite.Leader, 1280);
        var reviewer = await site.SignedInAsAsync(BrowserSite.Reviewer, 1280);
        var organizer = await site.SignedInAsAsync(Organizer, 390);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["住宿分日明细 2026年1月.csv"], "日期,间夜\n2026-01-08,310\n");

        await leader.GotoAsync($"/engagements/{id}/findings#raise");
        await leader.FillAsync("#raise-requirement", "活动水平数据可追溯");
        await leader.FillAsync("#raise-description", "住宿间夜数含活动前后日期");
        await leader.ClickAsync("#raise button[type=submit]");
        await Assertions.Expect(leader.Locator("#NC-2")).ToContainTextAsync("住宿间夜数含活动前后日期");

        await organizer.GotoAsync($"/portal/engagements/{id}");
        await BrowserSite.ShootAsync(organizer, "portal");
        await organizer.ClickAsync("text=去答复");
        await organizer.SetInputFilesAsync("#upload-files", folder["住宿分日明细 2026年1月.csv"]);
        await organizer.ClickAsync("#upload button[type=submit]");
        await Assertions.Expect(organizer.Locator(".receipt")).ToContainTextAsync("住宿分日明细 2026年1月.csv");
        await BrowserSite.ShootAsync(organizer, "portal-receipt");
        await organizer.GotoAsync($"/portal/engagements/{id}");
        await organizer.ClickAsync("text=去答复");
        await organizer.FillAsync("#answer-cause", "统计口径写错");
        await organizer.FillAsync("#answer-answer", "已附分日明细与签到对应表");
        await BrowserSite.ShootAsync(organizer, "portal-finding");
        await organizer.ClickAsync("#answer button[type=submit]");
        await Assertions.Expect(organizer.Locator("[role=status]").First).ToContainTextAsync("答复已提交");

        await reviewer.GotoAsync($"/engagements/{id}/comments?target=Finding&key=NC-2");
        await reviewer.FillAsync("#comment-comment", "请核对签到表的日期");
        await reviewer.ClickAsync("#comment button[type=submit]");
        await Assertions.Expect(reviewer.Locator("#C1")).ToContainTextAsync("请核对签到表的日期");
        await reviewer.GotoAsync($"/engagements/{id}/findings");
        await Assertions.Expect(reviewer.Locator("#close-NC-2")).ToHaveCountAsync(0);

        await leader.GotoAsync($"/engagements/{id}/comments");
        await leader.FillAsync("#reply-c1-reply", "已核对，一致");
        await leader.ClickAsync("#reply-C1 button[type=submit]");
        await leader.GotoAsync($"/engagements/{id}/findings#NC-2");
        await BrowserSite.ShootAsync(leader, "findings-working");
        await leader.FillAsync("#close-nc-2-closure", "分日明细与签到表一致");
        await leader.ClickAsync("#close-NC-2 button[type=submit]");
        await Assertions.Expect(leader.Locator("[role=status]").First).ToContainTextAsync("已关闭");

        await organizer.GotoAsync($"/portal/engagements/{id}");
        await Assertions.Expect(organizer.Locator("main")).ToContainTextAsync("已关闭");
        await Assertions.Expect(organizer.Locator("main")).Not.ToContainTextAsync("请核对签到表的日期");
        Assert.Equal(404, (await organizer.GotoAsync($"/engagements/{id}"))!.Status);
    }

    [Fact]
    public async Task A_judgement_made_without_a_network_stays_on_the_page_and_is_saved_when_it_is_back()
    {
        var id = await site.BringSampleAsync("断网的活动", Organizer);
        var page = await site.SignedInAsAsync(BrowserSite.Leader, 390);
        await page.GotoAsync($"/engagements/{id}/checklist");
        var item = page.Locator("#i-impl-participants");
        var state = item.Locator("[data-state]");

        await page.Context.SetOfflineAsync(true);
        await item.Locator("input[value=NotMet]").CheckAsync();
        await item.Locator("textarea").FillAsync("没有组织低碳行动");
        await Assertions.Expect(state).ToContainTextAsync("网络断了");
        await BrowserSite.ShootAsync(page, "checklist-offline");
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(state).ToContainTextAsync("已保存", new LocatorAssertionsToContainTextOptions { Timeout = 15000 });

        await page.ReloadAsync();
        await Assertions.Expect(item.Locator("input[value=NotMet]")).ToBeCheckedAsync();
        await Assertions.Expect(item.Locator("textarea")).ToHaveValueAsync("没有组织低碳行动");
    }

    [Fact]
    public async Task A_post_whose_answer_is_lost_and_that_is_sent_again_acts_once()
    {
        var id = await site.BringSampleAsync("回答丢了的活动", Organizer);
        var page = await site.SignedInAsAsync(BrowserSite.Leader, 1280);
        await page.GotoAsync($"/engagements/{id}/findings");
        await page.FillAsync("#raise-requirement", "要求");
        await page.FillAsync("#raise-description", "只应有一次");

        // The server acts, and the line breaks before the browser hears of it.
        await page.RouteAsync("**/findings*", async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync(new RouteFetchOptions { MaxRedirects = 0 });
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });
        var form = await page.EvaluateAsync<string>("JSON.stringify(Object.fromEntries(new FormData(document.getElementById('raise'))))");
        var failed = new TaskCompletionSource();
        page.RequestFailed += (_, _) => failed.TrySetResult();
        await page.ClickAsync("#raise button[type=submit]");
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await CountAsync(id));

        await page.UnrouteAllAsync();
        await page.GotoAsync($"/engagements/{id}/findings");
        var status = await page.EvaluateAsync<int>("async f => (await fetch(location.href, { method: 'POST', body: new URLSearchParams(JSON.parse(f)) })).status", form);
        Assert.Equal(200, status);
        Assert.Equal(1, await CountAsync(id));
    }

    [Fact]
    public async Task Without_scripts_the_main_acts_work_as_well()
    {
        var id = await site.BringSampleAsync("没有脚本的活动", Organizer);
        var leader = await site.SignedInAsAsync(BrowserSite.Leader, 390, script: false);
        await leader.GotoAsync($"/engagements/{id}/checklist");
        await leader.Locator("#i-impl-participants input[value=NotMet]").CheckAsync();
        await leader.Locator("#i-impl-participants button[type=submit]").ClickAsync();
        await Assertions.Expect(leader.Locator("[role=alert]").First).ToContainTextAsync("请写明理由");
        await leader.Locator("#i-impl-participants textarea").FillAsync("没有组织");
        await leader.Locator("#i-impl-participants button[type=submit]").ClickAsync();
        await Assertions.Expect(leader.Locator("[role=status]").First).ToContainTextAsync("已保存");

        await leader.GotoAsync($"/engagements/{id}/requests");
        await leader.FillAsync("#ask-title", "电费发票");
        await leader.ClickAsync("#ask button[type=submit]");
        var organizer = await site.SignedInAsAsync(Organizer, 390, script: false);
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["电费发票.pdf"], "%PDF-1.7 x"u8.ToArray());
        await organizer.GotoAsync($"/portal/engagements/{id}");
        await organizer.ClickAsync("text=去上传");
        await organizer.SetInputFilesAsync("#upload-files", folder["电费发票.pdf"]);
        await organizer.ClickAsync("#upload button[type=submit]");
        await Assertions.Expect(organizer.Locator(".receipt")).ToContainTextAsync("电费发票.pdf");
    }

    private Task<int> CountAsync(Guid id) => site.Site.ReadAsync(db => db.Findings.CountAsync(f => f.EngagementId == id && f.Facts.Description == "只应有一次"));

    private Task<string> NoteAsync(Guid id) => site.Site.ReadAsync(db => db.ChecklistAnswers.Where(a => a.EngagementId == id && a.Facts.Item == "impl.participants").Select(a => a.Facts.Note).SingleAsync());
}
