using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.WorkingDay;

/// <summary>Two people judge one item: whoever comes second sees what the first wrote before anything is written over it.</summary>
public sealed class ChecklistConflictTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Form = "i-impl-participants";

    [Fact]
    public async Task Whoever_comes_second_sees_what_stands_now_beside_what_was_typed()
    {
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("两人同判").With(c => c["offsets"] = new System.Text.Json.Nodes.JsonArray()));
        var path = $"/engagements/{id}/checklist";
        var (first, second) = (await sample.Site.SignInAsync(SampleSite.Leader), await sample.Site.SignInAsync(SampleSite.Leader));
        var seen = await second.OpenAsync(path);
        Assert.Null(seen.QuerySelector("[data-conflict]"));
        Assert.Equal(HttpStatusCode.Redirect, (await first.SendAsync(path, Form, ("Judgement", "NotApplicable"), ("Note", "先写的理由 <b>"))).StatusCode);

        var stale = await second.SendAsync(seen, path, Form, ("Judgement", "Met"), ("Note", "后写的说明"));

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var page = await Visitor.ReadAsync(stale);
        var form = (IHtmlFormElement)page.GetElementById(Form)!;
        Assert.Equal("后写的说明", Visitor.Filled(form).Single(f => f.Key == "Note").Value);
        var conflict = Assert.Single(page.QuerySelectorAll("[data-conflict]"));
        Assert.Same(form, conflict.Closest("form"));
        Assert.All(new[] { "先写的理由 <b>", "不适用" }, text => Assert.Contains(text, conflict.TextContent, StringComparison.Ordinal));
        Assert.Equal($"{path}#impl.participants", conflict.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("先写的理由 <b>", await NoteAsync(id));

        // Having seen it, whoever saves again means it.
        Assert.Equal(HttpStatusCode.Redirect, (await second.SendAsync(page, path, Form)).StatusCode);
        Assert.Equal("后写的说明", await NoteAsync(id));
    }

    private Task<string> NoteAsync(Guid id) => sample.Site.ReadAsync(db => db.ChecklistAnswers.Where(a => a.EngagementId == id && a.Facts.Item == "impl.participants").Select(a => a.Facts.Note).SingleAsync());
}
