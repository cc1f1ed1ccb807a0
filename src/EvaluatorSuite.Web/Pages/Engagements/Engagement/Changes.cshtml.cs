using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What was done since the user last said to have looked. Reading it marks nothing; the button does.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ChangesModel(EngagementViews views, History history) : EngagementPageModel(views)
{
    public override string Tab => "timeline";

    [FromQuery]
    public long? Before { get; set; }

    /// <summary>The newest entry that the page showed.</summary>
    [BindProperty]
    public long Seen { get; set; }

    public Look? Look { get; private set; }

    public TimelineView Past { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Look = await history.LookAsync(User.Actor(), EngagementId, cancellationToken);
        var page = await history.ReadAsync(EngagementId, Look?.Sequence ?? 0, Before, History.PageSize, cancellationToken);
        Past = new TimelineView(page, await history.WordsAsync(page.Entries, T, cancellationToken));
        Seen = page.Entries.Count > 0 && Before is null ? page.Entries[0].Sequence : Seen;
        return await base.LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await history.LookedAsync(User.Actor(), EngagementId, Seen, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/changes?done=looked");
    }
}
