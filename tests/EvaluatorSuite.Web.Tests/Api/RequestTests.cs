using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Api;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>The form of requests: bodies, keys, versions, methods, and what is said of those that are not as they must be.</summary>
public sealed class RequestTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Remark = """{ "comment": "请核对" }""";

    private Site Site => sample.Site;

    private string Comments => $"engagements/{sample.EngagementId}/comments";

    [Theory]
    [InlineData("{ \"comment\": ", "$", "json.syntax")]
    [InlineData("[]", "$", "json.type")]
    [InlineData("""{ "comment": 7 }""", "$.comment", "json.type")]
    [InlineData("""{ "comment": "a", "comment": "b" }""", "$.comment", "json.duplicate")]
    [InlineData("""{ "coment": "a" }""", "$.coment", "json.unknown-property")]
    [InlineData("""{ "target": "planet", "comment": "a" }""", "$.target", "json.choice")]
    [InlineData("""{ "target": 1, "comment": "a" }""", "$.target", "json.type")]
    public async Task What_cannot_be_understood_is_named_with_its_path(string body, string path, string code)
    {
        var problem = await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("POST", Comments, body), 400, "api.unreadable");

        Assert.Contains(problem["refusals"]!.AsArray(), r => ((string)r!["field"]!, (string)r["code"]!) == (path, code));
    }

    [Theory]
    [InlineData("1e400", "json.amount-size")]
    [InlineData("0.1234567890123", "json.amount-size")]
    [InlineData("\"1,5\"", "json.figure")]
    [InlineData("\"1e3\"", "json.figure")]
    [InlineData("\"0.1234567890123\"", "json.figure")]
    [InlineData("\" 1\"", "json.figure")]
    [InlineData("true", "json.type")]
    public async Task A_figure_is_read_to_its_last_digit_or_refused(string figure, string code)
    {
        var problem = await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("POST", $"engagements/{sample.EngagementId}/activity-data", $$"""{ "amount": {{figure}} }"""), 400, "api.unreadable");

        Assert.Equal([code], ApiCaller.Codes(problem));
        Assert.Equal("$.amount", (string)problem["refusals"]![0]!["field"]!);
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_told_at_once_in_the_language_asked_for()
    {
        const string Body = """{ "schedule": [ { "task": "a", "from": "2026-02-30" }, { "task": 3, "until": "x" } ], "purpose": [] }""";

        var problem = await ApiCaller.ProblemAsync(await (await CallerAsync()).SendAsync("PUT", $"engagements/{sample.EngagementId}/plan", Body, 0, language: "en"), 400, "api.unreadable");

        Assert.Equal(["$.purpose", "$.schedule[0].from", "$.schedule[1].task", "$.schedule[1].until"], problem["refusals"]!.AsArray().Select(r => (string)r!["field"]!).Order());
        Assert.Contains("is not a date", (string)problem["refusals"]!.AsArray().Single(r => (string)r!["field"]! == "$.schedule[0].from")!["message"]!, StringComparison.Ordinal);
        Assert.Equal("2026-02-30", (string)problem["refusals"]!.AsArray().Single(r => (string)r!["field"]! == "$.schedule[0].from")!["values"]!["value"]!);
    }

    [Fact]
    public async Task Media_types_methods_addresses_and_sizes_are_refused_in_the_same_form()
    {
        var caller = await CallerAsync();

        await ApiCaller.ProblemAsync(await caller.SendAsync(caller.Request("POST", Comments, new StringContent(Remark, Encoding.UTF8, "text/plain"))), 415, "api.media-type");
        await ApiCaller.ProblemAsync(await caller.SendAsync(caller.Request("POST", $"engagements/{sample.EngagementId}/evidence", new StringContent("{}", Encoding.UTF8, "application/json"))), 415, "api.media-type");
        var method = await caller.SendAsync("DELETE", Comments, null);
        await ApiCaller.ProblemAsync(method, 405, "api.method");
        Assert.Equal(["GET", "POST"], method.Content.Headers.Allow.Order());
        await ApiCaller.ProblemAsync(await caller.GetAsync("nothing"), 404, "api.missing");
        await ApiCaller.ProblemAsync(await caller.GetAsync("engagements/not-an-id"), 404, "api.missing");
        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", Comments, $$"""{ "comment": "{{new string('x', RequestBody.Most)}}" }"""), 413, "api.too-large");
    }

    [Theory]
    [InlineData("engagements?limit=0", "limit", "api.limit")]
    [InlineData("engagements?limit=201", "limit", "api.limit")]
    [InlineData("engagements?limit=ten", "limit", "api.limit")]
    [InlineData("engagements?cursor=abc", "cursor", "api.cursor")]
    [InlineData("engagements?cursor=LTEuMA", "cursor", "api.cursor")]
    // A number alone, another thing than an id behind it, and a moment after the last.
    [InlineData("engagements?cursor=NQ", "cursor", "api.cursor")]
    [InlineData("engagements?cursor=NS42", "cursor", "api.cursor")]
    [InlineData("engagements?cursor=OTIyMzM3MjAzNjg1NDc3NTgwNy4wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA", "cursor", "api.cursor")]
    [InlineData("engagements?phase=later", "phase", "api.phase")]
    [InlineData("tasks?part=theirs", "part", "api.part")]
    [InlineData("tasks?limit=0", "limit", "api.limit")]
    [InlineData("tasks?cursor=OTk5OTk5OTk5OS4wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA", "cursor", "api.cursor")]
    [InlineData("engagements?since=yesterday", "since", "api.since")]
    [InlineData("engagements?phse=report", "phse", "api.query-unknown")]
    [InlineData("organizations", "find", "api.query-missing")]
    public async Task A_parameter_that_is_unknown_missing_or_wrong_is_named(string path, string field, string code)
    {
        var problem = await ApiCaller.ProblemAsync(await (await CallerAsync()).GetAsync(path), 400, code);

        Assert.Equal((field, code), ((string)problem["refusals"]![0]!["field"]!, (string)problem["refusals"]![0]!["code"]!));
    }

    [Fact]
    public async Task The_same_request_under_the_same_key_acts_once_and_is_answered_alike()
    {
        var caller = await CallerAsync();
        var before = await CountAsync();

        var both = await Task.WhenAll(caller.SendAsync("POST", Comments, Remark, key: "once-1"), caller.SendAsync("POST", Comments, Remark, key: "once-1"));
        var later = await caller.SendAsync("POST", Comments, Remark, key: "once-1");

        var bodies = await Task.WhenAll(both.Append(later).Select(a => a.Content.ReadAsStringAsync()));
        Assert.All(both.Append(later), a => Assert.Equal((HttpStatusCode.Created, "\"0\""), (a.StatusCode, a.Headers.ETag?.Tag)));
        Assert.Single(bodies.Distinct());
        Assert.Single(both.Append(later).Select(a => a.Headers.Location).Distinct());
        Assert.Equal("true", later.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task A_key_is_good_for_one_request_of_one_user()
    {
        var caller = await CallerAsync();
        Assert.Equal(HttpStatusCode.Created, (await caller.SendAsync("POST", Comments, Remark, key: "mine")).StatusCode);

        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", Comments, """{ "comment": "另一句" }""", key: "mine"), 422, "api.idempotency-mismatch");
        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"engagements/{sample.EngagementId}/requests", Remark.Replace("comment", "title", StringComparison.Ordinal), key: "mine"), 422, "api.idempotency-mismatch");
        Assert.Equal(HttpStatusCode.Created, (await (await ApiCaller.OfAsync(Site, SampleSite.Reviewer)).SendAsync("POST", Comments, Remark, key: "mine")).StatusCode);
        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", Comments, Remark, key: ""), 400, "api.idempotency-missing");
        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", Comments, Remark, key: new string('k', 101)), 400, "api.idempotency-key");
    }

    [Fact]
    public async Task A_refused_request_leaves_nothing_behind_and_its_key_can_be_used_again()
    {
        var caller = await CallerAsync();
        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", Comments, """{ "comment": "" }""", key: "mended"), 422, "api.refused");

        Assert.Equal(HttpStatusCode.Created, (await caller.SendAsync("POST", Comments, Remark, key: "mended")).StatusCode);
    }

    [Fact]
    public async Task The_same_files_under_the_same_key_are_registered_once()
    {
        var caller = await CallerAsync();
        var one = $"engagements/{await sample.ImportAsync(CaseFolderBuilder.OtherEvent("上传两次").With(c => c["offsets"] = new JsonArray()))}";

        var first = await ApiCaller.ReadAsync(await EveryEndpointTests.UploadAsync(caller, one, "files-1", null, "一"), 201);
        var second = await EveryEndpointTests.UploadAsync(caller, one, "files-1", null, "一");

        Assert.Equal(first.ToJsonString(), (await ApiCaller.ReadAsync(second, 201)).ToJsonString());
        Assert.True(second.Headers.Contains("Idempotent-Replayed"));
        await ApiCaller.ProblemAsync(await EveryEndpointTests.UploadAsync(caller, one, "files-1", null, "二"), 422, "api.idempotency-mismatch");
    }

    [Theory]
    [InlineData("program.exe", "MZ\u0000\u0001\u0002", "", "upload.type")]
    [InlineData("empty.pdf", "", "", "upload.empty")]
    [InlineData("text.pdf", "plain text", "", "upload.type-differs")]
    [InlineData("bill.pdf", "%PDF-1.7", "periodFrom=2026-02-30", "json.date")]
    [InlineData("bill.pdf", "%PDF-1.7", "providedBy=nobody", "json.id")]
    public async Task A_file_or_field_that_is_wrong_keeps_the_whole_form_out(string name, string content, string field, string code)
    {
        var caller = await CallerAsync();
        var form = new MultipartFormDataContent();
        if (field.Length > 0)
        {
            form.Add(new StringContent(field.Split('=')[1]), field.Split('=')[0]);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7 good")), "files", "good.pdf");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "files", name);
        var before = await Site.ReadAsync(db => db.Evidence.CountAsync());

        var problem = await ApiCaller.ProblemAsync(await caller.SendAsync(caller.Request("POST", $"engagements/{sample.EngagementId}/evidence", form)), 422, "api.refused");

        Assert.Equal([code], ApiCaller.Codes(problem));
        Assert.Equal(before, await Site.ReadAsync(db => db.Evidence.CountAsync()));
    }

    [Fact]
    public async Task A_field_of_a_form_that_nobody_reads_is_refused()
    {
        var caller = await CallerAsync();
        var form = new MultipartFormDataContent { { new StringContent("x"), "titel" }, { new ByteArrayContent("%PDF-1.7"u8.ToArray()), "files", "a.pdf" } };

        await ApiCaller.ProblemAsync(await caller.SendAsync(caller.Request("POST", $"engagements/{sample.EngagementId}/evidence", form)), 400, "json.unknown-property");
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"three\"")]
    [InlineData("W/\"3\"")]
    [InlineData("*")]
    public async Task A_version_must_be_one_number_in_quotation_marks(string match)
    {
        var caller = await CallerAsync();
        var request = caller.Request("PATCH", $"engagements/{sample.EngagementId}/event", new StringContent("{}", Encoding.UTF8, "application/json"));
        request.Headers.TryAddWithoutValidation("If-Match", match);

        await ApiCaller.ProblemAsync(await caller.SendAsync(request), 400, "api.if-match");
    }

    [Fact]
    public async Task An_edit_of_an_older_version_changes_nothing()
    {
        var caller = await CallerAsync();
        var id = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("旧版本").With(c => c["offsets"] = new JsonArray()));

        await ApiCaller.ReadAsync(await caller.SendAsync("PATCH", $"engagements/{id}/event", """{ "city": "吉林" }""", 0), 200);
        await ApiCaller.ProblemAsync(await caller.SendAsync("PATCH", $"engagements/{id}/event", """{ "city": "延吉" }""", 0), 412, "api.stale");

        Assert.Equal("吉林", await Site.ReadAsync(async db => (await db.Engagements.SingleAsync(e => e.Id == id)).Event.City));
    }

    [Fact]
    public async Task A_row_of_another_engagement_is_out_of_reach()
    {
        var caller = await CallerAsync();
        var other = await sample.ImportAsync(CaseFolderBuilder.OtherEvent("另一个").With(c => c["offsets"] = new JsonArray()));
        var row = new EvidenceRequest(other, 0, new RequestFacts { Key = "R1", Title = "资料", RequestedOn = new DateOnly(2026, 1, 1), DueOn = new DateOnly(2026, 2, 1) });
        await Site.UseAsync<SuiteDb>(async db =>
        {
            db.EvidenceRequests.Add(row);
            await db.SaveChangesAsync();
        });

        await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"engagements/{sample.EngagementId}/requests/{row.Id}/withdraw", "{}", 0), 404, "api.missing");
        await ApiCaller.ProblemAsync(await caller.GetAsync($"engagements/{sample.EngagementId}/requests/{row.Id}"), 404, "api.missing");
        Assert.Equal(["request.not-given"], ApiCaller.Codes(await ApiCaller.ProblemAsync(await caller.SendAsync("POST", $"engagements/{other}/requests/{row.Id}/accept", "{}", 0), 422, "api.refused")));
    }

    private Task<ApiCaller> CallerAsync() => ApiCaller.OfAsync(Site, SampleSite.Leader);

    private Task<int> CountAsync() => Site.ReadAsync(db => db.Comments.CountAsync());
}
