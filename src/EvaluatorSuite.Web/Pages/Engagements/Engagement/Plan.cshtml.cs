using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Contract review, plan and the intended site visit.</summary>
[EngagementPage(EngagementAct.Manage)]
public sealed class PlanModel(EngagementViews views, SuiteDb db, EngagementService engagements, TimeProvider clock) : EngagementPageModel(views)
{
    private const int EmptyRows = 4;
    private const int MostRows = 60;

    public static IReadOnlyList<string> Checks { get; } = ["scope", "people", "time", "independent"];

    public override string Tab => "overview";

    public int Version { get; private set; }

    public ContractReview? Review { get; private set; }

    public bool Conflict => DutyRules.HasConflict(View.Verdict);

    public IEnumerable<string> Checked => Review?.Facts is { } f
        ? new[] { (f.ScopeClear, "scope"), (f.CompetentPeople, "people"), (f.TimeEnough, "time"), (f.Independent, "independent") }.Where(c => c.Item1).Select(c => c.Item2)
        : [];

    /// <summary>The schedule as it is shown: what was typed when the form comes back, and a few empty rows.</summary>
    public List<(string Task, string From, string To)> Tasks { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Version = await db.Engagements.Where(e => e.Id == EngagementId).Select(e => e.Version).SingleAsync(cancellationToken);
        Review = await db.ContractReviews.AsNoTracking().SingleOrDefaultAsync(r => r.EngagementId == EngagementId, cancellationToken);
        if (Tasks.Count == 0)
        {
            Tasks = [.. View.Facts.Terms.PlanSchedule.Select(t => (t.Task, Text(t.From), Text(t.To)))];
        }

        Tasks.AddRange(Enumerable.Repeat(("", "", ""), EmptyRows));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(
        int version, string? purpose, string? basis, string? content, List<string?>? task, List<string?>? taskFrom, List<string?>? taskTo, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Tasks = [.. Enumerable.Range(0, Math.Min(task?.Count ?? 0, MostRows)).Select(i => (task![i]?.Trim() ?? "", taskFrom?.ElementAtOrDefault(i) ?? "", taskTo?.ElementAtOrDefault(i) ?? "")).Where(t => t != ("", "", ""))];
        var list = new RefusalList();
        var schedule = Tasks.Select(t => new PlanTask(t.Task, Typed.Date(list, "Schedule", t.From) ?? default, Typed.Date(list, "Schedule", t.To.Length > 0 ? t.To : t.From) ?? default)).ToList();
        list.Add(schedule.Any(t => t.From == default), "Schedule", "engagement.task-without-date").ThrowIfAny();
        await engagements.PlanAsync(Actor, EngagementId, version, purpose?.Trim(), basis?.Trim(), content?.Trim(), schedule, cancellationToken);
        return Done("saved", "/plan");
    }

    public async Task<IActionResult> OnPostVisitAsync(int version, DateOnly? visitFrom, DateOnly? visitTo, string? visitPlace, string? noVisitReason, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await engagements.PlanSiteVisitAsync(Actor, EngagementId, version, visitFrom, visitTo, visitPlace?.Trim(), string.IsNullOrWhiteSpace(noVisitReason) ? null : noVisitReason.Trim(), cancellationToken);
        return Done("saved", "/plan");
    }

    public async Task<IActionResult> OnPostReviewAsync(List<string>? checks, bool? accepted, string? note, CancellationToken cancellationToken)
    {
        if (accepted is null)
        {
            ModelState.Clear();
            this.Wrong("Accepted", "form.missing", ("field", RefusalList.Label("Accepted")));
            return await RedrawAsync(cancellationToken);
        }

        bool Is(string check) => checks?.Contains(check) == true;
        var review = new ContractReviewFacts
        {
            ScopeClear = Is("scope"),
            CompetentPeople = Is("people"),
            TimeEnough = Is("time"),
            Independent = Is("independent"),
            Accepted = accepted.Value,
            Note = note?.Trim() ?? "",
            ReviewedById = User.Id(),
            ReviewedOn = ChinaTime.Today(clock),
        };
        await engagements.ReviewContractAsync(Actor, EngagementId, review, cancellationToken);
        return Done("saved", "/plan");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
