using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>Corrections of the event: what is not given stays; <c>null</c> takes attendance or area away.</summary>
public sealed record EventChange
{
    public string? Name { get; init; }
    public EventKind? EventKind { get; init; }

    /// <summary>Credit code, or name, of the organizer.</summary>
    public string? Organizer { get; init; }

    public string? Venue { get; init; }
    public string? City { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? End { get; init; }
    public int? Attendance { get; init; }

    /// <summary>In square metres.</summary>
    public decimal? Area { get; init; }
}

/// <summary>Changed terms: what is not given stays.</summary>
public sealed record TermsChange
{
    /// <summary>Credit code, or name, of whoever commissions the evaluation.</summary>
    public string? Client { get; init; }

    public DateOnly? ContractDate { get; init; }

    /// <summary>In per cent of the claimed emissions.</summary>
    public decimal? MaterialityPercent { get; init; }
}

/// <summary>Why an engagement is closed, or opened again.</summary>
public sealed record ReasonBody
{
    public string? Reason { get; init; }
}

/// <summary>The plan, whole.</summary>
public sealed record PlanBody
{
    public string? Purpose { get; init; }
    public string? Basis { get; init; }
    public string? Content { get; init; }
    public IReadOnlyList<TaskBody>? Schedule { get; init; }
}

/// <summary>One task of the schedule.</summary>
public sealed record TaskBody
{
    public string? Task { get; init; }
    public DateOnly? From { get; init; }

    /// <summary>The same day as <c>from</c> when absent.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>When and where the site is visited, or why it is not.</summary>
public sealed record VisitBody
{
    public DateOnly? VisitFrom { get; init; }
    public DateOnly? VisitTo { get; init; }
    public string? VisitPlace { get; init; }
    public string? NoVisitReason { get; init; }
}

/// <summary>The contract review: whether the firm can take the engagement on.</summary>
public sealed record ReviewBody
{
    public bool? ScopeClear { get; init; }
    public bool? CompetentPeople { get; init; }
    public bool? TimeEnough { get; init; }

    /// <summary>The independence check was read and is clear.</summary>
    public bool? Independent { get; init; }

    public bool? Accepted { get; init; }
    public string? Note { get; init; }
}

public static class EngagementEndpoints
{
    public static void MapEngagement(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("").WithTags("Engagements");
        group.MapRead("", GetAsync);
        group.MapRead("/verdict", VerdictAsync).Produces<VerdictShape>(StatusCodes.Status200OK, RequestBody.Json);
        group.MapAct("PATCH", "/event", EngagementAct.Manage, CorrectEventAsync);
        group.MapAct("PATCH", "/terms", EngagementAct.Manage, ChangeTermsAsync);
        group.MapAct("PUT", "/plan", EngagementAct.Manage, PlanAsync);
        group.MapAct("PUT", "/site-visit", EngagementAct.Manage, PlanVisitAsync);
        group.MapAct("POST", "/contract-review", EngagementAct.Manage, ReviewContractAsync);
        group.MapAct("POST", "/close", EngagementAct.Manage, CloseAsync);
        group.MapAct("POST", "/reopen", EngagementAct.Manage, ReopenAsync);
    }

    internal static async Task<EngagementDetail> ReadAsync(Guid engagementId, SuiteDb db, CancellationToken cancellationToken)
    {
        var e = await db.Engagements.AsNoTracking().SingleAsync(x => x.Id == engagementId, cancellationToken);
        var standing = await db.Standings.AsNoTracking().SingleAsync(s => s.EngagementId == engagementId, cancellationToken);
        var review = await db.ContractReviews.AsNoTracking().SingleOrDefaultAsync(r => r.EngagementId == engagementId, cancellationToken);
        Guid[] named = [e.Event.OrganizerId, e.Terms.FirmId, e.Terms.ClientId];
        var organizations = await db.Organizations.AsNoTracking().Where(o => named.Contains(o.Id)).ToDictionaryAsync(o => o.Id, OrganizationView.Of, cancellationToken);
        var people = await db.People.AsNoTracking().Where(p => p.Id == e.ReviewerId || p.Id == e.ApproverId).ToDictionaryAsync(p => p.Id, p => new PersonView(p.Id, p.Name, p.Email, p.Qualifications), cancellationToken);
        var (v, t) = (e.Event, e.Terms);
        return new EngagementDetail(
            e.Id, e.Version, new EventView(v.Name, v.Kind, organizations[v.OrganizerId], v.Venue, v.City, v.Start, v.End, v.Attendance, v.AreaSquareMetres),
            organizations[t.FirmId], organizations[t.ClientId], t.ContractDate, t.MaterialityPercent,
            people.GetValueOrDefault(e.ReviewerId ?? default), people.GetValueOrDefault(e.ApproverId ?? default),
            new PlanView(t.PlanPurpose, t.PlanBasis, t.PlanContent, t.PlanSchedule, t.SiteVisitFrom, t.SiteVisitTo, t.SiteVisitPlace, t.NoSiteVisitReason),
            review?.Facts, e.GuideKey, e.GuideDigest, e.OpenedAt, e.ClosedAt, e.ClosedReason, StandingView.Of(standing));
    }

    /// <summary>One engagement and how it stands.</summary>
    internal static Task<Found<EngagementDetail>> GetAsync(Guid engagementId, SuiteDb db, CancellationToken cancellationToken) => ShowAsync(engagementId, db, cancellationToken);

    /// <summary>The verdict: conclusion, figures, and every issue with its rule, standing and explanation.</summary>
    /// <remarks>The same document as <c>verdict.json</c> of the pages; explanations are in the language of <c>Accept-Language</c>.</remarks>
    internal static async Task<IResult> VerdictAsync(Guid engagementId, EngagementViews views, TextCatalog texts, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        return Results.Text(VerdictJson.Write(view.Facts.Guide, view.Verdict, texts), RequestBody.Json, StatusCodes.Status200OK);
    }

    /// <summary>Corrects the event.</summary>
    internal static async Task<Found<EngagementDetail>> CorrectEventAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<EventChange> body, SuiteDb db, EngagementService engagements, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var before = await db.Engagements.AsNoTracking().Where(e => e.Id == engagementId).Select(e => e.Event).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Engagement));
        var facts = before with
        {
            Name = body.Names("name") ? given.Name?.Trim() ?? "" : before.Name,
            Kind = body.Names("eventKind") ? given.EventKind.Need("EventKind") : before.Kind,
            OrganizerId = body.Names("organizer") ? await lookup.OrganizationAsync(given.Organizer, "Organizer", cancellationToken) : before.OrganizerId,
            Venue = body.Names("venue") ? given.Venue?.Trim() ?? "" : before.Venue,
            City = body.Names("city") ? given.City?.Trim() ?? "" : before.City,
            Start = body.Names("start") ? given.Start ?? default : before.Start,
            End = body.Names("end") ? given.End ?? default : before.End,
            Attendance = body.Names("attendance") ? given.Attendance : before.Attendance,
            AreaSquareMetres = body.Names("area") ? given.Area : before.AreaSquareMetres,
        };
        await engagements.CorrectEventAsync(http.User.Actor(), engagementId, seen.Required, facts, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Changes the terms: who commissions it, the day of the contract, materiality.</summary>
    internal static async Task<Found<EngagementDetail>> ChangeTermsAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<TermsChange> body, SuiteDb db, EngagementService engagements, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var before = await db.Engagements.AsNoTracking().Where(e => e.Id == engagementId).Select(e => e.Terms).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Engagement));
        var client = body.Names("client") ? await lookup.OrganizationAsync(given.Client, "Client", cancellationToken) : before.ClientId;
        var contractDate = body.Names("contractDate") ? given.ContractDate ?? default : before.ContractDate;
        var materiality = body.Names("materialityPercent") ? given.MaterialityPercent ?? 0 : before.MaterialityPercent;
        await engagements.ChangeTermsAsync(http.User.Actor(), engagementId, seen.Required, client, contractDate, materiality, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Closes the engagement: nothing more is done in it, and it can be opened again.</summary>
    internal static async Task<Found<EngagementDetail>> CloseAsync(Guid engagementId, HttpContext http, JsonBody<ReasonBody> body, SuiteDb db, EngagementService engagements, CancellationToken cancellationToken)
    {
        await engagements.CloseAsync(http.User.Actor(), engagementId, body.Value.Reason, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Opens a closed engagement again.</summary>
    internal static async Task<Found<EngagementDetail>> ReopenAsync(Guid engagementId, HttpContext http, JsonBody<ReasonBody> body, SuiteDb db, EngagementService engagements, CancellationToken cancellationToken)
    {
        await engagements.ReopenAsync(http.User.Actor(), engagementId, body.Value.Reason, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Writes the plan of the evaluation, whole.</summary>
    internal static async Task<Found<EngagementDetail>> PlanAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<PlanBody> body, SuiteDb db, EngagementService engagements, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var tasks = given.Schedule ?? [];
        new RefusalList().Add(tasks.Any(t => t.From is null), "Schedule", "engagement.task-without-date").ThrowIfAny();
        var schedule = tasks.Select(t => new PlanTask(t.Task?.Trim() ?? "", t.From!.Value, t.To ?? t.From!.Value)).ToList();
        await engagements.PlanAsync(http.User.Actor(), engagementId, seen.Required, given.Purpose?.Trim(), given.Basis?.Trim(), given.Content?.Trim(), schedule, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Plans the site visit, or says why there is none.</summary>
    internal static async Task<Found<EngagementDetail>> PlanVisitAsync(
        Guid engagementId, HttpContext http, SeenVersion seen, JsonBody<VisitBody> body, SuiteDb db, EngagementService engagements, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var reason = string.IsNullOrWhiteSpace(given.NoVisitReason) ? null : given.NoVisitReason.Trim();
        await engagements.PlanSiteVisitAsync(http.User.Actor(), engagementId, seen.Required, given.VisitFrom, given.VisitTo, given.VisitPlace?.Trim(), reason, cancellationToken);
        return await ShowAsync(engagementId, db, cancellationToken);
    }

    /// <summary>Writes the contract review down; the last one stands.</summary>
    internal static async Task<Made<EngagementDetail>> ReviewContractAsync(
        Guid engagementId, HttpContext http, JsonBody<ReviewBody> body, SuiteDb db, EngagementService engagements, TimeProvider clock, CancellationToken cancellationToken)
    {
        var given = body.Value;
        var review = new ContractReviewFacts
        {
            ScopeClear = given.ScopeClear == true,
            CompetentPeople = given.CompetentPeople == true,
            TimeEnough = given.TimeEnough == true,
            Independent = given.Independent == true,
            Accepted = given.Accepted.Need("Accepted"),
            Note = given.Note?.Trim() ?? "",
            ReviewedById = http.User.Id(),
            ReviewedOn = ChinaTime.Today(clock),
        };
        await engagements.ReviewContractAsync(http.User.Actor(), engagementId, review, cancellationToken);
        var detail = await ReadAsync(engagementId, db, cancellationToken);
        return new(detail, $"{ApiRegistration.Root}/engagements/{engagementId}", detail.Version);
    }

    internal static async Task<Found<EngagementDetail>> ShowAsync(Guid engagementId, SuiteDb db, CancellationToken cancellationToken)
    {
        var detail = await ReadAsync(engagementId, db, cancellationToken);
        return new(detail, detail.Version);
    }
}
