using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Which facts a view was reached from: every act on the engagement counts the one, every change of what engagements share the other.</summary>
public readonly record struct ViewStamp(int Touched, long Shared);

/// <summary>Reads an engagement and what the rules make of it. What was evaluated is kept for as long as nothing that it was reached from has changed.</summary>
public sealed class EngagementViews(SuiteDb db, EvaluationReader reader, IMemoryCache cache)
{
    /// <exception cref="MissingException">There is no such engagement.</exception>
    public async Task<EngagementView> GetAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var (stamp, phase) = await StampAsync(engagementId, cancellationToken);
        if (Kept(engagementId, stamp) is { } kept)
        {
            return kept;
        }

        var view = await ReadAsync(engagementId, phase, cancellationToken);

        // Inside a transaction the counters may be those of an act that is rolled back, and would come again for other facts.
        if (db.Database.CurrentTransaction is null)
        {
            Set(engagementId, stamp, view);
        }

        return view;
    }

    /// <summary>The same for an act that has taken the engagement and changed nothing yet: what was kept before it is still right, since nobody else could act.</summary>
    /// <returns>With the counters as they stood before the facts were read.</returns>
    internal async Task<(EngagementView View, ViewStamp Stamp)> TakenAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var (stamp, phase) = await StampAsync(engagementId, cancellationToken);
        return (Kept(engagementId, stamp with { Touched = stamp.Touched - 1 }) ?? await ReadAsync(engagementId, phase, cancellationToken), stamp);
    }

    /// <summary>Keeps what an act came to, once it is committed.</summary>
    internal void Keep(ViewStamp stamp, EngagementView view)
    {
        if (db.Database.CurrentTransaction is { } transaction)
        {
            var id = view.Facts.EngagementId;
            db.AfterCommit.Do(transaction.TransactionId, (nameof(EngagementViews), id), () => Set(id, stamp, view));
        }
    }

    private async Task<EngagementView> ReadAsync(Guid engagementId, string phase, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        return new EngagementView(facts, Evaluation.Evaluate(facts), phase);
    }

    private async Task<(ViewStamp Stamp, string Phase)> StampAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var state = await db.Standings.Where(s => s.EngagementId == engagementId)
            .Select(s => new { s.Touched, s.Phase, Shared = db.SharedChanges.First() }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Engagement));
        return (new ViewStamp(state.Touched, state.Shared), state.Phase);
    }

    private EngagementView? Kept(Guid engagementId, ViewStamp stamp) => cache.Get<EngagementView>((nameof(EngagementViews), engagementId, stamp));

    private void Set(Guid engagementId, ViewStamp stamp, EngagementView view) =>
        cache.Set((nameof(EngagementViews), engagementId, stamp), view, new MemoryCacheEntryOptions { Size = 1 + (view.Facts.Inventory.Count / 50), SlidingExpiration = TimeSpan.FromMinutes(30) });
}
