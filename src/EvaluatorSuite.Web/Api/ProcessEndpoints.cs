using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Drawings;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>How far a step has come.</summary>
public enum StepStanding { NotReached, Waiting, Held, Done, GivenUp }

/// <summary>A definition that the process runs.</summary>
/// <param name="Key">Its <c>definitionId</c>.</param>
/// <param name="Sha256">Of the file, which never changes.</param>
public sealed record ProcessDefinitionView(string Key, int Version, string Name, string Sha256);

/// <summary>An outcome that somebody can choose.</summary>
/// <param name="NeedsNote">Whether it has to be explained.</param>
/// <param name="Refusals">Every reason why it cannot be chosen now.</param>
public sealed record OutcomeView(string Outcome, bool NeedsNote, IReadOnlyList<RefusalView> Refusals);

/// <summary>A step of the process.</summary>
/// <param name="Path">Its place: the ids of the steps that run definitions within one another, <c>Implementation/Documents</c>.</param>
/// <param name="Key">Stable over versions of the definition: <c>impl.documents</c>.</param>
/// <param name="Role">Who acts: leader, evaluator, reviewer, approver, organizer or officer; null where the facts alone decide.</param>
/// <param name="Round">How often it was come to; 0 when never.</param>
/// <param name="Since">Since when it waits, or when it was done or given up.</param>
/// <param name="DueOn">The day by which it should be done; for a timer the day that it waits for.</param>
/// <param name="HeldSince">Since when an independence check before it is not cleared.</param>
/// <param name="HeldBy">What that check finds.</param>
/// <param name="Outcome">Of a step that is done.</param>
/// <param name="Mine">Whether your part lets you finish it.</param>
/// <param name="Outcomes">What a person can choose while it waits; empty for a step that the facts alone decide.</param>
public sealed record StepView(
    string Path, string Key, string Name, string? Role, StepStanding Standing, int Round, DateTimeOffset? Since, DateOnly? DueOn, DateTimeOffset? HeldSince, IReadOnlyList<RefusalView> HeldBy,
    string? Outcome, bool Mine, IReadOnlyList<OutcomeView> Outcomes);

/// <summary>Where an engagement stands in its process.</summary>
/// <param name="Process">SHA-256 that pins all definitions together.</param>
/// <param name="Definitions">The outermost first.</param>
/// <param name="Ended">Whether nothing more is to be done.</param>
public sealed record ProcessShape(string Process, IReadOnlyList<ProcessDefinitionView> Definitions, bool Ended, IReadOnlyList<StepView> Steps);

/// <summary>A waiting step, and what it came to.</summary>
public sealed record FinishBody
{
    /// <summary>As the process gave it.</summary>
    public string? Path { get; init; }

    /// <summary>As the process gave it: what is said to one round counts for no later one.</summary>
    public int? Round { get; init; }

    /// <summary>One of its outcomes.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why; needed to return something, to give findings up, or to reconsider.</summary>
    public string? Note { get; init; }
}

public static class ProcessEndpoints
{
    public static void MapProcess(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/process").WithTags("Process");
        group.MapRead("", GetAsync);

        // Whose step it is decides who may: the use case asks.
        group.MapAct("POST", "/steps", EngagementAct.Read, FinishAsync);
    }

    /// <summary>Where the engagement stands: every step, whom it waits for and since when, what holds it, and what is done.</summary>
    internal static async Task<Found<ProcessShape>> GetAsync(Guid engagementId, HttpContext http, ProcessDesk desk, CancellationToken cancellationToken) =>
        new(await desk.ShowAsync(http, engagementId, cancellationToken));

    /// <summary>Finishes a step that waits for you.</summary>
    /// <remarks>What follows from it by itself happens at once: the answer is the process as it stands then. A step that somebody finished before is refused with <c>step.gone</c>.</remarks>
    internal static async Task<Found<ProcessShape>> FinishAsync(
        Guid engagementId, HttpContext http, JsonBody<FinishBody> body, SuiteDb db, StepService steps, ProcessDesk desk, TextCatalog texts, CancellationToken cancellationToken)
    {
        var given = body.Value;
        new RefusalList().Need("Path", given.Path).ThrowIfAny();
        var round = given.Round.Need("Round");
        var id = await db.WaitingSteps.Where(s => s.EngagementId == engagementId && s.Path == given.Path && s.Round == round).Select(s => s.Id).SingleOrDefaultAsync(cancellationToken);
        await steps.FinishAsync(http.User.Actor(), engagementId, id, given.Outcome ?? "", given.Note, texts, cancellationToken);
        return new(await desk.ShowAsync(http, engagementId, cancellationToken));
    }
}

/// <summary>Shows a process to whoever asks for it by the interface.</summary>
public sealed class ProcessDesk(SuiteDb db, EngagementViews views, ProcessReader reader, TextCatalog texts)
{
    public async Task<ProcessShape> ShowAsync(HttpContext http, Guid engagementId, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        var parts = await db.PartsAsync(http.User.Actor(), engagementId, cancellationToken);
        var process = await reader.ReadAsync(view.Facts, view.Verdict, parts, cancellationToken) ?? throw new MissingException(nameof(ProcessInstance));
        var waiting = process.Steps.ToDictionary(s => s.Row.Path, StringComparer.Ordinal);
        var steps = ProcessWords.Drawn(process.Process, process, texts).SelectMany(d => d.Steps).Where(s => s.Step.Type.Waits());
        return new ProcessShape(
            process.Process.Digest, [.. process.Process.Definitions.Select(d => new ProcessDefinitionView(d.Key, d.Version, d.Name.In(texts.Language), d.Sha256))], process.State.IsEnded,
            [.. steps.Select(s => Step(s, waiting.GetValueOrDefault(s.Path)))]);
    }

    private StepView Step(DrawnStep drawn, StandingStep? waiting) => new(
        drawn.Path, drawn.Step.Key, drawn.Step.Name.In(texts.Language), drawn.Step.Role.Length == 0 ? null : drawn.Step.Role, StandingOf(drawn.State), drawn.Round,
        waiting?.Row.Since ?? drawn.At, waiting?.Row.DueOn, waiting?.Row.HeldSince, [.. (waiting?.HeldBy ?? []).Select(Shown)],
        drawn.State == StepState.Done ? drawn.Outcome : null, waiting?.Mine ?? false,
        [.. (waiting?.Outcomes ?? []).Select(o => new OutcomeView(o.Outcome, o.NeedsNote, [.. o.Refusals.Select(Shown)]))]);

    private RefusalView Shown(Refusal refusal) => Problem.View(refusal, texts);

    private static StepStanding StandingOf(StepState state) => state switch
    {
        StepState.Done => StepStanding.Done,
        StepState.GivenUp => StepStanding.GivenUp,
        StepState.Waiting => StepStanding.Waiting,
        StepState.Held => StepStanding.Held,
        _ => StepStanding.NotReached,
    };
}
