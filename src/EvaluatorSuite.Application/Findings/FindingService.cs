using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Findings;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Findings;

/// <summary>Findings and their rounds: raised by an evaluator, answered by the organizer, closed by an evaluator by name or sent back.</summary>
public sealed class FindingService(SuiteDb db, EngagementActs acts)
{
    public async Task<string> RaiseAsync(Actor actor, Guid engagementId, FindingKind kind, string? requirement, string? description, DateOnly today, DateOnly dueOn, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        var keys = await db.Findings.Where(f => f.EngagementId == engagementId).Select(f => f.Facts.Key).ToListAsync(cancellationToken);
        var finding = new FindingFacts
        {
            Key = RowKeys.Next(kind == FindingKind.Nonconformity ? "NC-" : "CL-", keys),
            Kind = kind,
            Requirement = requirement?.Trim() ?? "",
            Description = description?.Trim() ?? "",
            RaisedOn = today,
            DueOn = dueOn,
        };
        FindingRefusals.ToRaise(finding).ThrowIfAny();
        db.Findings.Add(new Finding(engagementId, await acts.NextPositionAsync<Finding>(engagementId, cancellationToken), finding));
        await acts.RecordAsync(actor, engagementId, "finding.raised", Changes.Of(finding), cancellationToken);
        return finding.Key;
    }

    /// <summary>The organizer's answer, from the portal or written down by the team for them.</summary>
    public async Task AnswerAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? answer, string? cause, DateOnly today, CancellationToken cancellationToken)
    {
        if (actor.IsStaff)
        {
            await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        }
        else
        {
            await acts.BeginForOrganizerAsync(actor, engagementId, cancellationToken);
        }

        var row = await acts.RowAsync<Finding>(engagementId, rowId, seenVersion, cancellationToken);
        FindingRefusals.ToAnswer(row.Facts, answer, cause).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { Answer = answer!.Trim(), Cause = string.IsNullOrWhiteSpace(cause) ? row.Facts.Cause : cause.Trim(), AnsweredOn = today }, "finding.answered", cancellationToken);
    }

    public async Task CloseAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? closure, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        FindingRefusals.ToClose(row.Facts, closure).ThrowIfAny();
        await ChangeAsync(actor, row, row.Facts with { ClosedOn = today, ClosedById = actor.PersonId, Closure = string.IsNullOrWhiteSpace(closure) ? null : closure.Trim() }, "finding.closed", cancellationToken);
    }

    /// <summary>The answer does not do: it goes back with the reason, and the next round begins.</summary>
    public async Task ReturnAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? reason, DateOnly nextDue, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        FindingRefusals.ToReturn(row.Facts, reason, nextDue, today).ThrowIfAny();
        await ChangeAsync(actor, row, NextRound(row.Facts, reason!, nextDue, today), "finding.returned", cancellationToken);
    }

    public async Task ReopenAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? reason, DateOnly nextDue, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await BeginAsync(actor, engagementId, rowId, seenVersion, cancellationToken);
        FindingRefusals.ToReopen(row.Facts, reason, nextDue, today).ThrowIfAny();
        await ChangeAsync(actor, row, NextRound(row.Facts, reason!, nextDue, today) with { ClosedOn = null, ClosedById = null, Closure = null }, "finding.reopened", cancellationToken);
    }

    private static FindingFacts NextRound(FindingFacts facts, string reason, DateOnly nextDue, DateOnly today) => facts with
    {
        // What the evaluator noted on closing is no answer: the organizer reads the rounds.
        Rounds = [.. facts.Rounds, new FindingRound(facts.Answer ?? "", facts.AnsweredOn ?? facts.ClosedOn ?? today, reason.Trim(), today, nextDue)],
        Answer = null,
        AnsweredOn = null,
        DueOn = nextDue,
    };

    private async Task<Finding> BeginAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        return await acts.RowAsync<Finding>(engagementId, rowId, seenVersion, cancellationToken);
    }

    private async Task ChangeAsync(Actor actor, Finding row, FindingFacts facts, string action, CancellationToken cancellationToken)
    {
        var before = row.Facts;
        row.Correct(facts);
        var values = Changes.Between(before, facts);
        values["key"] = facts.Key;
        await acts.RecordAsync(actor, row.EngagementId, action, values, cancellationToken);
    }
}
