using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class LedgerModel(EngagementViews views, SuiteDb db) : EngagementPageModel(views)
{
    private const int Newest = 200;

    public override string Tab => "ledger";

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Actors { get; private set; } = new Dictionary<Guid, string>();

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Entries = await db.Ledger.AsNoTracking().Where(e => e.EngagementId == EngagementId).OrderByDescending(e => e.Sequence).Take(Newest).ToListAsync(cancellationToken);
        var actors = Entries.Select(e => e.ActorId).Distinct().ToList();
        Actors = await db.Users.Where(u => actors.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return await base.LoadAsync(cancellationToken);
    }
}
