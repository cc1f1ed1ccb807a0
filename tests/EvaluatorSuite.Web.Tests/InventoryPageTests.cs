using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>Figures entered and verified through the pages, on an engagement of each test's own.</summary>
public sealed class InventoryPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private static readonly (string, string)[] Power =
    [
        ("Figures.Source", "electricity"), ("Figures.Stage", "Hold"), ("Figures.Description", "临时搭建用电"), ("Figures.Amount", "1,000.5"), ("Figures.Unit", "kWh"),
        ("Figures.Factor", "grid-jilin-2023"), ("Figures.ClaimedTonnes", "0.5"),
    ];

    [Fact]
    public async Task A_line_is_added_and_stands_recalculated_beside_the_claim()
    {
        var (leader, path) = await BeginAsync("添加一行");

        var answer = await leader.SubmitAsync($"{path}/inventory/lines/new", Power);

        var page = await leader.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Equal("临时搭建用电", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["0.500000tCO₂e", "0.467334tCO₂e", "−0.032666tCO₂e"], page.QuerySelectorAll("#now .fig").Select(f => f.TextContent));
        Assert.Contains("有差异，但没有写理由", page.QuerySelector("#now")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("登记了排放清单", (await leader.OpenAsync($"{path}/ledger")).QuerySelector(".log")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        var (leader, path) = await BeginAsync("填错一行");

        var answer = await leader.SubmitAsync($"{path}/inventory/lines/new", [.. Power.Where(p => p.Item1 is not ("Figures.Amount" or "Figures.Factor")), ("Figures.Amount", "48,6 度"), ("Figures.Factor", "")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(["#figures.amount", "#figures.factor"], page.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")));
        var amount = page.GetElementById("figures.amount")!;
        Assert.Equal(("48,6 度", "true"), (amount.GetAttribute("value"), amount.GetAttribute("aria-invalid")));
        Assert.Contains("48,6 度", page.GetElementById("figures.amount-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("临时搭建用电", page.GetElementById("figures.description")!.GetAttribute("value"));
        Assert.Equal("electricity", ((IHtmlSelectElement)page.GetElementById("figures.source")!).Value);
    }

    [Fact]
    public async Task A_missing_claim_is_calculated_for_looking_at_and_never_made_up()
    {
        var (leader, path) = await BeginAsync("计算申报");
        var page = await leader.OpenAsync($"{path}/inventory/lines/new");

        var offered = await leader.SubmitAsync(page, $"{path}/inventory/lines/new?handler=Calculate", [.. Power[..6], ("Figures.ClaimedTonnes", "")]);
        var refused = await leader.SubmitAsync(page, $"{path}/inventory/lines/new", [.. Power[..6], ("Figures.ClaimedTonnes", "")]);

        Assert.Equal(HttpStatusCode.OK, offered.StatusCode);
        var form = await Visitor.ReadAsync(offered);
        Assert.Equal("0.467334", form.GetElementById("figures.claimedtonnes")!.GetAttribute("value"));
        Assert.Contains("尚未保存", form.QuerySelector("form.card")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(11, await CountAsync(path));
    }

    [Fact]
    public async Task A_line_is_verified_with_an_own_factor_and_the_sums_follow()
    {
        var (leader, path) = await BeginAsync("核定一行");
        var line = await LineAsync(path, "hotel");

        Assert.Equal(HttpStatusCode.NotFound, (await leader.SubmitAsync($"{path}/inventory/lines/{line}", ("Checked.VerifiedAmount", "1000"))).StatusCode);
        var answer = await leader.SubmitAsync(await leader.OpenAsync($"{path}/inventory/lines/{line}"), $"{path}/inventory/lines/{line}?handler=Check",
            ("Checked.VerifiedAmount", "1000"), ("Checked.Factor", ""), ("Checked.OwnValue", "50"), ("Checked.OwnUnit", "kgCO2e/room-night"), ("Checked.OwnSource", "酒店实测"), ("Checked.OwnYear", "2025"),
            ("Checked.CrossCheck", "结算清单"), ("Checked.DifferenceReason", "补计 20 间夜，采用实测因子"), ("Checked.Evidence", "hotel"));
        var page = await leader.OpenAsync(answer.Headers.Location!.ToString());

        Assert.Equal(["52.430000tCO₂e", "50.000000tCO₂e", "−2.430000tCO₂e"], page.QuerySelectorAll("#now .fig").Select(f => f.TextContent));
        var row = (await leader.OpenAsync($"{path}/inventory")).GetElementById("hotel")!;
        Assert.Contains("评价员自带因子", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("补计 20 间夜", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_upon_an_older_state_keeps_what_was_typed_and_shows_what_stands_now()
    {
        var (leader, path) = await BeginAsync("两人同改");
        var line = $"{path}/inventory/lines/{await LineAsync(path, "metro")}";
        var (mine, theirs) = (await leader.OpenAsync(line), await leader.OpenAsync(line));
        (string, string)[] Metro(string amount) => [.. Power.Where(p => p.Item1 is not ("Figures.Amount" or "Figures.Source")), ("Figures.Source", "travel-metro"), ("Figures.Amount", amount)];
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(theirs, $"{line}?handler=Figures", Metro("9600"))).StatusCode);

        var stale = await leader.SubmitAsync(mine, $"{line}?handler=Figures", Metro("9700"));

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var page = await Visitor.ReadAsync(stale);
        Assert.Contains("别人改动过", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9700", page.GetElementById("figures.amount")!.GetAttribute("value"));
        Assert.Contains("9,600", page.QuerySelector("#now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, $"{line}?handler=Figures", Metro("9700"))).StatusCode);
    }

    [Fact]
    public async Task A_refusal_does_not_make_an_older_state_newer()
    {
        var (leader, path) = await BeginAsync("先错后旧");
        var line = $"{path}/inventory/lines/{await LineAsync(path, "metro")}";
        var mine = await leader.OpenAsync(line);
        await leader.SubmitAsync(await leader.OpenAsync(line), $"{line}?handler=Figures", Power);

        var refused = await Visitor.ReadAsync(await leader.SubmitAsync(mine, $"{line}?handler=Figures", [.. Power[..3], ("Figures.Amount", "x"), .. Power[4..]]));
        var stale = await leader.SubmitAsync(refused, $"{line}?handler=Figures", Power);

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Fact]
    public async Task A_form_sent_twice_adds_one_line()
    {
        var (leader, path) = await BeginAsync("发送两次");
        var page = await leader.OpenAsync($"{path}/inventory/lines/new");

        var first = await leader.SubmitAsync(page, $"{path}/inventory/lines/new", Power);
        var second = await leader.SubmitAsync(page, $"{path}/inventory/lines/new", Power);

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(12, await CountAsync(path));
    }

    [Fact]
    public async Task A_line_of_another_engagement_is_not_found_and_a_reviewer_may_not_write()
    {
        var (leader, path) = await BeginAsync("这个活动");
        var (_, other) = await BeginAsync("那个活动");
        var line = await LineAsync(other, "metro");

        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"{path}/inventory/lines/{line}")).StatusCode);
        var page = await leader.OpenAsync($"{other}/inventory/lines/{line}");
        Assert.Equal(HttpStatusCode.NotFound, (await leader.SubmitAsync(page, $"{path}/inventory/lines/{line}?handler=Figures", Power)).StatusCode);

        var reviewer = await sample.Site.SignInAsync(SampleSite.Reviewer);
        Assert.Contains("/status/403", (await reviewer.GetAsync($"{path}/inventory/lines/new")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty((await reviewer.OpenAsync($"{path}/inventory")).QuerySelectorAll("a[href*='/inventory/lines/']"));
    }

    [Fact]
    public async Task A_line_is_removed_by_a_button_that_says_so()
    {
        var (leader, path) = await BeginAsync("删除一行");
        var line = $"{path}/inventory/lines/{await LineAsync(path, "metro")}";
        var page = await leader.OpenAsync(line);
        Assert.Equal("删除 metro 行", page.QuerySelector("main details form button")!.TextContent.Trim());

        var answer = await leader.SubmitAsync(page, $"{line}?handler=Remove", ("Seen", "0"));

        Assert.Equal($"{path}/inventory", answer.Headers.Location!.ToString());
        Assert.Null((await leader.OpenAsync($"{path}/inventory")).GetElementById("metro"));
    }

    [Fact]
    public async Task Several_rows_are_saved_at_once_and_faults_name_row_and_field()
    {
        var (leader, path) = await BeginAsync("多行填写");
        var page = await leader.OpenAsync($"{path}/inventory/grid");
        Assert.Equal(25, page.QuerySelectorAll("table.cells tbody tr").Length);
        var rows = FormOf(page);
        rows["Rows[7].Amount"] = "九千";
        rows["Rows[8].Description"] = "住宿（更正）";

        var refused = await leader.Client.PostAsync($"{path}/inventory/grid?from=0", new FormUrlEncodedContent(rows));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var redrawn = await Visitor.ReadAsync(refused);
        Assert.StartsWith("第 8 行：", redrawn.QuerySelector(".errors a[href='#rows[7].amount']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("九千", redrawn.GetElementById("rows[7].amount")!.GetAttribute("value"));
        Assert.Equal("住宿（更正）", redrawn.GetElementById("rows[8].description")!.GetAttribute("value"));

        rows = FormOf(redrawn);
        rows["Rows[7].Amount"] = "9,000";
        foreach (var (name, value) in Power)
        {
            rows[name.Replace("Figures.", "Rows[11].", StringComparison.Ordinal)] = value;
        }

        var saved = await leader.Client.PostAsync($"{path}/inventory/grid?from=0", new FormUrlEncodedContent(rows));
        var after = await leader.OpenAsync(saved.Headers.Location!.ToString());
        Assert.Contains("已保存 3 行", after.QuerySelector(".receipt")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("临时搭建用电", after.GetElementById("rows[11].description")!.GetAttribute("value"));
        Assert.Equal(12, await CountAsync(path));
    }

    [Fact]
    public async Task The_list_is_narrowed_and_its_totals_stay_those_of_all_lines()
    {
        var (leader, path) = await BeginAsync("筛选");

        var all = await leader.OpenAsync($"{path}/inventory");
        var air = await leader.OpenAsync($"{path}/inventory?source=travel-air");
        var unverified = await leader.OpenAsync($"{path}/inventory?show=unverified");
        var differences = await leader.OpenAsync($"{path}/inventory?show=differences&source=nonsense");

        Assert.Equal(["air"], Keys(air));
        Assert.Equal(["car", "metro", "hotel", "paper", "waste"], Keys(unverified));
        Assert.Equal(["power", "gen", "cars", "air"], Keys(differences));
        Assert.Equal(Total(all), Total(air));
        Assert.Equal(["176.227403", "179.933744"], all.QuerySelectorAll("section[aria-labelledby=so-h] tfoot td.num").Skip(1).Take(2).Select(c => c.TextContent));
        static IEnumerable<string?> Keys(IHtmlDocument page) => page.QuerySelectorAll("section[aria-labelledby=ln-h] tbody tr").Select(r => r.Id);
        static string Total(IHtmlDocument page) => page.QuerySelector("section[aria-labelledby=ln-h] tfoot")!.TextContent;
    }

    [Fact]
    public async Task A_source_is_excluded_and_counted_again_through_its_page()
    {
        var (leader, path) = await BeginAsync("排除");
        var page = await leader.OpenAsync($"{path}/inventory/exclusions");
        var catering = page.QuerySelectorAll(".work li").Single(l => l.TextContent.Contains("餐饮", StringComparison.Ordinal));
        var fields = catering.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.Client.PostAsync($"{path}/inventory/exclusions?handler=Count", new FormUrlEncodedContent(fields))).StatusCode);

        var refused = await leader.SubmitAsync($"{path}/inventory/exclusions", ("Source", "catering"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("餐饮", (await Visitor.ReadAsync(refused)).QuerySelector(".errors a[href='#reason']")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync($"{path}/inventory/exclusions", ("Source", "catering"), ("Reason", "没有餐饮"))).StatusCode);
        Assert.Contains("没有餐饮", (await leader.OpenAsync($"{path}/inventory/exclusions")).QuerySelector(".work")!.TextContent, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> FormOf(IHtmlDocument page)
    {
        var form = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("table.cells") is not null);
        return form.Elements.Where(e => e.GetAttribute("name") is not null)
            .ToDictionary(e => e.GetAttribute("name")!, e => e switch { IHtmlSelectElement select => select.Value ?? "", IHtmlInputElement input => input.Value, _ => "" });
    }

    private async Task<(Visitor Leader, string Path)> BeginAsync(string name)
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        return (await sample.Site.SignInAsync(SampleSite.Leader), $"/engagements/{id}");
    }

    private Task<Guid> LineAsync(string path, string key)
    {
        var id = Guid.Parse(path.Split('/')[^1]);
        return sample.Site.ReadAsync(db => db.InventoryLines.Where(l => l.EngagementId == id && l.Facts.Key == key).Select(l => l.Id).SingleAsync());
    }

    private Task<int> CountAsync(string path)
    {
        var id = Guid.Parse(path.Split('/')[^1]);
        return sample.Site.ReadAsync(db => db.InventoryLines.CountAsync(l => l.EngagementId == id));
    }
}
