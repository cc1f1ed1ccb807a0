using System.Linq.Expressions;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Who may see which engagement and do what in it. Pages, the API and use cases ask here and nowhere else.</summary>
public static class EngagementAccess
{
    /// <summary>Those that the actor has a part in: team past and present, reviewer, approver, opener; the impartiality officer sees all.</summary>
    public static IQueryable<Engagement> VisibleTo(this IQueryable<Engagement> engagements, SuiteDb db, Actor actor)
    {
        if (actor.Is(StaffRoles.Impartiality))
        {
            return engagements;
        }

        var (userId, personId) = (actor.UserId, actor.PersonId);
        Expression<Func<Engagement, bool>> mine = personId is null
            ? e => e.OpenedBy == userId
            : e => e.OpenedBy == userId || e.ReviewerId == personId || e.ApproverId == personId
                || db.TeamMembers.Any(m => m.EngagementId == e.Id && m.PersonId == personId);
        return engagements.Where(mine);
    }

    /// <returns>None for whoever has no part, and for an engagement that does not exist.</returns>
    public static async Task<EngagementParts> PartsAsync(this SuiteDb db, Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return EngagementParts.None;
        }

        var found = await db.Engagements.AsNoTracking().Where(e => e.Id == engagementId).Select(e => new
        {
            e.OpenedBy,
            e.ReviewerId,
            e.ApproverId,
            Team = db.TeamMembers.Where(m => m.EngagementId == e.Id).Select(m => m.Facts).ToList(),
        }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? EngagementParts.None
            : EngagementRights.PartsOf(actor.PersonId, found.OpenedBy == actor.UserId, found.ReviewerId, found.ApproverId, found.Team)
                | (actor.Is(StaffRoles.Impartiality) ? EngagementParts.Officer : EngagementParts.None);
    }
}
