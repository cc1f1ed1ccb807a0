using System.Net;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>What the organizers' own people send that no form of theirs would: fields too many, versions too old, everything twice.</summary>
public sealed class PortalActTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private Site Site => portal.Site;

    private async Task<Attacker> MemberAsync() => await Attacker.AtAsync(await Site.SignInAsync(PortalSite.Member), portal.Mine.Root);

    [Fact]
    public async Task Who_hands_in_hands_in_for_the_organizer_and_for_the_engagement_of_the_address_whatever_the_form_says()
    {
        var member = await MemberAsync();

        var answer = await member.UploadAsync($"{portal.Mine.Root}/files", ("ProvidedBy", portal.Theirs.Organizer.ToString()), ("EngagementId", portal.Theirs.Engagement.ToString()), ("UserId", Guid.Empty.ToString()), ("Key", "E99"), ("Title", "冒名"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var item = await Site.ReadAsync(db => db.Evidence.SingleAsync(e => e.Facts.Title == "冒名"));
        Assert.Equal((portal.Mine.Engagement, portal.Mine.Organizer, "member"), (item.EngagementId, item.Facts.ProvidedById, item.Facts.ReceivedFrom));
        Assert.NotEqual("E99", item.Facts.Key);
    }

    [Theory]
    [InlineData("site:S1")]
    [InlineData("item:prep-plan-complete")]
    [InlineData("request:R99")]
    [InlineData("finding:NC-99")]
    public async Task Files_are_not_put_to_what_is_not_the_organizers(string attach)
    {
        var before = await portal.StateAsync();

        var answer = await (await MemberAsync()).UploadAsync($"{portal.Mine.Root}/files", ("Attach", attach));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(before, await portal.StateAsync());
    }

    [Fact]
    public async Task Fields_that_the_form_has_not_change_nothing_of_an_answer()
    {
        var finding = await RaiseAsync("CL-70");
        var answer = await (await MemberAsync()).PostAsync(
            $"{portal.Mine.Root}/findings/{finding}", ("Version", "0"), ("Answer", "改好了"), ("Cause", "漏交"), ("ClosedOn", "2026-01-01"), ("Closure", "自己关的"), ("Row.Facts.ClosedOn", "2026-01-01"), ("DueOn", "2099-01-01"),
            ("EngagementId", portal.Theirs.Engagement.ToString()), ("RowId", portal.Theirs.Finding.ToString()));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var facts = await Site.ReadAsync(db => db.Findings.Where(f => f.Id == finding).Select(f => f.Facts).SingleAsync());
        Assert.Equal(("改好了", (DateOnly?)null, (string?)null, new DateOnly(2030, 1, 1)), (facts.Answer, facts.ClosedOn, facts.Closure, facts.DueOn));
        Assert.Null(await Site.ReadAsync(db => db.Findings.Where(f => f.Id == portal.Theirs.Finding).Select(f => f.Facts.Answer).SingleAsync()));
    }

    [Fact]
    public async Task The_same_answer_sent_twice_is_there_once()
    {
        var finding = await RaiseAsync("CL-71");
        var member = await MemberAsync();
        (string, string)[] form = [("Version", "0"), ("Answer", "只此一次"), ("Cause", "漏交"), ("__once", Guid.CreateVersion7().ToString())];

        var first = await member.PostAsync($"{portal.Mine.Root}/findings/{finding}", form);
        var second = await member.PostAsync($"{portal.Mine.Root}/findings/{finding}", form);

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await Site.ReadAsync(db => db.Ledger.CountAsync(e => e.Action == "finding.answered" && e.Payload!.Contains("CL-71"))));
    }

    [Fact]
    public async Task An_answer_to_what_changed_meanwhile_is_told_so_and_stays_in_the_form()
    {
        var finding = await RaiseAsync("CL-72");
        await portal.ChangeAsync(async db => (await db.Findings.SingleAsync(f => f.Id == finding)).Apply(f => f.Correct(f.Facts with { Description = "改了说法" })));

        var answer = await (await MemberAsync()).PostAsync($"{portal.Mine.Root}/findings/{finding}", ("form", "answer"), ("Version", "0"), ("Answer", "打了很久的字"), ("Cause", "漏交"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("打了很久的字", (await Visitor.ReadAsync(answer)).GetElementById("answer-answer")!.TextContent.Trim());
        Assert.Null(await Site.ReadAsync(db => db.Findings.Where(f => f.Id == finding).Select(f => f.Facts.Answer).SingleAsync()));
    }

    [Fact]
    public async Task A_request_that_was_withdrawn_meanwhile_is_no_more()
    {
        var id = await portal.ChangeAsync(db => Task.FromResult(db.Add(new Domain.Evidence.EvidenceRequest(portal.Mine.Engagement, 50, new Domain.Evidence.RequestFacts { Key = "R50", Title = "用不着了", WithdrawnOn = new(2026, 1, 6) })).Entity.Id));

        var answer = await (await MemberAsync()).PostAsync($"{portal.Mine.Root}/requests/{id}", ("Version", "0"), ("Remark", "全部"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_handed_in_or_answered_after_the_end()
    {
        var closed = await portal.Sample.ImportAsync(CaseFolderBuilder.OtherEvent("已经结束的活动"));
        await portal.ChangeAsync(async db => (await db.Engagements.SingleAsync(e => e.Id == closed)).Apply(e => e.Close(PortalSite.Canary, DateTimeOffset.UnixEpoch)));
        var finding = await portal.ChangeAsync(db => Task.FromResult(db.Add(new Domain.Findings.Finding(closed, 80, new Domain.Findings.FindingFacts { Key = "CL-80", Description = "晚了", DueOn = new(2030, 1, 1) })).Entity.Id));
        var member = await MemberAsync();
        var root = $"/portal/engagements/{closed}";
        var evidence = await Site.ReadAsync(db => db.Evidence.CountAsync());

        var uploaded = await member.UploadAsync($"{root}/files");
        var receipt = await member.Visitor.OpenAsync(uploaded.Headers.Location!.ToString());
        var answered = await member.PostAsync($"{root}/findings/{finding}", ("Version", "0"), ("Answer", "晚了的答复"));

        Assert.Contains("没有收下", receipt.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answered.StatusCode);
        Assert.Equal(evidence, await Site.ReadAsync(db => db.Evidence.CountAsync()));
        Assert.Null(await Site.ReadAsync(db => db.Findings.Where(f => f.Id == finding).Select(f => f.Facts.Answer).SingleAsync()));
        Assert.DoesNotContain("upload", (await member.Visitor.OpenAsync(root)).QuerySelectorAll("form").Select(f => f.Id));

        // Why it was closed is for the firm; the organizer hears that it is.
        Assert.DoesNotContain(PortalSite.Canary, await answered.Content.ReadAsStringAsync() + receipt.Source.Text, StringComparison.Ordinal);
    }

    private Task<Guid> RaiseAsync(string key) => portal.ChangeAsync(db => Task.FromResult(db.Add(
        new Domain.Findings.Finding(portal.Mine.Engagement, 100 + int.Parse(key[3..], null), new Domain.Findings.FindingFacts { Key = key, Kind = Domain.Findings.FindingKind.Clarification, Description = "请说明", DueOn = new(2030, 1, 1) })).Entity.Id));
}
