using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>What somebody who is to sign has before them.</summary>
/// <param name="Step">The step that waits for a signature; null while none does.</param>
/// <param name="Version">The newest draft; null while there is none.</param>
/// <param name="Stale">What is different now from what the draft was made of.</param>
/// <param name="Leaves">How many things the root covers, by their part: <c>evidence</c>, <c>inventory</c>.</param>
public sealed record SigningView(WaitingStep? Step, ReportVersion? Version, IReadOnlyList<ContentChange> Stale, IReadOnlyList<(string Part, int Count)> Leaves, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Signature> Signatures);

/// <summary>Technical review and approval: a signature on exactly what its signer saw.</summary>
public sealed class SignOffService(
    SuiteDb db, EngagementActs acts, SharedFactsCounter shared, EvaluationReader reader, ProcessKeeper keeper, WorkflowStore store, ReportVersions versions, ContentStore contents,
    ITimeStampAuthority authority, JobOutbox jobs, TimeProvider clock)
{
    /// <param name="seenRoot">The root that stood on the page which was signed.</param>
    /// <param name="proof">How the signer proved who they are in this moment.</param>
    /// <exception cref="MissingException">There is no such engagement, or the actor has no part in it.</exception>
    /// <exception cref="ForbiddenException">It is somebody else's to sign.</exception>
    /// <exception cref="RefusedException">With every reason: what blocks the report, what changed since the draft, a page that is no longer what is signed.</exception>
    public async Task SignAsync(Actor actor, Guid engagementId, Guid stepId, string seenRoot, string proof, CancellationToken cancellationToken)
    {
        var role = await db.WaitingSteps.Where(s => s.Id == stepId && s.EngagementId == engagementId && s.Type == StepType.SignOff).Select(s => s.Role).SingleOrDefaultAsync(cancellationToken);
        await acts.BeginAsync(actor, engagementId, role is null ? EngagementAct.Read : StepService.ActOf(role), cancellationToken);
        await shared.HoldAsync(cancellationToken);
        var step = await db.WaitingSteps.SingleOrDefaultAsync(s => s.Id == stepId && s.EngagementId == engagementId && s.Type == StepType.SignOff, cancellationToken) ?? throw Gone();
        var instance = await db.ProcessInstances.SingleAsync(i => i.EngagementId == engagementId, cancellationToken);
        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var verdict = Evaluation.Evaluate(facts);
        var about = await keeper.FactsAsync(facts, verdict, cancellationToken);
        var place = process.Find(step.Path)!;
        var level = place.Step.Level == "approval" ? SignatureLevel.Approval : SignatureLevel.Review;
        await DemandAsync(actor, engagementId, level, cancellationToken);
        var version = await versions.NewestAsync(engagementId, cancellationToken);
        var refusals = new List<Refusal>(StepService.RefusalsOf(process, ProcessKeeper.StateOf(instance), place, "Signed", null, new StepRules(about)));
        refusals.AddRange((await ToSignAsync(version, CaseContent.Of(facts, verdict), seenRoot, cancellationToken)).Found);
        refusals.AddRange(await SeparationAsync(actor, engagementId, version, level, cancellationToken));
        RefusedException.ThrowIfAny(refusals);

        var signature = new Signature
        {
            Id = Guid.CreateVersion7(),
            EngagementId = engagementId,
            VersionId = version!.Id,
            Level = level,
            UserId = actor.UserId,
            PersonId = actor.PersonId!.Value,

            // As the registry has them: the report names people, not accounts.
            Name = new RegistryNames(facts.Registry).Person(actor.PersonId!.Value).Name,
            SignedAt = clock.GetUtcNow(),
            Root = version.Root,
            FactsRoot = version.FactsRoot,
            Proof = proof,
        };
        db.Signatures.Add(signature);
        if (authority.IsConfigured)
        {
            var stamp = new TimeStamp { Id = Guid.CreateVersion7(), EngagementId = engagementId, SignatureId = signature.Id, Digest = signature.Root, AskedAt = signature.SignedAt };
            db.TimeStamps.Add(stamp);
            jobs.Enqueue<TimeStampJob, TimeStampJob.Args>(new(stamp.Id));
        }

        // The process goes on with the signature in it: the next step would find none otherwise.
        var signed = new StepRules(level == SignatureLevel.Review ? about with { Reviewed = true } : about with { Approved = true });
        _ = await keeper.FinishAsync(instance, process, step, "Signed", signed, actor.UserId, cancellationToken) ?? throw Gone();
        await acts.RecordAsync(actor, engagementId, level == SignatureLevel.Review ? "report.reviewed" : "report.approved", new Dictionary<string, object?>
        {
            ["draft"] = version.Number,
            ["draftSha256"] = version.Sha256,
            ["root"] = version.Root,
            ["signer"] = actor.Name,
            ["proof"] = proof,
            ["step"] = step.Key,
            ["round"] = step.Round,
            ["conclusion"] = version.Conclusion,
        }, cancellationToken);
    }

    /// <summary>What would be signed, and every reason why not, as the page shows it before the button.</summary>
    public async Task<SigningView> ReadAsync(EvaluationFacts facts, Verdict verdict, Actor actor, CancellationToken cancellationToken)
    {
        var id = facts.EngagementId;
        var step = await db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == id && s.Type == StepType.SignOff).OrderBy(s => s.Since).FirstOrDefaultAsync(cancellationToken);
        var version = await versions.NewestAsync(id, cancellationToken);
        var signatures = await db.Signatures.AsNoTracking().Where(s => s.EngagementId == id).OrderByDescending(s => s.SignedAt).ToListAsync(cancellationToken);
        var now = CaseContent.Of(facts, verdict);
        var stale = version is null || version.FactsRoot == now.Root ? [] : (await DraftAsync(version, cancellationToken)).ChangesTo(now);
        var leaves = ReportVersions.PartsOf(now);
        var refusals = new List<Refusal>();
        if (step is not null)
        {
            var instance = await db.ProcessInstances.AsNoTracking().SingleAsync(i => i.EngagementId == id, cancellationToken);
            var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
            var place = process.Find(step.Path)!;
            refusals.AddRange(StepService.RefusalsOf(process, ProcessKeeper.StateOf(instance), place, "Signed", null, new StepRules(await keeper.FactsAsync(facts, verdict, cancellationToken))));
            refusals.AddRange((await ToSignAsync(version, now, version?.Root ?? "", cancellationToken)).Found);
            refusals.AddRange(await SeparationAsync(actor, id, version, place.Step.Level == "approval" ? SignatureLevel.Approval : SignatureLevel.Review, cancellationToken));
        }

        return new SigningView(step, version, stale, leaves, refusals, signatures);
    }

    private async Task<RefusalList> ToSignAsync(ReportVersion? version, SignedContent now, string seenRoot, CancellationToken cancellationToken)
    {
        var draft = version is null ? null : version.FactsRoot == now.Root ? now : await DraftAsync(version, cancellationToken);
        return SignRefusals.ToSign(draft, now, seenRoot, version?.Root ?? "");
    }

    private async Task<SignedContent> DraftAsync(ReportVersion version, CancellationToken cancellationToken) => (await contents.ReadAsync(version.Root, cancellationToken)).Without(SignedContent.Report);

    // A definition says whose step it is, not what a signature is: review is the named reviewer's and approval the named approver's, whatever it says.
    private async Task DemandAsync(Actor actor, Guid engagementId, SignatureLevel level, CancellationToken cancellationToken)
    {
        var parts = await db.PartsAsync(actor, engagementId, cancellationToken);
        if (!parts.May(level == SignatureLevel.Review ? EngagementAct.Review : EngagementAct.Approve))
        {
            throw new ForbiddenException("sign");
        }
    }

    // Whoever reviewed does not approve, also by a second account of the same person; house rule after domain.md, chapter 4.
    private async Task<IReadOnlyList<Refusal>> SeparationAsync(Actor actor, Guid engagementId, ReportVersion? version, SignatureLevel level, CancellationToken cancellationToken)
    {
        if (actor.PersonId is not { } person)
        {
            return [new Refusal("sign.no-person")];
        }

        if (version is not null && (version.MadeById == actor.UserId || await db.Users.AnyAsync(u => u.Id == version.MadeById && u.PersonId == person, cancellationToken)))
        {
            return [new Refusal("sign.drafted-it")];
        }

        return level == SignatureLevel.Approval && await db.Signatures.AnyAsync(s => s.EngagementId == engagementId && s.Level == SignatureLevel.Review && s.VoidedAt == null && (s.PersonId == person || s.UserId == actor.UserId), cancellationToken)
            ? [new Refusal("sign.reviewed-it")] : [];
    }

    private static RefusedException Gone() => new([new Refusal("step.gone")]);
}
