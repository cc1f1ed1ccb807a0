using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>Begins a report in the place of one that was issued, and gives it up (docs/decisions/0016).</summary>
public sealed class AmendmentService(SuiteDb db, EngagementActs acts, EvaluationReader reader, ProcessKeeper keeper, SignatureKeeper signatures)
{
    /// <summary>Begins a report that is to take the place of one that was issued: drafted, reviewed and approved like the first. Until it is issued the old one stands as it stood.</summary>
    /// <exception cref="RefusedException">Another is under way, the report has been replaced already, or the process of the engagement cannot come to another issue.</exception>
    public async Task AmendAsync(Actor actor, Guid engagementId, Guid reportId, int seenVersion, AmendmentKind kind, string? reason, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Approve, cancellationToken);
        var report = await db.IssuedReports.SingleOrDefaultAsync(r => r.Id == reportId && r.EngagementId == engagementId, cancellationToken) ?? throw new MissingException(nameof(IssuedReport));
        db.Entry(report).Property(r => r.Version).OriginalValue = seenVersion;
        new RefusalList().Need("Reason", reason, 2000)
            .Add(report.SupersededBy is not null, "", "amend.replaced", ("number", report.Number), ("by", report.SupersededBy ?? ""))
            .Add(engagement.Amendment is not null, "", "amend.already", ("number", engagement.AmendsNumber ?? "")).ThrowIfAny();
        await signatures.VoidAllAsync(engagementId, "amendment", cancellationToken);
        engagement.Amend(new AmendmentFacts(report.Number, kind, reason!.Trim()));
        await db.SaveChangesAsync(cancellationToken);
        await StandAsync(actor, engagementId, begin: true, cancellationToken);
        await acts.RecordAsync(actor, engagementId, "report.amendment-begun", new Dictionary<string, object?> { ["number"] = report.Number, ["kind"] = kind, ["reason"] = reason.Trim() }, cancellationToken);
    }

    /// <summary>Gives the new report up. The old one stands, and what follows an issue begins anew.</summary>
    public async Task GiveUpAmendmentAsync(Actor actor, Guid engagementId, string? reason, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginAsync(actor, engagementId, EngagementAct.Approve, cancellationToken);
        new RefusalList().Need("Reason", reason, 2000).Add(engagement.Amendment is null, "", "amend.none").ThrowIfAny();
        var number = engagement.AmendsNumber;
        await signatures.VoidAllAsync(engagementId, "amendment", cancellationToken);
        engagement.Amend(null);
        await db.SaveChangesAsync(cancellationToken);
        await StandAsync(actor, engagementId, begin: false, cancellationToken);
        await acts.RecordAsync(actor, engagementId, "report.amendment-given-up", new Dictionary<string, object?> { ["number"] = number, ["reason"] = reason!.Trim() }, cancellationToken);
    }

    private async Task StandAsync(Actor actor, Guid engagementId, bool begin, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        await keeper.AmendAsync(facts, Evaluation.Evaluate(facts), begin, actor.UserId, cancellationToken);
    }
}
