using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>Lets engagements go on whose timers are due or whose requests are late by now; each in a transaction of its own, harmless when run twice.</summary>
public sealed class DueSteps(SuiteDb db, StandingKeeper standings, TimeProvider clock)
{
    private const int Batch = 200;

    /// <returns>How many engagements were looked at.</returns>
    /// <exception cref="AggregateException">After all were tried: those that failed.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(clock);
        var due = await db.WaitingSteps.Where(s => s.Type == StepType.Timer && s.DueOn <= today && db.Engagements.Any(e => e.Id == s.EngagementId && e.ClosedAt == null)).OrderBy(s => s.DueOn).Select(s => s.EngagementId)
            .Take(Batch).ToListAsync(cancellationToken);
        var late = await (from step in db.WaitingSteps
                          where step.Type == StepType.EvidenceRequest && db.Duties.Any(d => d.EngagementId == step.EngagementId && d.Kind == DutyKind.GiveEvidence && d.DueOn < today)
                          orderby step.Since
                          select step.EngagementId).Take(Batch).ToListAsync(cancellationToken);
        var ids = due.Union(late).ToList();
        await standings.RefreshEachAsync(ids, cancellationToken);
        return ids.Count;
    }
}
