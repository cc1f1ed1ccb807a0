using System.Text.Json;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>Where an engagement stands after an act.</summary>
/// <param name="Phase"><c>prepare</c>, <c>implement</c> or <c>report</c>: of the part of the process that is under way.</param>
public sealed record ProcessStanding(IReadOnlyList<WaitingStep> Steps, string Phase, bool Ended);

/// <summary>
/// Keeps the process of an engagement beside its facts, in the transaction of the act that changed them: steps that the facts decide go
/// on, steps behind a check of independence that is not cleared are held, and are free again when it is.
/// </summary>
public sealed class ProcessKeeper(SuiteDb db, WorkflowStore store, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Phases = new(StringComparer.Ordinal) { ["preparation"] = "prepare", ["implementation"] = "implement", ["reporting"] = "report" };

    /// <summary>Lets the process go on as far as the facts let it; begins it when the engagement has none.</summary>
    public async Task<ProcessStanding> AdvanceAsync(EvaluationFacts facts, Verdict verdict, CancellationToken cancellationToken)
    {
        var about = await FactsAsync(facts, verdict, cancellationToken);
        var instance = await db.ProcessInstances.SingleOrDefaultAsync(i => i.EngagementId == facts.EngagementId, cancellationToken);
        if (instance is null)
        {
            return await BeginAsync(about, cancellationToken);
        }

        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var rules = new StepRules(about);
        var state = StateOf(instance);
        var went = facts.Closed || state.IsEnded ? new Transition(state, []) : new WorkflowRunner(process).Review(state, rules);
        return await SaveAsync(instance, process, went, rules, Guid.Empty, cancellationToken);
    }

    /// <summary>Finishes a step for an act that changes facts with it: what follows from them by itself happens when the act is recorded.</summary>
    /// <returns>Null when the process does not stand there any more.</returns>
    internal async Task<ProcessStanding?> FinishAsync(ProcessInstance instance, WorkflowProcess process, WaitingStep step, string outcome, StepRules rules, Guid actorId, CancellationToken cancellationToken)
    {
        var went = new WorkflowRunner(process).Resume(StateOf(instance), step.Path, step.Round, outcome, rules);
        return went is null ? null : await SaveAsync(instance, process, went, rules, actorId, cancellationToken);
    }

    /// <summary>Finishes a step for an act that changes no facts, and lets the process go on from there as far as it can.</summary>
    /// <param name="after">The same facts, as they are once the step is finished.</param>
    /// <returns>Null when the process does not stand there any more.</returns>
    internal ProcessStanding? Pass(ProcessInstance instance, IReadOnlyList<WaitingStep> rows, WorkflowProcess process, WaitingStep step, string outcome, StepRules rules, StepRules after, Guid actorId)
    {
        var runner = new WorkflowRunner(process);
        if (runner.Resume(StateOf(instance), step.Path, step.Round, outcome, rules) is not { } went)
        {
            return null;
        }

        Note(instance, went, actorId);
        if (!went.State.IsEnded)
        {
            Note(instance, went = runner.Review(went.State, after), Guid.Empty);
        }

        return Align(instance, rows, process, went.State, after);
    }

    /// <summary>Stands again at the draft, for a report in the place of one that was issued; or goes on as after the issue when nothing came of it.</summary>
    /// <exception cref="RefusedException">This process cannot.</exception>
    internal async Task AmendAsync(EvaluationFacts facts, Verdict verdict, bool begin, Guid actorId, CancellationToken cancellationToken)
    {
        var instance = await db.ProcessInstances.SingleAsync(i => i.EngagementId == facts.EngagementId, cancellationToken);
        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var rules = new StepRules(await FactsAsync(facts, verdict, cancellationToken));
        var went = begin ? ProcessAmendment.Begin(process, StateOf(instance), rules, ProcessMoves.StandsOf(process)) : ProcessAmendment.GiveUp(process, StateOf(instance), rules, ProcessMoves.StandsOf(process));
        await SaveAsync(instance, process, went ?? throw new RefusedException([new Refusal("amend.process")]), rules, actorId, cancellationToken);
    }

    internal async Task<ProcessFacts> FactsAsync(EvaluationFacts facts, Verdict verdict, CancellationToken cancellationToken)
    {
        var id = facts.EngagementId;
        var more = await db.Engagements.Where(e => e.Id == id).Select(e => new
        {
            Accepted = db.ContractReviews.Any(r => r.EngagementId == id && r.Facts.Accepted),
            Declined = db.ContractReviews.Any(r => r.EngagementId == id && !r.Facts.Accepted),
            Records = db.SiteRecords.Count(r => r.EngagementId == id),
            Imported = db.CaseKeys.Any(k => k.EngagementId == id),
            // Of what is not issued yet: the signatures of an issued report are no signatures of the one that replaces it.
            Reviewed = db.Signatures.Any(s => s.EngagementId == id && s.Level == SignatureLevel.Review && s.VoidedAt == null && !db.IssuedReports.Any(r => r.VersionId == s.VersionId)),
            Approved = db.Signatures.Any(s => s.EngagementId == id && s.Level == SignatureLevel.Approval && s.VoidedAt == null && !db.IssuedReports.Any(r => r.VersionId == s.VersionId)),
            IssuedAt = db.IssuedReports.Where(r => r.EngagementId == id).Max(r => (DateTimeOffset?)r.IssuedAt),
        }).SingleAsync(cancellationToken);
        return new ProcessFacts
        {
            Case = facts,
            Verdict = verdict,
            Accepted = more.Accepted ? true : more.Declined ? false : null,
            SiteRecords = more.Records,
            Imported = more.Imported,
            Reviewed = more.Reviewed,
            Approved = more.Approved,
            IssuedOn = more.IssuedAt is { } issued ? ChinaDay.Of(issued) : null,
            Today = ChinaDay.Today(clock),
        };
    }

    internal static WorkflowState StateOf(ProcessInstance instance) => JsonSerializer.Deserialize<WorkflowState>(instance.State)!;

    internal async Task<ProcessStanding> SaveAsync(ProcessInstance instance, WorkflowProcess process, Transition went, StepRules rules, Guid actorId, CancellationToken cancellationToken)
    {
        Note(instance, went, actorId);
        var rows = await db.WaitingSteps.Where(s => s.EngagementId == instance.EngagementId).ToListAsync(cancellationToken);
        var standing = Align(instance, rows, process, went.State, rules);
        await db.SaveChangesAsync(cancellationToken);
        return standing;
    }

    // The rows of what waits become those of the state.
    private ProcessStanding Align(ProcessInstance instance, IReadOnlyList<WaitingStep> rows, WorkflowProcess process, WorkflowState state, StepRules rules)
    {
        var now = clock.GetUtcNow();
        db.WaitingSteps.RemoveRange(rows.Where(r => !state.Waiting.Contains(new Waiting(r.Path, r.Round))));
        var steps = new List<WaitingStep>();
        foreach (var waiting in state.Waiting)
        {
            var place = process.Find(waiting.Path)!;
            if (place.Step.Type == StepType.Child)
            {
                continue;
            }

            var row = rows.FirstOrDefault(r => r.Path == waiting.Path && r.Round == waiting.Round);
            if (row is null)
            {
                db.WaitingSteps.Add(row = Row(instance.EngagementId, place, waiting.Round, now));
            }

            if (place.Step.Type == StepType.Timer)
            {
                row.DueOn = rules.DueOn(place.Step);
            }

            row.HeldSince = IsHeld(process, state, place, rules) ? row.HeldSince ?? now : null;
            steps.Add(row);
        }

        return new ProcessStanding(steps, PhaseOf(process, state), state.IsEnded);
    }

    private void Note(ProcessInstance instance, Transition went, Guid actorId)
    {
        if (went.Trace.Count > 0)
        {
            var (now, number) = (clock.GetUtcNow(), went.State.Count - went.Trace.Count);
            db.TraceRows.AddRange(went.Trace.Select(e => new TraceRow { EngagementId = instance.EngagementId, Number = ++number, Kind = e.Kind, Path = e.Path, Round = e.Round, Detail = e.Detail, At = now, ActorId = actorId }));
            instance.State = JsonSerializer.Serialize(went.State);
            instance.EndedAt = went.State.IsEnded ? instance.EndedAt ?? now : null;
            instance.Version++;
        }
    }

    /// <summary>Whether a check of independence that this step lies behind was cleared once and is not any more.</summary>
    internal static bool IsHeld(WorkflowProcess process, WorkflowState state, Place place, StepRules rules) => process.Places.Any(check =>
        check.Step.Type == StepType.IndependenceCheck && check.Path != place.Path && state.Rounds.ContainsKey(check.Path) && state.Find(check.Path) is null
        && process.IsBehind(place.Path, check.Path) && rules.OfGate(check.Step.Gate).Count > 0);

    private async Task<ProcessStanding> BeginAsync(ProcessFacts about, CancellationToken cancellationToken)
    {
        var process = await store.CurrentAsync(cancellationToken);
        var instance = new ProcessInstance { EngagementId = about.Case.EngagementId, ProcessDigest = process.Digest, State = "", StartedAt = clock.GetUtcNow() };
        db.ProcessInstances.Add(instance);
        return await SaveAsync(instance, process, new WorkflowRunner(process).Start(new StepRules(about) { CatchesUp = true }), new StepRules(about), Guid.Empty, cancellationToken);
    }

    private static WaitingStep Row(Guid engagementId, Place place, int round, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        EngagementId = engagementId,
        Path = place.Path,
        Round = round,
        Key = place.Step.Key,
        Type = place.Step.Type,
        Role = place.Step.Role,
        NameZh = place.Step.Name.Zh,
        NameEn = place.Step.Name.En,
        Since = now,
        DueOn = place.Step.DueWorkingDays is { } days ? ChinaDay.AfterWorkingDays(ChinaDay.Of(now), days) : null,
    };

    // The part that is furthest on: the three phases follow one another.
    private static string PhaseOf(WorkflowProcess process, WorkflowState state) => state.Rounds.Keys.Select(p => process.Find(p)).OfType<Place>()
        .Where(p => p.Step.Type == StepType.Child && Phases.ContainsKey(p.Step.Child)).Select(p => (Phase: Phases[p.Step.Child], Under: state.Find(p.Path) is not null))
        .OrderByDescending(p => p.Under).ThenByDescending(p => Phases.Values.ToList().IndexOf(p.Phase)).Select(p => p.Phase).FirstOrDefault() ?? "prepare";

    /// <summary>What waits for somebody, as duties; what waits for facts alone is shown by the facts' own duties.</summary>
    public static IEnumerable<Duty> Duties(ProcessStanding standing, EvaluationFacts facts) =>
        from step in standing.Steps
        where step.HeldSince is not null || step.Type is StepType.Task or StepType.Checklist or StepType.Draft or StepType.SignOff or StepType.Issue
        let person = step.Role switch { "reviewer" => facts.Terms.ReviewerId, "approver" => facts.Terms.ApproverId, _ => null }
        let holder = person is not null ? DutyHolder.Person : step.Role switch
        {
            "evaluator" => DutyHolder.Team,
            "organizer" => DutyHolder.Organizer,
            "officer" => DutyHolder.Officer,
            _ => DutyHolder.Leader,
        }
        select new Duty(step.HeldSince is null ? DutyKind.Step : DutyKind.StepHeld, holder, step.Key, $"{step.NameZh}\n{step.NameEn}", person, step.DueOn);
}
