using System.Linq.Expressions;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A share with the names of both sides, mistaken ones too.</summary>
public sealed record Share(Ownership Row, string Parent, string Child);

public sealed record Job(Employment Row, string Person, string Employer);

public sealed record Given(NeutralityService Row, string Provider, string Organizer);

/// <summary>An engagement in which an organization or a person has a part.</summary>
public sealed record Appearance(Guid Id, string Event, DateTimeOffset OpenedAt);

/// <summary>Reads facts with the names that their pages show, each kind in one question.</summary>
internal static class RegistryFacts
{
    private const int Most = 100;
    private const int MostEngagements = 20;

    public static IQueryable<Share> Shares(this SuiteDb db, Expression<Func<Ownership, bool>> which) =>
        from row in db.Ownerships.AsNoTracking().Where(which)
        join parent in db.Organizations on row.ParentId equals parent.Id
        join child in db.Organizations on row.ChildId equals child.Id
        orderby row.Id
        select new Share(row, parent.Name, child.Name);

    public static IQueryable<Job> Jobs(this SuiteDb db, Expression<Func<Employment, bool>> which) =>
        from row in db.Employments.AsNoTracking().Where(which)
        join person in db.People on row.PersonId equals person.Id
        join employer in db.Organizations on row.OrganizationId equals employer.Id
        orderby row.From descending, row.Id
        select new Job(row, person.Name, employer.Name);

    public static IQueryable<Given> Given(this SuiteDb db, Expression<Func<NeutralityService, bool>> which) =>
        from row in db.Services.AsNoTracking().Where(which)
        join provider in db.Organizations on row.ProviderId equals provider.Id
        join organizer in db.Organizations on row.OrganizerId equals organizer.Id
        orderby row.From descending, row.Id
        select new Given(row, provider.Name, organizer.Name);

    public static async Task<IReadOnlyList<Share>> SharesOfAsync(this SuiteDb db, Guid id, CancellationToken cancellationToken) =>
        await db.Shares(o => o.ParentId == id || o.ChildId == id).Take(Most).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Job>> JobsAtAsync(this SuiteDb db, Guid id, CancellationToken cancellationToken) =>
        await db.Jobs(e => e.OrganizationId == id).Take(Most).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Job>> JobsOfAsync(this SuiteDb db, Guid personId, CancellationToken cancellationToken) =>
        await db.Jobs(e => e.PersonId == personId).Take(Most).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Given>> ServicesOfAsync(this SuiteDb db, Guid id, CancellationToken cancellationToken) =>
        await db.Given(s => s.ProviderId == id || s.OrganizerId == id).Take(Most).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Given>> ServicesByAsync(this SuiteDb db, Guid personId, CancellationToken cancellationToken) =>
        await db.Given(s => s.People.Any(p => p == personId)).Take(Most).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Appearance>> EngagementsWithAsync(this SuiteDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await db.Engagements.VisibleTo(db, actor)
            .Where(e => e.Event.OrganizerId == id || e.Terms.ClientId == id || e.Terms.FirmId == id || e.FormerSellerIds.Contains(id) || db.OffsetLines.Any(l => l.EngagementId == e.Id && l.Facts.SellerId == id))
            .OrderByDescending(e => e.OpenedAt).Take(MostEngagements).Select(e => new Appearance(e.Id, e.Event.Name, e.OpenedAt)).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<Appearance>> EngagementsOfAsync(this SuiteDb db, Actor actor, Guid personId, CancellationToken cancellationToken) =>
        await db.Engagements.VisibleTo(db, actor)
            .Where(e => e.ReviewerId == personId || e.ApproverId == personId || db.TeamMembers.Any(m => m.EngagementId == e.Id && m.PersonId == personId))
            .OrderByDescending(e => e.OpenedAt).Take(MostEngagements).Select(e => new Appearance(e.Id, e.Event.Name, e.OpenedAt)).ToListAsync(cancellationToken);
}
