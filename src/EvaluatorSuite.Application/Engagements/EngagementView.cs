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
public sealed record EngagementView(EvaluationFacts Facts, Verdict Verdict)
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

    public RegistryNames Names { get; } = new(Facts.Registry);

    public IReadOnlyList<Issue> Blocks => [.. Verdict.Issues.Where(i => i.Blocks)];

    /// <summary>Preparation, implementation, reporting; a later phase does not begin before what refuses the earlier one is mended.</summary>
    public IReadOnlyList<PhaseStanding> Phases
    {
        get
        {
            var prepare = Blocks.Count(i => PhaseOf(i) == "prepare");
            var implement = Blocks.Count(i => PhaseOf(i) == "implement");
            var report = Blocks.Count - prepare - implement;
            return
            [
                new("prepare", prepare > 0 ? PhaseState.Blocked : PhaseState.Done, prepare),
                new("implement", prepare > 0 ? PhaseState.NotBegun : implement > 0 ? PhaseState.Under : PhaseState.Done, implement),
                new("report", prepare + implement > 0 ? PhaseState.NotBegun : PhaseState.Under, report),
            ];
        }
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
            .Select(s => new { s.Touched, Shared = db.SharedFacts.Select(f => f.Changes).First() }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Domain.Engagements.Engagement));
        var key = (nameof(EngagementViews), engagementId, state.Touched, state.Shared);
        if (cache.TryGetValue(key, out EngagementView? kept))
        {
            return kept!;
        }

        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var view = new EngagementView(facts, Evaluation.Evaluate(facts));

        // Inside a transaction the counters may be those of an act that is rolled back, and would come again for other facts.
        if (db.Database.CurrentTransaction is null)
        {
            cache.Set(key, view, new MemoryCacheEntryOptions { Size = 1 + (facts.Inventory.Count / 50), SlidingExpiration = TimeSpan.FromMinutes(30) });
        }

        return view;
    }
}
