using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>How far a step has come; colour, shape and words of the drawing and the list come from it.</summary>
public enum StepState { Open, Gathering, Done, GivenUp, Under, Waiting, Held }

/// <summary>A step of a definition as an engagement has it.</summary>
/// <param name="Says">Its state in a few words: on whom it waits and since when, or when it was done.</param>
/// <param name="At">When it was done or given up.</param>
public sealed record DrawnStep(string Path, WorkflowStep Step, StepState State, string Says, int Round, string? Outcome, DateTimeOffset? At);

/// <summary>One definition in its place of the process.</summary>
/// <param name="Prefix">Path of the step that runs it, with a slash; empty for the outermost.</param>
/// <param name="Current">Whether a step of it waits.</param>
public sealed record DrawnDefinition(string Prefix, WorkflowDefinition Definition, IReadOnlyList<DrawnStep> Steps, IReadOnlySet<(string From, string Port)> Went, bool Current)
{
    /// <summary>Unique on its page, and the same whenever it is drawn.</summary>
    public string Id => Prefix.Length == 0 ? "process-all" : $"process-{Prefix.TrimEnd('/').Replace('/', '-')}";
}

/// <summary>Words for what a process has.</summary>
public static class ProcessWords
{
    public static string Outcome(string outcome, TextCatalog texts) => texts.Find($"outcome.{outcome}") ?? outcome;

    public static string Role(string role, TextCatalog texts) => texts[$"process.role.{(role.Length == 0 ? "none" : role)}"];

    public static string Name(WaitingStep row, TextCatalog texts) => texts.Language == TextCatalog.Chinese ? row.NameZh : row.NameEn;

    public static string Day(DateTimeOffset at, TextCatalog texts) => texts.Date(DateOnly.FromDateTime(ChinaTime.Local(at)));

    /// <summary>Every definition of the process, the outermost first, each with its steps in reading order.</summary>
    /// <param name="view">Null for the definitions by themselves, which nobody runs.</param>
    public static IReadOnlyList<DrawnDefinition> Drawn(WorkflowProcess process, ProcessView? view, TextCatalog texts)
    {
        var last = (view?.Trace ?? []).Where(t => t.Kind is TraceKind.Finished or TraceKind.Cancelled).GroupBy(t => t.Path).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var rows = (view?.Steps ?? []).ToDictionary(s => s.Row.Path, s => s.Row, StringComparer.Ordinal);
        var went = (view?.Trace ?? []).Where(t => t.Kind == TraceKind.Finished && t.Detail is not null).Select(t => (t.Path, t.Detail!)).ToHashSet();
        var prefixes = process.Places.GroupBy(p => p.Parent is { } parent ? $"{parent}/" : "").OrderBy(g => g.Key.Count(c => c == '/')).ThenBy(g => g.Key.Length == 0 ? 0 : process.Find(g.Key.TrimEnd('/'))!.Step.Position.X);
        return
        [
            .. prefixes.Select(group => new DrawnDefinition(
                group.Key, group.First().Definition,
                [.. group.OrderBy(p => p.Step.Position.X).ThenBy(p => p.Step.Position.Y).Select(p => Step(p, process, view?.State ?? WorkflowState.Empty, rows.GetValueOrDefault(p.Path), last.GetValueOrDefault(p.Path), texts))],
                went, group.Any(p => rows.ContainsKey(p.Path)))),
        ];
    }

    private static DrawnStep Step(Place place, WorkflowProcess process, WorkflowState state, WaitingStep? row, TraceRow? last, TextCatalog texts)
    {
        var round = state.Rounds.GetValueOrDefault(place.Path);
        var arrived = state.Arrivals.Count(a => a.Join == place.Path);
        var how = row?.HeldSince is not null ? StepState.Held : row is not null ? StepState.Waiting : state.Find(place.Path) is not null ? StepState.Under
            : arrived > 0 ? StepState.Gathering : last?.Kind == TraceKind.Finished ? StepState.Done : last is not null ? StepState.GivenUp : StepState.Open;
        var word = how == StepState.Gathering ? texts.Say("process.state.Gathering", ("here", arrived), ("all", process.Before(place.Path).Count)) : texts[$"process.state.{how}"];
        var more = row is not null ? texts.Say("process.with", ("whom", Role(row.Role, texts)), ("since", Day(row.Since, texts))) : how is StepState.Done or StepState.GivenUp ? Day(last!.At, texts) : null;
        return new DrawnStep(place.Path, place.Step, how, more is null ? word : $"{word} · {more}", round, how == StepState.Done ? last!.Detail : null, how is StepState.Done or StepState.GivenUp ? last!.At : null);
    }
}
