using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Independence;

/// <summary>An engagement whose independence a fact would block, with what would refuse it.</summary>
public sealed record Consequence(Guid EngagementId, string EventName, IReadOnlyList<Issue> Issues);

/// <param name="Visible">Those that the actor may see.</param>
/// <param name="Hidden">How many others there are.</param>
/// <param name="Evaluated">How many were asked.</param>
/// <param name="Touched">How many the fact could touch; more than were asked when there are many.</param>
public sealed record Consequences(IReadOnlyList<Consequence> Visible, int Hidden, int Evaluated, int Touched);

/// <summary>
/// Says what a fact would do before it is recorded: it is entered, the rules are asked, and it is taken back, all inside the transaction
/// of the request. What is shown is what would be.
/// </summary>
public sealed class ConflictPreview(SuiteDb db, EvaluationReader reader)
{
    public const int MaxEvaluated = 50;

    /// <param name="enter">Enters the fact and says what it touches.</param>
    public async Task<Consequences> OfAsync(Actor actor, Func<Task<RecheckJob.Args>> enter, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("What would follow is looked at inside a transaction.");
        await transaction.CreateSavepointAsync(nameof(ConflictPreview), cancellationToken);
        var touched = await db.OpenAsync(await enter(), cancellationToken);
        var asked = touched.Take(MaxEvaluated).ToList();
        var after = new Dictionary<Guid, (string Event, List<Issue> Blocks)>();
        foreach (var id in asked)
        {
            var found = await BlocksAsync(id, cancellationToken);
            if (found.Blocks.Count > 0)
            {
                after[id] = found;
            }
        }

        await transaction.RollbackToSavepointAsync(nameof(ConflictPreview), cancellationToken);
        db.ChangeTracker.Clear();
        var blocked = new List<Consequence>();
        foreach (var (id, (name, blocks)) in after)
        {
            var before = (await BlocksAsync(id, cancellationToken)).Blocks.Select(Identity).ToHashSet();
            var added = blocks.Where(i => !before.Contains(Identity(i))).ToList();
            if (added.Count > 0)
            {
                blocked.Add(new Consequence(id, name, added));
            }
        }

        var ids = blocked.Select(b => b.EngagementId).ToList();
        var visible = await db.Engagements.VisibleTo(db, actor).Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancellationToken);
        return new Consequences([.. blocked.Where(b => visible.Contains(b.EngagementId))], blocked.Count - visible.Count, asked.Count, touched.Count);
    }

    private async Task<(string Event, List<Issue> Blocks)> BlocksAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        return (facts.Event.Name, [.. Evaluation.Evaluate(facts).Issues.Where(i => i.Blocks && i.Rule.Key.StartsWith("independence.", StringComparison.Ordinal))]);
    }

    private static (string Rule, string Path) Identity(Issue issue) => (issue.Rule.Key, string.Join('/', issue.Path.Select(n => n.Key)));
}
