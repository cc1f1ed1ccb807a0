using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>The organizer's part of a line of activity data.</summary>
public sealed record LineBody
{
    /// <summary>Key, or name, of an emission source of the guide pack.</summary>
    public string? Source { get; init; }

    public EventStage? Stage { get; init; }
    public string? Description { get; init; }

    /// <summary>The activity amount, in <c>unit</c>.</summary>
    public decimal? Amount { get; init; }

    public string? Unit { get; init; }

    /// <summary>Key, or name, of an emission factor of the guide pack.</summary>
    public string? Factor { get; init; }

    /// <summary>The organizer's own figure, in tonnes of CO2 equivalent.</summary>
    public decimal? ClaimedTonnes { get; init; }

    internal TypedLine Typed() => new()
    {
        Source = Source,
        Stage = Stage?.ToString(),
        Description = Description,
        Amount = Figure(Amount),
        Unit = Unit,
        Factor = Factor,
        ClaimedTonnes = Figure(ClaimedTonnes),
    };

    internal static string? Figure(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The evaluator's part of a line.</summary>
public sealed record VerificationBody
{
    /// <summary>Absent: the organizer's amount stands.</summary>
    public decimal? VerifiedAmount { get; init; }

    /// <summary>Key of a factor of the guide pack; absent when an own factor is given.</summary>
    public string? Factor { get; init; }

    /// <summary>Value of an own factor.</summary>
    public decimal? OwnValue { get; init; }

    /// <summary>Its unit, as <c>kgCO2e/person-day</c>.</summary>
    public string? OwnUnit { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? OwnSource { get; init; }

    /// <summary>The year of its data.</summary>
    public int? OwnYear { get; init; }

    /// <summary>What the data were checked against.</summary>
    public string? CrossCheck { get; init; }

    public string? DifferenceReason { get; init; }

    /// <summary>Keys of evidence of this engagement.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    internal TypedVerification Typed() => new()
    {
        VerifiedAmount = LineBody.Figure(VerifiedAmount),
        Factor = Factor,
        OwnValue = LineBody.Figure(OwnValue),
        OwnUnit = OwnUnit,
        OwnSource = OwnSource,
        OwnYear = OwnYear?.ToString(CultureInfo.InvariantCulture),
        CrossCheck = CrossCheck,
        DifferenceReason = DifferenceReason,
        Evidence = [.. Evidence ?? []],
    };
}

public static class ActivityDataEndpoints
{
    public static void MapActivityData(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/activity-data").WithTags("Activity data");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Work, AddAsync);
        group.MapAct("PUT", "/{rowId:guid}", EngagementAct.Work, CorrectAsync);
        group.MapAct("PUT", "/{rowId:guid}/verification", EngagementAct.Work, VerifyAsync);
        group.MapAct("DELETE", "/{rowId:guid}", EngagementAct.Work, RemoveAsync);
    }

    /// <summary>Lines of the inventory: activity data, factor, what is claimed and what was found.</summary>
    internal static Task<Found<Page<RowView<LineFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<InventoryLine, LineFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One line.</summary>
    internal static Task<Found<RowView<LineFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<InventoryLine, LineFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Adds a line of activity data.</summary>
    internal static async Task<Made<RowView<LineFacts>>> AddAsync(Guid engagementId, HttpContext http, JsonBody<LineBody> body, SuiteDb db, InventoryService inventory, CancellationToken cancellationToken)
    {
        await inventory.AddLineAsync(http.User.Actor(), engagementId, LineAuthor.Firm, body.Value.Typed(), cancellationToken);
        return await db.AddedAsync<InventoryLine, LineFacts>(engagementId, "activity-data", cancellationToken);
    }

    /// <summary>Corrects the organizer's part of a line; the body is that part, whole.</summary>
    internal static async Task<Found<RowView<LineFacts>>> CorrectAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<LineBody> body, SuiteDb db, InventoryService inventory, CancellationToken cancellationToken)
    {
        await inventory.CorrectLineAsync(http.User.Actor(), engagementId, LineAuthor.Firm, rowId, seen.Required, body.Value.Typed(), cancellationToken);
        return await db.ChangedAsync<InventoryLine, LineFacts>(rowId, cancellationToken);
    }

    /// <summary>Sets the evaluator's part of a line, whole.</summary>
    internal static async Task<Found<RowView<LineFacts>>> VerifyAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<VerificationBody> body, SuiteDb db, InventoryService inventory, CancellationToken cancellationToken)
    {
        await inventory.VerifyLineAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Typed(), cancellationToken);
        return await db.ChangedAsync<InventoryLine, LineFacts>(rowId, cancellationToken);
    }

    /// <summary>Removes a line; the ledger keeps what it was.</summary>
    internal static async Task<Done> RemoveAsync(Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, InventoryService inventory, CancellationToken cancellationToken)
    {
        await inventory.RemoveLineAsync(http.User.Actor(), engagementId, LineAuthor.Firm, rowId, seen.Required, cancellationToken);
        return new();
    }
}
