using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>Sources that are not counted, with the reason: an evaluator's decision.</summary>
public sealed class ExclusionService(SuiteDb db, InventoryService inventory, EngagementActs acts)
{
    public const int MaxReason = LineRules.MaxText;

    public async Task ExcludeAsync(Actor actor, Guid engagementId, string? source, string? reason, CancellationToken cancellationToken)
    {
        var context = await inventory.BeginAsync(actor, engagementId, LineAuthor.Firm, cancellationToken);
        var lines = await db.InventoryLines.CountAsync(l => l.EngagementId == engagementId && l.Facts.Source == source, cancellationToken);
        RefusedException.ThrowIfAny([.. Against(context, source, reason, lines)]);

        var facts = new ExclusionFacts { Source = source!, Reason = reason!.Trim() };
        db.ExcludedSources.Add(new ExcludedSource(engagementId, await acts.NextPositionAsync<ExcludedSource>(engagementId, cancellationToken), facts));
        await acts.RecordAsync(actor, engagementId, "inventory.source-excluded", Values(facts), cancellationToken);
    }

    /// <summary>Takes an exclusion back: the source is to be counted.</summary>
    public async Task CountAsync(Actor actor, Guid engagementId, Guid exclusionId, int seenVersion, CancellationToken cancellationToken)
    {
        await inventory.BeginAsync(actor, engagementId, LineAuthor.Firm, cancellationToken);
        var excluded = await acts.RowAsync<ExcludedSource>(engagementId, exclusionId, seenVersion, cancellationToken);
        db.ExcludedSources.Remove(excluded);
        await acts.RecordAsync(actor, engagementId, "inventory.source-counted", Values(excluded.Facts), cancellationToken);
    }

    private static IEnumerable<Refusal> Against(LineContext context, string? key, string? reason, int lines)
    {
        var source = context.Guide.FindSource(key ?? "");
        if (source is null)
        {
            yield return new Refusal(new Message("exclusion.source-unknown"), "Source");
            yield break;
        }

        if (context.ExcludedSources.Contains(source.Key))
        {
            yield return new Refusal(new Message("exclusion.twice", ("source", source.Name)), "Source");
        }

        if (lines > 0)
        {
            yield return new Refusal(new Message("exclusion.has-lines", ("source", source.Name), ("count", lines)), "Source");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return new Refusal(new Message("exclusion.reason-missing", ("source", source.Name)), "Reason");
        }
        else if (reason.Trim().Length > MaxReason)
        {
            yield return new Refusal(new Message("exclusion.reason-long", ("max", MaxReason)), "Reason");
        }
    }

    private static Dictionary<string, object?> Values(ExclusionFacts facts) => new() { ["source"] = facts.Source, ["reason"] = facts.Reason };
}
