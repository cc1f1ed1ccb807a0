using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <param name="Case">The case, speaking of the organizations and people of the registry.</param>
/// <param name="Kept">Facts of the case that differ from the registry and did not replace it, each as <c>what: given, kept</c>.</param>
public sealed record TakenIn(CaseFile Case, IReadOnlyList<string> Kept);

/// <summary>
/// Takes the organizations, people and bonds of a case into the registry. A file can add facts and make them stricter; it can
/// never take a conflict away, or independence could be switched off by an import.
/// </summary>
public sealed class RegistryWriter(SuiteDb db)
{
    // What the impartiality officer has declared mistaken stays so when a file states it again; the ledger entry of the import says that it did.
    private const string Mistaken = "mistaken";

    /// <exception cref="UnreadableException">Somebody may or may not be a person that the registry knows.</exception>
    public async Task<TakenIn> TakeInAsync(CaseFile file, CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        var ids = new Dictionary<Guid, Guid>();
        await TakeOrganizationsAsync(file.Registry, ids, kept, cancellationToken);
        await TakePeopleAsync(file.Registry, ids, cancellationToken);

        var mapped = CaseIds.Map(file, ids);
        await TakeOwnershipsAsync(mapped.Registry, kept, cancellationToken);
        await TakeEmploymentsAsync(mapped.Registry, kept, cancellationToken);
        await TakeServicesAsync(mapped.Registry, kept, cancellationToken);
        return new TakenIn(mapped, kept);
    }

    private async Task TakeOrganizationsAsync(Registry given, Dictionary<Guid, Guid> ids, List<string> kept, CancellationToken cancellationToken)
    {
        var codes = given.Organizations.Select(o => o.Uscc).ToList();
        var known = await db.Organizations.Where(o => codes.Contains(o.Uscc)).ToDictionaryAsync(o => o.Uscc, cancellationToken);
        foreach (var organization in given.Organizations)
        {
            if (!known.TryGetValue(organization.Uscc, out var row))
            {
                db.Organizations.Add(new Organization(organization));
                continue;
            }

            ids[organization.Id] = row.Id;
            TakeRepresentative(row, organization.LegalRepresentative, kept);
            if (!row.IsCalled(organization.Name))
            {
                Compare(kept, $"{row.Uscc}.name", organization.Name, row.Name);
            }
        }
    }

    private static void TakeRepresentative(Organization row, string? representative, List<string> kept)
    {
        if (representative is null)
        {
            return;
        }

        if (row.FindMistaken(representative) is not null && !row.Facts.Representatives.Contains(representative))
        {
            kept.Add($"{row.Uscc}.legalRepresentative: {representative}, {Mistaken}");
            return;
        }

        row.AddRepresentative(representative);
        Compare(kept, $"{row.Uscc}.legalRepresentative", representative, row.LegalRepresentative ?? "");
    }

    private async Task TakePeopleAsync(Registry given, Dictionary<Guid, Guid> ids, CancellationToken cancellationToken)
    {
        var emails = given.People.Where(p => p.Email is not null).Select(p => p.Email!).ToList();
        var names = given.People.Where(p => p.Email is null).Select(p => p.Name).ToList();
        var known = await db.People.Where(p => (p.Email != null && emails.Contains(p.Email)) || p.FormerEmails.Any(e => emails.Contains(e)) || names.Contains(p.Name) || p.FormerNames.Any(n => names.Contains(n)))
            .AsNoTracking().ToListAsync(cancellationToken);
        var employers = await EmployersAsync(known.Select(p => p.Id).ToList(), cancellationToken);

        var unsettled = new List<Fault>();
        foreach (var (person, index) in given.People.Select((p, i) => (p, i)).OrderBy(p => p.p.Email is null))
        {
            // Without a mail address the same name at the same employer is the same person: leaving the address out must not make a new one.
            var employments = given.Employments.Where(e => e.PersonId == person.Id).Select(e => ids.GetValueOrDefault(e.OrganizationId, e.OrganizationId)).ToHashSet();
            var free = known.Where(p => !ids.ContainsValue(p.Id)).ToList();
            var match = person.Email is not null
                ? free.Find(p => p.IsReachedAt(person.Email))
                : free.Find(p => p.IsCalled(person.Name) && employers[p.Id].Any(employments.Contains));
            if (match is not null)
            {
                ids[person.Id] = match.Id;
                continue;
            }

            if (person.Email is null && free.Exists(p => p.IsCalled(person.Name)))
            {
                unsettled.Add(new Fault($"$.people[{index}]", new Message("case.person-unsettled", ("name", person.Name))));
            }

            db.People.Add(new Person(person));
        }

        if (unsettled.Count > 0)
        {
            throw new UnreadableException(CaseFile.FileName, unsettled);
        }
    }

    private async Task<ILookup<Guid, Guid>> EmployersAsync(List<Guid> people, CancellationToken cancellationToken) =>
        (await db.Employments.Where(e => people.Contains(e.PersonId)).Select(e => new { e.PersonId, e.OrganizationId }).ToListAsync(cancellationToken))
        .ToLookup(e => e.PersonId, e => e.OrganizationId);

    private async Task TakeOwnershipsAsync(Registry given, List<string> kept, CancellationToken cancellationToken)
    {
        var children = given.Ownerships.Select(o => o.ChildId).ToList();
        var known = (await db.Ownerships.Where(o => children.Contains(o.ChildId)).ToListAsync(cancellationToken)).ToLookup(o => (o.ParentId, o.ChildId));
        foreach (var ownership in given.Ownerships)
        {
            var rows = known[(ownership.ParentId, ownership.ChildId)].ToList();
            var row = rows.Find(r => r.Counts);
            if (rows.Exists(r => !r.Counts && r.Percent == ownership.Percent) && row?.Percent != ownership.Percent)
            {
                kept.Add($"ownership.{ownership.ParentId}.{ownership.ChildId}: {ownership.Percent:0.####}, {Mistaken}");
            }
            else if (row is null)
            {
                db.Ownerships.Add(new Ownership(ownership));
            }
            else if (ownership.Percent > row.Percent)
            {
                row.Raise(ownership.Percent);
            }
            else
            {
                Compare(kept, $"ownership.{ownership.ParentId}.{ownership.ChildId}", $"{ownership.Percent:0.####}", $"{row.Percent:0.####}");
            }
        }
    }

    private async Task TakeEmploymentsAsync(Registry given, List<string> kept, CancellationToken cancellationToken)
    {
        var people = given.Employments.Select(e => e.PersonId).Distinct().ToList();
        var known = await db.Employments.Where(e => people.Contains(e.PersonId)).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var employment in given.Employments)
        {
            var same = known.OrderByDescending(e => e.Counts).FirstOrDefault(e => (e.PersonId, e.OrganizationId, e.From, e.To) == (employment.PersonId, employment.OrganizationId, employment.From, employment.To));
            if (same is not null)
            {
                if (!same.Counts)
                {
                    kept.Add($"employment.{employment.PersonId}.{employment.OrganizationId}: {employment.From:O}, {Mistaken}");
                }

                continue;
            }

            // Another end of the same employment is one more fact beside the first; the longer of the two is what rules see.
            db.Employments.Add(new Employment(employment));
            if (known.Find(e => (e.PersonId, e.OrganizationId, e.From) == (employment.PersonId, employment.OrganizationId, employment.From)) is { } other)
            {
                Compare(kept, $"employment.{employment.PersonId}.to", $"{employment.To:O}", $"{other.To:O}");
            }
        }
    }

    private async Task TakeServicesAsync(Registry given, List<string> kept, CancellationToken cancellationToken)
    {
        var organizers = given.Services.Select(s => s.OrganizerId).Distinct().ToList();
        var known = (await db.Services.Where(s => organizers.Contains(s.OrganizerId)).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(s => s.Identity);
        foreach (var row in given.Services.Select(s => new NeutralityService(s)).DistinctBy(s => s.Identity))
        {
            if (!known.Contains(row.Identity))
            {
                db.Services.Add(row);
            }
            else if (known[row.Identity].All(s => !s.Counts))
            {
                kept.Add($"service.{row.ProviderId}.{row.OrganizerId}: {row.From:O}, {Mistaken}");
            }
        }
    }

    private static void Compare(List<string> kept, string what, string given, string stands)
    {
        if (given.Length > 0 && given != stands)
        {
            kept.Add($"{what}: {given}, {stands}");
        }
    }
}

/// <summary>Rewrites a case so that it speaks of what the registry already has.</summary>
internal static class CaseIds
{
    public static CaseFile Map(CaseFile file, IReadOnlyDictionary<Guid, Guid> ids)
    {
        Guid To(Guid id) => ids.GetValueOrDefault(id, id);
        Guid? ToOptional(Guid? id) => id is { } value ? To(value) : null;

        var registry = file.Registry;
        return file with
        {
            Registry = registry with
            {
                Ownerships = [.. registry.Ownerships.Select(o => o with { ParentId = To(o.ParentId), ChildId = To(o.ChildId) })],
                Employments = [.. registry.Employments.Select(e => e with { PersonId = To(e.PersonId), OrganizationId = To(e.OrganizationId) })],
                Services = [.. registry.Services.Select(s => Named(s, file.Event) with { ProviderId = To(s.ProviderId), OrganizerId = To(s.OrganizerId), People = [.. s.People.Select(To)] })],
                Keys = registry.Keys.DistinctBy(k => To(k.Key)).ToDictionary(k => To(k.Key), k => k.Value),
            },
            Event = file.Event with { OrganizerId = To(file.Event.OrganizerId) },
            Terms = file.Terms with
            {
                FirmId = To(file.Terms.FirmId),
                ClientId = To(file.Terms.ClientId),
                ReviewerId = ToOptional(file.Terms.ReviewerId),
                ApproverId = ToOptional(file.Terms.ApproverId),
            },
            Team = [.. file.Team.Select(m => m with { PersonId = To(m.PersonId) })],
            Declarations = [.. file.Declarations.Select(d => d with { PersonId = To(d.PersonId) })],
            Evidence = [.. file.Evidence.Select(e => e with { ProvidedById = To(e.ProvidedById) })],
            Offsets = [.. file.Offsets.Select(o => o with { SellerId = ToOptional(o.SellerId) })],
            Findings = [.. file.Findings.Select(f => f with { ClosedById = ToOptional(f.ClosedById) })],
        };
    }

    // Other engagements will read this service, and "this" says nothing to them.
    private static ServiceFacts Named(ServiceFacts service, EventFacts @event) => service.EngagementEvent is null ? service : service with { EventName = @event.Name };
}
