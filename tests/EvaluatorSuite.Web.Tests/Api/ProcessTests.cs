using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>The process by the API: where an engagement stands, finishing a step, and what there is to do. The imported case waits for its draft.</summary>
public sealed class ProcessTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Draft = """{ "path": "Implementation/Draft", "round": 1, "outcome": "Drafted" }""";

    private Site Site => sample.Site;

    [Fact]
    public async Task It_says_what_is_done_what_waits_for_whom_since_when_and_what_was_not_reached()
    {
        var one = $"engagements/{await ImportAsync()}";

        var process = await ApiCaller.ReadAsync(await (await CallerAsync()).GetAsync($"{one}/process", "en"), 200);

        var files = Directory.GetFiles(Repository.Workflows, "*.json").Select(f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))).Order();
        Assert.Equal(files, process["definitions"]!.AsArray().Select(d => (string)d!["sha256"]!).Order());
        Assert.Equal(("evaluation", 1, "The whole evaluation"), ((string)process["definitions"]![0]!["key"]!, (int)process["definitions"]![0]!["version"]!, (string)process["definitions"]![0]!["name"]!));
        Assert.Equal(await Site.ReadAsync(db => db.ProcessVersions.Where(p => p.Current).Select(p => p.Digest).SingleAsync()), (string)process["process"]!);
        Assert.False((bool)process["ended"]!);

        var draft = Step(process, "impl.draft");
        Assert.Equal(("Implementation/Draft", "leader", "waiting", 1, true, "Draft the report"), ((string)draft["path"]!, (string)draft["role"]!, (string)draft["standing"]!, (int)draft["round"]!, (bool)draft["mine"]!, (string)draft["name"]!));
        var row = await RowAsync(one);
        Assert.Equal((row.Since, row.DueOn), ((DateTimeOffset)draft["since"]!, DateOnly.Parse((string)draft["dueOn"]!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["Drafted"], draft["outcomes"]!.AsArray().Select(o => (string)o!["outcome"]!));
        Assert.Empty(draft["outcomes"]![0]!["refusals"]!.AsArray());
        Assert.Equal(("done", "Done"), ((string)Step(process, "impl.documents")["standing"]!, (string)Step(process, "impl.documents")["outcome"]!));
        Assert.Equal(("not-reached", 0, null), ((string)Step(process, "rep.issue")["standing"]!, (int)Step(process, "rep.issue")["round"]!, (string?)Step(process, "rep.issue")["since"]));
        Assert.False((bool)Step(await ApiCaller.ReadAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Reviewer)).GetAsync($"{one}/process"), 200), "impl.draft")["mine"]!);
    }

    [Fact]
    public async Task A_step_is_finished_once_however_often_it_is_said()
    {
        var (caller, one) = (await CallerAsync(), $"engagements/{await ImportAsync()}");

        var answers = await Task.WhenAll(caller.SendAsync("POST", $"{one}/process/steps", Draft, key: $"draft {one}"[..40].Replace(' ', '-')), caller.SendAsync("POST", $"{one}/process/steps", Draft, key: $"draft {one}"[..40].Replace(' ', '-')));
        var again = await caller.SendAsync("POST", $"{one}/process/steps", Draft);

        var after = await ApiCaller.ReadAsync(answers[0], 200);
        Assert.Equal(await answers[0].Content.ReadAsStringAsync(), await answers[1].Content.ReadAsStringAsync());
        Assert.Equal(("done", "waiting"), ((string)Step(after, "impl.draft")["standing"]!, (string)Step(after, "impl.review")["standing"]!));
        Assert.Equal(["step.gone"], ApiCaller.Codes(await ApiCaller.ProblemAsync(again, 422, "api.refused")));
        var id = Guid.Parse(one["engagements/".Length..]);
        Assert.Equal(1, await Site.ReadAsync(db => db.Ledger.CountAsync(e => e.EngagementId == id && e.Action == "workflow.step-finished")));
    }

    /// <summary>What the page and the API are told of one step; the step is that which waits unless another round is named.</summary>
    [Theory]
    [InlineData("an outcome that it does not have", "Signed", null, 1, "step.outcome")]
    [InlineData("no outcome", "", null, 1, "step.outcome")]
    [InlineData("facts that are missing", "Drafted", null, 1, "report.blocked")]
    [InlineData("a round that is not", "Drafted", null, 7, "step.gone")]
    [InlineData("a report that comes back without a word", "Returned", "", 1, "step.note")]
    [InlineData("a reason longer than anybody reads", "Returned", "long", 1, "form.too-long")]
    [InlineData("a signature", "Signed", null, 1, "step.sign-here")]
    public async Task Page_and_API_refuse_a_step_alike(string what, string outcome, string? note, int round, string code)
    {
        var id = await ImportAsync();
        var isReview = outcome == "Returned" || what == "a signature";
        var account = isReview ? SampleSite.Reviewer : SampleSite.Leader;
        if (isReview)
        {
            await ApiCaller.ReadAsync(await (await CallerAsync()).SendAsync("POST", $"engagements/{id}/process/steps", Draft), 200);
        }
        else if (code == "report.blocked")
        {
            await OpenFindingAsync(id);
        }

        note = note == "long" ? new string('长', 2001) : note;
        var row = await RowAsync($"engagements/{id}");

        var byPage = await ByPageAsync(account, id, round == row.Round ? row.Id : Guid.CreateVersion7(), outcome, note);
        var body = new JsonObject { ["path"] = row.Path, ["round"] = round, ["outcome"] = outcome, ["note"] = note };
        var byApi = await ApiCaller.ProblemAsync(await (await ApiCaller.OfAsync(Site, account)).SendAsync("POST", $"engagements/{id}/process/steps", body.ToJsonString()), 422, "api.refused");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, byPage.StatusCode);
        var words = (await Visitor.ReadAsync(byPage)).QuerySelectorAll("main [role=alert] li").Select(l => l.TextContent.Trim()).Order().ToList();
        Assert.Equal(words, byApi["refusals"]!.AsArray().Select(r => (string)r!["message"]!).Order());
        Assert.Equal([code], ApiCaller.Codes(byApi));
        Assert.Equal(row.Id, (await RowAsync($"engagements/{id}")).Id);
    }

    [Fact]
    public async Task A_step_that_is_not_named_or_is_somebody_elses_is_refused_and_a_stranger_hears_of_nothing()
    {
        var one = $"engagements/{await ImportAsync()}";

        Assert.Equal(["form.missing"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("POST", $"{one}/process/steps", """{ "round": 1, "outcome": "Drafted" }"""), 422, "api.refused")));
        Assert.Equal("round", (string)(await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("POST", $"{one}/process/steps", """{ "path": "Implementation/Draft" }"""), 422, "api.refused"))["refusals"]![0]!["field"]!);
        await ApiCaller.ProblemAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Reviewer)).SendAsync("POST", $"{one}/process/steps", Draft), 403, "api.forbidden");
        await ApiCaller.ProblemAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Outsider)).SendAsync("POST", $"{one}/process/steps", Draft), 404, "api.missing");
        await ApiCaller.ProblemAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Leader, TokenScopes.ReadEngagements)).SendAsync("POST", $"{one}/process/steps", Draft), 403, "api.scope");
        await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("POST", $"{one}/process/steps", Draft, key: ""), 400, "api.idempotency-missing");
        Assert.Equal("impl.draft", (await RowAsync(one)).Key);
    }

    [Fact]
    public async Task A_step_that_is_held_says_since_when_and_by_what_and_cannot_be_finished()
    {
        await using var other = new SampleSite();
        await other.InitializeAsync();
        var caller = await ApiCaller.OfAsync(other.Site, SampleSite.Leader);
        await other.Site.UseAsync<IServiceProvider>(async services =>
        {
            var db = services.GetRequiredService<SuiteDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var facts = await services.GetRequiredService<EvaluationReader>().ReadAsync(other.EngagementId, CancellationToken.None);
            var names = await db.Organizations.ToDictionaryAsync(o => o.Id, o => o.Name);
            var officer = new Actor(Guid.CreateVersion7(), "公正性负责人", null, [StaffRoles.Impartiality], []);
            await services.GetRequiredService<NeutralityServices>().RecordAsync(officer, new ServiceForm(names[facts.Terms.FirmId], names[facts.Event.OrganizerId], facts.Event.Name, ServiceKind.Plan, new(2025, 9, 1), new(2025, 10, 1), null), CancellationToken.None);
            await services.GetRequiredService<StandingKeeper>().RefreshAsync(other.EngagementId, CancellationToken.None);
            await transaction.CommitAsync();
        });

        var draft = Step(await ApiCaller.ReadAsync(await caller.GetAsync($"engagements/{other.EngagementId}/process"), 200), "impl.draft");
        var refused = await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"engagements/{other.EngagementId}/process/steps", Draft), 422, "api.refused");

        Assert.Equal("held", (string)draft["standing"]!);
        Assert.NotNull((string?)draft["heldSince"]);
        Assert.Contains("rule.independence.same-body", draft["heldBy"]!.AsArray().Select(r => (string)r!["code"]!));
        Assert.Superset(new HashSet<string> { "step.held", "rule.independence.same-body" }, ApiCaller.Codes(refused).ToHashSet());
        Assert.Equal(ApiCaller.Codes(refused), draft["outcomes"]![0]!["refusals"]!.AsArray().Select(r => (string)r!["code"]!));
        Assert.Contains((await ApiCaller.ReadAsync(await caller.GetAsync("tasks?part=blocked"), 200))["items"]!.AsArray(), t => (string)t!["kind"]! == "step-held" && (string)t["step"]!["path"]! == "Implementation/Draft");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whoever_walks_their_tasks_meets_each_once_in_the_order_of_the_first_page(int limit)
    {
        for (var i = 0; i < 4; i++)
        {
            await ImportAsync();
        }

        var caller = await CallerAsync();
        var expected = new List<string>();
        await Site.UseAsync<IServiceProvider>(async services =>
        {
            var user = await services.GetRequiredService<SuiteDb>().Users.SingleAsync(u => u.Email == SampleSite.Leader);
            var today = services.GetRequiredService<TodayList>();
            var actor = new Actor(user.Id, user.DisplayName, user.PersonId, user.Roles, []);
            var sections = await today.ReadAsync(actor, null, 500, CancellationToken.None);
            expected.AddRange(sections.Where(s => s.Group is TodayGroup.Mine or TodayGroup.Late).OrderBy(s => s.Group == TodayGroup.Mine).SelectMany(s => s.Rows).Select(r => $"{r.EngagementId} {r.Kind} {r.Subject}".ToLowerInvariant()));
        });

        var tasks = await ApiCaller.WalkAsync(caller, "tasks", limit);

        Assert.True(expected.Count > 4, $"{expected.Count}");
        Assert.Equal(expected, tasks.Select(t => $"{(string)t["engagement"]!} {((string)t["kind"]!).Replace("-", "", StringComparison.Ordinal)} {(string)t["subject"]!}".ToLowerInvariant()));
        Assert.Empty(await ApiCaller.WalkAsync(await ApiCaller.OfAsync(Site, SampleSite.Outsider), "tasks", limit));
    }

    [Fact]
    public async Task A_task_that_is_a_step_can_be_finished_as_it_was_told()
    {
        var (caller, id) = (await CallerAsync(), await ImportAsync());

        var task = (await ApiCaller.WalkAsync(caller, "tasks", 200)).Single(t => (string)t["engagement"]! == $"{id}" && (string)t["kind"]! == "step");
        var body = new JsonObject { ["path"] = (string)task["step"]!["path"]!, ["round"] = (int)task["step"]!["round"]!, ["outcome"] = "Drafted" };
        await ApiCaller.ReadAsync(await caller.SendAsync("POST", $"engagements/{id}/process/steps", body.ToJsonString()), 200);

        Assert.Contains("编写报告", (string)task["title"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(await ApiCaller.WalkAsync(caller, "tasks", 200), t => (string)t["engagement"]! == $"{id}" && (string)t["kind"]! == "step");
        Assert.Contains(await ApiCaller.WalkAsync(await ApiCaller.OfAsync(Site, SampleSite.Reviewer), "tasks", 200), t => (string)t["engagement"]! == $"{id}" && (string)t["subject"]! == "impl.review");
    }

    private static JsonNode Step(JsonNode process, string key) => process["steps"]!.AsArray().Single(s => (string)s!["key"]! == key)!;

    private Task<ApiCaller> CallerAsync() => ApiCaller.OfAsync(Site, SampleSite.Leader);

    private Task<Guid> ImportAsync() => sample.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {Guid.CreateVersion7()}").WithUnitsOfItsOwn());

    private Task<WaitingStep> RowAsync(string one)
    {
        var id = Guid.Parse(one["engagements/".Length..]);
        return Site.ReadAsync(db => db.WaitingSteps.AsNoTracking().SingleAsync(s => s.EngagementId == id));
    }

    private Task OpenFindingAsync(Guid id) => Site.UseAsync<SuiteDb>(async db =>
    {
        db.Findings.Add(new Finding(id, 98, new FindingFacts { Key = "NC-9", Kind = FindingKind.Nonconformity, Requirement = "要求", Description = "等答复", RaisedOn = new(2026, 1, 1), DueOn = new(2026, 2, 1) }));
        await db.SaveChangesAsync();
    });

    // The page has no form for what it says cannot be done: whoever sends it all the same is refused.
    private async Task<HttpResponseMessage> ByPageAsync(string account, Guid id, Guid stepId, string outcome, string? note)
    {
        var (visitor, path) = (await Site.SignInAsync(account), $"/engagements/{id}");
        var token = (await visitor.OpenAsync(path)).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        return await visitor.Client.PostAsync(path, new FormUrlEncodedContent([
            new("StepId", $"{stepId}"), new("Outcome", outcome), new("Note", note ?? ""), new("__once", $"{Guid.CreateVersion7()}"), new("__RequestVerificationToken", token)]));
    }
}
