using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>The structure of one definition: what would be lost, could not be reached or never come to an end.</summary>
internal static class DefinitionChecker
{
    public static void Check(WorkflowDefinition definition, Faults faults)
    {
        Starts(definition, faults);
        if (Connections(definition, faults) && definition.Start is { } start)
        {
            var graph = new DefinitionGraph(definition);
            Reachable(definition, graph, start, faults);
            Backward(definition, graph, faults);
            Joins(definition, faults);
            Cycles(definition, faults);
        }
    }

    private static void Starts(WorkflowDefinition definition, Faults faults)
    {
        var starts = definition.Steps.Where(s => s.Type == StepType.Start).ToList();
        if (starts.Count == 0)
        {
            faults.Add("$.root.activities", "workflow.no-start");
        }

        foreach (var other in starts.Skip(1))
        {
            faults.Add($"{other.JsonPath}.type", "workflow.second-start");
        }

        foreach (var step in definition.Steps.Where(s => s.Sets is { } sets && sets.Id.Length > 0 && !definition.Variables.ContainsKey(sets.Id)))
        {
            faults.Add($"{step.JsonPath}.variable.id", "workflow.variable", ("value", step.Sets!.Value.Id));
        }
    }

    private static bool Connections(WorkflowDefinition definition, Faults faults)
    {
        var (whole, seen) = (true, new HashSet<(string, string, string)>());
        foreach (var connection in definition.Connections)
        {
            var from = definition.Find(connection.From);
            foreach (var (end, id) in new[] { ("source", connection.From), ("target", connection.To) }.Where(e => definition.Find(e.Item2) is null))
            {
                faults.Add($"{connection.JsonPath}.{end}.activity", "workflow.dangling", ("id", id));
                whole = false;
            }

            if (from is not null && !from.Outcomes.Contains(connection.Port))
            {
                faults.Add($"{connection.JsonPath}.source.port", "workflow.outcome", ("value", connection.Port), ("allowed", ElsaJson.Known(from.Outcomes)));
            }

            if (!seen.Add((connection.From, connection.Port, connection.To)))
            {
                faults.Add(connection.JsonPath, "workflow.duplicate-connection", ("from", connection.From), ("port", connection.Port), ("to", connection.To));
            }
        }

        foreach (var step in definition.Steps)
        {
            foreach (var outcome in step.Outcomes.Where(o => !StepTypes.MayStandOpen(step.Type, o) && !definition.Connections.Any(c => c.From == step.Id && c.Port == o)))
            {
                faults.Add(step.JsonPath, "workflow.outcome-open", ("step", step.Id), ("outcome", outcome));
            }

            if (step.Type == StepType.Start && definition.Connections.Any(c => c.To == step.Id))
            {
                faults.Add(step.JsonPath, "workflow.into-start");
            }
        }

        return whole;
    }

    private static void Reachable(WorkflowDefinition definition, DefinitionGraph graph, WorkflowStep start, Faults faults)
    {
        var reached = graph.Reach(start.Id);
        foreach (var step in definition.Steps.Where(s => !reached.Contains(s.Id)))
        {
            faults.Add(step.JsonPath, "workflow.unreachable", ("step", step.Id));
        }

        var ends = definition.Steps.Where(s => s.Outcomes.Count == 0).Select(s => s.Id).ToHashSet();
        foreach (var step in definition.Steps.Where(s => reached.Contains(s.Id) && !graph.Reach(s.Id).Overlaps(ends)))
        {
            faults.Add(step.JsonPath, "workflow.no-end", ("step", step.Id));
        }
    }

    // Elsa breaks off at run time when the step that a connection goes back to can be passed by on the way to where the connection begins.
    private static void Backward(WorkflowDefinition definition, DefinitionGraph graph, Faults faults)
    {
        var back = definition.Connections.Where(graph.IsBack).ToHashSet();
        var forward = new DefinitionGraph(definition, (_, c) => !back.Contains(c));
        foreach (var connection in definition.Connections.Where(c => !back.Contains(c) && forward.Reach(c.To).Contains(c.From)))
        {
            faults.Add(connection.JsonPath, "workflow.back", ("from", connection.From), ("to", connection.To));
        }
    }

    private static void Joins(WorkflowDefinition definition, Faults faults)
    {
        foreach (var step in definition.Steps.Where(s => s.Type == StepType.Join && s.Mode == JoinMode.WaitAll))
        {
            // Two outcomes of one step exclude each other: a join that waits for both waits for ever.
            foreach (var from in definition.Connections.Where(c => c.To == step.Id).GroupBy(c => c.From).Where(g => g.Count() > 1 && definition.Find(g.Key) is { Type: not StepType.Fork }))
            {
                faults.Add(step.JsonPath, "workflow.join-alternatives", ("step", step.Id), ("from", from.Key));
            }
        }
    }

    // A circle through which facts alone can drive it would go round without end.
    private static void Cycles(WorkflowDefinition definition, Faults faults)
    {
        var alone = new DefinitionGraph(definition, (step, connection) => step.Type.GoesOnByFacts() ? connection.Port != "Unmended" : !step.Type.Waits() && step.Type != StepType.Child);
        foreach (var step in definition.Steps.Where(s => alone.IsOnCircle(s.Id)))
        {
            faults.Add(step.JsonPath, "workflow.cycle", ("step", step.Id));
        }
    }
}
