using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Independence;

/// <param name="Index">Which threat of the declaration.</param>
public sealed record Judgement(int Index, ThreatLevel? Level, string? Safeguard, string? Note);

/// <summary>The impartiality officer judges what people declare. It decides about their threats alone: what the registry blocks stays blocked.</summary>
public sealed class ThreatService(SuiteDb db, EngagementActs acts, TimeProvider clock)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <exception cref="MissingException">There is no such threat in this engagement.</exception>
    /// <exception cref="ForbiddenException">The actor is not the impartiality officer.</exception>
    /// <exception cref="RefusedException">With every reason.</exception>
    public async Task JudgeAsync(Actor actor, Guid engagementId, Guid declarationId, int seenVersion, Judgement judgement, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.JudgeThreats, cancellationToken);
        var row = await acts.RowAsync<Declaration>(engagementId, declarationId, seenVersion, cancellationToken);
        if (judgement.Index < 0 || judgement.Index >= row.Facts.Threats.Count)
        {
            throw new MissingException(nameof(Threat));
        }

        var threat = row.Facts.Threats[judgement.Index];
        var (safeguard, note) = (judgement.Safeguard?.Trim() is { Length: > 0 } text ? text : null, (judgement.Note ?? "").Trim());
        RefusedException.ThrowIfAny(ThreatRules.Judge(judgement.Level, safeguard, note, own: row.Facts.PersonId == actor.PersonId));

        var judged = threat with
        {
            Level = judgement.Level!.Value,
            Safeguard = safeguard,
            JudgedById = actor.UserId,
            JudgedOn = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime),
            JudgementNote = note,
        };
        row.Correct(row.Facts with { Threats = [.. row.Facts.Threats.Select((t, i) => i == judgement.Index ? judged : t)] });
        await acts.RecordAsync(actor, engagementId, "threat.judged", await ValuesAsync(row.Facts.PersonId, threat, judged, cancellationToken), cancellationToken);
    }

    private async Task<Dictionary<string, object?>> ValuesAsync(Guid personId, Threat was, Threat judged, CancellationToken cancellationToken) => new()
    {
        ["person"] = personId,
        ["name"] = await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.Name).SingleAsync(cancellationToken),
        ["threat"] = was.Description,
        ["was"] = new Dictionary<string, object?> { ["level"] = was.Level, ["safeguard"] = was.Safeguard },
        ["level"] = judged.Level,
        ["safeguard"] = judged.Safeguard,
        ["note"] = judged.JudgementNote,
    };
}
