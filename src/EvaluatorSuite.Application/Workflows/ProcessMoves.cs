using System.Collections.Concurrent;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>What a move would do to one engagement.</summary>
public sealed record EngagementMove(Guid EngagementId, string EventName, string From, MovePlan Plan);

/// <summary>Moves running engagements to another version of the process: shown first, each in a transaction of its own, each in the ledger.</summary>
public sealed class ProcessMoves(SuiteDb db, WorkflowStore store, ProcessKeeper keeper, StandingKeeper standings, EvaluationReader reader, LedgerWriter ledger)
{
    /// <summary>Engagements looked at in one go; the rest follow when these are moved.</summary>
    public const int Batch = 200;

    private static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Known = new(StringComparer.Ordinal);

    /// <summary>What would change, engagement by engagement; nothing is written.</summary>
    /// <param name="mapping">Paths of steps, old to new; what is not in it stays at the step of its path.</param>
    public async Task<IReadOnlyList<EngagementMove>> PreviewAsync(Actor actor, string digest, IReadOnlyDictionary<string, string> mapping, CancellationToken cancellationToken)
    {
        WorkflowStore.Require(actor);
        var target = await store.GetAsync(digest, cancellationToken);
        var running = await (from instance in db.ProcessInstances.AsNoTracking()
                             join standing in db.Standings on instance.EngagementId equals standing.EngagementId
                             where instance.EndedAt == null && instance.ProcessDigest != digest
                             orderby standing.OpenedAt, standing.EngagementId
                             select new { Instance = instance, standing.EventName }).Take(Batch).ToListAsync(cancellationToken);
        var moves = new List<EngagementMove>();
        foreach (var one in running)
        {
            var from = await store.GetAsync(one.Instance.ProcessDigest, cancellationToken);
            moves.Add(new EngagementMove(one.Instance.EngagementId, one.EventName, from.Digest, ProcessMove.Plan(from, target, ProcessKeeper.StateOf(one.Instance), mapping, StandsOf(target))));
        }

        return moves;
    }

    /// <summary>Moves one engagement, in the caller's transaction.</summary>
    /// <exception cref="RefusedException">It cannot be moved so; it stays where it was.</exception>
    public async Task MoveAsync(Actor actor, Guid engagementId, string digest, IReadOnlyDictionary<string, string> mapping, CancellationToken cancellationToken)
    {
        WorkflowStore.Require(actor);
        var locked = await db.Standings.Where(s => s.EngagementId == engagementId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Touched, x => x.Touched + 1), cancellationToken);
        var instance = locked == 1 ? await db.ProcessInstances.SingleOrDefaultAsync(i => i.EngagementId == engagementId, cancellationToken) : null;
        if (instance is null)
        {
            throw new MissingException(nameof(ProcessInstance));
        }

        if (instance.ProcessDigest == digest)
        {
            return;
        }

        var (from, target) = (await store.GetAsync(instance.ProcessDigest, cancellationToken), await store.GetAsync(digest, cancellationToken));
        var plan = ProcessMove.Plan(from, target, ProcessKeeper.StateOf(instance), mapping, StandsOf(target));
        RefusedException.ThrowIfAny(plan.Refusals);

        instance.ProcessDigest = digest;
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var rules = new StepRules(await keeper.FactsAsync(facts, Evaluation.Evaluate(facts), cancellationToken));
        await keeper.SaveAsync(instance, target, new Transition(plan.State!, plan.Trace), rules, actor.UserId, cancellationToken);
        await standings.RefreshAsync(engagementId, cancellationToken);
        await ledger.AppendAsync(actor.UserId, engagementId, "workflow.moved", new Dictionary<string, object?>
        {
            ["from"] = from.Digest,
            ["to"] = digest,
            ["steps"] = plan.Steps.Select(s => $"{s.From} → {s.To}").ToList(),
        }, cancellationToken);
    }

    internal static IReadOnlySet<string> StandsOf(WorkflowProcess process) => Known.GetOrAdd(process.Digest, _ => ProcessChecker.Stands(process));
}
