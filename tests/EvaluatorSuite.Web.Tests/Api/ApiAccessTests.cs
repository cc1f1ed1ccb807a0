using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>Every route and method of the API for everyone, each with a token of all scopes. A route that is not in the table fails, so that none is forgotten.</summary>
public sealed class ApiAccessTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string One = "engagements/{engagementId:guid}";

    // no token, leader, reviewer, approver, officer, outsider, administrator; 200 is "let in": what is asked may still be refused for what it says.
    internal static readonly Dictionary<string, int[]> Table = new()
    {
        ["GET engagements"] = Staff,
        ["POST engagements"] = [401, 200, 403, 403, 403, 200, 403],
        ["GET guides"] = Staff,
        ["GET organizations"] = Staff,
        ["GET people"] = Staff,
        ["GET tasks"] = Staff,
        [$"GET {One}"] = Members,
        [$"GET {One}/verdict"] = Members,
        [$"PATCH {One}/event"] = Workers,
        [$"PATCH {One}/terms"] = Workers,
        [$"POST {One}/close"] = Workers,
        [$"POST {One}/reopen"] = Workers,
        [$"PUT {One}/reviewer"] = Workers,
        [$"PUT {One}/approver"] = Workers,
        [$"PUT {One}/plan"] = Workers,
        [$"PUT {One}/site-visit"] = Workers,
        [$"POST {One}/contract-review"] = Workers,
        [$"GET {One}/process"] = Members,

        // An empty body names no step, so that nobody's part is asked.
        [$"POST {One}/process/steps"] = Members,
        [$"GET {One}/team"] = Members,
        [$"GET {One}/team/{{rowId:guid}}"] = Members,
        [$"POST {One}/team"] = Workers,
        [$"POST {One}/team/{{rowId:guid}}/leave"] = Workers,
        [$"PUT {One}/team/{{rowId:guid}}/duties"] = Workers,
        [$"GET {One}/site-records"] = Members,
        [$"GET {One}/site-records/{{rowId:guid}}"] = Members,
        [$"POST {One}/site-records"] = Workers,
        [$"PUT {One}/site-records/{{rowId:guid}}"] = Workers,
        [$"GET {One}/requests"] = Members,
        [$"GET {One}/requests/{{rowId:guid}}"] = Members,
        [$"POST {One}/requests"] = Workers,
        [$"POST {One}/requests/{{rowId:guid}}/accept"] = Workers,
        [$"POST {One}/requests/{{rowId:guid}}/return"] = Workers,
        [$"POST {One}/requests/{{rowId:guid}}/withdraw"] = Workers,
        [$"GET {One}/checklist"] = Members,
        [$"PUT {One}/checklist/{{item}}"] = Workers,
        [$"GET {One}/findings"] = Members,
        [$"GET {One}/findings/{{rowId:guid}}"] = Members,
        [$"POST {One}/findings"] = Workers,
        [$"POST {One}/findings/{{rowId:guid}}/answer"] = Workers,
        [$"POST {One}/findings/{{rowId:guid}}/close"] = Workers,
        [$"POST {One}/findings/{{rowId:guid}}/return"] = Workers,
        [$"POST {One}/findings/{{rowId:guid}}/reopen"] = Workers,
        [$"GET {One}/exclusions"] = Members,
        [$"GET {One}/exclusions/{{rowId:guid}}"] = Members,
        [$"POST {One}/exclusions"] = Workers,
        [$"DELETE {One}/exclusions/{{rowId:guid}}"] = Workers,
        [$"GET {One}/activity-data"] = Members,
        [$"GET {One}/activity-data/{{rowId:guid}}"] = Members,
        [$"POST {One}/activity-data"] = Workers,
        [$"PUT {One}/activity-data/{{rowId:guid}}"] = Workers,
        [$"PUT {One}/activity-data/{{rowId:guid}}/verification"] = Workers,
        [$"DELETE {One}/activity-data/{{rowId:guid}}"] = Workers,
        [$"GET {One}/offsets"] = Members,
        [$"GET {One}/offsets/{{rowId:guid}}"] = Members,
        [$"POST {One}/offsets"] = Workers,
        [$"PUT {One}/offsets/{{rowId:guid}}"] = Workers,
        [$"DELETE {One}/offsets/{{rowId:guid}}"] = Workers,
        [$"GET {One}/comments"] = Members,
        [$"GET {One}/comments/{{rowId:guid}}"] = Members,
        [$"POST {One}/comments"] = Commenters,
        [$"POST {One}/comments/{{rowId:guid}}/reply"] = Commenters,
        [$"POST {One}/comments/{{rowId:guid}}/resolve"] = Commenters,
        [$"GET {One}/evidence"] = Members,
        [$"GET {One}/evidence/{{key}}"] = Members,
        [$"POST {One}/evidence"] = Workers,
    };

    private static readonly string?[] Everyone =
        [null, SampleSite.Leader, SampleSite.Reviewer, SampleSite.Approver, SampleSite.Officer, SampleSite.Outsider, SampleSite.Administrator];

    private static int[] Staff => [401, 200, 200, 200, 200, 200, 200];

    private static int[] Members => [401, 200, 200, 200, 200, 404, 404];

    /// <summary>Those whose part lets them work in the engagement or manage it; of the sample's people the leader alone.</summary>
    private static int[] Workers => [401, 200, 403, 403, 403, 404, 404];

    /// <summary>Everybody who touches the case.</summary>
    private static int[] Commenters => [401, 200, 200, 200, 200, 404, 404];

    /// <summary>Whether the route belongs to the API itself and not to its description.</summary>
    internal static bool IsApi(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;

    [Fact]
    public async Task Every_route_of_the_API_lets_in_whom_it_should_and_nobody_else()
    {
        var routes = await RoutesAsync();
        Assert.Equal(Table.Keys.Order(), routes.Order());
        var rows = await RowsAsync();
        var wrong = new List<string>();
        for (var who = 0; who < Everyone.Length; who++)
        {
            var caller = Everyone[who] is { } account ? await ApiCaller.OfAsync(sample.Site, account) : new ApiCaller(sample.Site.Anonymous().Client, null);
            foreach (var route in routes)
            {
                var answer = await SendAsync(caller, route, rows);
                var got = (int)answer.StatusCode is 200 or 201 or 204 or 400 or 412 or 422 ? 200 : (int)answer.StatusCode;
                if (got != Table[route][who])
                {
                    wrong.Add($"{Everyone[who] ?? "nobody"} {route}: {(int)answer.StatusCode} instead of {Table[route][who]}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    // An empty body and a version that no row has: whoever is let in changes nothing.
    private static Task<HttpResponseMessage> SendAsync(ApiCaller caller, string route, Dictionary<string, Guid> rows)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        path = path.Replace("{engagementId:guid}", rows[""].ToString(), StringComparison.Ordinal).Replace("{item}", "impl.participants", StringComparison.Ordinal).Replace("{key}", "power", StringComparison.Ordinal);
        foreach (var (part, row) in rows.Where(r => path.Contains($"/{r.Key}/", StringComparison.Ordinal)))
        {
            path = path.Replace("{rowId:guid}", row.ToString(), StringComparison.Ordinal);
        }

        return route == $"POST {One}/evidence"
            ? caller.SendAsync(caller.Request(method, path, new MultipartFormDataContent { { new StringContent("x"), "title" } }))
            : caller.SendAsync(method, path, method is "GET" or "DELETE" ? null : route == "POST engagements" ? """{ "eventKind": "other", "organizer": "512200005000123451", "firm": "512200005000123451" }""" : "{}",
                method == "GET" || route == "POST engagements" ? null : 99);
    }

    private async Task<Dictionary<string, Guid>> RowsAsync()
    {
        var id = sample.EngagementId;
        var request = new EvidenceRequest(id, 0, new RequestFacts { Key = "R1", Title = "资料", RequestedOn = new DateOnly(2026, 1, 1), DueOn = new DateOnly(2026, 2, 1) });
        var record = new SiteRecord(id, 0, new SiteRecordFacts { Key = "S1", Subject = "周师傅", Text = "一致", At = DateTimeOffset.UnixEpoch });
        var comment = new Comment(id, 0, new CommentFacts { Key = "C1", Text = "请核对", At = DateTimeOffset.UnixEpoch });
        return await sample.Site.ReadAsync(async db =>
        {
            db.EvidenceRequests.Add(request);
            db.Comments.Add(comment);
            db.SiteRecords.Add(record);
            await db.SaveChangesAsync();
            return new Dictionary<string, Guid>
            {
                [""] = id,
                ["team"] = (await db.TeamMembers.FirstAsync(r => r.EngagementId == id)).Id,
                ["requests"] = request.Id,
                ["findings"] = (await db.Findings.FirstAsync(r => r.EngagementId == id)).Id,
                ["activity-data"] = (await db.InventoryLines.FirstAsync(r => r.EngagementId == id)).Id,
                ["offsets"] = (await db.OffsetLines.FirstAsync(r => r.EngagementId == id)).Id,
                ["comments"] = comment.Id,
                ["site-records"] = record.Id,
                ["exclusions"] = (await db.ExcludedSources.FirstAsync(r => r.EngagementId == id)).Id,
            };
        });
    }

    private async Task<List<string>> RoutesAsync()
    {
        var routes = new List<string>();
        await sample.Site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            routes.AddRange(sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(IsApi)
                .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText!["/api/v1/".Length..].TrimEnd('/')}")));
            return Task.CompletedTask;
        });
        return routes;
    }
}
