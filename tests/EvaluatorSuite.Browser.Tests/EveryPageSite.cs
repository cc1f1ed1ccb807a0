using System.Net;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EvaluatorSuite.Browser.Tests;

/// <summary>
/// A site in which every page has something to show: a case at work, an issued report, and people of every kind. The pages come from the
/// routes themselves: one that is new fails until it is said here which of its rows to look at.
/// </summary>
public sealed class EveryPageSite : IAsyncLifetime
{
    /// <summary>Leads the case and has every role, so that every form that there is stands on their pages.</summary>
    public const string Everything = BrowserSite.Leader;

    public const string Organizer = "sun@organizer.example";
    private const string Approver = "zhao@hengxin.example";

    // Shown for one moment only, which the journey named has: AccountJourney, AuthorityJourney, and EveryPageJourney's own for what was kept.
    private static readonly string[] Elsewhere =
        ["sign-in/code", "sign-in/link", "sign-in/refused", "setup/{ticket}", "invitation/{userId:guid}", "account/second-factor/off", "account/recovery-codes", "resume/{id:guid}"];

    private static readonly string[] ForAnybody = ["sign-in", "verify/{number?}/{code?}", "verify/register"];

    private readonly Dictionary<string, IReadOnlyList<string>> _recovery = [];

    public BrowserSite Browser { get; } = new();

    public Guid Working { get; private set; }

    private Site Site => Browser.Site;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        var issued = await Site.ImportAsync(new CaseFolderBuilder());
        foreach (var (email, roles) in new[] { (Everything, new[] { StaffRoles.Auditor, StaffRoles.Impartiality, StaffRoles.Administrator, StaffRoles.Reviewer }), (BrowserSite.Reviewer, [StaffRoles.Reviewer]), (Approver, [StaffRoles.Reviewer]) })
        {
            await Site.AddUserAsync(email, roles);
        }

        // As long as names are elsewhere.
        await Site.UseAsync<SuiteDb>(db => db.Users.Where(u => u.Email == Everything).ExecuteUpdateAsync(u => u.SetProperty(x => x.DisplayName, "Alexandra Hawthorne")));
        await IssueAsync($"/engagements/{issued}");
        Working = await Browser.BringSampleAsync("长白山国际滑雪节暨冰雪装备博览会", Organizer);
        var leader = await Site.SignInAsync(Everything);
        var root = $"/engagements/{Working}";
        await DoneAsync(leader.SendAsync($"{root}/requests", "ask", ("Title", "一月电费发票与分摊说明")));
        await DoneAsync(leader.SendAsync($"{root}/site", "note", ("Subject", "主会场电表"), ("Text", "读数与台账一致")));
        await DoneAsync(leader.SendAsync($"{root}/comments", "comment", ("Comment", "请核对签到表的日期")));
        await DoneAsync(leader.UploadAsync($"{root}/evidence", "upload", ("主会场照片 2026年1月8日.pdf", "%PDF-1.7 x"u8.ToArray())));
        await DoneAsync((await Site.SignInAsync(Organizer)).UploadAsync($"/portal{root}", "upload", ("住宿分日明细 2026年1月.csv", "日期,间夜\n"u8.ToArray())));
        await DoneAsync(leader.SubmitAsync($"{root}/inventory/import", ("Pasted", "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t会前\t搭建用电\t500\t度\tgrid-jilin-2023\t0.23355\n外购电力\t会前\t拆卸用电\t许多\t箱\tgrid-jilin-2023\t0.1\n")));
    }

    /// <summary>A browser of somebody's own; whoever has a second factor gives a recovery code.</summary>
    public async Task<IBrowserContext> ContextAsync(string account, int width, string language)
    {
        var page = await Browser.OpenAsync(width, language);
        if (account.Length > 0)
        {
            await page.GotoAsync("/sign-in");
            await SignInAsync(page, account);
        }

        await page.CloseAsync();
        return page.Context;
    }

    public async Task SignInAsync(IPage page, string account)
    {
        await page.FillAsync("#account", account);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button[type=submit]");
        if (_recovery.TryGetValue(account, out var codes))
        {
            _recovery[account] = [.. codes.Skip(1)];
            await page.WaitForURLAsync("**/sign-in/code*");
            await page.FillAsync("#code", codes[0]);
            await page.ClickAsync("main button[type=submit]");
        }

        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>What each signed-in person reads; the empty account is nobody.</summary>
    public async Task<IReadOnlyList<(string Account, string Path)>> PagesAsync()
    {
        var rows = await RowsAsync();
        var pages = new List<(string, string)>();
        foreach (var route in await RoutesAsync())
        {
            var account = ForAnybody.Contains(route) ? "" : route.StartsWith("portal", StringComparison.Ordinal) ? Organizer : Everything;
            pages.AddRange(Filled(route, rows).Select(path => (account, $"/{path}")));
        }

        pages.AddRange(new[] { "/status/403", "/status/500", "/?all=blocked", "/search?q=%E5%86%B0", "/engagements?phase=closed&text=%E5%86%B0" }.Select(p => (Everything, p)));
        pages.Add((BrowserSite.Reviewer, $"/engagements/{Working}/sign"));
        return pages;
    }

    private async Task<IEnumerable<string>> RoutesAsync()
    {
        var routes = new List<string>();
        await Site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            routes.AddRange(sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct());
            return Task.CompletedTask;
        });
        return routes.Except(Elsewhere);
    }

    private static IEnumerable<string> Filled(string path, IReadOnlyList<(string Place, string[] Values)> rows)
    {
        if (!path.Contains('{', StringComparison.Ordinal))
        {
            return [path];
        }

        var (place, values) = rows.FirstOrDefault(r => path.Contains(r.Place, StringComparison.Ordinal));
        Assert.True(values is { Length: > 0 }, $"Say in {nameof(EveryPageSite)} which rows of '{path}' are looked at.");
        return values.SelectMany(value => Filled(path.Replace(place, value, StringComparison.Ordinal), rows));
    }

    private Task<(string, string[])[]> RowsAsync() => Site.ReadAsync(async db =>
    {
        var working = await db.Engagements.SingleAsync(e => e.Id == Working);
        var report = await db.IssuedReports.SingleAsync();
        var declaration = (await db.Declarations.Where(d => d.EngagementId == Working).ToListAsync()).First(d => d.Facts.Threats.Count > 0).Id;
        var firm = (await db.Organizations.FirstAsync(o => o.Uscc == "91220101MA0Y1K2T3X")).Id;
        var receipts = await db.UploadReceipts.Where(r => r.EngagementId == Working).OrderBy(r => r.At).Select(r => r.Id).ToListAsync();
        (string, string[])[] rows =
        [
            ("verify/{number?}/{code?}", ["verify", "verify/CN-1999-0001/2222222222222222", $"verify/{report.Number}/{report.Code}"]),
            ("status/{code:int}", ["status/404"]),
            ("portal/engagements/{engagementId:guid}/receipts/{receiptId:guid}", [$"portal/engagements/{Working}/receipts/{receipts[1]}"]),
            ("engagements/{engagementId:guid}/report", [$"engagements/{Working}/report", $"engagements/{report.EngagementId}/report"]),
            ("{engagementId:guid}", [$"{Working}"]),
            ("{receiptId:guid}", [$"{receipts[0]}"]),
            ("evidence/{rowId:guid}/describe", [$"evidence/{(await db.Evidence.FirstAsync(e => e.EngagementId == Working && e.Facts.ReceivedAt != null)).Id}/describe"]),
            ("requests/{rowId:guid}", [$"requests/{(await db.EvidenceRequests.FirstAsync(e => e.EngagementId == Working)).Id}"]),
            ("findings/{rowId:guid}", [.. await db.Findings.Where(e => e.EngagementId == Working).Select(f => $"findings/{f.Id}").ToListAsync()]),
            ("offsets/{rowId}", ["offsets/new"]),
            ("{lineId:guid}", [$"{(await db.InventoryLines.FirstAsync(l => l.EngagementId == Working)).Id}"]),
            ("{draftId:guid}", [$"{(await db.TableDrafts.SingleAsync()).Id}"]),
            ("{declarationId:guid}/{index:int}", [$"{declaration}/0"]),
            ("admin/workflows/{digest:length(64)}", [$"admin/workflows/{(await db.ProcessVersions.FirstAsync()).Digest}"]),
            ("{digest:length(64)}", [working.GuideDigest]),
            ("{userId:guid}", [$"{(await db.Users.FirstAsync(u => u.Email == BrowserSite.Reviewer)).Id}"]),
            ("{organizationId:guid}", [$"{working.Event.OrganizerId}"]),
            ("organizations/{id:guid}", [$"organizations/{firm}"]),
            ("people/{id:guid}", [$"people/{(await db.People.FirstAsync()).Id}"]),
            ("registry/{kind}/{id:guid}", [$"registry/ownership/{(await db.Ownerships.FirstAsync()).Id}", $"registry/service/{(await db.Services.FirstAsync()).Id}", $"registry/employment/{(await db.Employments.FirstAsync()).Id}"]),
        ];
        return rows;
    });

    private async Task IssueAsync(string engagement)
    {
        var leader = await Site.SignInAsync(Everything);
        await DoneAsync(leader.SendAsync($"{engagement}/site", "note", ("Subject", "电表"), ("Text", "一致")));
        var page = await leader.OpenAsync(engagement);
        await DoneAsync(leader.SendAsync(page, engagement, page.QuerySelector("#process form")!.Id!));
        Visitor approver = null!;
        foreach (var who in new[] { BrowserSite.Reviewer, Approver })
        {
            approver = await Site.SignInAsync(who);
            (var app, _recovery[who]) = await Authenticator.SetUpAsync(approver, TimeProvider.System);
            await DoneAsync(approver.SubmitAsync($"{engagement}/sign", ("Password", Site.Password), ("Code", app.Code(1))));
        }

        await DoneAsync(approver.SendAsync(await approver.OpenAsync($"{engagement}/report"), $"{engagement}/report?handler=Issue", "give-number"));
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => Browser.DisposeAsync();
}
