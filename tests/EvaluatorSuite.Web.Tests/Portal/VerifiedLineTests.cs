using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>A figure that somebody of the firm has checked is no longer the organizer's to change, whatever the check came to.</summary>
public sealed class VerifiedLineTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private const string Key = "metro";

    [Theory]
    [InlineData("Checked.CrossCheck", "与地铁公司对账单一致")]
    [InlineData("Checked.VerifiedAmount", "9520")]
    [InlineData("Checked.DifferenceReason", "四舍五入")]
    [InlineData("Checked.CrossCheck", "")]
    public async Task Once_the_firm_has_checked_a_line_the_organizer_cannot_change_it(string field, string value)
    {
        var engagement = await portal.Sample.ImportAsync(CaseFolderBuilder.OtherEvent($"核定 {field} {value}").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        var (leader, member) = (await portal.Site.SignInAsync(SampleSite.Leader), await portal.Site.SignInAsync(PortalSite.Member));
        Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(member, engagement, "9600")).StatusCode);
        var id = $"{(await LineAsync(engagement)).Id}";
        var line = $"/engagements/{engagement}/inventory/lines/{id}";
        var open = await member.OpenAsync(PathOf(engagement));

        var check = await leader.SubmitAsync(await leader.OpenAsync(line), $"{line}?handler=Check", ("Checked.Factor", "metro-cpcd-2023"), (field, value));
        Assert.Equal(HttpStatusCode.Redirect, check.StatusCode);
        var stale = await ChangeAsync(member, engagement, "1", open);
        var form = await member.OpenAsync(PathOf(engagement));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains("已由评价员核定", (await Visitor.ReadAsync(stale)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(9600m, (await LineAsync(engagement)).Facts.Amount);
        Assert.DoesNotContain(form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>(), i => i.Value == id);
    }

    private static string PathOf(Guid engagement) => $"/portal/engagements/{engagement}/data";

    /// <summary>Types another amount into the line's row of the grid, as it was open.</summary>
    private async Task<HttpResponseMessage> ChangeAsync(Visitor member, Guid engagement, string amount, IHtmlDocument? open = null)
    {
        open ??= await member.OpenAsync(PathOf(engagement));
        var form = open.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("table.cells") is not null);
        var id = (await LineAsync(engagement)).Id;
        var row = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Single(i => i.Value == $"{id}").Name!.Split('.')[0];
        var fields = Visitor.Filled(form).Select(f => f.Key == $"{row}.Amount" ? KeyValuePair.Create(f.Key, amount) : f);
        return await member.Client.PostAsync(PathOf(engagement), new FormUrlEncodedContent(fields));
    }

    private Task<InventoryLine> LineAsync(Guid engagement) => portal.Site.ReadAsync(db => db.InventoryLines.AsNoTracking().SingleAsync(l => l.EngagementId == engagement && l.Facts.Key == Key));
}
