using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Independence;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Rules">Which refuse, by key.</param>
public sealed record ConflictNow(Guid EngagementId, string Event, string Organizer, string Leader, IReadOnlyList<string> Rules);

public sealed record DeclaredThreat(Guid EngagementId, string Event, Guid DeclarationId, int Index, string Person, Threat Threat);

public sealed record MissingDeclaration(Guid EngagementId, string Event, string Person, DateTimeOffset Since);

/// <summary>A conflict that appeared or went.</summary>
public sealed record ConflictChange(DateTimeOffset At, string Action, Guid? EngagementId, string? Event, long Sequence);

/// <summary>What the impartiality officer watches. Each question begins at what is kept for it: none reads the engagements that have nothing to show.</summary>
public sealed class ImpartialityDesk(SuiteDb db)
{
    public const string Blocked = "independence.blocked";
    public const string Cleared = "independence.cleared";

    public async Task<IReadOnlyList<ConflictNow>> ConflictsAsync(int most, CancellationToken cancellationToken)
    {
        var standings = await (from shelf in db.EngagementReaders.Where(r => r.ReaderId == Readers.EveryConflict).OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.EngagementId).Take(most)
                               join standing in db.Standings on shelf.EngagementId equals standing.EngagementId
                               orderby standing.OpenedAt descending, standing.EngagementId descending
                               select new { standing.EngagementId, standing.EventName, standing.OrganizerName, standing.LeaderName }).ToListAsync(cancellationToken);
        var ids = standings.Select(s => s.EngagementId).ToList();
        var rules = (await db.Duties.Where(d => d.Kind == DutyKind.ClearConflict && EF.Parameter(ids).Contains(d.EngagementId)).Select(d => new { d.EngagementId, d.Subject }).ToListAsync(cancellationToken))
            .ToLookup(d => d.EngagementId, d => d.Subject);
        return [.. standings.Select(s => new ConflictNow(s.EngagementId, s.EventName, s.OrganizerName, s.LeaderName, [.. rules[s.EngagementId]]))];
    }

    /// <summary>Those that wait for a judgement first, then those of the newest engagements.</summary>
    public async Task<IReadOnlyList<DeclaredThreat>> ThreatsAsync(int most, CancellationToken cancellationToken)
    {
        // Declarations keep their threats as one text, so what is to be judged is found through the duties and the rest by the newest.
        var waiting = await db.Duties.Where(d => d.Kind == DutyKind.JudgeThreat).OrderBy(d => d.Since).Select(d => d.EngagementId).Take(most).ToListAsync(cancellationToken);
        var newest = await db.EngagementReaders.Where(r => r.ReaderId == Readers.Everything).OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.EngagementId)
            .Select(r => r.EngagementId).Take(most).ToListAsync(cancellationToken);
        var threats = await ThreatsOfAsync([.. waiting.Union(newest)], cancellationToken);
        return [.. threats.OrderByDescending(t => t.Threat.AwaitsJudgement).ThenBy(t => t.Threat.JudgedById is not null).Take(most)];
    }

    /// <summary>In the order of their engagements, the newest first.</summary>
    public async Task<IReadOnlyList<DeclaredThreat>> ThreatsOfAsync(IReadOnlyList<Guid> engagements, CancellationToken cancellationToken)
    {
        var rows = await (from declaration in db.Declarations.AsNoTracking()
                          where EF.Parameter(engagements).Contains(declaration.EngagementId)
                          join standing in db.Standings on declaration.EngagementId equals standing.EngagementId
                          join person in db.People on declaration.Facts.PersonId equals person.Id
                          orderby standing.OpenedAt descending, standing.EngagementId descending, declaration.Position
                          select new { declaration.Id, declaration.EngagementId, standing.EventName, person.Name, declaration.Facts }).ToListAsync(cancellationToken);
        return [.. rows.SelectMany(r => r.Facts.Threats.Select((t, i) => new DeclaredThreat(r.EngagementId, r.EventName, r.Id, i, r.Name, t)))];
    }

    public async Task<IReadOnlyList<MissingDeclaration>> UndeclaredAsync(int most, CancellationToken cancellationToken) =>
        await (from duty in db.Duties.Where(d => d.Kind == DutyKind.Declare).OrderBy(d => d.Since).Take(most)
               join standing in db.Standings on duty.EngagementId equals standing.EngagementId
               orderby duty.Since
               select new MissingDeclaration(duty.EngagementId, standing.EventName, duty.Text, duty.Since)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<ConflictChange>> ChangesAsync(int most, CancellationToken cancellationToken)
    {
        var newest = db.Ledger.Where(e => e.Action == Blocked || e.Action == Cleared).OrderByDescending(e => e.Sequence).Take(most);
        return await (from entry in newest
                      join standing in db.Standings on entry.EngagementId equals (Guid?)standing.EngagementId
                      orderby entry.Sequence descending
                      select new ConflictChange(entry.At, entry.Action, entry.EngagementId, standing.EventName, entry.Sequence)).ToListAsync(cancellationToken);
    }
}
