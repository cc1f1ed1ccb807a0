using CsCheck;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>What holds for every definition and every order of commands.</summary>
public sealed class WorkflowRunnerProperties
{
    private static readonly Gen<(Block Block, int[] Choices)> Runs = Gen.Select(Block.Any, Gen.Int[0, 1000].Array[0, 60]);

    [Fact]
    public void What_is_built_of_whole_pieces_is_without_fault() => Block.Any.Sample(block =>
    {
        var (process, _) = BlockWriter.Write(block);

        Assert.Equal([], ProcessChecker.CheckAlone(process).Where(f => f.Fault.What.Code != "workflow.too-many-states").Select(f => $"{f.Definition} {f.Fault.Path} {f.Fault.What.Code}"));
    }, iter: 200, print: b => b.Drawn);

    [Fact]
    public void It_stands_where_its_pieces_say_with_every_token_once_until_it_ends() => Runs.Sample(run =>
    {
        var (process, block) = BlockWriter.Write(run.Block);
        var said = Live.Begin(block);

        var state = Drive(process, run.Choices, (after, path, outcome) =>
        {
            said = path is not null && said!.Finish(path, outcome!) ? null : said;
            Assert.Equal((said?.Stands ?? []).Order(StringComparer.Ordinal), Stands(process, after).Order(StringComparer.Ordinal));
            Assert.Equal(said?.Parked ?? 0, after.Arrivals.Count);
            Assert.Equal(said is null, after.IsEnded);
        });

        Assert.True(state.IsEnded);
    }, iter: 2000, print: r => r.Block.Drawn);

    [Fact]
    public void A_join_opens_at_most_once_for_each_time_that_its_paths_were_parted() => Runs.Sample(run =>
    {
        var (process, _) = BlockWriter.Write(run.Block);
        var trace = new List<TraceEntry>();

        Drive(process, run.Choices, (_, _, _) => { }, trace);

        foreach (var join in process.Places.Where(p => p.Step.Type == StepType.Join && p.Step.Id.EndsWith('J')).Select(p => p.Path))
        {
            Assert.True(Count(trace, join) <= Count(trace, join[..^1]), join);
        }
    }, iter: 500, print: r => r.Block.Drawn);

    [Fact]
    public void The_trace_read_again_gives_the_state_after_every_command() => Runs.Sample(run =>
    {
        var (process, _) = BlockWriter.Write(run.Block);
        var trace = new List<TraceEntry>();

        Drive(process, run.Choices, (after, _, _) => Assert.Equal(after, WorkflowState.Replay(trace)), trace);
    }, iter: 500, print: r => r.Block.Drawn);

    [Fact]
    public void What_was_finished_or_given_up_cannot_be_finished_again() => Runs.Sample(run =>
    {
        var (process, _) = BlockWriter.Write(run.Block);
        var (runner, trace) = (new WorkflowRunner(process), new List<TraceEntry>());

        Drive(process, run.Choices, (after, _, _) =>
        {
            foreach (var gone in trace.Where(e => e.Kind == TraceKind.Entered).Select(e => new Waiting(e.Path, e.Round)).Where(w => !after.Waiting.Contains(w)))
            {
                Assert.All(process.Find(gone.Path)!.Step.Outcomes, o => Assert.Null(runner.Resume(after, gone.Path, gone.Round, o, new Undecided())));
            }
        }, trace);
    }, iter: 300, print: r => r.Block.Drawn);

    [Fact]
    public void Where_facts_decide_everything_it_comes_to_its_end_at_once_or_when_they_do() => Runs.Sample(run =>
    {
        var (process, _) = BlockWriter.Write(run.Block);
        var runner = new WorkflowRunner(process);

        Assert.True(runner.Start(new Always()).State.IsEnded);
        Assert.True(runner.Review(runner.Start(new Undecided()).State, new Always()).State.IsEnded);
    }, iter: 500, print: r => r.Block.Drawn);

    [Fact]
    public void An_outcome_that_leads_nowhere_is_waited_out()
    {
        var flow = new DefinitionBuilder("evaluation").Start()
            .Step("Gate", "EvaluatorSuite.IndependenceCheck", ("stepKey", DefinitionBuilder.Literal("gate")), ("gate", DefinitionBuilder.Literal("report"))).Task("A").End().Connect("Start → Gate:Cleared → A → End");
        var runner = new WorkflowRunner(WorkflowProcess.Of([flow.Read()]));
        var (blocked, cleared) = (new Says("Blocked"), new Says("Cleared"));

        var state = runner.Start(blocked).State;

        Assert.Equal(["Gate"], state.Waiting.Select(w => w.Path));
        Assert.Empty(runner.Review(state, blocked).Trace);
        Assert.Throws<ArgumentException>(() => runner.Resume(state, "Gate", 1, "Blocked", blocked));
        Assert.Equal(["A"], runner.Review(state, cleared).State.Waiting.Select(w => w.Path));
        Assert.Throws<InvalidOperationException>(() => runner.Start(new Says("Perhaps")));
    }

    [Fact]
    public void No_mutilated_process_issues_a_report_past_a_mandatory_step()
    {
        var issued = 0;
        var change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Int[0, 1000]);
        Gen.Select(change.Array[0, 4], Gen.Int[0, 1000].Array[300]).Sample((changes, choices) =>
        {
            var process = WorkflowProcess.Of(ShippedWorkflowTests.Process.Definitions.Select((d, i) => changes.Where(c => c.Item1 == i).Aggregate(d, (at, c) => Mutilate(at, c.Item2, c.Item3))));
            var trace = new List<TraceEntry>();
            try
            {
                Drive(process, choices, (_, _, _) => { }, trace);
            }
            catch (InvalidOperationException)
            {
                // A doubled step, a process that goes round without end, or an issue that the runner refused.
            }

            var end = trace.FindIndex(e => e.Kind == TraceKind.Finished && e.Detail == "Issued");
            if (end >= 0)
            {
                Interlocked.Increment(ref issued);
                Assert.Equal([], Missing(process, trace[..end]));
            }
        }, iter: 3000);

        Assert.True(issued > 100, $"Only {issued} runs came to the issue.");
    }

    // What was finished, told apart from what the runner counts as fulfilled: each in its order, signatures after the last draft.
    private static List<string> Missing(WorkflowProcess process, List<TraceEntry> trace)
    {
        var done = trace.Where(e => e.Kind == TraceKind.Finished).Select(e => (process.Find(e.Path)!.Step, e.Detail)).ToList();
        int First(int after, Func<WorkflowStep, string?, bool> one) => after >= done.Count ? int.MaxValue : done.FindIndex(after + 1, d => one(d.Step, d.Detail)) is var at and >= 0 ? at : int.MaxValue;
        bool Guarded(WorkflowStep step, string? outcome, params string[] guards) => step.Type == StepType.Task && step.GuardsOf(outcome!).Intersect(guards).Any();
        var gate = First(-1, (s, o) => s.Gate == "contract" && o == "Cleared");
        var contract = First(gate, (s, o) => Guarded(s, o, Guards.ContractAccepted));
        var plan = First(contract, (s, o) => Guarded(s, o, Guards.PlanComplete));
        var documents = First(plan, (s, o) => s.Phase == "implement" && o == "Done");
        var findings = First(documents, (s, _) => s.Type == StepType.FindingsLoop);
        var again = First(findings, (s, o) => s.Gate == "implementation" && o == "Cleared");
        var draft = done.FindLastIndex(d => d.Step.Type == StepType.Draft);
        var review = First(draft, (s, o) => s.Level == "review" && o == "Signed");
        var steps = new Dictionary<string, int>
        {
            ["gate"] = gate,
            ["contract"] = contract,
            ["team"] = First(contract, (s, o) => Guarded(s, o, Guards.TeamReady)),
            ["declarations"] = First(contract, (s, o) => Guarded(s, o, Guards.DeclarationsSigned)),
            ["plan"] = plan,
            ["documents"] = documents,
            ["visit"] = First(plan, (s, o) => Guarded(s, o, Guards.SiteVisitRecorded, Guards.SiteVisitNotNeeded)),
            ["figures"] = First(plan, (s, o) => Guarded(s, o, Guards.FiguresChecked)),
            ["offsets"] = First(plan, (s, o) => Guarded(s, o, Guards.OffsetsChecked)),
            ["findings"] = findings,
            ["again"] = again,
            ["draft"] = draft > again ? draft : int.MaxValue,
            ["review"] = review,
            ["approval"] = First(review, (s, o) => s.Level == "approval" && o == "Signed"),
        };
        return [.. steps.Where(s => s.Value >= done.Count).Select(s => s.Key)];
    }

    private static WorkflowDefinition Mutilate(WorkflowDefinition definition, int what, int which)
    {
        var (connections, steps) = (definition.Connections.ToList(), definition.Steps.Where(s => s.Type is not (StepType.Start or StepType.Child)).ToList());
        if (connections.Count < 2 || steps.Count < 2)
        {
            return definition;
        }

        var connection = which % connections.Count;
        var step = steps[which % steps.Count];
        switch (what % 3)
        {
            case 0:
                connections.RemoveAt(connection);
                return definition with { Connections = connections };
            case 1:
                connections[connection] = connections[connection] with { To = steps[what % steps.Count].Id };
                return definition with { Connections = connections };
            default:
                var next = connections.FirstOrDefault(c => c.From == step.Id)?.To ?? step.Id;
                return definition with
                {
                    Steps = [.. definition.Steps.Where(s => s != step)],
                    Connections = [.. connections.Where(c => c.From != step.Id).Select(c => c.To == step.Id ? c with { To = next } : c).Where(c => c.To != step.Id)],
                };
        }
    }

    // Takes what the choices say, and once they are used up, whatever leads on.
    private static WorkflowState Drive(WorkflowProcess process, int[] choices, Action<WorkflowState, string?, string?> after, List<TraceEntry>? trace = null)
    {
        var runner = new WorkflowRunner(process);
        var went = runner.Start(new Undecided());
        trace?.AddRange(went.Trace);
        after(went.State, null, null);
        for (var i = 0; !went.State.IsEnded && i < 1000; i++)
        {
            var open = went.State.Waiting.Where(w => process.Find(w.Path)!.Step is { Type: not StepType.Child } step && step.Outcomes.Any(o => process.Next(w.Path, o).Count > 0)).ToList();
            if (open.Count == 0)
            {
                break;
            }

            var choice = i < choices.Length ? choices[i] : 0;
            var waiting = open[choice % open.Count];
            var outcomes = process.Find(waiting.Path)!.Step.Outcomes.Where(o => process.Next(waiting.Path, o).Count > 0).ToList();
            var outcome = outcomes[choice % 7 == 6 ? choice % outcomes.Count : 0];
            went = runner.Resume(went.State, waiting.Path, waiting.Round, outcome, new Undecided())!;
            trace?.AddRange(went.Trace);
            after(went.State, waiting.Path, outcome);
        }

        return went.State;
    }

    private static IEnumerable<string> Stands(WorkflowProcess process, WorkflowState state) => state.Waiting.Select(w => w.Path).Where(p => process.Find(p)!.Step.Type != StepType.Child);

    private static int Count(List<TraceEntry> trace, string path) => trace.Count(e => e.Kind == TraceKind.Entered && e.Path == path);

    private sealed class Undecided : IStepFacts
    {
        public string? OutcomeOf(Place place) => null;
    }

    private sealed class Says(string outcome) : IStepFacts
    {
        public string? OutcomeOf(Place place) => place.Step.Type == StepType.IndependenceCheck ? outcome : null;
    }

    private sealed class Always : IStepFacts
    {
        public string? OutcomeOf(Place place) => place.Step.Outcomes[0];
    }
}
