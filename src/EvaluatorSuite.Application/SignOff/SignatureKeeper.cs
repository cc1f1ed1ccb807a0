using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>
/// Looks after every act whether what was signed is still so, in the act's transaction. A signature on anything else is void, by the
/// names of what changed. A report that was issued keeps its signatures: what changes afterwards is a matter of its examination.
/// </summary>
public sealed class SignatureKeeper(SuiteDb db, ContentStore contents, LedgerWriter ledger, TimeProvider clock)
{
    public async Task KeepAsync(EvaluationFacts facts, Verdict verdict, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(facts.EngagementId, cancellationToken);
        if (standing.Count == 0)
        {
            return;
        }

        var now = CaseContent.Of(facts, verdict);
        foreach (var signed in standing.Where(s => s.FactsRoot != now.Root).GroupBy(s => s.Root))
        {
            var then = (await contents.ReadAsync(signed.Key, cancellationToken)).Without(SignedContent.Report);
            await VoidAsync([.. signed], [.. then.ChangesTo(now).Select(c => c.Name)], cancellationToken);
        }
    }

    /// <summary>What was signed before does not count for what comes now: a new draft, or a return.</summary>
    /// <param name="why"><c>report</c> for a new draft, <c>returned</c>.</param>
    public async Task VoidAllAsync(Guid engagementId, string why, CancellationToken cancellationToken) =>
        await VoidAsync(await StandingAsync(engagementId, cancellationToken), [why], cancellationToken);

    /// <summary>Signatures that stand and belong to no issued report.</summary>
    private Task<List<Signature>> StandingAsync(Guid engagementId, CancellationToken cancellationToken) => db.Signatures
        .Where(s => s.EngagementId == engagementId && s.VoidedAt == null && !db.IssuedReports.Any(r => r.VersionId == s.VersionId)).ToListAsync(cancellationToken);

    private async Task VoidAsync(IReadOnlyList<Signature> signatures, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var signature in signatures)
        {
            signature.Void(clock.GetUtcNow(), names);
            await db.SaveChangesAsync(cancellationToken);
            await ledger.AppendAsync(Guid.Empty, signature.EngagementId, "signature.voided", new Dictionary<string, object?>
            {
                ["level"] = signature.Level,
                ["signer"] = signature.Name,
                ["root"] = signature.Root,
                ["changed"] = signature.VoidedBy,
                ["count"] = signature.VoidedCount,
            }, cancellationToken);
        }
    }
}
