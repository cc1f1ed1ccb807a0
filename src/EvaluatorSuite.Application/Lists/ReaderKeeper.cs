using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Ids">Everybody with a part in the engagement, for the search as well.</param>
public sealed record KeptReaders(IReadOnlyCollection<Guid> Ids, bool Changed);

/// <summary>Keeps who reads an engagement and on whose first page its duties stand, beside the standing and in the same transaction.</summary>
public sealed class ReaderKeeper(SuiteDb db)
{
    public async Task<KeptReaders> KeepAsync(EngagementStanding standing, EvaluationFacts facts, IReadOnlyList<DutyRow> duties, CancellationToken cancellationToken)
    {
        // The act has it before it in most cases.
        var openedBy = (await db.Engagements.FindAsync([standing.EngagementId], cancellationToken))!.OpenedBy;
        var parts = PartsOf(facts, openedBy);
        var rows = await db.EngagementReaders.AsNoTracking().Where(r => r.EngagementId == standing.EngagementId).ToDictionaryAsync(r => r.ReaderId, cancellationToken);
        var marks = Readers.MarksOf(standing);
        var listed = parts.Concat(Readers.ShelvesOf(standing).Select(id => KeyValuePair.Create(id, EngagementParts.None))).ToList();
        var changed = parts.Keys.Any(id => !rows.ContainsKey(id)) || rows.Keys.Except(parts.Keys).Any(id => !Readers.IsShelf(id));
        await AlignAsync(standing, (int)marks, [.. rows.Values], cancellationToken);
        foreach (var (readerId, part) in listed)
        {
            if (!rows.Remove(readerId, out var row))
            {
                db.EngagementReaders.Add(new EngagementReader
                {
                    EngagementId = standing.EngagementId,
                    ReaderId = readerId,
                    Parts = (int)part,
                    Marks = (int)marks,
                    OpenedAt = standing.OpenedAt,
                    Start = standing.Start,
                    NextDue = standing.NextDue ?? DateOnly.MaxValue,
                    Name = standing.EventName,
                });
            }
            else if (row.Parts != (int)part)
            {
                await db.EngagementReaders.Where(r => r.EngagementId == standing.EngagementId && r.ReaderId == readerId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Parts, (int)part), cancellationToken);
            }
        }

        if (rows.Count > 0)
        {
            var gone = rows.Keys.ToList();
            await db.EngagementReaders.Where(r => r.EngagementId == standing.EngagementId && gone.Contains(r.ReaderId)).ExecuteDeleteAsync(cancellationToken);
        }

        await KeepDutiesAsync(duties, parts, cancellationToken);
        return new KeptReaders(parts.Keys, changed);
    }

    // What every reader's row says alike is written by one command; at most acts nothing else changes.
    private async Task AlignAsync(EngagementStanding standing, int marks, IReadOnlyList<EngagementReader> rows, CancellationToken cancellationToken)
    {
        var due = standing.NextDue ?? DateOnly.MaxValue;
        if (rows.Any(r => (r.Marks, r.OpenedAt, r.Start, r.NextDue, r.Name) != (marks, standing.OpenedAt, standing.Start, due, standing.EventName)))
        {
            await db.EngagementReaders.Where(r => r.EngagementId == standing.EngagementId).ExecuteUpdateAsync(
                r => r.SetProperty(x => x.Marks, marks).SetProperty(x => x.OpenedAt, standing.OpenedAt).SetProperty(x => x.Start, standing.Start).SetProperty(x => x.NextDue, due).SetProperty(x => x.Name, standing.EventName), cancellationToken);
        }
    }

    /// <summary>The parts of everyone who has one, by account for who opened it and by person for the rest.</summary>
    private static Dictionary<Guid, EngagementParts> PartsOf(EvaluationFacts facts, Guid openedBy)
    {
        var parts = new Dictionary<Guid, EngagementParts>();
        if (openedBy != Guid.Empty)
        {
            parts[openedBy] = EngagementRights.PartsOf(null, true, null, null, facts.Team);
        }

        foreach (var participant in facts.Participants)
        {
            parts[participant.PersonId] = EngagementRights.PartsOf(participant.PersonId, false, facts.Terms.ReviewerId, facts.Terms.ApproverId, facts.Team);
        }

        return parts;
    }

    private async Task KeepDutiesAsync(IReadOnlyList<DutyRow> duties, Dictionary<Guid, EngagementParts> parts, CancellationToken cancellationToken)
    {
        var ids = duties.Select(d => d.Id).ToList();
        var rows = await db.DutyReaders.Where(d => ids.Contains(d.DutyId)).ToDictionaryAsync(d => (d.DutyId, d.ReaderId), cancellationToken);
        foreach (var duty in duties)
        {
            foreach (var (readerId, part) in PagesOf(duty, parts))
            {
                if (!rows.Remove((duty.Id, readerId), out var row))
                {
                    db.DutyReaders.Add(row = new DutyReader { DutyId = duty.Id, ReaderId = readerId, DueOn = duty.DueOn ?? DateOnly.MaxValue });
                }

                row.Part = part;
            }
        }

        db.DutyReaders.RemoveRange(rows.Values);
    }

    // Each reader once: what is mine is not something that I wait for as well.
    private static Dictionary<Guid, TodayPart> PagesOf(DutyRow duty, Dictionary<Guid, EngagementParts> parts)
    {
        var pages = new Dictionary<Guid, TodayPart>();
        var leading = parts.Where(p => (p.Value & (EngagementParts.Leader | EngagementParts.Opener)) != 0).Select(p => p.Key).ToList();
        var working = parts.Where(p => (p.Value & (EngagementParts.Leader | EngagementParts.Evaluator)) != 0).Select(p => p.Key).ToList();
        var blocks = duty.Kind is DutyKind.MendBlocks or DutyKind.ClearConflict or DutyKind.StepHeld;
        var holders = duty.Holder switch
        {
            DutyHolder.Leader => leading,
            DutyHolder.Team => working.Count > 0 ? working : leading,
            DutyHolder.Officer => [Readers.Officer],
            DutyHolder.Person when duty.PersonId is { } person => [person],
            _ => [],
        };
        foreach (var id in working.Concat(leading))
        {
            pages[id] = blocks ? TodayPart.Blocked : TodayPart.Others;
        }

        foreach (var id in holders)
        {
            pages[id] = blocks ? TodayPart.Blocked : TodayPart.Mine;
        }

        if (duty.Kind == DutyKind.ClearConflict)
        {
            pages[Readers.Officer] = TodayPart.Blocked;
        }

        return pages;
    }
}
