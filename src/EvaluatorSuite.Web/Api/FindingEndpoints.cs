using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>A new finding.</summary>
public sealed record FindingBody
{
    public FindingKind? FindingKind { get; init; }

    /// <summary>What is required.</summary>
    public string? Requirement { get; init; }

    /// <summary>What was found instead.</summary>
    public string? Description { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>The organizer's answer, written down for them.</summary>
public sealed record AnswerBody
{
    public string? Answer { get; init; }

    /// <summary>Needed for a nonconformity.</summary>
    public string? Cause { get; init; }
}

/// <summary>What was found when closing; needed where there is no answer.</summary>
public sealed record CloseBody
{
    public string? Closure { get; init; }
}

public static class FindingEndpoints
{
    public static void MapFindings(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/findings").WithTags("Findings");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Work, RaiseAsync);
        group.MapAct("POST", "/{rowId:guid}/answer", EngagementAct.Work, AnswerAsync);
        group.MapAct("POST", "/{rowId:guid}/close", EngagementAct.Work, CloseAsync);
        group.MapAct("POST", "/{rowId:guid}/return", EngagementAct.Work, ReturnAsync);
        group.MapAct("POST", "/{rowId:guid}/reopen", EngagementAct.Work, ReopenAsync);
    }

    /// <summary>Findings with their rounds.</summary>
    internal static Task<Found<Page<RowView<FindingFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<Finding, FindingFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One finding.</summary>
    internal static Task<Found<RowView<FindingFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<Finding, FindingFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Raises a finding.</summary>
    internal static async Task<Made<RowView<FindingFacts>>> RaiseAsync(
        Guid engagementId, HttpContext http, JsonBody<FindingBody> body, SuiteDb db, FindingService findings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var given = body.Value;
        await findings.RaiseAsync(
            http.User.Actor(), engagementId, given.FindingKind.Need("FindingKind"), given.Requirement, given.Description, ChinaTime.Today(clock), given.DueOn ?? default, cancellationToken);
        return await db.AddedAsync<Finding, FindingFacts>(engagementId, "findings", cancellationToken);
    }

    /// <summary>Writes the organizer's answer down.</summary>
    internal static async Task<Found<RowView<FindingFacts>>> AnswerAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<AnswerBody> body, SuiteDb db, FindingService findings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await findings.AnswerAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Answer, body.Value.Cause, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<Finding, FindingFacts>(rowId, cancellationToken);
    }

    /// <summary>Closes a finding in the name of the token's user.</summary>
    internal static async Task<Found<RowView<FindingFacts>>> CloseAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<CloseBody> body, SuiteDb db, FindingService findings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await findings.CloseAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Closure, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<Finding, FindingFacts>(rowId, cancellationToken);
    }

    /// <summary>Sends an answer back; the next round begins.</summary>
    internal static async Task<Found<RowView<FindingFacts>>> ReturnAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<ReturnBody> body, SuiteDb db, FindingService findings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await findings.ReturnAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Reason, body.Value.NextDue ?? default, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<Finding, FindingFacts>(rowId, cancellationToken);
    }

    /// <summary>Opens a closed finding again; the next round begins.</summary>
    internal static async Task<Found<RowView<FindingFacts>>> ReopenAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<ReturnBody> body, SuiteDb db, FindingService findings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await findings.ReopenAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Reason, body.Value.NextDue ?? default, ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<Finding, FindingFacts>(rowId, cancellationToken);
    }
}
