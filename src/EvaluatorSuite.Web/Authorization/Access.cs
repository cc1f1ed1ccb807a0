using System.Linq.Expressions;
using System.Security.Claims;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Authorization;

public static class SuiteClaims
{
    public const string PersonId = "person";

    public static Guid Id(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid? Person(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(PersonId), out var id) ? id : null;
}

/// <summary>Who may see which engagement: its team past and present, its reviewer and approver, who opened it, and the impartiality officer.</summary>
public static class Access
{
    public static IQueryable<Engagement> VisibleTo(this IQueryable<Engagement> engagements, SuiteDb db, ClaimsPrincipal user)
    {
        if (user.IsInRole(StaffRoles.Impartiality))
        {
            return engagements;
        }

        var (userId, personId) = (user.Id(), user.Person());
        Expression<Func<Engagement, bool>> mine = personId is null
            ? e => e.OpenedBy == userId
            : e => e.OpenedBy == userId || e.ReviewerId == personId || e.ApproverId == personId
                || db.TeamMembers.Any(m => m.EngagementId == e.Id && m.PersonId == personId);
        return engagements.Where(mine);
    }

    public static Task<bool> MaySeeAsync(this SuiteDb db, ClaimsPrincipal user, Guid engagementId, CancellationToken cancellationToken) =>
        db.Engagements.Where(e => e.Id == engagementId).VisibleTo(db, user).AnyAsync(cancellationToken);
}
