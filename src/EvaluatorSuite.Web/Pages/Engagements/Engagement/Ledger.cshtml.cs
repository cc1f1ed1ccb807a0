using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The chain of the engagement, and whether it holds; everybody who has a part takes it along and has it verified elsewhere.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class LedgerModel(EngagementViews views, ChainReader chain, History history, LedgerArchives archives) : EngagementPageModel(views)
{
    public override string Tab => "ledger";

    [FromQuery]
    public long? Before { get; set; }

    /// <summary>The export that has just been entered.</summary>
    [FromQuery]
    public long? Exported { get; set; }

    /// <summary>An export that no longer fits.</summary>
    [FromQuery]
    public bool Stale { get; set; }

    public ChainPage Chain { get; private set; } = null!;

    public LedgerWords Words { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Chain = await chain.ReadAsync(EngagementId, Before, cancellationToken);
        Words = await history.WordsAsync(Chain.Entries.Select(e => new HistoryEntry(e.Entry.Sequence, e.Entry.At, e.Who, e.Entry.Action, e.Entry.Payload)), T, cancellationToken);
        return await base.LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/engagements/{EngagementId}/ledger?exported={await archives.ExportAsync(Actor, EngagementId, cancellationToken)}");
}
