using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>
/// Reads the part of the registry that one evaluation can touch: the firm's group, the services to the organizer, the people's
/// employments. What was declared mistaken is not read.
/// </summary>
public sealed class RegistryReader(SuiteDb db)
{
    /// <param name="eventNames">Of the event, former ones too.</param>
    /// <param name="organizers">Of the event, former ones too.</param>
    /// <param name="organizations">Named in the engagement, beside the firm.</param>
    public async Task<Registry> ReadAsync(
        Guid engagementId, IReadOnlyCollection<string> eventNames, Guid firmId, IReadOnlyCollection<Guid> organizers, IReadOnlyCollection<Guid> organizations, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        var eventKeys = eventNames.Select(EventNames.Key).ToList();
        var services = await db.Services.AsNoTracking().Where(s => s.MistakenOn == null
            && (organizers.Contains(s.OrganizerId) || s.EngagementEvent == engagementId || eventKeys.Contains(s.EventKey!) || eventNames.Contains(s.EventName!))).ToListAsync(cancellationToken);
        var employments = await db.Employments.AsNoTracking().Where(e => e.MistakenOn == null && people.Contains(e.PersonId)).ToListAsync(cancellationToken);
        var (group, ownerships) = await GroupAsync(firmId, cancellationToken);

        var named = organizations.Concat(services.SelectMany(s => new[] { s.ProviderId, s.OrganizerId })).Concat(employments.Select(e => e.OrganizationId))
            .Concat(organizers).Except(group.Keys).Distinct().ToList();
        var others = await db.Organizations.AsNoTracking().Where(o => named.Contains(o.Id)).ToListAsync(cancellationToken);
        var everyone = people.Concat(services.SelectMany(s => s.People)).Distinct().ToList();
        var persons = await db.People.AsNoTracking().Where(p => everyone.Contains(p.Id)).ToListAsync(cancellationToken);
        var keys = await db.CaseKeys.AsNoTracking().Where(k => k.EngagementId == engagementId).ToDictionaryAsync(k => k.TargetId, k => k.Key, cancellationToken);

        return new Registry
        {
            Organizations = [.. group.Values.Concat(others.Select(o => o.Facts))],
            Ownerships = ownerships,
            People = [.. persons.Select(p => p.Facts)],
            Employments = [.. employments.Select(e => e.Facts)],
            Services = [.. services.Select(s => s.Facts)],
            Keys = keys,
        };
    }

    /// <summary>An organization with everybody whom control or a shared representative binds to it.</summary>
    public async Task<Registry> ReadGroupAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var (group, ownerships) = await GroupAsync(organizationId, cancellationToken);
        return new Registry { Organizations = [.. group.Values], Ownerships = ownerships };
    }

    // Level by level over indexed columns: what is read grows with the group, not with the registry.
    private async Task<(Dictionary<Guid, OrganizationFacts> Group, List<OwnershipFacts> Ownerships)> GroupAsync(Guid firmId, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, OrganizationFacts>();
        var ownerships = new Dictionary<(Guid, Guid), OwnershipFacts>();
        List<Guid> frontier = [firmId];

        while (frontier.Count > 0)
        {
            var here = frontier;
            var organizations = await db.Organizations.AsNoTracking().Where(o => here.Contains(o.Id)).ToListAsync(cancellationToken);
            foreach (var organization in organizations)
            {
                found[organization.Id] = organization.Facts;
            }

            var edges = await db.Ownerships.AsNoTracking().Where(o => o.MistakenOn == null && (here.Contains(o.ParentId) || here.Contains(o.ChildId)))
                .Select(o => new OwnershipFacts(o.ParentId, o.ChildId, o.Percent)).ToListAsync(cancellationToken);
            var representatives = organizations.SelectMany(o => o.Facts.Representatives).Distinct().ToList();
            var represented = await db.Organizations.Where(o => (o.LegalRepresentative != null && representatives.Contains(o.LegalRepresentative)) || o.OtherRepresentatives.Any(r => representatives.Contains(r)))
                .Select(o => o.Id).ToListAsync(cancellationToken);

            foreach (var edge in edges.Where(e => e.IsControl))
            {
                ownerships[(edge.ParentId, edge.ChildId)] = edge;
            }

            frontier = [.. edges.Where(e => e.IsControl).SelectMany(e => new[] { e.ParentId, e.ChildId }).Concat(represented).Distinct().Where(id => !found.ContainsKey(id))];
        }

        return (found, [.. ownerships.Values]);
    }
}
