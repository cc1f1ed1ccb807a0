using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

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

/// <summary>Reads an engagement for showing. What was evaluated is kept for as long as nothing that it was reached from has changed.</summary>
public sealed class EngagementViews(SuiteDb db, EvaluationReader reader, IMemoryCache cache)
{
    /// <exception cref="MissingException">There is no such engagement.</exception>
    public async Task<EngagementView> GetAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var state = await db.Standings.Where(s => s.EngagementId == engagementId)
            .Select(s => new { s.Touched, s.Phase, Shared = db.SharedFacts.Select(f => f.Changes).First() }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Domain.Engagements.Engagement));
        var key = (nameof(EngagementViews), engagementId, state.Touched, state.Shared);
        if (cache.TryGetValue(key, out EngagementView? kept))
        {
            return kept!;
        }

        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var view = new EngagementView(facts, Evaluation.Evaluate(facts), state.Phase);

        // Inside a transaction the counters may be those of an act that is rolled back, and would come again for other facts.
        if (db.Database.CurrentTransaction is null)
        {
            cache.Set(key, view, new MemoryCacheEntryOptions { Size = 1 + (facts.Inventory.Count / 50), SlidingExpiration = TimeSpan.FromMinutes(30) });
        }

        return view;
    }
}
