namespace EvaluatorSuite.Domain.Workflows;

/// <summary>A step at which an engagement stands, and where it goes; null while nobody has said so.</summary>
public sealed record MovedStep(string From, string? To);

/// <summary>What moving one engagement to another version of the process would do.</summary>
/// <param name="State">Null when it cannot be moved so.</param>
/// <param name="Trace">What is written then.</param>
public sealed record MovePlan(IReadOnlyList<MovedStep> Steps, WorkflowState? State, IReadOnlyList<TraceEntry> Trace, IReadOnlyList<Refusal> Refusals);

/// <summary>Moves a running process to another version: each waiting step to a step of its own kind, and only to where the new version can come by itself.</summary>
public static class ProcessMove
{
    /// <param name="mapping">Paths of the old version to paths of the new; what is not in it stays where it is.</param>
    /// <param name="stands">Every way in which the new version can stand (<see cref="ProcessChecker.Stands"/>).</param>
    public static MovePlan Plan(WorkflowProcess from, WorkflowProcess to, WorkflowState state, IReadOnlyDictionary<string, string> mapping, IReadOnlySet<string> stands)
    {
        var refusals = new List<Refusal>();
        var steps = state.Waiting.Where(w => from.Find(w.Path)!.Step.Type != StepType.Child).Select(w => w.Path).Concat(state.Arrivals.Select(a => a.Join)).Distinct()
            .Select(path => new MovedStep(path, mapping.TryGetValue(path, out var mapped) ? mapped : to.Find(path) is null ? null : path)).ToList();
        foreach (var step in steps)
        {
            if (step.To is null || to.Find(step.To) is not { } place)
            {
                refusals.Add(new Refusal("move.nowhere", ("step", from.Find(step.From)!.Step.Name), ("path", step.To ?? step.From)));
            }
            else if (place.Step.Type != from.Find(step.From)!.Step.Type)
            {
                refusals.Add(new Refusal("move.other-kind", ("step", from.Find(step.From)!.Step.Name), ("to", place.Step.Name)));
            }
        }

        if (refusals.Count > 0 || state.IsEnded)
        {
            return new MovePlan(steps, null, [], state.IsEnded ? [new Refusal("move.ended")] : refusals);
        }

        var trace = Write(from, to, state, steps.ToDictionary(s => s.From, s => s.To!, StringComparer.Ordinal));
        var moved = trace.Aggregate(state, (s, entry) => s.With(entry));
        return stands.Contains(ProcessChecker.Key(moved)) ? new MovePlan(steps, moved, trace, []) : new MovePlan(steps, null, [], [new Refusal("move.never-so")]);
    }

    private static List<TraceEntry> Write(WorkflowProcess from, WorkflowProcess to, WorkflowState state, Dictionary<string, string> steps)
    {
        List<TraceEntry> trace =
        [
            .. state.Waiting.Select(w => new TraceEntry(TraceKind.Cancelled, w.Path, w.Round)),
            .. state.Arrivals.Select(a => new TraceEntry(TraceKind.Forgotten, a.Join, Detail: a.From)),
        ];
        var entered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var waiting in state.Waiting.Where(w => from.Find(w.Path)!.Step.Type != StepType.Child))
        {
            Enter(to.Find(steps[waiting.Path])!);
        }

        foreach (var arrival in state.Arrivals.Where(a => to.Before(steps[a.Join]).Contains(steps.GetValueOrDefault(a.From, a.From))))
        {
            Enter(to.Find(steps[arrival.Join])!.Parent is { } parent ? to.Find(parent) : null);
            trace.Add(new TraceEntry(TraceKind.Arrived, steps[arrival.Join], Detail: steps.GetValueOrDefault(arrival.From, arrival.From)));
        }

        return trace;

        void Enter(Place? place)
        {
            if (place is null || !entered.Add(place.Path))
            {
                return;
            }

            Enter(place.Parent is { } parent ? to.Find(parent) : null);
            trace.Add(new TraceEntry(TraceKind.Entered, place.Path, state.Rounds.GetValueOrDefault(place.Path) + 1));
        }
    }
}
