using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Impartiality;

/// <summary>What the impartiality officer watches: conflicts now, threats to judge, declarations that are missing, and what changed it.</summary>
[Authorize(Policy = SignInRegistration.ImpartialityOfficers)]
public sealed class IndexModel(SuiteDb db) : SuitePage
{
    private const int Most = 50;

    public sealed record Conflict(Guid EngagementId, string Event, string Organizer, string Leader, IReadOnlyList<string> Rules);

    public sealed record DeclaredThreat(Guid EngagementId, string Event, Guid DeclarationId, int Index, string Person, Threat Threat);

    public sealed record Missing(Guid EngagementId, string Event, string Person, DateTimeOffset Since);

    public sealed record Change(DateTimeOffset At, string Action, Guid? EngagementId, string? Event, long Sequence);

    public IReadOnlyList<Conflict> Conflicts { get; private set; } = [];

    /// <summary>Those not judged yet first.</summary>
    public IReadOnlyList<DeclaredThreat> Threats { get; private set; } = [];

    public IReadOnlyList<Missing> Undeclared { get; private set; } = [];

    public IReadOnlyList<Change> Changes { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await LoadConflictsAsync(cancellationToken);
        await LoadThreatsAsync(cancellationToken);
        Undeclared = await (from duty in db.Duties
                            where duty.Kind == DutyKind.Declare
                            join standing in db.Standings on duty.EngagementId equals standing.EngagementId
                            orderby duty.Since
                            select new Missing(duty.EngagementId, standing.EventName, duty.Text, duty.Since)).Take(Most).ToListAsync(cancellationToken);
        Changes = await (from entry in db.Ledger
                         where entry.Action == "independence.blocked" || entry.Action == "independence.cleared"
                         join standing in db.Standings on entry.EngagementId equals standing.EngagementId
                         orderby entry.Sequence descending
                         select new Change(entry.At, entry.Action, entry.EngagementId, standing.EventName, entry.Sequence)).Take(Most).ToListAsync(cancellationToken);
        return true;
    }

    private async Task LoadConflictsAsync(CancellationToken cancellationToken)
    {
        var standings = await (from reader in db.EngagementReaders
                               where reader.ReaderId == Readers.EveryConflict
                               orderby reader.OpenedAt descending
                               join s in db.Standings on reader.EngagementId equals s.EngagementId
                               select new { s.EngagementId, s.EventName, s.OrganizerName, s.LeaderName }).Take(Most).ToListAsync(cancellationToken);
        var ids = standings.Select(s => s.EngagementId).ToList();
        var rules = (await db.Duties.Where(d => d.Kind == DutyKind.ClearConflict && ids.Contains(d.EngagementId)).Select(d => new { d.EngagementId, d.Subject }).ToListAsync(cancellationToken))
            .ToLookup(d => d.EngagementId, d => d.Subject);
        Conflicts = [.. standings.Select(s => new Conflict(s.EngagementId, s.EventName, s.OrganizerName, s.LeaderName, [.. rules[s.EngagementId]]))];
    }

    // Declarations keep their threats as one text, so what is to be judged is found through the duties and the rest by the newest.
    private async Task LoadThreatsAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Duties.Where(d => d.Kind == DutyKind.JudgeThreat).OrderBy(d => d.Since).Select(d => d.EngagementId).Take(Most).ToListAsync(cancellationToken);
        var newest = await db.EngagementReaders.Where(r => r.ReaderId == Readers.Everything).OrderByDescending(r => r.OpenedAt).Select(r => r.EngagementId).Take(Most).ToListAsync(cancellationToken);
        var looked = waiting.Union(newest).ToList();
        var rows = await (from declaration in db.Declarations.AsNoTracking()
                          where looked.Contains(declaration.EngagementId)
                          join standing in db.Standings on declaration.EngagementId equals standing.EngagementId
                          join person in db.People on declaration.Facts.PersonId equals person.Id
                          orderby waiting.Contains(declaration.EngagementId) descending, standing.OpenedAt descending, declaration.Position
                          select new { declaration.Id, declaration.EngagementId, standing.EventName, person.Name, declaration.Facts }).Take(Most * 4).ToListAsync(cancellationToken);
        Threats = [.. rows.SelectMany(r => r.Facts.Threats.Select((t, i) => new DeclaredThreat(r.EngagementId, r.EventName, r.Id, i, r.Name, t))).OrderByDescending(t => t.Threat.AwaitsJudgement).ThenBy(t => t.Threat.JudgedById is not null).Take(Most)];
    }
}
