using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests;

/// <summary>The process on an engagement's page: where it stands, what refuses, and who may let it go on. The imported case waits for its draft.</summary>
public sealed class ProcessPageTests : IAsyncLifetime
{
    private readonly SampleSite _sample = new();

    private string Path => $"/engagements/{_sample.EngagementId}";

    public async ValueTask InitializeAsync() => await _sample.InitializeAsync();

    public async ValueTask DisposeAsync() => await _sample.DisposeAsync();

    [Fact]
    public async Task The_leader_finishes_a_step_once_and_is_told_when_it_was_finished_before()
    {
        var leader = await _sample.Site.SignInAsync(SampleSite.Leader);
        var page = await leader.OpenAsync(Path);
        Assert.Contains("编写报告", Process(page), StringComparison.Ordinal);
        var form = Assert.Single(page.QuerySelectorAll("#process form"));

        Assert.Equal(HttpStatusCode.Redirect, (await leader.SendAsync(page, Path, form.Id!)).StatusCode);
        var after = await leader.OpenAsync(Path);
        Assert.Contains("技术复核", Process(after), StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("#process form"));

        // The same page in another tab, sent once more: its form names a round that is over.
        var values = ((IHtmlFormElement)form).QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Name is "StepId" or "Outcome").ToDictionary(i => i.Name!, i => i.Value);
        var token = after.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var again = await leader.Client.PostAsync(Path, new FormUrlEncodedContent([.. values, new("__once", $"{Guid.CreateVersion7()}"), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("已经完成", (await Visitor.ReadAsync(again)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _sample.Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "workflow.step-finished")));
    }

    [Fact]
    public async Task The_reviewer_sees_the_leaders_step_without_a_button_and_cannot_finish_it()
    {
        var reviewer = await _sample.Site.SignInAsync(SampleSite.Reviewer);
        var page = await reviewer.OpenAsync(Path);
        var step = await _sample.Site.ReadAsync(db => db.WaitingSteps.SingleAsync(s => s.EngagementId == _sample.EngagementId));

        Assert.Empty(page.QuerySelectorAll("#process form"));
        var token = page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var answer = await reviewer.Client.PostAsync(Path, new FormUrlEncodedContent([new("StepId", $"{step.Id}"), new("Outcome", "Drafted"), new("__once", $"{Guid.CreateVersion7()}"), new("__RequestVerificationToken", token)]));

        Assert.Contains("/status/403", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.True(await _sample.Site.ReadAsync(db => db.WaitingSteps.AnyAsync(s => s.Id == step.Id)));
    }

    [Fact]
    public async Task The_drawing_says_the_same_in_words_in_both_languages()
    {
        var leader = await _sample.Site.SignInAsync(SampleSite.Leader);
        var chinese = await leader.OpenAsync($"{Path}/process");

        Assert.True(chinese.QuerySelectorAll("svg[role=img]").Length >= 4);
        Assert.Contains("编写报告", chinese.QuerySelector("main ol")!.TextContent + chinese.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        leader.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("Draft the report", (await leader.OpenAsync($"{Path}/process?lang=en")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static string Process(IDocument page) => page.QuerySelector("#process")!.TextContent;
}
