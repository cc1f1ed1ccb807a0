using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>A step in the whole process: its place is the ids of the steps that run definitions within one another, <c>Implementation/Documents</c>.</summary>
public sealed record Place(string Path, WorkflowStep Step, WorkflowDefinition Definition)
{
    /// <summary>Path of the step that runs this step's definition; null in the outermost.</summary>
    public string? Parent => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : null;
}

/// <summary>The evaluation's definition with those it runs: what an engagement pins as one.</summary>
public sealed class WorkflowProcess
{
    /// <summary>Steps of the whole, a definition's counted as often as it is run: a few that run each other often would come to millions.</summary>
    public const int MaxPlaces = 5000;

    /// <summary>Letters of a step's path.</summary>
    public const int MaxPath = 200;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Outcome), List<string>> _next = [];
    private readonly Dictionary<string, List<string>> _before = new(StringComparer.Ordinal);
    private readonly HashSet<(string From, string To)> _back = [];
    private readonly ConcurrentDictionary<(string From, bool Forward), HashSet<string>> _reach = [];
    private readonly ConcurrentDictionary<(string From, string Join), HashSet<string>> _comes = [];

    private WorkflowProcess(IReadOnlyList<WorkflowDefinition> definitions)
    {
        Definitions = definitions;
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', definitions.Select(d => $"{d.Key} {d.Sha256}")))));
    }

    /// <summary>The outermost first, the others by key; definitions that nothing runs are not among them.</summary>
    public IReadOnlyList<WorkflowDefinition> Definitions { get; }

    /// <summary>SHA-256 over a line <c>key sha256</c> for each definition, in their order.</summary>
    public string Digest { get; }

    public IReadOnlyCollection<Place> Places => _places.Values;

    public Place Root => Start(null);

    /// <param name="definitions">Each has been read without a fault.</param>
    /// <exception cref="UnreadableException">A definition is missing, or they run each other in a circle.</exception>
    public static WorkflowProcess Of(IEnumerable<WorkflowDefinition> definitions)
    {
        var byKey = definitions.GroupBy(d => d.Key).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var faults = new Faults();
        if (!byKey.TryGetValue(WorkflowDefinition.RootKey, out var root))
        {
            faults.Add("$.definitionId", "workflow.no-root", ("key", WorkflowDefinition.RootKey));
            throw new UnreadableException($"{WorkflowDefinition.RootKey}.json", faults.All);
        }

        var used = new List<WorkflowDefinition>();
        var places = 0;
        Collect(root, byKey, [], 0, used, ref places, faults);
        if (faults.Count > 0)
        {
            throw new UnreadableException($"{root.Key}.json", faults.All, faults.Count);
        }

        var process = new WorkflowProcess([root, .. used.Where(d => d != root).OrderBy(d => d.Key, StringComparer.Ordinal)]);
        process.Lay(root, "", byKey);
        return process;
    }

    /// <summary>One definition by itself, for a look at its structure: what it runs, what it decides, and the issue of a report, are steps like any other.</summary>
    public static WorkflowProcess Alone(WorkflowDefinition definition)
    {
        var alone = definition with { Steps = [.. definition.Steps.Select(s => s.Type is StepType.Child or StepType.Issue or StepType.Decision ? s with { Type = StepType.Task, Guards = [] } : s)] };
        var process = new WorkflowProcess([alone]);
        process.Lay(alone, "", []);
        return process;
    }

    public Place? Find(string path) => _places.GetValueOrDefault(path);

    public IReadOnlyList<string> Next(string path, string outcome) => _next.GetValueOrDefault((path, outcome)) ?? [];

    /// <summary>The steps with a connection to this one that does not go back.</summary>
    public IReadOnlyList<string> Before(string path) => _before.GetValueOrDefault(path) ?? [];

    /// <summary>Whether a connection between them goes back, to a step that was passed on the way.</summary>
    public bool IsBack(string from, string to) => _back.Contains((from, to));

    public Place Start(string? parent) => _places.Values.First(p => p.Parent == parent && p.Step.Type == StepType.Start);

    /// <summary>Whether one step of a definition can still lead to another of the same.</summary>
    /// <param name="forward">Without going back.</param>
    public bool Leads(string from, string to, bool forward = false) => _reach.GetOrAdd((from, forward), w => Reach(w.From, (path, next) => w.Forward && _back.Contains((path, next)))).Contains(to);

    /// <summary>Whether a step can still come to a join in this round: circles count that the join is not part of.</summary>
    public bool ComesTo(string from, string join) => _comes.GetOrAdd((from, join), w => Reach(w.From, (path, next) => _back.Contains((path, next)) && (path == w.Join || Leads(w.Join, path, forward: true)))).Contains(join);

    /// <summary>Whether a step comes after another, through whatever definitions lie between.</summary>
    public bool IsBehind(string path, string other)
    {
        // The step itself or what runs it, on the level where the two ways part.
        for (var at = path; at is not null; at = _places[at].Parent)
        {
            for (var from = other; from is not null; from = _places[from].Parent)
            {
                if (at != from && _places[at].Parent == _places[from].Parent)
                {
                    return Leads(from, at);
                }
            }
        }

        return false;
    }

    private HashSet<string> Reach(string from, Func<string, string, bool> isLeftOut)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([from]));
        while (open.TryPop(out var path))
        {
            foreach (var next in _places[path].Step.Outcomes.SelectMany(o => Next(path, o)).Where(n => !isLeftOut(path, n) && reached.Add(n)))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static void Collect(WorkflowDefinition definition, Dictionary<string, WorkflowDefinition> byKey, List<string> outer, int prefix, List<WorkflowDefinition> used, ref int places, Faults faults)
    {
        var most = places <= MaxPlaces;
        places += definition.Steps.Count;
        if (places > MaxPlaces)
        {
            if (most)
            {
                faults.Add("$.root.activities", "workflow.too-many-places", ("max", MaxPlaces));
            }

            return;
        }

        if (!used.Contains(definition))
        {
            used.Add(definition);
        }

        foreach (var step in definition.Steps.Where(s => prefix + s.Id.Length > MaxPath))
        {
            faults.Add($"{step.JsonPath}.id", "workflow.path", ("step", step.Id), ("file", definition.Key), ("max", MaxPath));
        }

        foreach (var step in definition.Steps.Where(s => s.Type == StepType.Child))
        {
            var path = $"{step.JsonPath}.workflowDefinitionId.expression.value";
            if (!byKey.TryGetValue(step.Child, out var child))
            {
                faults.Add(path, "workflow.child", ("value", step.Child), ("file", definition.Key));
            }
            else if (child == definition || outer.Contains(child.Key))
            {
                faults.Add(path, "workflow.child-circle", ("value", step.Child), ("file", definition.Key));
            }
            else
            {
                Collect(child, byKey, [.. outer, definition.Key], prefix + step.Id.Length + 1, used, ref places, faults);
            }
        }
    }

    private void Lay(WorkflowDefinition definition, string prefix, Dictionary<string, WorkflowDefinition> byKey)
    {
        foreach (var step in definition.Steps)
        {
            _places.Add(prefix + step.Id, new Place(prefix + step.Id, step, definition));
        }

        var graph = new DefinitionGraph(definition);
        foreach (var connection in definition.Connections)
        {
            var (from, to) = (prefix + connection.From, prefix + connection.To);
            (_next.TryGetValue((from, connection.Port), out var next) ? next : _next[(from, connection.Port)] = []).Add(to);
            if (graph.IsBack(connection))
            {
                _back.Add((from, to));
            }
            else
            {
                (_before.TryGetValue(to, out var before) ? before : _before[to] = []).Add(from);
            }
        }

        foreach (var step in definition.Steps.Where(s => s.Type == StepType.Child))
        {
            Lay(byKey[step.Child], $"{prefix}{step.Id}/", byKey);
        }
    }
}
