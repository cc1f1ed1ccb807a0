using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>A service as it was typed.</summary>
/// <param name="People">Who gave it personally, one a line.</param>
public sealed record ServiceForm(string? Provider, string? Organizer, string? EventName, ServiceKind Kind, DateOnly? Since, DateOnly? Until, string? People);

/// <summary>Carbon-neutrality services: what independence is judged from above all.</summary>
public sealed class NeutralityServices(SuiteDb db, RegistryActs acts, RegistryLookup lookup, TimeProvider clock)
{
    /// <returns>The provider.</returns>
    public async Task<Guid> RecordAsync(Actor actor, ServiceForm form, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await AddAsync(actor, form, cancellationToken);
        await acts.RecordAsync(actor, "service.recorded", Values(row), Touched(row), cancellationToken);
        return row.ProviderId;
    }

    /// <summary>What <see cref="RecordAsync"/> does to the registry, not entered: to look at what would follow.</summary>
    public async Task<NeutralityService> AddAsync(Actor actor, ServiceForm form, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        var provider = await lookup.FindOrganizationAsync(form.Provider, nameof(form.Provider), refusals, cancellationToken);
        var organizer = await lookup.FindOrganizationAsync(form.Organizer, nameof(form.Organizer), refusals, cancellationToken);
        var people = new List<Guid>();
        foreach (var typed in (form.People ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            if (await lookup.FindPersonAsync(typed, nameof(form.People), refusals, cancellationToken) is { } person)
            {
                people.Add(person.Id);
            }
        }

        var eventName = Typed.Optional(form.EventName);
        NeutralityService? row = null;
        if (provider is not null && organizer is not null && form is { Since: { } since, Until: { } until })
        {
            var engagement = await EngagementOfAsync(organizer.Id, eventName, cancellationToken);
            row = new NeutralityService(new ServiceFacts(provider.Id, organizer.Id, engagement, eventName, form.Kind, since, until, [.. people.Distinct()]));
        }

        var known = row is null ? [] : await db.Services.AsNoTracking().Where(s => s.OrganizerId == row.OrganizerId).ToListAsync(cancellationToken);
        refusals.AddRange(RegistryRules.Service(provider?.Id, organizer?.Id, eventName, form.Since, form.Until, row, known, RegistryActs.MayWeaken(actor)));
        RefusedException.ThrowIfAny(refusals);

        db.Services.Add(row!);
        await db.SaveChangesAsync(cancellationToken);
        return row!;
    }

    public async Task DeclareMistakenAsync(Actor actor, Guid id, int seenVersion, string? reason, CancellationToken cancellationToken)
    {
        await acts.BeginWeakeningAsync(actor, cancellationToken);
        var row = await db.Services.OneAsync(s => s.Id == id, cancellationToken);
        db.Expect(row, seenVersion);
        var why = Typed.Text(reason);
        RefusedException.ThrowIfAny(RegistryRules.Mistake(!row.Counts, why));

        row.DeclareMistaken(new Mistake(clock.GetUtcNow(), actor.UserId, why));
        var values = Values(row);
        values["reason"] = why;
        await acts.RecordAsync(actor, "service.mistaken", values, Touched(row), cancellationToken);
    }

    /// <summary>The open engagements that such a service can touch.</summary>
    public static RecheckJob.Args Touched(NeutralityService row) => new([row.OrganizerId, row.ProviderId], row.People, row.EventName);

    // Tied to the engagement as well as to the name: an event that is given another name later must not get rid of the service.
    private async Task<Guid?> EngagementOfAsync(Guid organizerId, string? eventName, CancellationToken cancellationToken)
    {
        if (eventName is null)
        {
            return null;
        }

        var key = EventNames.Key(eventName);
        return await (from name in db.EventKeys
                      where name.Key == key
                      join engagement in db.Engagements on name.EngagementId equals engagement.Id
                      orderby engagement.Event.OrganizerId == organizerId descending, engagement.OpenedAt descending
                      select (Guid?)engagement.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private static Dictionary<string, object?> Values(NeutralityService row) => new()
    {
        ["service"] = row.Id,
        ["provider"] = row.ProviderId,
        ["organizer"] = row.OrganizerId,
        ["event"] = row.EventName,
        ["engagement"] = row.EngagementEvent,
        ["kind"] = row.Kind,
        ["from"] = row.From,
        ["to"] = row.To,
        ["people"] = row.People,
    };
}
