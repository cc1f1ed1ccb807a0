using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>A fault of a process, in one of its definitions.</summary>
/// <param name="Definition">Key of the definition.</param>
public sealed record ProcessFault(string Definition, Fault Fault);

/// <summary>
/// Walks through everything that a process can come to, with every outcome of every step in every order: no report is issued with a
/// mandatory step passed by, no work begins before the contract, no step is come to twice at once, and nothing ends while a path waits.
/// </summary>
public static class ProcessChecker
{
    /// <summary>A process that can stand in more ways than this is none that anybody could oversee.</summary>
    public const int MaxStates = 100_000;

    public static IReadOnlyList<ProcessFault> Check(WorkflowProcess process) => new Walk(process, mandatory: true).Faults();

    /// <summary>The same for one definition by itself, of which the mandatory steps are not asked.</summary>
    public static IReadOnlyList<ProcessFault> CheckAlone(WorkflowProcess process) => new Walk(process, mandatory: false).Faults();

    /// <summary>Every way in which a process can stand, as <see cref="Key"/> names it.</summary>
    public static IReadOnlySet<string> Stands(WorkflowProcess process)
    {
        var walk = new Walk(process, mandatory: true);
        walk.Faults();
        return walk.Seen;
    }

    /// <summary>Where a process stands and what is fulfilled, whatever happened before.</summary>
    public static string Key(WorkflowState state) => string.Join(' ', state.Waiting.Select(w => w.Path).Order(StringComparer.Ordinal)) + "|"
        + string.Join(' ', state.Arrivals.Select(a => $"{a.Join}<{a.From}").Order(StringComparer.Ordinal)) + "|" + string.Join(' ', state.Held);

    // Stands still at every step that has a choice, so that every outcome is tried.
    private sealed class Undecided : IStepFacts
    {
        public string? OutcomeOf(Place place) => null;
    }

    private sealed record Stand(WorkflowState State, Stand? Before, LocalizedText? By);

    private sealed class Walk(WorkflowProcess process, bool mandatory)
    {
        private static readonly Undecided Choices = new();
        private readonly WorkflowRunner _runner = new(process);
        private readonly Dictionary<(string, string), ProcessFault> _faults = [];
        private bool _issues;

        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public IReadOnlyList<ProcessFault> Faults()
        {
            var seen = Seen;
            var open = new Queue<Stand>();
            foreach (var place in process.Places)
            {
                SignedBy(place);
            }

            Try(process.Root, () => _runner.Start(Choices), null, null, (s, t) => Meet(s, t, seen, open));
            while (open.TryDequeue(out var stand))
            {
                if (seen.Count > MaxStates)
                {
                    Fault(process.Root, "workflow.too-many-states", ("max", MaxStates));
                    break;
                }

                foreach (var waiting in stand.State.Waiting.Where(w => process.Find(w.Path)!.Step.Type != StepType.Child))
                {
                    Go(stand, waiting, seen, open);
                }
            }

            if (mandatory && !_issues)
            {
                Fault(process.Root, "workflow.no-issue");
            }

            return [.. _faults.Values];
        }

        private void Go(Stand stand, Waiting waiting, HashSet<string> seen, Queue<Stand> open)
        {
            var place = process.Find(waiting.Path)!;
            if (place.Step.Type == StepType.Issue && PassedBy(place, Obligations.MissingIn(stand.State), stand))
            {
                return;
            }

            foreach (var outcome in place.Step.Outcomes.Where(o => process.Next(waiting.Path, o).Count > 0))
            {
                // What would follow is not looked at: it would be the same fault at every further step.
                if (mandatory && PassedBy(place, [.. Obligations.NeededFor(place.Step, outcome).Where(o => !stand.State.Held.Contains(o))], stand))
                {
                    continue;
                }

                if (outcome != "True" || place.Step.Type != StepType.Decision || Obligations.AllowYes(place.Step, stand.State))
                {
                    Try(place, () => _runner.Resume(stand.State, waiting.Path, waiting.Round, outcome, Choices)!, stand, new LocalizedText($"{place.Step.Name.Zh} → {outcome}", $"{place.Step.Name.En} → {outcome}"), (s, t) => Meet(s, t, seen, open));
                }
            }
        }

        private bool PassedBy(Place at, IReadOnlyList<string> missing, Stand stand)
        {
            foreach (var name in missing.Where(_ => mandatory))
            {
                Fault(at, "workflow.passed-by", name, ("step", at.Step.Name), ("obligation", new Term($"obligation.{name}")), ("way", Way(stand)));
            }

            return missing.Count > 0;
        }

        private void Try(Place place, Func<Transition> go, Stand? before, LocalizedText? by, Action<Stand, IReadOnlyList<TraceEntry>> meet)
        {
            try
            {
                var went = go();
                meet(new Stand(went.State, before, by), went.Trace);
            }
            catch (DoubledStepException doubled)
            {
                var at = process.Find(doubled.Path)!;
                Fault(at, "workflow.doubled", ("step", at.Step.Id), ("by", place.Step.Id));
            }
        }

        private void Meet(Stand stand, IReadOnlyList<TraceEntry> trace, HashSet<string> seen, Queue<Stand> open)
        {
            var state = stand.State;
            CutOff(trace);
            _issues |= state.Waiting.Any(w => process.Find(w.Path)!.Step.Type == StepType.Issue);
            Stuck(state);
            if (!state.IsEnded && seen.Add(Key(state)))
            {
                open.Enqueue(stand);
            }
        }

        // The signature is the reviewer's or the approver's whatever a definition says: a step that asks somebody else for it would wait for ever.
        private void SignedBy(Place place)
        {
            if (StepTypes.SignerOf(place.Step.Type, place.Step.Level) is { } signer && place.Step.Role.Length > 0 && place.Step.Role != signer)
            {
                _faults.TryAdd(($"workflow.signer {place.Step.Role}", place.Path), new ProcessFault(place.Definition.Key,
                    new Fault($"{place.Step.JsonPath}.role.expression.value", new Message("workflow.signer", ("step", place.Step.Id), ("value", place.Step.Role), ("allowed", signer)))));
            }
        }

        // A join that still waits while no step of its definition is under way waits for ever.
        private void Stuck(WorkflowState state)
        {
            foreach (var join in state.Arrivals.Select(a => a.Join).Distinct())
            {
                var place = process.Find(join)!;
                var arrived = state.Arrivals.Where(a => a.Join == join).Select(a => a.From).ToHashSet();
                var missing = process.Before(join).Where(from => !arrived.Contains(from)).ToList();
                var alive = state.Waiting.Select(w => w.Path).Concat(state.Arrivals.Select(a => a.Join).Where(j => j != join)).Where(p => process.Find(p)!.Parent == place.Parent).ToList();
                if (place.Step.Mode == JoinMode.WaitAll && missing.Any(from => !alive.Any(p => p == from || process.Leads(p, from))))
                {
                    Fault(place, "workflow.join-never", ("step", place.Step.Id), ("from", string.Join(", ", missing.Select(m => process.Find(m)!.Step.Id))));
                }
            }
        }

        // Elsa's End takes its definition to an end at once: what is still under way beside it would be lost.
        private void CutOff(IReadOnlyList<TraceEntry> trace)
        {
            var last = process.Root;
            foreach (var entry in trace)
            {
                if (entry.Kind is (TraceKind.Cancelled or TraceKind.Forgotten) && last.Step.Type is StepType.End or StepType.Complete)
                {
                    Fault(last, "workflow.end-cuts", entry.Path, ("step", last.Step.Id), ("other", process.Find(entry.Path)!.Step.Id));
                }
                else if (entry.Kind == TraceKind.Finished)
                {
                    last = process.Find(entry.Path)!;
                }
            }
        }

        private LocalizedText Way(Stand? stand)
        {
            var steps = new List<LocalizedText>();
            for (; stand?.By is { } by && steps.Count < 60; stand = stand.Before)
            {
                steps.Insert(0, by);
            }

            // Nobody has done anything yet: it is where the process begins.
            return steps.Count == 0 ? process.Root.Step.Name : new LocalizedText(string.Join("，", steps.Select(s => s.Zh)), string.Join(", ", steps.Select(s => s.En)));
        }

        private void Fault(Place place, string code, params (string, object)[] values) => Fault(place, code, "", values);

        private void Fault(Place place, string code, string of, params (string, object)[] values) =>
            _faults.TryAdd(($"{code} {of}", place.Path), new ProcessFault(place.Definition.Key, new Fault(place.Step.JsonPath, new Message(code, values))));
    }
}
