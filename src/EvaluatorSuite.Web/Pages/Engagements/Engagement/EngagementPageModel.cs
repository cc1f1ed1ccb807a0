using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>A page of one engagement: its facts and verdict are there, and the same head stands above it.</summary>
public abstract class EngagementPageModel(EngagementViews views) : SuitePage
{
    [FromRoute]
    public Guid EngagementId { get; set; }

    public EngagementView View { get; private set; } = null!;

    public Actor Actor => User.Actor();

    /// <summary>Whether the signed-in user's part allows the act, and the engagement still takes acts.</summary>
    public bool May(EngagementAct act) => !View.Facts.Closed && EngagementPageAttribute.PartsOf(HttpContext).May(act);

    /// <summary>Back to a page of this engagement, with a word that it is done.</summary>
    protected IActionResult Done(string what, string page, string? at = null) =>
        LocalRedirect($"/engagements/{EngagementId}{page}?done={what}{(at is null ? "" : $"#{Uri.EscapeDataString(at)}")}");

    /// <summary>Which tab this is.</summary>
    public abstract string Tab { get; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        View = await views.GetAsync(EngagementId, cancellationToken);
        return true;
    }

    /// <summary>The issues whose rules begin with one of these words.</summary>
    public IssueList IssuesOf(params string[] parts) =>
        IssueList.Of("refusals", EngagementId, [.. View.Verdict.Issues.Where(i => parts.Length == 0 || parts.Any(p => i.Rule.Key.StartsWith($"{p}.", StringComparison.Ordinal)))], parts.Length == 0);
}

/// <param name="Linked">Whether each issue leads to the page where it can be mended.</param>
/// <param name="Blocks">How many there are, also of those that are not shown.</param>
public sealed record IssueList(string Id, Guid EngagementId, IReadOnlyList<Issue> Issues, bool Linked, int Blocks, int Warnings)
{
    /// <summary>Of one rule: thousands of lines with the same fault are not read one by one, and are listed where they can be mended.</summary>
    private const int MaxOfRule = 20;

    public int Hidden => Blocks + Warnings - Issues.Count;

    public static IssueList Of(string id, Guid engagementId, IReadOnlyList<Issue> issues, bool linked)
    {
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        return new IssueList(id, engagementId, [.. issues.Where(i => (shown[i.Rule.Key] = shown.GetValueOrDefault(i.Rule.Key) + 1) <= MaxOfRule)], linked, issues.Count(i => i.Blocks), issues.Count(i => !i.Blocks));
    }

    public string? Link(Issue issue)
    {
        var page = issue.Rule.Key.Split('.')[0] switch
        {
            "independence" => "independence",
            "checklist" => "checklist",
            "evidence" => "evidence",
            "inventory" => "inventory",
            "offset" or "neutrality" => "offsets",
            "finding" => "findings",
            _ => null,
        };
        return Linked && page is not null ? $"/engagements/{EngagementId}/{page}" : null;
    }
}
