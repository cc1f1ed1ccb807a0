namespace EvaluatorSuite.Domain.Workflows;

/// <summary>Where a process that has issued a report stands again when another is to be made in its place.</summary>
public static class ProcessAmendment
{
    /// <param name="stands">Every way in which the process can stand (<see cref="ProcessChecker.Stands"/>).</param>
    /// <returns>Null where the process cannot come to another issue: it has no draft before it, or waits elsewhere for what is over.</returns>
    public static Transition? Begin(WorkflowProcess process, WorkflowState state, IStepFacts facts, IReadOnlySet<string> stands) =>
        IssueOf(process, state) is { } issue && DraftBefore(process, issue) is { } draft
            ? Possible(new WorkflowRunner(process).Back(state, issue.Path, draft.Path, facts), stands)
            : null;

    /// <summary>Nothing new is made after all: what follows the issue begins anew.</summary>
    public static Transition? GiveUp(WorkflowProcess process, WorkflowState state, IStepFacts facts, IReadOnlySet<string> stands) =>
        IssueOf(process, state) is { } issue ? Possible(new WorkflowRunner(process).Onward(state, issue.Path, facts), stands) : null;

    private static Transition? Possible(Transition went, IReadOnlySet<string> stands) => stands.Contains(ProcessChecker.Key(went.State)) ? went : null;

    // The one that the report was issued at.
    private static Place? IssueOf(WorkflowProcess process, WorkflowState state) => process.Places.FirstOrDefault(p => p.Step.Type == StepType.Issue && state.Rounds.ContainsKey(p.Path));

    // In the same definition where it has one, for then nothing but that is done again.
    private static Place? DraftBefore(WorkflowProcess process, Place issue) => process.Places.Where(p => p.Step.Type == StepType.Draft && process.IsBehind(issue.Path, p.Path))
        .OrderByDescending(p => p.Parent == issue.Parent).ThenBy(p => p.Path, StringComparer.Ordinal).FirstOrDefault();
}
