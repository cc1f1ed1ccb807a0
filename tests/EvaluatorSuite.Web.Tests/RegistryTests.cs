using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Web.Tests;

/// <summary>On a site of its own: what is recorded here blocks and clears engagements.</summary>
public sealed class RegistryTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Firm = "91220101MA0Y1K2T3X";
    private const string Venue = "91220102244970LR6E";
    private const string IceAssociation = "512200005000123451";
    private const string Event = "第三届长白山冰雪产业论坛";

    private static readonly (string, string)[] FirmTrainedThem =
    [
        ("Provider", Firm), ("Organizer", "吉林省冰雪产业促进会"), ("EventName", Event), ("ServiceKind", "Training"), ("Since", "2025-10-01"), ("Until", "2025-10-02"), ("People", ""),
    ];

    [Fact]
    public async Task A_service_of_the_firm_blocks_a_running_engagement_until_the_officer_declares_it_mistaken()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        Assert.Equal("独立性核查：没有阻止", (await leader.OpenAsync($"{sample.Engagement}/independence")).QuerySelector("h1")!.TextContent);

        var preview = await Visitor.ReadAsync(await leader.SubmitAsync("/services/new", FirmTrainedThem));
        Assert.Contains("1 个项目将被阻止", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Event, preview.QuerySelector(".refusals")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await sample.Site.ReadAsync(db => db.Services.CountAsync(s => s.ProviderId == db.Organizations.First(o => o.Uscc == Firm).Id)));

        var answer = await leader.SubmitAsync(preview, "/services/new", FirmTrainedThem);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var blocked = await leader.OpenAsync($"{sample.Engagement}/independence");
        Assert.Equal("独立性核查：不得评价", blocked.QuerySelector("h1")!.TextContent);
        Assert.Contains("吉林衡信碳评价有限公司", blocked.QuerySelector(".refusals .facts")!.TextContent, StringComparison.Ordinal);

        await RecheckAsync();
        Assert.True(await sample.Site.ReadAsync(db => db.Standings.Where(s => s.EngagementId == sample.EngagementId).Select(s => s.Conflict).SingleAsync()));
        var officer = await sample.Site.SignInAsync(SampleSite.Officer);
        var overview = await officer.OpenAsync("/impartiality");
        Assert.Contains(Event, overview.QuerySelector("section[aria-labelledby=conflicts-h]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("无人能够解除", overview.QuerySelector("section[aria-labelledby=conflicts-h]")!.TextContent, StringComparison.Ordinal);

        var service = await sample.Site.ReadAsync(db => db.Services.OrderByDescending(s => s.Id).Select(s => s.Id).FirstAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.SubmitAsync($"/registry/service/{service}", ("Reason", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostMistakenAsync(officer, service, "合同系另一公司所签，见附件")).StatusCode);
        Assert.Equal("独立性核查：没有阻止", (await leader.OpenAsync($"{sample.Engagement}/independence")).QuerySelector("h1")!.TextContent);
        Assert.Contains("合同系另一公司所签", (await leader.OpenAsync($"/registry/service/{service}")).Body!.TextContent, StringComparison.Ordinal);

        await RecheckAsync();
        Assert.False(await sample.Site.ReadAsync(db => db.Standings.Where(s => s.EngagementId == sample.EngagementId).Select(s => s.Conflict).SingleAsync()));
        Assert.Equal(["independence.blocked", "independence.cleared"], await sample.Site.ReadAsync(db => db.Ledger
            .Where(e => e.EngagementId == sample.EngagementId && e.Action.StartsWith("independence.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));
        Assert.Equal(["service.recorded", "service.mistaken"], await sample.Site.ReadAsync(db => db.Ledger
            .Where(e => e.Payload!.Contains(service.ToString())).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task Who_is_not_the_officer_makes_no_fact_count_less()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var share = await sample.Site.ReadAsync(db => db.Ownerships.Where(o => o.Percent == 78).Select(o => o.Id).SingleAsync());
        var page = await leader.OpenAsync($"/registry/ownership/{share}");
        Assert.Null(page.QuerySelector("main form"));

        var officer = await (await sample.Site.SignInAsync(SampleSite.Officer)).OpenAsync($"/registry/ownership/{share}");
        var fields = officer.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name != "__RequestVerificationToken")
            .ToDictionary(i => i.Name!, i => i.Value);
        fields["__RequestVerificationToken"] = (await leader.OpenAsync("/people/new")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        (fields["Reason"], fields["Percent"]) = ("不想要了", "10");

        foreach (var handler in new[] { "", "?handler=Correct" })
        {
            var answer = await leader.Client.PostAsync($"/registry/ownership/{share}{handler}", new FormUrlEncodedContent(fields));
            Assert.Contains("/status/403", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        Assert.Null(await sample.Site.ReadAsync(db => db.Ownerships.Where(o => o.Id == share).Select(o => o.MistakenOn).SingleAsync()));
    }

    [Fact]
    public async Task An_organization_is_registered_once_and_every_fault_is_told_beside_what_was_typed()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);

        var refused = await Visitor.ReadAsync(await leader.SubmitAsync("/organizations/new", ("Name", new string('长', 201)), ("Uscc", "91350100M000100Y4Z"), ("Representative", "赵")));
        Assert.Equal(2, refused.QuerySelectorAll(".errors li").Length);
        Assert.Equal("91350100M000100Y4Z", refused.QuerySelector<IHtmlInputElement>("#uscc")!.Value);
        Assert.Equal("true", refused.QuerySelector("#uscc")!.GetAttribute("aria-invalid"));
        Assert.Contains("校验", refused.QuerySelector("#uscc-error")!.TextContent, StringComparison.Ordinal);

        var form = await leader.OpenAsync("/organizations/new");
        (string, string)[] values = [("Name", "长春冰城培训有限公司"), ("Uscc", "91350100m000100y43"), ("Representative", "钱多多")];
        var first = await leader.SubmitAsync(form, "/organizations/new", values);
        var second = await leader.SubmitAsync(form, "/organizations/new", values);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await sample.Site.ReadAsync(db => db.Organizations.CountAsync(o => o.Uscc == "91350100M000100Y43")));
        Assert.Contains("已登记", await (await leader.SubmitAsync("/organizations/new", values)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var path = first.Headers.Location!.ToString();
        await leader.SubmitAsync($"{path}/name", ("Name", "长春冰城低碳培训有限公司"));
        var page = await leader.OpenAsync(path);
        Assert.Equal("长春冰城低碳培训有限公司", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("长春冰城培训有限公司", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("更正名称", page.QuerySelector("section[aria-labelledby=history-h]")!.TextContent, StringComparison.Ordinal);
        foreach (var word in new[] { "长春冰城培训", "冰城低碳", "91350100M0001", "钱多多" })
        {
            Assert.NotNull((await leader.OpenAsync($"/organizations?q={Uri.EscapeDataString(word)}")).QuerySelector($"a[href='{path}']"));
        }
    }

    [Fact]
    public async Task A_stale_form_is_drawn_again_with_what_was_typed()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var id = await sample.Site.ReadAsync(db => db.Organizations.Where(o => o.Uscc == Venue).Select(o => o.Id).SingleAsync());
        var stale = await leader.OpenAsync($"/organizations/{id}/name");
        await leader.SubmitAsync($"/organizations/{id}/name", ("Name", "长春净月国际会展中心有限公司"));

        var answer = await leader.SubmitAsync(stale, $"/organizations/{id}/name", ("Name", "我打的名称"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("我打的名称", page.QuerySelector<IHtmlInputElement>("#name")!.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, $"/organizations/{id}/name", ("Name", "我打的名称"))).StatusCode);
    }

    [Fact]
    public async Task A_share_is_shown_before_it_is_recorded_and_a_changed_field_is_shown_anew()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        (string, string)[] half = [("Parent", Venue), ("Child", IceAssociation), ("Percent", "50")];
        (string, string)[] more = [("Parent", Venue), ("Child", IceAssociation), ("Percent", "50.5%")];

        var first = await Visitor.ReadAsync(await leader.SubmitAsync("/ownerships/new", half));
        var second = await Visitor.ReadAsync(await leader.SubmitAsync(first, "/ownerships/new", more));
        Assert.NotNull(second.QuerySelector("#follow-h"));
        Assert.Equal("50.5%", second.QuerySelector<IHtmlInputElement>("#percent")!.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(second, "/ownerships/new", more)).StatusCode);

        Assert.Equal(50.5m, await sample.Site.ReadAsync(async db => (await db.Ownerships.ToListAsync()).Single(o => o.Percent != 78).Percent));
        var weaker = await Visitor.ReadAsync(await leader.SubmitAsync("/ownerships/new", ("Parent", Venue), ("Child", IceAssociation), ("Percent", "49")));
        Assert.Contains("公正性管理员", weaker.QuerySelector("#percent-error")!.TextContent, StringComparison.Ordinal);
        var child = await sample.Site.ReadAsync(db => db.Organizations.Where(o => o.Uscc == IceAssociation).Select(o => o.Id).SingleAsync());
        var page = await leader.OpenAsync($"/organizations/{child}");
        Assert.Equal(2, page.QuerySelectorAll("svg .node").Length);
        Assert.Contains("控制", page.QuerySelector("section[aria-labelledby=shares-h]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_may_be_known_is_not_registered_twice_and_gets_the_account_of_their_address()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var user = await sample.Site.AddUserAsync("new@hengxin.example", Application.Identity.StaffRoles.Auditor);

        var namesake = await Visitor.ReadAsync(await leader.SubmitAsync("/people/new", ("Name", "陈思远"), ("Email", "no address"), ("Qualifications", "核查员")));
        Assert.Equal(2, namesake.QuerySelectorAll(".errors li").Length);
        Assert.Contains("chen@hengxin.example", namesake.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("核查员", namesake.QuerySelector("#qualifications")!.TextContent);

        var answer = await leader.SubmitAsync("/people/new", ("Name", "陈思远"), ("Email", "New@hengxin.example"), ("Qualifications", "核查员\n会展"), ("Another", "true"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var person = Guid.Parse(answer.Headers.Location!.ToString()["/people/".Length..]);
        Assert.Equal(person, await sample.Site.ReadAsync(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.PersonId).SingleAsync()));

        await Confirm(leader, "/employments/new", ("Person", "陈思远 new@hengxin.example"), ("Employer", Venue), ("Since", "2024-01-01"), ("Until", ""), ("Position", "顾问"));
        var job = await sample.Site.ReadAsync(db => db.Employments.Where(e => e.PersonId == person).Select(e => e.Id).SingleAsync());
        var past = await Visitor.ReadAsync(await leader.SubmitAsync(await leader.OpenAsync($"/registry/employment/{job}"), $"/registry/employment/{job}?handler=End", ("Until", "2024-02-01")));
        Assert.Contains("公正性管理员", past.QuerySelector("#until-error")!.TextContent, StringComparison.Ordinal);
        var ambiguous = await Visitor.ReadAsync(await leader.SubmitAsync("/employments/new", ("Person", "陈思远"), ("Employer", Venue), ("Since", "2024-01-01"), ("Until", ""), ("Position", "")));
        Assert.All(new[] { "chen@hengxin.example", "new@hengxin.example" }, a => Assert.Contains(a, ambiguous.QuerySelector("#person-error")!.TextContent, StringComparison.Ordinal));
        Assert.Contains("顾问", (await leader.OpenAsync($"/people/{person}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_representative_is_shown_first_and_only_the_officer_takes_one_back()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var id = await sample.Site.ReadAsync(db => db.Organizations.Where(o => o.Uscc == "91220104MA17XQ9C27").Select(o => o.Id).SingleAsync());

        var preview = await Visitor.ReadAsync(await leader.SubmitAsync($"/organizations/{id}/representatives/new", ("Representative", "赵立衡")));
        Assert.Contains("将被阻止", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(preview, $"/organizations/{id}/representatives/new", ("Representative", "赵立衡"))).StatusCode);
        Assert.Equal("独立性核查：不得评价", (await leader.OpenAsync($"{sample.Engagement}/independence")).QuerySelector("h1")!.TextContent);

        var officer = await sample.Site.SignInAsync(SampleSite.Officer);
        var page = await officer.OpenAsync($"/organizations/{id}");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(page, $"/organizations/{id}", ("Representative", "赵立衡"), ("Reason", "同名不同人，已核对身份证"))).StatusCode);
        Assert.Contains("同名不同人", (await leader.OpenAsync($"/organizations/{id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("独立性核查：没有阻止", (await leader.OpenAsync($"{sample.Engagement}/independence")).QuerySelector("h1")!.TextContent);
        var again = await Visitor.ReadAsync(await leader.SubmitAsync($"/organizations/{id}/representatives/new", ("Representative", "赵立衡")));
        Assert.Contains("同名不同人", again.QuerySelector("#representative-error")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task Confirm(Visitor visitor, string path, params (string, string)[] values)
    {
        var preview = await Visitor.ReadAsync(await visitor.SubmitAsync(path, values));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(preview, path, values)).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostMistakenAsync(Visitor officer, Guid service, string reason) =>
        await officer.SubmitAsync(await officer.OpenAsync($"/registry/service/{service}"), $"/registry/service/{service}", ("Reason", reason));

    private Task RecheckAsync() => sample.Site.UseAsync<IServiceProvider>(async services =>
    {
        var db = services.GetRequiredService<Application.SuiteDb>();
        foreach (var request in await db.JobRequests.Where(r => r.Job == RecheckJob.Name && r.FinishedAt == null).Select(r => r.Id).ToListAsync())
        {
            await services.GetRequiredService<JobRunner>().RunAsync(request, CancellationToken.None);
        }
    });
}
