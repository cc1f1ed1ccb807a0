using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Engagements;

public enum PhaseState { NotBegun, Under, Blocked, Done }

/// <summary>How one of the three phases of an evaluation stands: how many issues refuse its end.</summary>
public sealed record PhaseStanding(string Phase, PhaseState State, int Blocks);

/// <summary>One engagement at one moment: the facts and what the rules make of them.</summary>
/// <param name="Phase">Where the process stands: <c>prepare</c>, <c>implement</c> or <c>report</c>.</param>
public sealed record EngagementView(EvaluationFacts Facts, Verdict Verdict, string Phase = "prepare")
{
    private static readonly Dictionary<string, string> PhaseOfPart = new(StringComparer.Ordinal)
    {
        ["independence"] = "prepare",
        ["team"] = "prepare",
        ["plan"] = "prepare",
        ["site-visit"] = "implement",
        ["checklist"] = "implement",
        ["evidence"] = "implement",
        ["inventory"] = "implement",
        ["offset"] = "implement",
        ["neutrality"] = "implement",
        ["finding"] = "implement",
    };

    private static readonly string[] Order = ["prepare", "implement", "report"];

    public RegistryNames Names { get; } = new(Facts.Registry);

    public IReadOnlyList<Issue> Blocks => [.. Verdict.Issues.Where(i => i.Blocks)];

    /// <summary>Preparation, implementation, reporting: behind the process, under way, or before it.</summary>
    public IReadOnlyList<PhaseStanding> Phases
    {
        get
        {
            var prepare = Blocks.Count(i => PhaseOf(i) == "prepare");
            var implement = Blocks.Count(i => PhaseOf(i) == "implement");
            var report = Blocks.Count - prepare - implement;
            return [State("prepare", prepare), State("implement", implement), State("report", report)];
        }
    }

    private PhaseStanding State(string phase, int blocks)
    {
        var place = Phase == "closed" ? -1 : Array.IndexOf(Order, phase) - Array.IndexOf(Order, Phase);
        return new PhaseStanding(phase, place > 0 ? PhaseState.NotBegun : blocks > 0 && phase == "prepare" ? PhaseState.Blocked : place < 0 ? PhaseState.Done : PhaseState.Under, blocks);
    }

    public Node Named(Guid organizationId) => Names.Organization(organizationId);

    private string PhaseOf(Issue issue)
    {
        var item = Facts.Guide.FindItem(issue.Subject.Key);
        return item is null ? PhaseOfPart[issue.Rule.Key.Split('.')[0]] : item.Phase;
    }
}
