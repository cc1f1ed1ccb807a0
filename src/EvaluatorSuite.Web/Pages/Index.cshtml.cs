using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Texts;
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
        var ids = await db.Engagements.VisibleTo(db, User.Actor()).OrderByDescending(e => e.OpenedAt).Select(e => e.Id).Take(Newest).ToListAsync(cancellationToken);
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
        SortBlocks(view, id, name);
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

    // A conflict stands by itself, since nothing else matters until it is gone; the rest is one row that names its kinds.
    private void SortBlocks(EngagementView view, Guid id, string name)
    {
        var blocks = view.Blocks.Where(i => i.Rule.Key != RuleKeys.FindingOpen).ToList();
        foreach (var conflict in blocks.Where(i => i.Rule.Key is RuleKeys.SameBody or RuleKeys.Group or RuleKeys.OffsetSeller).ToList())
        {
            Blocked.Add(new Work(id, name, T.Say(conflict.Finding), T[$"mend.{conflict.Rule.Key}"], null, "/independence"));
            blocks.Remove(conflict);
        }

        if (blocks.Count > 0)
        {
            var kinds = blocks.Select(i => i.Rule.Key).Distinct().Select(key => T[$"title.{key}"]);
            Blocked.Add(new Work(id, name, T.Say("page.today.blocks", ("count", blocks.Count)), string.Join(T.Language == TextCatalog.English ? "; " : "；", kinds), null, "#refusals"));
        }
    }
}
