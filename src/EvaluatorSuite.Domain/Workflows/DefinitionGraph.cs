namespace EvaluatorSuite.Domain.Workflows;

/// <summary>The steps of one definition and the ways between them.</summary>
internal sealed class DefinitionGraph
{
    private readonly Dictionary<string, List<string>> _next;
    private readonly string? _start;

    public DefinitionGraph(WorkflowDefinition definition, Func<WorkflowStep, Connection, bool>? only = null)
    {
        _next = definition.Steps.ToDictionary(s => s.Id, s => definition.Connections.Where(c => c.From == s.Id && (only is null || only(s, c))).Select(c => c.To).Distinct().ToList(), StringComparer.Ordinal);
        _start = definition.Start?.Id;
    }

    /// <summary>Every step that can be come to from one, itself among them.</summary>
    /// <param name="without">A step that is not passed.</param>
    public HashSet<string> Reach(string from, string? without = null)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(reached);
        while (open.TryPop(out var id))
        {
            foreach (var to in _next[id].Where(to => to != without && reached.Add(to)))
            {
                open.Push(to);
            }
        }

        return reached;
    }

    public bool IsOnCircle(string id) => _next[id].Any(to => Reach(to).Contains(id));

    /// <summary>Whether a connection goes back: every way from the start to where it begins has passed where it leads.</summary>
    public bool IsBack(Connection connection) =>
        connection.To == connection.From || (connection.To == _start || !Reach(_start!, connection.To).Contains(connection.From)) && Reach(connection.To).Contains(connection.From);
}
