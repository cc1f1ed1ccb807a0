using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>Finishes the steps that wait for a person.</summary>
public sealed class StepService(SuiteDb db, EngagementActs acts, EngagementViews views, ProcessKeeper keeper, WorkflowStore store, ReportVersions versions, SignatureKeeper signatures)
{
    /// <param name="stepId">The very row that the actor saw: this step in this round.</param>
    /// <param name="note">Why; needed to return something or to give findings up.</param>
    /// <exception cref="MissingException">There is no such engagement, or the actor has no part in it.</exception>
    /// <exception cref="ForbiddenException">It is somebody else's step.</exception>
    /// <exception cref="RefusedException"><c>step.gone</c> when it is finished already; <c>step.held</c> and the conflicts while a check of independence before it is not cleared; what else must hold.</exception>
    public async Task FinishAsync(Actor actor, Guid engagementId, Guid stepId, string outcome, string? note, TextCatalog texts, CancellationToken cancellationToken)
    {
        var (engagement, parts) = await acts.TakeAsync(actor, engagementId, cancellationToken);
        var at = await db.ProcessInstances.Where(i => i.EngagementId == engagementId).Select(i => new { Instance = i, Steps = db.WaitingSteps.Where(s => s.EngagementId == i.EngagementId).ToList() }).SingleOrDefaultAsync(cancellationToken);
        var step = at?.Steps.FirstOrDefault(s => s.Id == stepId);
        var act = step is null ? EngagementAct.Read : ActOf(step.Role);
        if (!parts.May(act))
        {
            throw new ForbiddenException(act.ToString());
        }

        EngagementActs.Open(engagement);
        var instance = step is null ? throw Gone() : at!.Instance;
        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var (view, read) = await views.TakenAsync(engagementId, cancellationToken);
        var (facts, verdict, _) = view;
        var about = await keeper.FactsAsync(facts, verdict, cancellationToken);
        var rules = new StepRules(about);
        var refusals = RefusalsOf(process, ProcessKeeper.StateOf(instance), process.Find(step.Path)!, outcome, note, rules);
        RefusedException.ThrowIfAny(IsSigning(step.Type, outcome) ? [new Refusal("step.sign-here"), .. refusals] : refusals);

        var values = new Dictionary<string, object?>
        {
            ["step"] = step.Key,
            ["name"] = step.NameZh,
            ["round"] = step.Round,
            ["outcome"] = outcome,
            ["process"] = process.Digest,
        };
        if (!string.IsNullOrWhiteSpace(note))
        {
            values["note"] = note.Trim();
        }

        if (step.Type == StepType.Draft)
        {
            var version = await versions.DraftAsync(actor, facts, verdict, texts, cancellationToken);
            (values["draft"], values["draftSha256"], values["root"]) = (version.Number, version.Sha256, version.Root);
        }
        else if (step.Type is StepType.SignOff or StepType.Issue && (about.Reviewed || about.Approved))
        {
            await signatures.VoidAllAsync(engagementId, "returned", cancellationToken);
        }

        var after = step.Type is StepType.Draft or StepType.SignOff or StepType.Issue ? new StepRules(about with { Reviewed = false, Approved = false }) : rules;
        var stands = keeper.Pass(instance, at.Steps, process, step, outcome, rules, after, actor.UserId) ?? throw Gone();
        await acts.RecordAsync(actor, view, read, stands, "workflow.step-finished", values, cancellationToken);
    }

    /// <summary>Every reason why a step cannot be finished so, as the page shows it before the button.</summary>
    public static IReadOnlyList<Refusal> RefusalsOf(WorkflowProcess process, WorkflowState state, Place place, string outcome, string? note, StepRules rules)
    {
        var definition = place.Step;
        var leading = definition.Outcomes.Where(o => process.Next(place.Path, o).Count > 0).ToList();
        if (!leading.Contains(outcome))
        {
            return [new Refusal(new Message("step.outcome", ("value", outcome), ("allowed", string.Join(", ", leading))), "Outcome")];
        }

        // Asked of the facts as they are now: a change of the registry reaches the rows a little later.
        var held = ProcessKeeper.IsHeld(process, state, place, rules) ? rules.OfGate("report").Prepend(new Refusal("step.held")) : [];
        return [.. held, .. rules.ToFinish(definition, outcome), .. new RefusalList().Fit("Note", note, 2000).Add(NeedsNote(outcome) && string.IsNullOrWhiteSpace(note), "Note", "step.note").Found];
    }

    /// <summary>Outcomes that are no click: a signature and an issue have acts of their own.</summary>
    public static bool IsSigning(StepType type, string outcome) => (type, outcome) is (StepType.SignOff, "Signed") or (StepType.Issue, "Issued");

    /// <summary>Whether an outcome has to be explained.</summary>
    public static bool NeedsNote(string outcome) => outcome is "Returned" or "Unmended" or "Reconsidered";

    /// <summary>What a role's step asks of the actor's part.</summary>
    public static EngagementAct ActOf(string role) => role switch
    {
        "leader" => EngagementAct.Manage,
        "reviewer" => EngagementAct.Review,
        "approver" => EngagementAct.Approve,
        "officer" => EngagementAct.JudgeThreats,
        _ => EngagementAct.Work,
    };

    private static RefusedException Gone() => new([new Refusal("step.gone")]);
}
