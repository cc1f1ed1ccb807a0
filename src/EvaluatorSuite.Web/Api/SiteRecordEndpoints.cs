using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Api;

/// <summary>A note of the site visit, whole.</summary>
public sealed record SiteRecordBody
{
    public SiteRecordKind? SiteKind { get; init; }

    /// <summary>Whom was spoken to, which piece of equipment, which meeting.</summary>
    public string? Subject { get; init; }

    /// <summary>What was seen or said.</summary>
    public string? Text { get; init; }

    public string? Place { get; init; }

    /// <summary>When it was seen or said: RFC 3339, with an offset or <c>Z</c>.</summary>
    public DateTimeOffset? At { get; init; }

    internal SiteRecordFacts Facts(Guid by) => new()
    {
        Kind = SiteKind.Need("SiteKind"),
        Subject = Subject?.Trim() ?? "",
        Text = Text?.Trim() ?? "",
        Place = string.IsNullOrWhiteSpace(Place) ? null : Place.Trim(),
        At = At ?? default,
        RecordedById = by,
    };
}

public static class SiteRecordEndpoints
{
    public static void MapSiteRecords(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/site-records").WithTags("Site visit");
        group.MapRead("", ListAsync);
        group.MapRead("/{rowId:guid}", GetAsync);
        group.MapAct("POST", "", EngagementAct.Record, AddAsync);
        group.MapAct("PUT", "/{rowId:guid}", EngagementAct.Record, CorrectAsync);
    }

    /// <summary>Notes of the site visit: interviews, equipment, sheets, photographs.</summary>
    internal static Task<Found<Page<RowView<SiteRecordFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<SiteRecord, SiteRecordFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>One note.</summary>
    internal static Task<Found<RowView<SiteRecordFacts>>> GetAsync(Guid engagementId, Guid rowId, SuiteDb db, CancellationToken cancellationToken) =>
        db.RowAsync<SiteRecord, SiteRecordFacts>(engagementId, rowId, cancellationToken);

    /// <summary>Writes a note down in the name of the token's user.</summary>
    /// <remarks>Photographs and scanned sheets come after it: hand them in as evidence with <c>attach=site:S1</c>, the key of the note.</remarks>
    internal static async Task<Made<RowView<SiteRecordFacts>>> AddAsync(
        Guid engagementId, HttpContext http, JsonBody<SiteRecordBody> body, SuiteDb db, SiteRecordService records, CancellationToken cancellationToken)
    {
        await records.AddAsync(http.User.Actor(), engagementId, body.Value.Facts(http.User.Id()), cancellationToken);
        return await db.AddedAsync<SiteRecord, SiteRecordFacts>(engagementId, "site-records", cancellationToken);
    }

    /// <summary>Corrects a note; who wrote it and its evidence stay.</summary>
    internal static async Task<Found<RowView<SiteRecordFacts>>> CorrectAsync(
        Guid engagementId, Guid rowId, HttpContext http, SeenVersion seen, JsonBody<SiteRecordBody> body, SuiteDb db, SiteRecordService records, CancellationToken cancellationToken)
    {
        await records.CorrectAsync(http.User.Actor(), engagementId, rowId, seen.Required, body.Value.Facts(http.User.Id()), cancellationToken);
        return await db.ChangedAsync<SiteRecord, SiteRecordFacts>(rowId, cancellationToken);
    }
}
