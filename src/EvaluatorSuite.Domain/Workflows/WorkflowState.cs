using System.Collections.Immutable;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>A step at which the process stands. A step that is come to again has the next round: nothing done for an earlier one counts for it.</summary>
public sealed record Waiting(string Path, int Round);

/// <summary>A path that has come to a join and waits there for the others.</summary>
public sealed record Arrival(string Join, string From);

public enum TraceKind
{
    /// <summary>The process came to a step.</summary>
    Entered,

    /// <summary>It left it with an outcome.</summary>
    Finished,

    /// <summary>It came to a join that still waits for another path.</summary>
    Arrived,

    /// <summary>A step was given up, since another path was first or the definition came to its end.</summary>
    Cancelled,

    /// <summary>An arrival was given up in the same way.</summary>
    Forgotten,
    Set,

    /// <summary>What it did for the report that is issued at the end (<see cref="Obligations"/>), and what no longer holds.</summary>
    Gave,
    Took,

    /// <summary>Nothing more happens.</summary>
    Ended,
}

/// <summary>One thing that happened, in the order it did.</summary>
/// <param name="Detail">The outcome; where a path came from; the variable and its value, as <c>id=value</c>; the obligation.</param>
public sealed record TraceEntry(TraceKind Kind, string Path, int Round = 0, string? Detail = null);

/// <summary>Where a process stands: nothing but what its trace says, so that the trace read again gives it.</summary>
public sealed record WorkflowState
{
    public static WorkflowState Empty { get; } = new();

    /// <summary>In the order in which they were come to.</summary>
    public ImmutableList<Waiting> Waiting { get; init; } = [];

    public ImmutableList<Arrival> Arrivals { get; init; } = [];

    /// <summary>How often each step was come to.</summary>
    public ImmutableSortedDictionary<string, int> Rounds { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The <see cref="Obligations"/> that are fulfilled.</summary>
    public ImmutableSortedSet<string> Held { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public bool IsEnded { get; init; }

    /// <summary>How much has happened.</summary>
    public int Count { get; init; }

    public static WorkflowState Replay(IEnumerable<TraceEntry> trace) => trace.Aggregate(Empty, (state, entry) => state.With(entry));

    public Waiting? Find(string path) => Waiting.FirstOrDefault(w => w.Path == path);

    public WorkflowState With(TraceEntry entry) => (entry.Kind switch
    {
        TraceKind.Entered => this with
        {
            Waiting = Waiting.Add(new Waiting(entry.Path, entry.Round)),
            Rounds = Rounds.SetItem(entry.Path, entry.Round),
            Arrivals = Arrivals.RemoveAll(a => a.Join == entry.Path),

            // A report that is made anew begins again what was at its end.
            IsEnded = false,
        },
        TraceKind.Finished or TraceKind.Cancelled => this with { Waiting = Waiting.RemoveAll(w => w.Path == entry.Path && w.Round == entry.Round) },
        TraceKind.Arrived => this with { Arrivals = Arrivals.Add(new Arrival(entry.Path, entry.Detail!)) },
        TraceKind.Forgotten => this with { Arrivals = Arrivals.RemoveAll(a => a.Join == entry.Path && a.From == entry.Detail) },
        TraceKind.Set => this with { Variables = Variables.SetItem(entry.Detail!.Split('=', 2)[0], entry.Detail.Split('=', 2)[1]) },
        TraceKind.Gave => this with { Held = Held.Add(entry.Detail!) },
        TraceKind.Took => this with { Held = Held.Remove(entry.Detail!) },
        _ => this with { IsEnded = true },
    }) with { Count = Count + 1 };

    public bool Equals(WorkflowState? other) => other is not null && IsEnded == other.IsEnded && Count == other.Count
        && Waiting.SequenceEqual(other.Waiting) && Arrivals.SequenceEqual(other.Arrivals) && Rounds.SequenceEqual(other.Rounds) && Variables.SequenceEqual(other.Variables) && Held.SequenceEqual(other.Held);

    public override int GetHashCode() => HashCode.Combine(Count, IsEnded, Waiting.Count, Arrivals.Count);
}
