using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
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
            var earlier = await db.Standings.Where(s => s.OrganizerId == organizer && s.EngagementId != EngagementId && db.EvidenceRequests.Any(r => r.EngagementId == s.EngagementId))
                .Join(db.Engagements.VisibleTo(db, Actor), s => s.EngagementId, e => e.Id, (_, engagement) => engagement).OrderByDescending(e => e.OpenedAt).Take(EarlierEvents).Select(e => new { e.Id, e.Event.Name }).ToListAsync(cancellationToken);
            Templates = [("usual", T["page.requests.usual"]), .. earlier.Select(e => (e.Id.ToString(), e.Name))];
        }

        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.requests.title"],
        [
            new(T["page.evidence.key"], Width: 12), new(T["label.title"], Width: 30), new(T["label.description"], Width: 50), new(T["page.evidence.kind"]), new(T["page.requests.asked"], ColumnKind.Date), new(T["list.sheet.due"], ColumnKind.Date), new(T["page.requests.files"], Width: 30),
            new(T["list.sheet.given-on"], ColumnKind.Date), new(T["label.remark"], Width: 30), new(T["list.sheet.accepted-on"], ColumnKind.Date), new(T["list.sheet.withdrawn-on"], ColumnKind.Date), new(T["page.requests.returned"], Width: 30),
        ],
        Rows.Select(r => r.Facts),
        r => [r.Key, r.Title, r.Description, T.Find($"term.evidenceKind.{r.Kind}") ?? r.Kind, r.RequestedOn, r.DueOn, string.Join(' ', r.Given), r.GivenOn, r.Remark, r.AcceptedOn, r.WithdrawnOn, r.ReturnReason]);


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
