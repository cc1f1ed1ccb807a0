using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>An outcome that can be chosen, with every reason why not now.</summary>
public sealed record OfferedOutcome(string Outcome, IReadOnlyList<Refusal> Refusals, bool NeedsNote);

/// <param name="Mine">Whether the reader's part lets them finish it.</param>
/// <param name="HeldBy">What the checks of independence before it find now.</param>
public sealed record StandingStep(WaitingStep Row, WorkflowStep Step, bool Mine, IReadOnlyList<Refusal> HeldBy, IReadOnlyList<OfferedOutcome> Outcomes);

/// <summary>The process of one engagement as its page shows it.</summary>
public sealed record ProcessView(WorkflowProcess Process, WorkflowState State, IReadOnlyList<StandingStep> Steps, IReadOnlyList<TraceRow> Trace);

/// <summary>Reads where engagements stand.</summary>
public sealed class ProcessReader(SuiteDb db, WorkflowStore store, ProcessKeeper keeper)
{
    /// <returns>Null for an engagement that has no process yet.</returns>
    public async Task<ProcessView?> ReadAsync(EvaluationFacts facts, Verdict verdict, EngagementParts parts, CancellationToken cancellationToken)
    {
        var id = facts.EngagementId;
        if (await db.ProcessInstances.AsNoTracking().SingleOrDefaultAsync(i => i.EngagementId == id, cancellationToken) is not { } instance)
        {
            return null;
        }

        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var rules = new StepRules(await keeper.FactsAsync(facts, verdict, cancellationToken));
        var rows = await db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == id).OrderBy(s => s.Since).ThenBy(s => s.Path).ToListAsync(cancellationToken);
        var trace = await db.TraceRows.AsNoTracking().Where(t => t.EngagementId == id).OrderBy(t => t.Number).ToListAsync(cancellationToken);
        var state = ProcessKeeper.StateOf(instance);
        return new ProcessView(process, state, [.. rows.Select(r => Step(process, state, r, parts, rules, facts.Closed))], trace);
    }

    /// <summary>What waits in some engagements, by engagement and key.</summary>
    public async Task<ILookup<(Guid EngagementId, string Key), Waiting>> WaitingAsync(IReadOnlyCollection<Guid> engagements, CancellationToken cancellationToken) =>
        (await db.WaitingSteps.AsNoTracking().Where(s => engagements.Contains(s.EngagementId)).Select(s => new { s.EngagementId, s.Key, s.Path, s.Round }).ToListAsync(cancellationToken))
            .ToLookup(s => (s.EngagementId, s.Key), s => new Waiting(s.Path, s.Round));

    private static StandingStep Step(WorkflowProcess process, WorkflowState state, WaitingStep row, EngagementParts parts, StepRules rules, bool closed)
    {
        var place = process.Find(row.Path)!;
        var step = place.Step;
        var byPerson = row.Type is StepType.Task or StepType.Checklist or StepType.Draft or StepType.SignOff or StepType.Issue or StepType.FindingsLoop;
        var outcomes = byPerson ? step.Outcomes.Where(o => process.Next(place.Path, o).Count > 0 && !(row.Type == StepType.FindingsLoop && o == "Closed") && !(row.Type == StepType.Checklist && o == "Returned")) : [];
        return new StandingStep(row, step, byPerson && !closed && parts.May(StepService.ActOf(row.Role)), ProcessKeeper.IsHeld(process, state, place, rules) ? rules.OfGate("report") : [],
            [.. outcomes.Select(o => new OfferedOutcome(o, [.. StepService.RefusalsOf(process, state, place, o, "-", rules)], StepService.NeedsNote(o)))]);
    }
}
