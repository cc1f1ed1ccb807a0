using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>What an organizer may know of one engagement, and nothing else: no comments, no judgements, no verdict, nobody else's evidence.</summary>
public sealed record PortalView
{
    public required Guid EngagementId { get; init; }
    public required string EventName { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }
    public required string Organizer { get; init; }
    public required Guid OrganizerId { get; init; }
    public required string Leader { get; init; }
    public required string Phase { get; init; }
    public required bool Closed { get; init; }
    public required string GuideDigest { get; init; }
    public required IReadOnlyList<EvidenceRequest> Requests { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What the organizer handed in, newest first.</summary>
    public required IReadOnlyList<EvidenceFacts> Given { get; init; }

    public required IReadOnlyList<HandedReport> Reports { get; init; }
    public required IReadOnlyList<IssuedReport> Issued { get; init; }

    public IEnumerable<EvidenceRequest> OpenRequests => Requests.Where(r => r.Facts.AwaitsOrganizer).OrderBy(r => r.Facts.DueOn);

    public IEnumerable<Finding> OpenFindings => Findings.Where(f => f.Facts.AwaitsAnswer).OrderBy(f => f.Facts.DueOn);
}

/// <summary>One of the organizer's engagements in the list of the portal.</summary>
public sealed record PortalEngagement(Guid Id, string EventName, DateOnly Start, DateOnly End, string Phase, int Asked, DateOnly? NextDue);

public sealed class PortalReader(SuiteDb db)
{
    private const int Newest = 50;

    public async Task<IReadOnlyList<PortalEngagement>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var mine = actor.Organizations;
        return await db.Standings.AsNoTracking().Where(s => mine.Contains(s.OrganizerId)).OrderByDescending(s => s.OpenedAt).Take(Newest)
            .Select(s => new PortalEngagement(
                s.EngagementId, s.EventName, s.Start, s.End, s.Phase,
                db.Duties.Count(d => d.EngagementId == s.EngagementId && d.Holder == Domain.Duties.DutyHolder.Organizer),
                db.Duties.Where(d => d.EngagementId == s.EngagementId && d.Holder == Domain.Duties.DutyHolder.Organizer).Min(d => d.DueOn)))
            .ToListAsync(cancellationToken);
    }

    /// <returns>Null when it is not an engagement of an organizer for whom the actor speaks.</returns>
    public async Task<PortalView?> FindAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        var mine = actor.Organizations;
        var found = await (
            from engagement in db.Engagements.AsNoTracking()
            join standing in db.Standings on engagement.Id equals standing.EngagementId
            where engagement.Id == engagementId && mine.Contains(engagement.Event.OrganizerId)
            select new { engagement.Event, engagement.ClosedAt, engagement.GuideDigest, standing.OrganizerName, standing.LeaderName, standing.Phase }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var organizer = found.Event.OrganizerId;
        return new PortalView
        {
            EngagementId = engagementId,
            EventName = found.Event.Name,
            Start = found.Event.Start,
            End = found.Event.End,
            Organizer = found.OrganizerName,
            OrganizerId = organizer,
            Leader = found.LeaderName,
            Phase = found.Phase,
            Closed = found.ClosedAt is not null,
            GuideDigest = found.GuideDigest,
            Requests = await db.EvidenceRequests.AsNoTracking().Where(r => r.EngagementId == engagementId && r.Facts.WithdrawnOn == null).OrderBy(r => r.Position).ToListAsync(cancellationToken),
            Findings = await db.Findings.AsNoTracking().Where(f => f.EngagementId == engagementId).OrderBy(f => f.Position).ToListAsync(cancellationToken),
            Given = await db.Evidence.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Facts.ProvidedById == organizer).OrderByDescending(e => e.Position).Select(e => e.Facts).ToListAsync(cancellationToken),
            Issued = await db.IssuedReports.AsNoTracking().Where(r => r.EngagementId == engagementId && r.OrganizerId == organizer).OrderByDescending(r => r.IssuedAt).ToListAsync(cancellationToken),
            Reports = await db.HandedReports.AsNoTracking().Where(h => h.EngagementId == engagementId).OrderByDescending(h => h.HandedAt).ToListAsync(cancellationToken),
        };
    }
}
