using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.WorkingDay;

/// <summary>The key of a row that was removed never comes back: the ledger and what people wrote go on speaking of it.</summary>
public sealed class RemovedKeyTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task A_line_that_is_added_does_not_get_the_key_of_one_that_was_removed()
    {
        var (leader, path) = await BeginAsync("删去的数据行");
        await AddAsync(leader, path, "第一行");
        await AddAsync(leader, path, "第二行");
        await RemoveAsync(leader, path, "L2");
        await AddAsync(leader, path, "第三行");
        await RemoveAsync(leader, path, "L3");
        await RemoveAsync(leader, path, "L1");
        await AddAsync(leader, path, "第四行");

        Assert.Equal([("L4", "第四行")], await LinesAsync(path));
    }

    [Fact]
    public async Task Nor_does_one_of_a_table_that_replaces_them_all()
    {
        var (leader, path) = await BeginAsync("替换的数据行");
        await AddAsync(leader, path, "旧的一行");
        await AddAsync(leader, path, "旧的二行");

        await ReplaceAsync(leader, path, "新的一行");
        Assert.Equal([("L3", "新的一行")], await LinesAsync(path));
        await ReplaceAsync(leader, path, "更新的一行");
        Assert.Equal([("L4", "更新的一行")], await LinesAsync(path));
    }

    [Fact]
    public async Task A_unit_that_is_added_does_not_get_the_key_of_one_that_was_removed()
    {
        var (_, path) = await BeginAsync("删去的抵消单位");
        var caller = await ApiCaller.OfAsync(sample.Site, SampleSite.Leader);
        var offsets = $"{path[1..]}/offsets";
        const string Unit = """{ "kind": "ccer", "registry": "登记系统", "serialFrom": "Z-1", "serialTo": "Z-9", "tonnes": 9, "acquiredBy": "purchase" }""";
        Assert.Equal(HttpStatusCode.Created, (await caller.SendAsync("POST", offsets, Unit)).StatusCode);
        var first = await sample.Site.ReadAsync(db => db.OffsetLines.SingleAsync(o => o.EngagementId == IdOf(path)));

        Assert.True((await caller.SendAsync("DELETE", $"{offsets}/{first.Id}", null, first.Version)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Created, (await caller.SendAsync("POST", offsets, Unit)).StatusCode);

        Assert.Equal(("O1", "O2"), (first.Facts.Key, await sample.Site.ReadAsync(db => db.OffsetLines.Where(o => o.EngagementId == IdOf(path)).Select(o => o.Facts.Key).SingleAsync())));
    }

    private async Task<(Visitor Leader, string Path)> BeginAsync(string name)
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        return (await sample.Site.SignInAsync(SampleSite.Leader), $"/engagements/{id}");
    }

    private static async Task AddAsync(Visitor leader, string path, string description) => Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync($"{path}/inventory/lines/new",
        ("Figures.Source", "electricity"), ("Figures.Stage", "Hold"), ("Figures.Description", description), ("Figures.Amount", "1"), ("Figures.Unit", "kWh"), ("Figures.Factor", "grid-jilin-2023"), ("Figures.ClaimedTonnes", "0.1"))).StatusCode);

    private async Task RemoveAsync(Visitor leader, string path, string key)
    {
        var id = await sample.Site.ReadAsync(db => db.InventoryLines.Where(l => l.EngagementId == IdOf(path) && l.Facts.Key == key).Select(l => l.Id).SingleAsync());
        var page = await leader.OpenAsync($"{path}/inventory/lines/{id}");
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, $"{path}/inventory/lines/{id}?handler=Remove", ("Seen", page.QuerySelector("input[name=Seen]")!.GetAttribute("value")!))).StatusCode);
    }

    private static async Task ReplaceAsync(Visitor leader, string path, string description)
    {
        var kept = await leader.SubmitAsync($"{path}/inventory/import", ("Pasted", $"排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t举办\t{description}\t5\t度\tgrid-jilin-2023\t1\n"));
        var draft = kept.Headers.Location!.ToString();
        var form = (await leader.OpenAsync(draft)).QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("#headerrow") is not null);
        var fields = Visitor.Filled(form).Where(f => f.Key != "Mode").Append(KeyValuePair.Create("Mode", "replace"));
        Assert.Equal(HttpStatusCode.Redirect, (await leader.Client.PostAsync($"{draft}?handler=Import", new FormUrlEncodedContent(fields))).StatusCode);
    }

    private Task<List<(string, string)>> LinesAsync(string path) => sample.Site.ReadAsync(async db => (await db.InventoryLines.Where(l => l.EngagementId == IdOf(path)).OrderBy(l => l.Position).ToListAsync())
        .Where(l => l.Facts.Key[0] == 'L' && char.IsAsciiDigit(l.Facts.Key[1])).Select(l => (l.Facts.Key, l.Facts.Description)).ToList());

    private static Guid IdOf(string path) => Guid.Parse(path.Split('/')[2]);
}
