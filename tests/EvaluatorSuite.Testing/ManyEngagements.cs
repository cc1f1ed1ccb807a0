using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Testing;

/// <summary>Engagements with nothing in them but what lists are made of, each evaluated as any other.</summary>
public sealed class ManyEngagements(IServiceProvider services)
{
    private readonly Dictionary<string, Guid> _ids = [];

    /// <summary>A person or an organization of the registry, made when first named.</summary>
    public Guid Id(string name) => _ids.TryGetValue(name, out var id) ? id : _ids[name] = Guid.CreateVersion7();

    public async Task RegistryAsync(IReadOnlyList<string> people, IReadOnlyList<(string Name, string Code)> organizations)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        db.People.AddRange(people.Select(p => new Person(new PersonFacts(Id(p), p, null, []))));
        db.Organizations.AddRange(organizations.Select(o => new Organization(new OrganizationFacts(Id(o.Name), o.Name, o.Code, null))));
        await db.SaveChangesAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<SearchIndexer>().RegistryAsync([.. _ids.Values], CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <param name="people">Leader, evaluator, reviewer, approver; null where there is none.</param>
    public async Task<Guid> AddAsync(
        EventFacts @event, string firm, string?[] people, Guid openedBy, DateTimeOffset openedAt, string? closed = null, Action<SuiteDb, Guid>? more = null)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var guide = await db.Guides.AsNoTracking().FirstAsync(g => g.Key == "jilin-2026-draft");
        var id = Guid.CreateVersion7();
        Guid? Person(int index) => people.ElementAtOrDefault(index) is { } name ? Id(name) : null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var terms = new TermsFacts { FirmId = Id(firm), ClientId = @event.OrganizerId, ContractDate = @event.Start, ReviewerId = Person(2), ApproverId = Person(3), MaterialityPercent = 5 };
        var engagement = new Engagement(id, @event, terms, guide.Key, guide.Digest, openedBy, null, openedAt);
        if (closed is not null)
        {
            engagement.Close(closed, openedAt.AddDays(30));
        }

        db.Engagements.Add(engagement);
        foreach (var (member, role) in new[] { (Person(0), TeamRole.Leader), (Person(1), TeamRole.Evaluator) })
        {
            if (member is { } person)
            {
                db.TeamMembers.Add(new TeamMember(id, (int)role, new TeamFacts { PersonId = person, Role = role, From = @event.Start }));
            }
        }

        more?.Invoke(db, id);
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<StandingKeeper>().RefreshAsync(id, CancellationToken.None);
        await transaction.CommitAsync();
        return id;
    }

    public static EventFacts Event(string name, Guid organizer, DateOnly start, EventKind kind = EventKind.Conference, string city = "") =>
        new() { Name = name, Kind = kind, OrganizerId = organizer, City = city, Venue = "", Start = start, End = start };
}
