namespace EvaluatorSuite.Domain.Workflows;

/// <summary>What the facts say about a step that is come to or waits.</summary>
public interface IStepFacts
{
    /// <returns>The outcome with which it goes on without anybody acting; null when it waits.</returns>
    string? OutcomeOf(Place place);
}

/// <summary>What came of a command: the new state, and what happened on the way to it.</summary>
public sealed record Transition(WorkflowState State, IReadOnlyList<TraceEntry> Trace);

/// <summary>A step was come to while the process stood there already. The checker refuses every process in which that can be.</summary>
public sealed class DoubledStepException(string path) : InvalidOperationException($"The process came to {path} twice at once.")
{
    public string Path { get; } = path;
}
