using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>Something that is asked of the organizer.</summary>
public sealed record RequestText
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Kind of evidence: <c>invoice</c>, <c>meter-reading</c> and so on.</summary>
    public string? Kind { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>Why something comes back, and by when it is expected again.</summary>
public sealed record ReturnBody
{
    public string? Reason { get; init; }
    public DateOnly? NextDue { get; init; }
}

public static class RequestEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/requests").WithTags("Evidence requests");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Work, AskAsync);
        group.MapAct("POST", "/{rowId:guid}/accept", EngagementAct.Work, AcceptAsync);
        group.MapAct("POST", "/{rowId:guid}/return", EngagementAct.Work, ReturnAsync);
        group.MapAct("POST", "/{rowId:guid}/withdraw", EngagementAct.Work, WithdrawAsync);
    }

    /// <summary>What was asked of the organizer, and what became of it.</summary>
    internal static Task<Found<Page<RowView<RequestFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<EvidenceRequest, RequestFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One request.</summary>
    internal static Task<Found<RowView<RequestFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<EvidenceRequest, RequestFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Asks the organizer for something.</summary>
    internal static async Task<Made<RowView<RequestFacts>>> AskAsync(
        Guid engagementId, HttpContext http, JsonBody<RequestText> body, SuiteDb db, EvidenceRequestService requests, TimeProvider clock, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var request = new RequestFacts { Title = given.Title ?? "", Description = given.Description ?? "", Kind = given.Kind ?? "", RequestedOn = ChinaTime.Today(clock), DueOn = given.DueOn ?? default };
        await requests.AskAsync(http.User.Actor(), engagementId, [request], cancellationToken);
        return await db.AddedAsync<EvidenceRequest, RequestFacts>(engagementId, "requests", cancellationToken);
    }

    /// <summary>Accepts what was given.</summary>
    internal static async Task<Found<RowView<RequestFacts>>> AcceptAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<NoWords> body, SuiteDb db, EvidenceRequestService requests, TimeProvider clock, CancellationToken cancellationToken)
    {
        await requests.AcceptAsync(http.User.Actor(), engagementId, rowId, seen.Required, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<EvidenceRequest, RequestFacts>(rowId, cancellationToken);
    }

    /// <summary>Sends back what was given, with the reason.</summary>
    internal static async Task<Found<RowView<RequestFacts>>> ReturnAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<ReturnBody> body, SuiteDb db, EvidenceRequestService requests, TimeProvider clock, CancellationToken cancellationToken)
    {
        await requests.ReturnAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Reason, body.Value.NextDue ?? default, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<EvidenceRequest, RequestFacts>(rowId, cancellationToken);
    }

    /// <summary>Takes a request back.</summary>
    internal static async Task<Found<RowView<RequestFacts>>> WithdrawAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<NoWords> body, SuiteDb db, EvidenceRequestService requests, TimeProvider clock, CancellationToken cancellationToken)
    {
        await requests.WithdrawAsync(http.User.Actor(), engagementId, rowId, seen.Required, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<EvidenceRequest, RequestFacts>(rowId, cancellationToken);
    }
}
