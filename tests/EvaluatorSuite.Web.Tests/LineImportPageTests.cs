using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

public sealed class LineImportPageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task A_workbook_goes_from_upload_over_mapping_and_preview_into_the_inventory()
    {
        var (leader, path) = await BeginAsync("导入工作簿");
        using var book = new Workbook();
        var file = book.Sheet("说明", [[book.Text("请看第二张表")]]).Sheet("数据",
        [
            [book.Text("排放源"), book.Text("阶段"), book.Text("名目"), book.Text("用电量（度）"), book.Text("因子")],
            [book.Text("外购电力"), book.Text("举办"), book.Text("舞台用电"), Workbook.Number("1200.0000000000001"), book.Text("grid-jilin-2023")],
            [book.Text("外购电力"), book.Text("会前"), book.Text("搭建用电"), Workbook.Formula("600*1.5", "900"), book.Text("grid-jilin-2023")],
            [book.Text("合计"), null, null, Workbook.Number("2100")],
        ]).Done();

        var kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "用电 台账.xlsx", file);
        var draft = kept.Headers.Location!.ToString();
        var first = await leader.OpenAsync(draft);
        Assert.Contains("用电 台账.xlsx", first.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(first, $"{draft}?handler=Sheet", ("Sheet", "1"))).StatusCode);
        var guessed = await leader.OpenAsync(draft);
        var form = FormOf(guessed);
        Assert.Equal(("1", "0", "1", "-1", "3", "kWh", "4"), (form["HeaderRow"], form["Column[Source]"], form["Column[Stage]"], form["Column[Description]"], form["Column[Amount]"], form["Given[Unit]"], form["Column[Factor]"]));
        Assert.Contains("15 位有效数字", guessed.QuerySelector("#notes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 个单元格是公式", guessed.QuerySelector("#notes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("第 4 行是合计", guessed.QuerySelector("#notes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("请填写“内容”", guessed.QuerySelector("#faults")!.TextContent, StringComparison.Ordinal);

        form["Column[Description]"] = "2";
        form["CalculateClaims"] = "true";
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{draft}?handler=Map", form)).StatusCode);
        var mapped = await leader.OpenAsync(draft);
        Assert.Null(mapped.QuerySelector("#faults"));
        Assert.Equal(["2", "3"], mapped.QuerySelectorAll("section[aria-labelledby=preview] tbody th").Select(c => c.TextContent.Trim()));

        form = FormOf(mapped);
        form["Mode"] = "append";
        var done = await PostAsync(leader, $"{draft}?handler=Import", form);
        var page = await leader.OpenAsync(done.Headers.Location!.ToString());
        Assert.Contains("已导入 2 行", page.QuerySelector(".receipt")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0.560520", page.GetElementById("L1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(done.Headers.Location, (await PostAsync(leader, $"{draft}?handler=Import", form)).Headers.Location);
        Assert.Equal(13, await CountAsync(path));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(draft)).StatusCode);
    }

    [Fact]
    public async Task Each_fault_is_named_with_its_cell_and_one_of_them_keeps_the_whole_table_out()
    {
        var (leader, path) = await BeginAsync("有错的表格");
        var draft = await PasteAsync(leader, path, "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t举办\t好的\t5\t度\tgrid-jilin-2023\t1\n外购电力\t举办\t坏的\t四十八\t箱\tgrid-jilin-2023\t1\n");
        var page = await leader.OpenAsync(draft);

        var faults = page.QuerySelectorAll("#faults li").Select(l => l.TextContent).ToList();
        Assert.StartsWith("D3: “活动水平数量”读不懂：四十八", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("E3: 不认识单位“箱”", faults[1], StringComparison.Ordinal);

        Assert.Contains("四十八", page.QuerySelectorAll("section[aria-labelledby=preview] tbody tr")[1].TextContent, StringComparison.Ordinal);

        var form = FormOf(page);
        form["Mode"] = "append";
        form["HeaderRow"] = "1";
        var refused = await PostAsync(leader, $"{draft}?handler=Import", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var redrawn = await Visitor.ReadAsync(refused);
        Assert.Contains("还有 2 处错误", redrawn.QuerySelector(".errors[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.True(redrawn.QuerySelector<IHtmlInputElement>("#mode")!.IsChecked);
        Assert.Equal(11, await CountAsync(path));
    }

    [Fact]
    public async Task Appending_or_replacing_is_asked_and_replacing_what_has_changed_is_a_conflict()
    {
        var (leader, path) = await BeginAsync("替换");
        var draft = await PasteAsync(leader, path, "排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t举办\t唯一\t5\t度\tgrid-jilin-2023\t1\n");
        var page = await leader.OpenAsync(draft);
        var form = FormOf(page);

        Assert.Contains("请选择追加", (await Visitor.ReadAsync(await PostAsync(leader, $"{draft}?handler=Import", form))).QuerySelector(".errors a[href='#mode']")!.TextContent, StringComparison.Ordinal);
        form["Mode"] = "replace";
        form["__once"] = Guid.CreateVersion7().ToString();
        await leader.SubmitAsync($"{path}/inventory/lines/new", ("Figures.Source", "heat"), ("Figures.Stage", "Hold"), ("Figures.Description", "刚添的"), ("Figures.Amount", "1"), ("Figures.Unit", "GJ"), ("Figures.Factor", "heat-default"), ("Figures.ClaimedTonnes", "0.11"));
        var stale = await PostAsync(leader, $"{draft}?handler=Import", form);
        Assert.Equal((HttpStatusCode.Conflict, 12), (stale.StatusCode, await CountAsync(path)));

        var again = FormOf(await Visitor.ReadAsync(stale));
        Assert.Equal("replace", again["Mode"]);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{draft}?handler=Import", again)).StatusCode);
        Assert.Equal(1, await CountAsync(path));
    }

    [Theory]
    [InlineData("账.xls", "旧的 .xls 格式", 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)]
    [InlineData("照片.xlsx", "这不是表格", 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)]
    [InlineData("空.csv", "没有内容", 0x0D, 0x0A)]
    public async Task A_file_that_is_no_table_is_refused_and_what_was_pasted_stays(string name, string words, params int[] bytes)
    {
        var (leader, path) = await BeginAsync($"不是表格 {name}");
        var page = await leader.OpenAsync($"{path}/inventory/import");
        page.QuerySelector("textarea")!.TextContent = "留着";

        var answer = await leader.UploadAsync(page, $"{path}/inventory/import", "Table", name, [.. bytes.Select(b => (byte)b)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, (await Visitor.ReadAsync(answer)).QuerySelector(".errors a[href='#table']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A1:GR100 A1:GR100 A1:GR100", "A1:GR100")]
    [InlineData("A1:GR60 A50:GR100", "A50:GR100")]
    public async Task Merged_ranges_that_lie_upon_one_another_are_refused_with_their_place(string merged, string place)
    {
        var (leader, path) = await BeginAsync($"重叠合并 {merged}");
        using var book = new Workbook();
        var file = book.Sheet("用电", Enumerable.Range(0, 100).Select(i => new DocumentFormat.OpenXml.Spreadsheet.Cell?[] { book.Text("外购电力") }), merged).Done();

        var answer = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "合并.xlsx", file);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var told = (await Visitor.ReadAsync(answer)).QuerySelector(".errors a[href='#table']")!.TextContent;
        Assert.All(new[] { "用电", place, "合并单元格" }, part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_with_an_open_quote_is_refused_and_stays_in_the_field()
    {
        var (leader, path) = await BeginAsync("引号");

        var answer = await leader.SubmitAsync($"{path}/inventory/import", ("Pasted", "a\t\"b\nc"));

        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("第 1 行的引号", page.QuerySelector(".errors a[href='#pasted']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("a\t\"b\nc", ((IHtmlTextAreaElement)page.GetElementById("pasted")!).Value.ReplaceLineEndings("\n"));
        Assert.Contains("没有文件", (await Visitor.ReadAsync(await leader.SubmitAsync($"{path}/inventory/import", ("Pasted", " ")))).QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_on_its_way_can_be_gone_on_with_and_is_nobody_elses()
    {
        var (leader, path) = await BeginAsync("继续导入");
        var draft = await PasteAsync(leader, path, "排放源\t数量\n外购电力\t5\n");

        Assert.Equal(draft, (await leader.OpenAsync($"{path}/inventory/import")).QuerySelector(".receipt a")!.GetAttribute("href"));
        var (_, other) = await BeginAsync("别的活动");
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(draft.Replace(path, other, StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task The_empty_table_and_the_export_can_be_imported_again()
    {
        var (leader, path) = await BeginAsync("来回");
        var template = await leader.Client.GetByteArrayAsync($"{path}/inventory/template.csv");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), template[..3]);
        byte[] filled = [.. template, .. Encoding.UTF8.GetBytes("外购电力,举办,\"=用电, 含\"\"空调\"\"\",\"1,000\",度,grid-jilin-2023,0.4671,电费单\r\n")];
        var kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "模板.csv", filled);
        var form = FormOf(await leader.OpenAsync(kept.Headers.Location!.ToString()));
        form["Mode"] = "append";
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{kept.Headers.Location}?handler=Import", form)).StatusCode);

        var export = await leader.Client.GetByteArrayAsync($"{path}/inventory.csv");
        Assert.Contains("\"'=用电, 含\"\"空调\"\"\",1000,kWh,grid-jilin-2023,0.4671,电费单,,0.4671,0", Encoding.UTF8.GetString(export), StringComparison.Ordinal);
        kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "导出.csv", export);
        form = FormOf(await leader.OpenAsync(kept.Headers.Location!.ToString()));
        form["Mode"] = "replace";
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{kept.Headers.Location}?handler=Import", form)).StatusCode);
        Assert.Equal(12, await CountAsync(path));
    }

    [Fact]
    public async Task Text_that_was_guessed_wrongly_is_read_in_the_encoding_that_a_person_says_and_nothing_chosen_is_lost()
    {
        // Each of these two characters has bytes that are a character of UTF-8 too, so that no program can tell.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (leader, path) = await BeginAsync("改编码");
        byte[] file = Encoding.GetEncoding("GB18030").GetBytes("electricity,hold,平台,1000,kWh,grid-jilin-2023,0.4671\r\n");
        var kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "营业厅.csv", file);
        var draft = kept.Headers.Location!.ToString();
        var form = FormOf(await leader.OpenAsync(draft));
        (form["HeaderRow"], form["CalculateClaims"], form["Mode"]) = ("0", "true", "append");
        foreach (var (field, column) in new[] { ("Source", 0), ("Stage", 1), ("Description", 2), ("Amount", 3), ("Unit", 4), ("Factor", 5) })
        {
            form[$"Column[{field}]"] = $"{column}";
        }

        var guessed = await SendAsync(leader, draft, "Map", form);
        Assert.DoesNotContain("平台", PreviewOf(guessed), StringComparison.Ordinal);
        Assert.Contains("UTF-8（自动判断）", guessed.QuerySelector("#notes")!.TextContent, StringComparison.Ordinal);

        form = FormOf(guessed);
        form["Encoding"] = "Gb18030";
        var unseen = await PostAsync(leader, $"{draft}?handler=Import", form);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 11), (unseen.StatusCode, await CountAsync(path)));
        var page = await Visitor.ReadAsync(unseen);
        Assert.Contains("请核对预览", page.QuerySelector("#encoding-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("平台", PreviewOf(page), StringComparison.Ordinal);

        page = await SendAsync(leader, draft, "Map", FormOf(page));
        Assert.Contains("平台", PreviewOf(page), StringComparison.Ordinal);
        Assert.Contains("GB18030（由您选定）", page.QuerySelector("#notes")!.TextContent, StringComparison.Ordinal);
        form = FormOf(page);
        Assert.Equal(("0", "2", "3", "true", "append", "Gb18030"), (form["HeaderRow"], form["Column[Description]"], form["Column[Amount]"], form["CalculateClaims"], form["Mode"], form["Encoding"]));

        page = await SendAsync(leader, draft, "Map", form.Append(new("Encoding", "Automatic")).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Last().Value));
        Assert.DoesNotContain("平台", PreviewOf(page), StringComparison.Ordinal);
        form = FormOf(page);
        form["Encoding"] = "Gb18030";
        form = FormOf(await SendAsync(leader, draft, "Map", form));
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{draft}?handler=Import", form)).StatusCode);
        Assert.Contains("平台", await sample.Site.ReadAsync(db => db.InventoryLines.OrderByDescending(l => l.Id).Select(l => l.Facts.Description).FirstAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_none_of_the_encoding_a_person_says_stays_as_it_was_read_with_everything_chosen()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (leader, path) = await BeginAsync("编码不对");
        byte[] file = Encoding.GetEncoding("GB18030").GetBytes("排放源,阶段,内容,数量,单位,因子\r\n外购电力,举办,舞台用电,1000,度,grid-jilin-2023\r\n");
        var kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "用电.csv", file);
        var draft = kept.Headers.Location!.ToString();
        var form = FormOf(await leader.OpenAsync(draft));
        (form["Encoding"], form["Column[CrossCheck]"], form["Mode"]) = ("Utf8", "2", "replace");

        var refused = await PostAsync(leader, $"{draft}?handler=Map", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.ReadAsync(refused);
        Assert.Contains("不是 UTF-8 编码", page.QuerySelector("#encoding-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("不是 UTF-8 编码", page.QuerySelector(".errors a[href='#encoding']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("舞台用电", PreviewOf(page), StringComparison.Ordinal);
        Assert.Equal(("2", "replace"), (FormOf(page)["Column[CrossCheck]"], FormOf(page)["Mode"]));
        Assert.Contains("舞台用电", PreviewOf(await leader.OpenAsync(draft)), StringComparison.Ordinal);
    }

    private static string PreviewOf(IHtmlDocument page) => page.QuerySelector("section[aria-labelledby=preview]")!.TextContent;

    private static async Task<IHtmlDocument> SendAsync(Visitor visitor, string draft, string handler, Dictionary<string, string> form)
    {
        var answer = await PostAsync(visitor, $"{draft}?handler={handler}", new(form) { ["__once"] = Guid.CreateVersion7().ToString() });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await visitor.OpenAsync(answer.Headers.Location!.ToString().Split('#')[0]);
    }

    [Fact]
    public async Task Thousands_of_rows_come_in_and_their_pages_stay_light()
    {
        var (leader, path) = await BeginAsync("几千行");
        var text = new StringBuilder("排放源,阶段,内容,数量,单位,因子,申报,核对\n");
        for (var i = 1; i <= 5000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"外购电力,举办,第 {i} 号展位 {Guid.CreateVersion7()},{i}.5,度,grid-jilin-2023,{i * 0.0004671m},电表 {i * 7919 % 10007}\n");
        }

        var kept = await leader.UploadAsync(await leader.OpenAsync($"{path}/inventory/import"), $"{path}/inventory/import", "Table", "展位.csv", Encoding.UTF8.GetBytes(text.ToString()));
        var form = FormOf(await leader.OpenAsync(kept.Headers.Location!.ToString()));
        form["Mode"] = "replace";
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(leader, $"{kept.Headers.Location}?handler=Import", form)).StatusCode);

        var page = await leader.OpenAsync($"{path}/inventory?from=4900");
        Assert.Equal(100, page.QuerySelectorAll("section[aria-labelledby=ln-h] tbody tr").Length);
        Assert.Contains("5,000", page.QuerySelector(".figures")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("另有 4,98", page.QuerySelector(".refusals")!.TextContent, StringComparison.Ordinal);
        foreach (var light in new[] { "", "/inventory", "/inventory/grid?from=2000", "/inventory/exclusions" })
        {
            Assert.InRange(Compressed(await leader.Client.GetByteArrayAsync(path + light)), 1, 40_000);
        }
    }

    private static int Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(target, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return (int)target.Length;
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, Dictionary<string, string> form) => visitor.Client.PostAsync(path, new FormUrlEncodedContent(form));

    private static async Task<string> PasteAsync(Visitor visitor, string path, string text) =>
        (await visitor.SubmitAsync($"{path}/inventory/import", ("Pasted", text))).Headers.Location!.ToString();

    private static Dictionary<string, string> FormOf(IHtmlDocument page) => page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("#headerrow") is not null).Elements
        .Where(e => e.GetAttribute("name") is not null && e is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
        .ToDictionary(e => e.GetAttribute("name")!, e => e switch { IHtmlSelectElement select => select.Value ?? "", IHtmlInputElement input => input.Value, _ => "" });

    private async Task<(Visitor Leader, string Path)> BeginAsync(string name)
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        return (await sample.Site.SignInAsync(SampleSite.Leader), $"/engagements/{id}");
    }

    private Task<int> CountAsync(string path)
    {
        var id = Guid.Parse(path.Split('/')[^1]);
        return sample.Site.ReadAsync(db => db.InventoryLines.CountAsync(l => l.EngagementId == id));
    }
}
