namespace EvaluatorSuite.Domain.Workflows;

/// <summary>One command of the runner, from the state before it to the state after it, with what happened between.</summary>
internal sealed class WorkflowRun(WorkflowProcess process, WorkflowState state, IStepFacts facts)
{
    /// <summary>More than a checked process can do at one command.</summary>
    private const int MostSteps = 10_000;

    private readonly List<TraceEntry> _trace = [];
    private readonly Queue<(string Path, string From)> _ahead = new();
    private WorkflowState _state = state;

    public Transition To(string path)
    {
        _ahead.Enqueue((path, ""));
        return Advance();
    }

    public Transition Past(string path, string outcome)
    {
        Leave(path, outcome);
        return Advance();
    }

    public Transition Back(string issue, string draft)
    {
        Clear(issue, draft);
        foreach (var taken in Obligations.TakenBy(process.Find(issue)!.Step, "Returned").Where(_state.Held.Contains))
        {
            Write(new TraceEntry(TraceKind.Took, draft, Detail: taken));
        }

        return To(draft);
    }

    public Transition Onward(string issue)
    {
        Clear(_state.Waiting.Select(w => w.Path).FirstOrDefault(p => process.IsBehind(issue, p)) ?? issue, issue);

        // What was given for the report that was issued: it stands.
        foreach (var given in Obligations.MissingIn(_state))
        {
            Write(new TraceEntry(TraceKind.Gave, issue, Detail: given));
        }

        foreach (var target in process.Next(issue, "Issued"))
        {
            _ahead.Enqueue((target, issue));
        }

        return Advance();
    }

    public Transition Again()
    {
        var before = -1;
        while (_state.Count != before && !_state.IsEnded)
        {
            before = _state.Count;
            foreach (var waiting in _state.Waiting.Where(w => process.Find(w.Path) is { Step.Type: not StepType.Child }))
            {
                if (_state.Waiting.Contains(waiting) && Decided(process.Find(waiting.Path)!) is { } outcome)
                {
                    Leave(waiting.Path, outcome);
                    Advance();
                }
            }
        }

        return new Transition(_state, _trace);
    }

    // Everything within the definition that both steps lie in; then what runs the step that is gone to is under way again.
    private void Clear(string from, string to)
    {
        var common = process.Find(from)!.Parent;
        while (!IsWithin(process.Find(to)!.Parent, common))
        {
            common = process.Find(common!)!.Parent;
        }

        Give(w => IsWithin(process.Find(w)!.Parent, common));
        EnterOuter(process.Find(to)!.Parent);
    }

    private void EnterOuter(string? path)
    {
        if (path is not null && _state.Find(path) is null)
        {
            EnterOuter(process.Find(path)!.Parent);
            Write(new TraceEntry(TraceKind.Entered, path, _state.Rounds.GetValueOrDefault(path) + 1));
        }
    }

    private Transition Advance()
    {
        do
        {
            while (_ahead.TryDequeue(out var next))
            {
                // What begins beside an end is entered first, so that what the end cuts off stands in the trace.
                if (IsEnd(next.Path) && _ahead.Any(a => !IsEnd(a.Path) && IsWithin(process.Find(a.Path)!.Parent, process.Find(next.Path)!.Parent)))
                {
                    _ahead.Enqueue(next);
                    continue;
                }

                Come(next.Path, next.From);
                if (_trace.Count > MostSteps)
                {
                    throw new InvalidOperationException("The process goes round without end.");
                }
            }
        }
        while (!_state.IsEnded && (OpenJoins() || CloseChildren()));

        return new Transition(_state, _trace);
    }

    private void Come(string path, string from)
    {
        var step = process.Find(path)!.Step;
        var arrived = _state.Arrivals.Where(a => a.Join == path).Select(a => a.From).ToHashSet();
        var isBack = process.IsBack(from, path);
        if (arrived.Contains(from) || (isBack && arrived.Count > 0))
        {
            throw new DoubledStepException(path);
        }

        // Whoever comes back is the only one under way: the others met here when it was passed.
        if (step.Type != StepType.Join || isBack)
        {
            Enter(path);
            return;
        }

        Write(new TraceEntry(TraceKind.Arrived, path, Detail: from));
        arrived.Add(from);
        if (step.Mode == JoinMode.WaitAny)
        {
            CancelBefore(path);
            Enter(path);
        }
        else if (step.Mode == JoinMode.WaitAll && process.Before(path).All(arrived.Contains))
        {
            Enter(path);
        }
    }

    private void Enter(string path)
    {
        if (_state.Find(path) is not null)
        {
            throw new DoubledStepException(path);
        }

        var place = process.Find(path)!;
        Write(new TraceEntry(TraceKind.Entered, path, _state.Rounds.GetValueOrDefault(path) + 1));
        switch (place.Step.Type)
        {
            case StepType.Start or StepType.Join:
                Leave(path, "Done");
                break;
            case StepType.SetVariable:
                Write(new TraceEntry(TraceKind.Set, path, Detail: $"{place.Step.Sets!.Value.Id}={place.Step.Sets.Value.Value}"));
                Leave(path, "Done");
                break;
            case StepType.Fork:
                Leave(path, [.. place.Step.Outcomes]);
                break;
            case StepType.End or StepType.Complete or StepType.Finish:
                Leave(path);
                Give(w => IsWithin(process.Find(w)!.Parent, place.Parent));
                break;
            case StepType.Child:
                _ahead.Enqueue((process.Start(path).Path, path));
                break;
            default:
                if (Decided(place) is { } outcome)
                {
                    Leave(path, outcome);
                }

                break;
        }
    }

    private string? Decided(Place place)
    {
        var outcome = facts.OutcomeOf(place);
        if (outcome is not null && !place.Step.Outcomes.Contains(outcome))
        {
            throw new InvalidOperationException($"{place.Path} has no outcome {outcome}.");
        }

        // An outcome that leads nowhere is waited out: a check that is not cleared.
        return outcome is null || process.Next(place.Path, outcome).Count == 0 ? null
            : outcome == "True" && place.Step.Type == StepType.Decision && !Obligations.AllowYes(place.Step, _state) ? "False" : outcome;
    }

    private bool IsEnd(string path) => process.Find(path)!.Step.Outcomes.Count == 0;

    private static bool IsWithin(string? path, string? outer) => outer is null || path == outer || path?.StartsWith(outer + "/", StringComparison.Ordinal) == true;

    private void Leave(string path, params string[] outcomes)
    {
        var step = process.Find(path)!.Step;
        if (step.Type == StepType.Issue && outcomes.Contains("Issued") && Obligations.MissingIn(_state) is { Count: > 0 } missing)
        {
            throw new InvalidOperationException($"A report cannot be issued without {string.Join(", ", missing)}.");
        }

        Write(new TraceEntry(TraceKind.Finished, path, _state.Find(path)!.Round, string.Join(',', outcomes)));
        foreach (var (kind, name) in Obligations.ChangedBy(step, outcomes, _state.Held))
        {
            Write(new TraceEntry(kind, path, Detail: name));
        }

        foreach (var target in outcomes.SelectMany(o => process.Next(path, o)).Distinct())
        {
            _ahead.Enqueue((target, path));
        }
    }

    // A join for all that are under way opens when no other path can still come to it.
    private bool OpenJoins()
    {
        var parked = _state.Arrivals.Select(a => a.Join).Distinct().Where(j => process.Find(j)!.Step.Mode == JoinMode.WaitAllActive).ToList();
        var ready = parked.FirstOrDefault(join => !Standing(join).Any(p => process.ComesTo(p, join)))
            ?? parked.FirstOrDefault(join => !_state.Waiting.Any(w => process.Find(w.Path)!.Parent == process.Find(join)!.Parent));
        if (ready is null)
        {
            return false;
        }

        Enter(ready);
        return true;
    }

    private IEnumerable<string> Standing(string join) => _state.Waiting.Select(w => w.Path).Concat(_state.Arrivals.Select(a => a.Join).Where(j => j != join))
        .Where(p => process.Find(p)!.Parent == process.Find(join)!.Parent);

    // A definition is at its end when nothing of it is under way; what runs it goes on.
    private bool CloseChildren()
    {
        var done = _state.Waiting.FirstOrDefault(w => process.Find(w.Path)!.Step.Type == StepType.Child && !IsUnderWay(w.Path));
        if (done is not null)
        {
            Leave(done.Path, "Done");
            return true;
        }

        if (!IsUnderWay(null))
        {
            Write(new TraceEntry(TraceKind.Ended, ""));
        }

        return false;
    }

    private bool IsUnderWay(string? parent) => _state.Waiting.Select(w => w.Path).Concat(_state.Arrivals.Select(a => a.Join)).Any(p => process.Find(p)!.Parent == parent);

    private void CancelBefore(string join) => Give(path =>
    {
        // What runs a definition stands for the steps within it.
        var at = path;
        while (process.Find(at)!.Parent is { } outer && process.Find(at)!.Parent != process.Find(join)!.Parent)
        {
            at = outer;
        }

        return at != join && process.Find(at)!.Parent == process.Find(join)!.Parent && process.ComesTo(at, join);
    }, join);

    private void Give(Func<string, bool> up, string? join = null)
    {
        foreach (var waiting in _state.Waiting.Where(w => up(w.Path)))
        {
            Write(new TraceEntry(TraceKind.Cancelled, waiting.Path, waiting.Round));
        }

        foreach (var arrival in _state.Arrivals.Where(a => up(a.Join)))
        {
            Write(new TraceEntry(TraceKind.Forgotten, arrival.Join, Detail: arrival.From));
        }

        var left = _ahead.Where(a => a.Path != join && !up(a.Path)).ToList();
        _ahead.Clear();
        left.ForEach(_ahead.Enqueue);
    }

    private void Write(TraceEntry entry)
    {
        _trace.Add(entry);
        _state = _state.With(entry);
    }
}
