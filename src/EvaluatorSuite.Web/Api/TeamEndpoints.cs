using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>Somebody who joins the team.</summary>
public sealed record MemberBody
{
    /// <summary>Id of a person of the registry; see <c>/people</c>.</summary>
    public Guid? Person { get; init; }

    public TeamRole? Role { get; init; }
    public string? Duties { get; init; }
    public DateOnly? From { get; init; }
}

/// <summary>The last day in the team; today when absent.</summary>
public sealed record LeaveBody
{
    public DateOnly? To { get; init; }
}

/// <summary>What somebody does in the team.</summary>
public sealed record DutiesBody
{
    public string? Duties { get; init; }
}

/// <summary>Who is named from outside the team.</summary>
public sealed record NamedBody
{
    /// <summary>Id of a person of the registry; <c>null</c> takes the name back.</summary>
    public Guid? Person { get; init; }
}

public static class TeamEndpoints
{
    public static void MapTeam(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/team").WithTags("Team");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Manage, JoinAsync);
        group.MapAct("POST", "/{rowId:guid}/leave", EngagementAct.Manage, LeaveAsync);
        group.MapAct("PUT", "/{rowId:guid}/duties", EngagementAct.Manage, WriteDutiesAsync);
        var named = engagement.MapGroup("").WithTags("Team");
        named.MapAct("PUT", "/reviewer", EngagementAct.Manage, NameReviewerAsync);
        named.MapAct("PUT", "/approver", EngagementAct.Manage, NameApproverAsync);
    }

    /// <summary>Everybody who is or was in the team.</summary>
    internal static Task<Found<Page<RowView<TeamFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<TeamMember, TeamFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One member.</summary>
    internal static Task<Found<RowView<TeamFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<TeamMember, TeamFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Takes somebody into the team, unless a rule of independence refuses it.</summary>
    internal static async Task<Made<RowView<TeamFacts>>> JoinAsync(Guid engagementId, HttpContext http, JsonBody<MemberBody> body, SuiteDb db, TeamService team, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var member = new TeamFacts { PersonId = given.Person ?? Guid.Empty, Role = given.Role.Need("Role"), Duties = given.Duties?.Trim() ?? "", From = given.From ?? default };
        await team.JoinAsync(http.User.Actor(), engagementId, member, cancellationToken);
        return await db.AddedAsync<TeamMember, TeamFacts>(engagementId, "team", cancellationToken);
    }

    /// <summary>Ends somebody's time in the team; who left stays on record.</summary>
    internal static async Task<Found<RowView<TeamFacts>>> LeaveAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<LeaveBody> body, SuiteDb db, TeamService team, TimeProvider clock, CancellationToken cancellationToken)
    {
        await team.LeaveAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.To ?? ChinaTime.Today(clock), cancellationToken);
        return await db.ChangedAsync<TeamMember, TeamFacts>(rowId, cancellationToken);
    }

    /// <summary>Writes down what a member does.</summary>
    internal static async Task<Found<RowView<TeamFacts>>> WriteDutiesAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<DutiesBody> body, SuiteDb db, TeamService team, CancellationToken cancellationToken)
    {
        await team.ChangeDutiesAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Duties, cancellationToken);
        return await db.ChangedAsync<TeamMember, TeamFacts>(rowId, cancellationToken);
    }

    /// <summary>Names the technical reviewer, who was never in the team, or takes the name back.</summary>
    /// <remarks><c>If-Match</c> is the version of the engagement.</remarks>
    internal static async Task<Found<EngagementDetail>> NameReviewerAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<NamedBody> body, SuiteDb db, TeamService team, CancellationToken cancellationToken)
    {
        await team.NameReviewerAsync(http.User.Actor(), engagementId, seen.Required, PersonOf(body, "Reviewer"), cancellationToken);
        return await EngagementEndpoints.ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Names the approver, who is neither in the team nor the reviewer, or takes the name back.</summary>
    /// <remarks><c>If-Match</c> is the version of the engagement.</remarks>
    internal static async Task<Found<EngagementDetail>> NameApproverAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<NamedBody> body, SuiteDb db, TeamService team, CancellationToken cancellationToken)
    {
        await team.NameApproverAsync(http.User.Actor(), engagementId, seen.Required, PersonOf(body, "Approver"), cancellationToken);
        return await EngagementEndpoints.ShowAsync(engagementId, db, cancellationToken);
    }

    // A name is taken back by saying so, never by leaving it out.
    private static Guid? PersonOf(JsonBody<NamedBody> body, string field) => body.Names("person") ? body.Value.Person : body.Value.Person.Need(field);
}
