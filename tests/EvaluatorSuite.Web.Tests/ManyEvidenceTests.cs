using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>An engagement with more than a hundred pieces of evidence: the list comes in pages, and pointing to a piece needs no hundred boxes.</summary>
public sealed class ManyEvidenceTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private static readonly string[] Odd = ["电费, 三月 发票", "电费"];

    private const string Item = "impl.participants";

    [Fact]
    public async Task The_list_comes_in_pages_can_be_narrowed_and_a_link_leads_to_the_page_of_its_piece()
    {
        var (leader, path) = await BeginAsync("证据分页");

        var first = await leader.OpenAsync($"{path}/evidence");
        var second = await leader.OpenAsync($"{path}/evidence{first.QuerySelectorAll("nav a.btn").Single().GetAttribute("href")}");
        var narrowed = await leader.OpenAsync($"{path}/evidence?q=%E9%A2%9D%E5%A4%96+77");
        var at = await leader.OpenAsync($"{path}/evidence?at=more-90");

        Assert.Equal(50, Keys(first).Count);
        Assert.Equal(50, Keys(second).Count);
        Assert.Empty(Keys(first).Intersect(Keys(second)));
        Assert.Equal(["more-77"], Keys(narrowed));
        Assert.Contains("more-90", Keys(at));
        Assert.NotNull(at.GetElementById("more-90"));
    }

    [Fact]
    public async Task A_list_asked_for_at_a_place_it_does_not_have_begins_at_its_beginning()
    {
        var (leader, path) = await BeginAsync("证据越界");

        foreach (var place in (string[])["from=-1", "from=100000", "at=nothing", "from=abc"])
        {
            Assert.Equal(50, Keys(await leader.OpenAsync($"{path}/evidence?{place}")).Count);
        }

        Assert.Empty(Keys(await leader.OpenAsync($"{path}/evidence?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA")));
    }

    [Fact]
    public async Task Several_pieces_are_named_at_once_and_stand_ticked_afterwards()
    {
        var (leader, path) = await BeginAsync("证据编号");

        var answer = await leader.SendAsync($"{path}/checklist", "i-impl-participants", ("Judgement", "Met"), ("Evidence", "more-3， more-90 more-3"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var form = (IHtmlFormElement)(await leader.OpenAsync($"{path}/checklist")).GetElementById("i-impl-participants")!;
        Assert.Equal(["more-3", "more-90"], Ticked(form));
        Assert.Equal("", form.QuerySelector("input[list]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_and_what_was_typed_stays()
    {
        var (leader, path) = await BeginAsync("证据错号");

        var answer = await leader.SendAsync($"{path}/checklist", "i-impl-participants", ("Judgement", "Met"), ("Evidence", "more-3, more-300"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var form = (IHtmlFormElement)(await Visitor.ReadAsync(answer)).GetElementById("i-impl-participants")!;
        Assert.Equal(["more-3"], Ticked(form));
        Assert.Equal("more-300", form.QuerySelector("input[list]")!.GetAttribute("value"));
        Assert.Contains("more-300", form.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("证据含空格", true)]
    [InlineData("证据含空格的少量", false)]
    public async Task A_key_with_a_comma_or_a_space_is_one_key(string name, bool many)
    {
        var (leader, path) = await BeginAsync(name, many ? 100 : 0, Odd);
        var engagement = Guid.Parse(path.Split('/')[^1]);
        var line = await sample.Site.ReadAsync(db => db.InventoryLines.Where(l => l.EngagementId == engagement && l.Facts.Factor == "grid-jilin-2023").Select(l => l.Id).FirstAsync());
        var unit = await sample.Site.ReadAsync(db => db.OffsetLines.Where(o => o.EngagementId == engagement).Select(o => o.Id).FirstAsync());
        (string Page, string Form, string Field)[] forms = [($"{path}/checklist", "i-impl-participants", "Evidence"), ($"{path}/offsets/{unit}", "", "Evidence"), ($"{path}/inventory/lines/{line}", "", "Checked.Evidence")];
        foreach (var (at, form, field) in forms)
        {
            await PickAsync(leader, at, form, field, Odd);

            var page = await leader.OpenAsync(at);
            IParentNode within = form.Length > 0 ? page.GetElementById(form)! : page;
            Assert.Equal(Odd, within.QuerySelectorAll($"input[type=checkbox][name='{field}'][checked]").Select(b => b.GetAttribute("value")).Intersect(Odd));
        }

        Assert.Equal(Odd, await sample.Site.ReadAsync(db => db.ChecklistAnswers.Where(a => a.EngagementId == engagement && a.Facts.Item == Item).Select(a => a.Facts.Evidence).SingleAsync()));
    }

    [Fact]
    public async Task Keys_with_commas_are_found_in_what_was_typed_and_all_that_are_none_are_named()
    {
        var (leader, path) = await BeginAsync("证据混写", 100, Odd);

        var answer = await leader.SendAsync($"{path}/checklist", "i-impl-participants", ("Judgement", "Met"), ("Evidence", "more-3、电费, 三月 发票，没有 此号、电费"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var form = (IHtmlFormElement)(await Visitor.ReadAsync(answer)).GetElementById("i-impl-participants")!;
        Assert.Equal(["more-3", Odd[1], Odd[0]], Ticked(form).Order(StringComparer.Ordinal));
        Assert.Equal("没有, 此号", form.QuerySelector("input[list]")!.GetAttribute("value"));
        Assert.Contains("没有, 此号", form.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_fields_point_to_evidence_a_page_suggests_it_once()
    {
        var (leader, path) = await BeginAsync("证据建议");

        var page = await leader.OpenAsync($"{path}/checklist");

        Assert.Single(page.QuerySelectorAll("datalist"));
        Assert.All(page.QuerySelectorAll("input[list]"), i => Assert.NotNull(page.GetElementById(i.GetAttribute("list")!)));
        Assert.True(page.QuerySelectorAll("form[data-autosave] input[type=checkbox]").Length < 40, "A box for each piece and item.");
    }

    [Fact]
    public async Task A_line_names_its_evidence_in_the_same_way()
    {
        var (leader, path) = await BeginAsync("明细证据");
        var engagement = Guid.Parse(path.Split('/')[^1]);
        var line = await sample.Site.ReadAsync(db => db.InventoryLines.Where(l => l.EngagementId == engagement && l.Facts.Factor == "grid-jilin-2023").Select(l => l.Id).FirstAsync());
        var address = $"{path}/inventory/lines/{line}";
        var page = await leader.OpenAsync(address);

        var refused = await leader.SubmitAsync(page, $"{address}?handler=Check", ("Checked.Factor", "grid-jilin-2023"), ("Checked.Evidence", "more-1 more-999"));
        var kept = await leader.SubmitAsync(page, $"{address}?handler=Check", ("Checked.Factor", "grid-jilin-2023"), ("Checked.Evidence", "more-1 more-99"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var form = await Visitor.ReadAsync(refused);
        Assert.Equal("more-999", form.QuerySelector("input[list=evidence-keys]")!.GetAttribute("value"));
        Assert.Contains("more-999", form.GetElementById("checked.evidence")!.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Equal(["more-1", "more-99"], (await leader.OpenAsync(address)).QuerySelectorAll("#checked\\.evidence input[checked]").Select(b => b.GetAttribute("value")).Where(v => v!.StartsWith("more", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Keys(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody tr[id]").Select(r => r.Id!)];

    private static IEnumerable<string?> Ticked(IHtmlFormElement form) => form.QuerySelectorAll("input[type=checkbox][checked]").Select(b => b.GetAttribute("value"));

    /// <summary>As a browser does it: one value for each box that is ticked.</summary>
    private static async Task PickAsync(Visitor leader, string at, string form, string field, IEnumerable<string> keys)
    {
        var page = await leader.OpenAsync(at);
        var sent = page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Single(f => form.Length > 0 ? f.Id == form : f.QuerySelector($"[name='{field}']") is not null);
        var values = sent.Elements.OfType<IHtmlInputElement>().Where(i => i.Type is not ("checkbox" or "radio") || i.IsChecked).Where(i => i.Name != field && i.Name is { Length: > 0 }).Select(i => KeyValuePair.Create(i.Name!, i.Value ?? ""))
            .Concat(sent.Elements.OfType<IHtmlSelectElement>().Where(s => s.Name is not null).Select(s => KeyValuePair.Create(s.Name!, s.Value ?? "")))
            .Concat(sent.Elements.OfType<IHtmlTextAreaElement>().Where(s => s.Name is not null).Select(s => KeyValuePair.Create(s.Name!, s.Value ?? "")))
            .Where(v => v.Key != "Judgement").ToList();
        if (form.Length > 0)
        {
            values.Add(KeyValuePair.Create("Judgement", "Met"));
        }

        values.AddRange(keys.Select(k => KeyValuePair.Create(field, k)));
        var answer = await leader.Client.PostAsync(field == "Evidence" ? at : $"{at}?handler=Check", new FormUrlEncodedContent(values));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{at}: {(await Visitor.ReadAsync(answer)).QuerySelector(".field-error, .errors")?.TextContent}");
    }

    private async Task<(Visitor Leader, string Path)> BeginAsync(string name, int count = 100, params string[] odd)
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c =>
        {
            var evidence = (JsonArray)c["evidence"]!;
            foreach (var (key, i) in Enumerable.Range(1, count).Select(i => $"more-{i}").Concat(odd).Select((key, i) => (key, i + 1)))
            {
                var more = (JsonObject)evidence[0]!.DeepClone();
                (more["key"], more["title"], more["file"]) = (key, $"额外证据 {i}", $"额外/{i}.txt");
                evidence.Add((JsonNode)more);
            }
        }));
        return (await sample.Site.SignInAsync(SampleSite.Leader), $"/engagements/{id}");
    }
}
