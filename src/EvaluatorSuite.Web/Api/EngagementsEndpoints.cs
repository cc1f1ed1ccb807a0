using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>A new engagement.</summary>
public sealed record NewEngagement
{
    /// <summary>Name of the event.</summary>
    public string? Name { get; init; }

    public EventKind? EventKind { get; init; }

    /// <summary>Credit code, or name, of the organizer; it must be in the registry.</summary>
    public string? Organizer { get; init; }

    public string? Venue { get; init; }
    public string? City { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? End { get; init; }
    public int? Attendance { get; init; }

    /// <summary>In square metres.</summary>
    public decimal? Area { get; init; }

    /// <summary>Credit code, or name, of the evaluation body.</summary>
    public string? Firm { get; init; }

    /// <summary>Credit code, or name, of who ordered the evaluation; the organizer when absent.</summary>
    public string? Client { get; init; }

    public DateOnly? ContractDate { get; init; }

    /// <summary>Key of a guide pack that is current; see <c>/guides</c>.</summary>
    public string? Guide { get; init; }
}

public static class EngagementsEndpoints
{
    private static readonly string[] Phases = ["prepare", "implement", "report", "closed"];

    public static void MapEngagements(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/engagements").WithTags("Engagements");
        group.MapGet("", ListAsync).Needs(TokenScopes.ReadEngagements);
        group.MapPost("", OpenAsync).Needs(TokenScopes.WriteEngagements);
    }

    /// <summary>Engagements that you have a part in, newest first.</summary>
    /// <param name="cursor">What the part before gave as <c>next</c>.</param>
    /// <param name="limit">How many at once: 1 to 200, 50 when absent.</param>
    /// <param name="phase">Only those in this phase: prepare, implement, report or closed.</param>
    /// <param name="since">Only those in which something was done at or after this moment (RFC 3339).</param>
    internal static async Task<Found<Page<EngagementSummary>>> ListAsync(HttpContext http, SuiteDb db, string? cursor, string? limit, string? phase, string? since, CancellationToken cancellationToken)
    {
        var most = ApiList.LimitOf(limit);
        var actor = http.User.Actor();
        var mine = Readers.Of(actor);
        var visible = actor.Is(StaffRoles.Impartiality) ? db.Engagements : db.Engagements.Where(e => db.EngagementReaders.Where(r => mine.Contains(r.ReaderId)).Select(r => r.EngagementId).Contains(e.Id));
        var query = from e in visible join s in db.Standings on e.Id equals s.EngagementId select new { e.GuideKey, e.OpenedAt, e.Id, Standing = s };
        if (phase is not null)
        {
            query = Phases.Contains(phase) ? query.Where(r => r.Standing.Phase == phase) : throw Wrong("phase", "api.phase", ("allowed", string.Join(", ", Phases)));
        }

        if (since is not null)
        {
            var from = DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && since.Contains('T', StringComparison.Ordinal)
                ? moment : throw Wrong("since", "api.since");
            query = query.Where(r => r.Standing.EvaluatedAt >= from);
        }

        if (ApiList.PlaceOf(cursor) is var (ticks, last))
        {
            var at = ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Wrong("cursor", "api.cursor");
            query = query.Where(r => r.OpenedAt <= at && (r.OpenedAt < at || r.Id < last));
        }

        var rows = await query.OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.Id).Take(most + 1).AsNoTracking().ToListAsync(cancellationToken);
        var page = rows.Take(most).ToList();
        var next = rows.Count > most ? ApiList.Cursor(page[^1].OpenedAt.UtcTicks, page[^1].Id) : null;
        return new(new Page<EngagementSummary>([.. page.Select(r => EngagementSummary.Of(r.Standing, r.GuideKey))], next));
    }

    /// <summary>Opens an engagement under the guide pack that is current now.</summary>
    /// <remarks>Your user must be an auditor. Organizations are found by credit code; what is refused carries the same codes as the page.</remarks>
    internal static async Task<Made<EngagementDetail>> OpenAsync(
        HttpContext http, JsonBody<NewEngagement> body, SuiteDb db, EngagementService engagements, GuideStore guides, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var kind = given.EventKind.Need("EventKind");
        var organizer = await lookup.OrganizationAsync(given.Organizer, "Organizer", cancellationToken);
        var firm = await lookup.OrganizationAsync(given.Firm, "Firm", cancellationToken);
        var client = await lookup.OptionalOrganizationAsync(given.Client, "Client", cancellationToken) ?? organizer;
        var pack = (await guides.CurrentAsync(cancellationToken)).GetValueOrDefault(given.Guide ?? "")?.Pack;
        var terms = new TermsFacts { FirmId = firm, ClientId = client, ContractDate = given.ContractDate ?? default, MaterialityPercent = pack?.Limits.MaterialityPercent.Value ?? 5 };
        var facts = new EventFacts
        {
            Name = given.Name?.Trim() ?? "",
            Kind = kind,
            OrganizerId = organizer,
            Venue = given.Venue?.Trim() ?? "",
            City = given.City?.Trim() ?? "",
            Start = given.Start ?? default,
            End = given.End ?? default,
            Attendance = given.Attendance,
            AreaSquareMetres = given.Area,
        };
        var id = await engagements.OpenAsync(http.User.Actor(), facts, terms, given.Guide ?? "", cancellationToken);
        var detail = await EngagementEndpoints.ReadAsync(id, db, cancellationToken);
        return new(detail, $"{ApiRegistration.Root}/engagements/{id}", detail.Version);
    }

    private static ApiException Wrong(string name, string code, params (string, object)[] values) => new(StatusCodes.Status400BadRequest, new Refusal(new Message(code, values), name));
}
