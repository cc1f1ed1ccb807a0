using System.Net;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.WorkingDay;

/// <summary>What an earlier event asked for is asked again, and only of the organizer who was asked then.</summary>
public sealed class CopiedRequestTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task What_an_earlier_event_of_the_same_organizer_asked_for_is_asked_again()
    {
        var (now, earlier) = (await EventAsync("今年的博览会"), await EventAsync("去年的博览会"));
        await AskAsync(earlier, "去年的电费发票");
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        var answer = await leader.SendAsync($"/engagements/{now}/requests", "template", ("From", $"{earlier}"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(["去年的电费发票"], await AskedAsync(now));
    }

    [Fact]
    public async Task Another_organizers_event_is_refused_like_one_that_there_is_not_also_to_whoever_evaluates_both()
    {
        var (now, theirs) = (await EventAsync("本单位的活动"), await EventAsync("别人的活动", "jlu-venue"));
        await AskAsync(theirs, "别人的商业资料");
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/engagements/{theirs}/requests")).StatusCode);

        foreach (var from in new[] { theirs, now, Guid.CreateVersion7() })
        {
            var answer = await leader.SendAsync($"/engagements/{now}/requests", "template", ("From", $"{from}"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Empty(await AskedAsync(now));
    }

    private Task<Guid> EventAsync(string name, string? organizer = null) => sample.ImportAsync(CaseFolderBuilder.OtherEvent(name).With(c =>
    {
        c["offsets"] = new System.Text.Json.Nodes.JsonArray();
        if (organizer is not null)
        {
            c["event"]!["organizer"] = organizer;
            c["engagement"]!["client"] = organizer;
        }
    }));

    private Task AskAsync(Guid engagement, string title) => sample.Site.UseAsync<SuiteDb>(async db =>
    {
        db.Add(new EvidenceRequest(engagement, 0, new RequestFacts { Key = "R1", Title = title, RequestedOn = new(2025, 1, 1), DueOn = new(2025, 2, 1) }));
        await db.SaveChangesAsync();
    });

    private Task<List<string>> AskedAsync(Guid engagement) => sample.Site.ReadAsync(db => db.EvidenceRequests.Where(r => r.EngagementId == engagement).Select(r => r.Facts.Title).ToListAsync());
}
