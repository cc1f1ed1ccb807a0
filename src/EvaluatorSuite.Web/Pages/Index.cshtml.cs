using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages;

/// <summary>What is mine, late, blocked and why, waiting for others, over the newest engagements that the user sees.</summary>
public sealed class IndexModel(SuiteDb db, EngagementViews views, TimeProvider clock) : SuitePage
{
    private const int Newest = 20;

    public sealed record Work(Guid EngagementId, string Event, string Title, string? Why, DateOnly? Due, string Page);

    public DateOnly Today { get; private set; }

    public int Engagements { get; private set; }

    public List<Work> Mine { get; } = [];

    public List<Work> Late { get; } = [];

    public List<Work> Blocked { get; } = [];

    public List<Work> Others { get; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Today = ChinaTime.Today(clock);
        var ids = await db.Engagements.VisibleTo(db, User).OrderByDescending(e => e.OpenedAt).Select(e => e.Id).Take(Newest).ToListAsync(cancellationToken);
        Engagements = ids.Count;
        foreach (var id in ids)
        {
            Sort(await views.GetAsync(id, cancellationToken), id);
        }

        return true;
    }

    private void Sort(EngagementView view, Guid id)
    {
        var name = view.Facts.Event.Name;
        foreach (var group in view.Blocks.Where(i => i.Rule.Key != RuleKeys.FindingOpen).GroupBy(i => i.Rule.Key))
        {
            var more = group.Count() > 1 ? T.Say("page.today.more", ("count", group.Count() - 1)) : "";
            Blocked.Add(new Work(id, name, T.Say(group.First().Finding) + more, T[$"mend.{group.Key}"], null, ""));
        }

        var open = view.Verdict.Issues.Where(i => i.Rule.Key == RuleKeys.FindingOpen).Select(i => i.Subject.Key).ToHashSet();
        foreach (var finding in view.Facts.Findings.Where(f => open.Contains(f.Key)))
        {
            var answered = finding.Answer is not null;
            var work = new Work(id, name, T.Say(answered ? "page.today.judge" : "page.today.wait", ("key", finding.Key), ("description", finding.Description)), null, finding.DueOn, $"/findings#{finding.Key}");
            (answered ? finding.DueOn < Today ? Late : Mine : Others).Add(work);
        }

        if (view.Verdict.MayIssue)
        {
            Mine.Add(new Work(id, name, T["page.today.read-draft"], T.Say("page.today.ready", ("conclusion", T[$"term.conclusion.{view.Verdict.Conclusion}"])), null, "/report"));
        }
    }
}
