using EvaluatorSuite.Domain.Engagements;
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
        var read = await (
            from part in db.Parts(4)
            join s in db.Services.AsNoTracking().Where(s => s.MistakenOn == null
                && (organizers.Contains(s.OrganizerId) || s.EngagementEvent == engagementId || eventKeys.Contains(s.EventKey!) || eventNames.Contains(s.EventName!)))
                .Select(s => new PartRow<NeutralityService> { Part = 0, Row = s }) on part equals s.Part into serving
            from service in serving.DefaultIfEmpty()
            join e in db.Employments.AsNoTracking().Where(e => e.MistakenOn == null && people.Contains(e.PersonId)).Select(e => new PartRow<Employment> { Part = 1, Row = e }) on part equals e.Part into employed
            from employment in employed.DefaultIfEmpty()
            join k in db.CaseKeys.AsNoTracking().Where(k => k.EngagementId == engagementId).Select(k => new PartRow<CaseKey> { Part = 2, Row = k }) on part equals k.Part into keyed
            from key in keyed.DefaultIfEmpty()
            join o in db.Organizations.AsNoTracking().Where(o => o.Id == firmId).Select(o => new PartRow<Organization> { Part = 3, Row = o }) on part equals o.Part into firms
            from firm in firms.DefaultIfEmpty()
            select new { Service = service.Row, Employment = employment.Row, Key = key.Row, Firm = firm.Row }).ToListAsync(cancellationToken);
        var services = read.Select(r => r.Service).Where(s => s is not null).ToList();
        var employments = read.Select(r => r.Employment).Where(e => e is not null).ToList();
        var keys = read.Select(r => r.Key).Where(k => k is not null).ToDictionary(k => k.TargetId, k => k.Key);
        var (group, ownerships) = await GroupAsync([.. read.Select(r => r.Firm).Where(f => f is not null)], cancellationToken);

        var named = organizations.Concat(services.SelectMany(s => new[] { s.ProviderId, s.OrganizerId })).Concat(employments.Select(e => e.OrganizationId))
            .Concat(organizers).Except(group.Keys).Distinct().ToList();
        var everyone = people.Concat(services.SelectMany(s => s.People)).Distinct().ToList();
        var names = await (
            from part in db.Parts(2)
            join o in db.Organizations.AsNoTracking().Where(o => named.Contains(o.Id)).Select(o => new PartRow<Organization> { Part = 0, Row = o }) on part equals o.Part into others
            from other in others.DefaultIfEmpty()
            join p in db.People.AsNoTracking().Where(p => everyone.Contains(p.Id)).Select(p => new PartRow<Person> { Part = 1, Row = p }) on part equals p.Part into persons
            from person in persons.DefaultIfEmpty()
            select new { Organization = other.Row, Person = person.Row }).ToListAsync(cancellationToken);

        return new Registry
        {
            Organizations = [.. group.Values.Concat(names.Select(n => n.Organization).Where(o => o is not null).Select(o => o.Facts))],
            Ownerships = ownerships,
            People = [.. names.Select(n => n.Person).Where(p => p is not null).Select(p => p.Facts)],
            Employments = [.. employments.Select(e => e.Facts)],
            Services = [.. services.Select(s => s.Facts)],
            Keys = keys,
        };
    }

    /// <summary>An organization with everybody whom control or a shared representative binds to it.</summary>
    public async Task<Registry> ReadGroupAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var organizations = await db.Organizations.AsNoTracking().Where(o => o.Id == organizationId).ToListAsync(cancellationToken);
        var (group, ownerships) = await GroupAsync(organizations, cancellationToken);
        return new Registry { Organizations = [.. group.Values], Ownerships = ownerships };
    }

    // Level by level over indexed columns, a question each: what is read grows with the group, not with the registry.
    private async Task<(Dictionary<Guid, OrganizationFacts> Group, List<OwnershipFacts> Ownerships)> GroupAsync(List<Organization> frontier, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, OrganizationFacts>();
        var ownerships = new Dictionary<(Guid, Guid), OwnershipFacts>();
        while (frontier.Count > 0)
        {
            foreach (var organization in frontier)
            {
                found[organization.Id] = organization.Facts;
            }

            var here = frontier.Select(o => o.Id).ToList();
            var representatives = frontier.SelectMany(o => o.Facts.Representatives).Distinct().ToList();
            var held = db.Ownerships.AsNoTracking().Where(o => o.MistakenOn == null);
            var level = await (
                from part in db.Parts(3)
                join c in held.Where(o => here.Contains(o.ParentId)).Join(db.Organizations, o => o.ChildId, o => o.Id, (edge, end) => new { Part = 0, Edge = edge, End = end }) on part equals c.Part into children
                from child in children.DefaultIfEmpty()
                join p in held.Where(o => here.Contains(o.ChildId)).Join(db.Organizations, o => o.ParentId, o => o.Id, (edge, end) => new { Part = 1, Edge = edge, End = end }) on part equals p.Part into parents
                from parent in parents.DefaultIfEmpty()
                join r in db.Organizations.AsNoTracking().Where(o => (o.LegalRepresentative != null && representatives.Contains(o.LegalRepresentative)) || o.OtherRepresentatives.Any(r => representatives.Contains(r)))
                    .Select(o => new PartRow<Organization> { Part = 2, Row = o }) on part equals r.Part into sharing
                from represented in sharing.DefaultIfEmpty()
                select new { Child = child.Edge, ChildEnd = child.End, Parent = parent.Edge, ParentEnd = parent.End, Represented = represented.Row }).AsNoTracking().ToListAsync(cancellationToken);

            var next = level.Select(l => l.Represented).Where(o => o is not null).ToList();
            foreach (var (edge, end) in level.SelectMany(l => new[] { (Edge: l.Child, End: l.ChildEnd), (Edge: l.Parent, End: l.ParentEnd) }).Where(e => e.Edge is not null))
            {
                var facts = new OwnershipFacts(edge.ParentId, edge.ChildId, edge.Percent);
                if (facts.IsControl)
                {
                    ownerships[(edge.ParentId, edge.ChildId)] = facts;
                    next.Add(end);
                }
            }

            frontier = [.. next.DistinctBy(o => o.Id).Where(o => !found.ContainsKey(o.Id))];
        }

        return (found, [.. ownerships.Values]);
    }
}
