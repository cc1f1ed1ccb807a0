using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What is asked of the organizer: one by one, from the usual list, or as at an earlier event.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class RequestsModel(EngagementViews views, SuiteDb db, EvidenceRequestService requests, TimeProvider clock) : EngagementPageModel(views)
{
    private const int EarlierEvents = 20;

    public override string Tab => "requests";

    public IReadOnlyList<EvidenceRequest> Rows { get; private set; } = [];

    /// <summary>The usual list, and earlier engagements of the same organizer that the user sees.</summary>
    public IReadOnlyList<(string Value, string Text)> Templates { get; private set; } = [];

    public DateOnly Today => ChinaTime.Today(clock);

    public string InAWeek => Today.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Rows = await db.EvidenceRequests.AsNoTracking().Where(r => r.EngagementId == EngagementId).OrderBy(r => r.Position).ToListAsync(cancellationToken);
        if (May(EngagementAct.Work))
        {
            var organizer = View.Facts.Event.OrganizerId;
            var earlier = await db.Engagements.VisibleTo(db, Actor).Where(e => e.Id != EngagementId && e.Event.OrganizerId == organizer && db.EvidenceRequests.Any(r => r.EngagementId == e.Id))
                .OrderByDescending(e => e.OpenedAt).Take(EarlierEvents).Select(e => new { e.Id, e.Event.Name }).ToListAsync(cancellationToken);
            Templates = [("usual", T["page.requests.usual"]), .. earlier.Select(e => (e.Id.ToString(), e.Name))];
        }

        return true;
    }

    public async Task<IActionResult> OnPostAsync(string? title, string? description, string? kind, DateOnly? dueOn, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var request = new RequestFacts { Title = title ?? "", Description = description ?? "", Kind = kind ?? "", RequestedOn = Today, DueOn = dueOn ?? default };
        await requests.AskAsync(Actor, EngagementId, [request], cancellationToken);
        return Done("request-asked", "/requests");
    }

    public async Task<IActionResult> OnPostTemplateAsync(string? from, DateOnly? dueOn, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var asked = Guid.TryParse(from, out var earlier)
            ? await requests.CopyAsync(Actor, EngagementId, earlier, Today, dueOn ?? default, cancellationToken)
            : [.. UsualRequests.All.Select(u => new RequestFacts { Title = T[$"request.usual.{u.Key}"], Description = T[$"request.usual.{u.Key}.text"], Kind = u.Kind, RequestedOn = Today, DueOn = dueOn ?? default })];
        await requests.AskAsync(Actor, EngagementId, asked, cancellationToken);
        return Done("request-asked", "/requests");
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid rowId, int version, CancellationToken cancellationToken)
    {
        await requests.AcceptAsync(Actor, EngagementId, rowId, version, Today, cancellationToken);
        return Done("saved", "/requests");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid rowId, int version, CancellationToken cancellationToken)
    {
        await requests.WithdrawAsync(Actor, EngagementId, rowId, version, Today, cancellationToken);
        return Done("saved", "/requests");
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid rowId, int version, string? reason, DateOnly? nextDue, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await requests.ReturnAsync(Actor, EngagementId, rowId, version, reason, nextDue ?? default, Today, cancellationToken);
        return Done("saved", "/requests");
    }
}

/// <summary>What an evaluation usually needs; the words are texts <c>request.usual.…</c>. Ours, not the guide's.</summary>
internal static class UsualRequests
{
    public static IReadOnlyList<(string Key, string Kind)> All { get; } =
    [
        ("plan", "implementation-plan"), ("disclosure", "disclosure"), ("accounting", "accounting-report"), ("power", "invoice"), ("fuel", "receipt"), ("travel", "survey"),
        ("lodging", "statement"), ("goods", "purchase-order"), ("waste", "weighing-record"), ("units", "purchase-agreement"), ("cancellation", "cancellation-certificate"),
    ];
}
