namespace EvaluatorSuite.Domain.Workflows;

/// <summary>
/// Advances a process. It is a function of the state, the facts and the command alone: what it answers is saved, with the act that
/// caused it, in one transaction.
/// </summary>
public sealed class WorkflowRunner(WorkflowProcess process)
{
    public Transition Start(IStepFacts facts) => new WorkflowRun(process, WorkflowState.Empty, facts).To(process.Root.Path);

    /// <summary>Finishes the very step that was meant.</summary>
    /// <returns>Null when the process does not stand there in that round: somebody was first, or it was long ago.</returns>
    /// <exception cref="ArgumentException">The step has no such outcome, or the outcome leads nowhere.</exception>
    public Transition? Resume(WorkflowState state, string path, int round, string outcome, IStepFacts facts)
    {
        if (state.IsEnded || !state.Waiting.Contains(new Waiting(path, round)) || process.Find(path) is not { Step.Type: not StepType.Child } place)
        {
            return null;
        }

        return process.Next(path, outcome).Count > 0 ? new WorkflowRun(process, state, facts).Past(path, outcome) : throw new ArgumentException($"{path} has no outcome {outcome}.", nameof(outcome));
    }

    /// <summary>Lets every step go on that the facts have decided meanwhile.</summary>
    public Transition Review(WorkflowState state, IStepFacts facts) => new WorkflowRun(process, state, facts).Again();

    /// <summary>Gives up what is under way after the issue and stands at a draft before it, with nothing signed: a report is to be made anew.</summary>
    public Transition Back(WorkflowState state, string issue, string draft, IStepFacts facts) => new WorkflowRun(process, state, facts).Back(issue, draft);

    /// <summary>Gives up what is under way towards another issue and goes on as after the one before: no new report came of it.</summary>
    public Transition Onward(WorkflowState state, string issue, IStepFacts facts) => new WorkflowRun(process, state, facts).Onward(issue);
}
