using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>Units used to offset, whole. Whether they count the verdict says.</summary>
public sealed record OffsetBody
{
    /// <summary>Key of an offset kind; one that the guide pack does not allow is kept and judged.</summary>
    public string? Kind { get; init; }

    public string? Registry { get; init; }
    public string? Project { get; init; }
    public string? SerialFrom { get; init; }
    public string? SerialTo { get; init; }
    public decimal? Tonnes { get; init; }
    public Acquisition? AcquiredBy { get; init; }

    /// <summary>Credit code, or name, of the seller.</summary>
    public string? Seller { get; init; }

    public DateOnly? CancelledOn { get; init; }

    /// <summary>Number of the cancellation certificate.</summary>
    public string? Certificate { get; init; }

    /// <summary>Keys of evidence of this engagement.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }
}

public static class OffsetEndpoints
{
    public static void MapOffsets(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/offsets").WithTags("Offsets");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Work, AddAsync);
        group.MapAct("PUT", "/{rowId:guid}", EngagementAct.Work, CorrectAsync);
        group.MapAct("DELETE", "/{rowId:guid}", EngagementAct.Work, RemoveAsync);
    }

    /// <summary>Units used to offset.</summary>
    internal static Task<Found<Page<RowView<OffsetFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<OffsetLine, OffsetFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One line of units.</summary>
    internal static Task<Found<RowView<OffsetFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<OffsetLine, OffsetFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Adds a line of units.</summary>
    internal static async Task<Made<RowView<OffsetFacts>>> AddAsync(
        Guid engagementId, HttpContext http, JsonBody<OffsetBody> body, SuiteDb db, OffsetService offsets, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        await offsets.AddAsync(http.User.Actor(), engagementId, await ReadAsync(body.Value, lookup, cancellationToken), cancellationToken);
        return await db.AddedAsync<OffsetLine, OffsetFacts>(engagementId, "offsets", cancellationToken);
    }

    /// <summary>Corrects a line of units; the body is the whole line.</summary>
    internal static async Task<Found<RowView<OffsetFacts>>> CorrectAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<OffsetBody> body, SuiteDb db, OffsetService offsets, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        await offsets.CorrectAsync(http.User.Actor(), engagementId, rowId, seen.Required, await ReadAsync(body.Value, lookup, cancellationToken), cancellationToken);
        return await db.ChangedAsync<OffsetLine, OffsetFacts>(rowId, cancellationToken);
    }

    /// <summary>Removes a line of units; the ledger keeps what it was.</summary>
    internal static async Task<Done> RemoveAsync(Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, OffsetService offsets, CancellationToken cancellationToken)
    {
        await offsets.RemoveAsync(http.User.Actor(), engagementId, rowId, seen.Required, cancellationToken);
        return new();
    }

    private static async Task<OffsetFacts> ReadAsync(OffsetBody given, RegistryLookup lookup, CancellationToken cancellationToken) => new()
    {
        Kind = given.Kind ?? "",
        Registry = given.Registry?.Trim() ?? "",
        Project = given.Project?.Trim() ?? "",
        SerialFrom = given.SerialFrom?.Trim() ?? "",
        SerialTo = given.SerialTo?.Trim() ?? "",
        Tonnes = given.Tonnes.Need("Tonnes"),
        AcquiredBy = given.AcquiredBy.Need("AcquiredBy"),
        SellerId = await lookup.OptionalOrganizationAsync(given.Seller, "Seller", cancellationToken),
        CancelledOn = given.CancelledOn,
        Certificate = string.IsNullOrWhiteSpace(given.Certificate) ? null : given.Certificate.Trim(),
        Evidence = given.Evidence ?? [],
    };
}
