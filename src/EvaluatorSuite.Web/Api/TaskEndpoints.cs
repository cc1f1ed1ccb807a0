using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;

namespace EvaluatorSuite.Web.Api;

/// <summary>A step of a process as its acts name it.</summary>
public sealed record StepName(string Path, int Round);

/// <summary>Something that is to be done in an engagement.</summary>
/// <param name="Kind">What is to be done; <c>step</c> is a step of the process.</param>
/// <param name="Subject">Key of the row that it is about, or of the step; empty for the engagement as a whole.</param>
/// <param name="Title">In a sentence, as the first page has it.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Late">Whether its day has passed.</param>
/// <param name="Step">Which step of the process; null for anything else.</param>
/// <param name="Page">Where a person does it.</param>
public sealed record TaskView(Guid Engagement, string EventName, DutyKind Kind, DutyHolder Holder, string Subject, string Title, DateTimeOffset Since, DateOnly? DueOn, bool Late, StepName? Step, string Page);

public static class TaskEndpoints
{
    private static readonly IReadOnlyDictionary<string, TodayPart> Parts = ApiJson.Words<TodayPart>();

    public static void MapTasks(this IEndpointRouteBuilder api) => api.MapGroup("/tasks").WithTags("Process").MapGet("", ListAsync).Needs(TokenScopes.ReadEngagements);

    /// <summary>What you have to do in all your engagements, as on the first page, the most urgent first; what has no day comes last.</summary>
    /// <param name="part">mine when absent; blocked for what holds your engagements up, others for what you wait for.</param>
    /// <param name="cursor">What the part before gave as <c>next</c>.</param>
    /// <param name="limit">How many at once: 1 to 200, 50 when absent.</param>
    internal static async Task<Found<Page<TaskView>>> ListAsync(
        HttpContext http, TodayList today, ProcessReader processes, TextCatalog texts, TimeProvider clock, string? part, string? cursor, string? limit, CancellationToken cancellationToken)
    {
        var most = ApiList.LimitOf(limit);
        if (!Parts.TryGetValue(part ?? "mine", out var of))
        {
            throw Wrong("part", "api.part", ("allowed", string.Join(", ", Parts.Keys)));
        }

        (DateOnly, Guid)? after = null;
        if (ApiList.PlaceOf(cursor) is var (day, duty))
        {
            after = day <= DateOnly.MaxValue.DayNumber ? (DateOnly.FromDayNumber((int)day), duty) : throw Wrong("cursor", "api.cursor");
        }

        var rows = await today.PageAsync(http.User.Actor(), of, after, most + 1, cancellationToken);
        var next = rows.Count > most ? ApiList.Cursor((rows[most - 1].Row.DueOn ?? DateOnly.MaxValue).DayNumber, rows[most - 1].DutyId) : null;
        var now = ChinaTime.Today(clock);
        var steps = await processes.WaitingAsync([.. rows.Take(most).Where(r => IsStep(r.Row)).Select(r => r.Row.EngagementId).Distinct()], cancellationToken);
        return new(new Page<TaskView>([.. rows.Take(most).Select(r => View(r.Row, IsStep(r.Row) ? steps[(r.Row.EngagementId, r.Row.Subject)].FirstOrDefault() : null, of, now, texts))], next));
    }

    private static bool IsStep(TodayRow row) => row.Kind is DutyKind.Step or DutyKind.StepHeld;

    private static TaskView View(TodayRow row, Waiting? step, TodayPart part, DateOnly today, TextCatalog texts)
    {
        var title = DutyWords.Title(row, part == TodayPart.Others ? TodayGroup.Others : TodayGroup.Mine, texts);
        return new TaskView(
            row.EngagementId, row.Event, row.Kind, row.Holder, row.Subject, title, row.Since, row.DueOn, row.DueOn < today, step is null ? null : new StepName(step.Path, step.Round), DutyWords.Address(row));
    }

    private static ApiException Wrong(string name, string code, params (string, object)[] values) => new(StatusCodes.Status400BadRequest, new Refusal(new Message(code, values), name));
}
