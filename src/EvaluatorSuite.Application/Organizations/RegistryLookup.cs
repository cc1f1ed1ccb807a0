using System.Globalization;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>
/// Finds the organization or the person that somebody typed or picked from a list of suggestions. Nothing is guessed: what could be
/// two is refused with both named.
/// </summary>
public sealed class RegistryLookup(SuiteDb db)
{
    private const int Suggestions = 50;
    private const int MaxCandidates = 10;
    private const int MarkLength = 8;
    private const int MostColleagues = 500;

    /// <summary>As the field is filled from the list: name and code.</summary>
    public static string Show(OrganizationFacts organization) => $"{organization.Name} {organization.Uscc}";

    /// <summary>As the field is filled from the list: name and mail address, or name and a mark for one who has no address.</summary>
    public static string Show(PersonFacts person) => person.Email is { } email ? $"{person.Name} {email}" : $"{person.Name} #{Mark(person.Id)}";

    /// <summary>The organizations entered last, for the suggestions of a field; every other one is found by code or name all the same.</summary>
    public async Task<IReadOnlyList<string>> OrganizationsAsync(CancellationToken cancellationToken) =>
        [.. (await db.Organizations.AsNoTracking().OrderByDescending(o => o.Id).Take(Suggestions).ToListAsync(cancellationToken)).Select(o => Show(o.Facts))];

    public async Task<IReadOnlyList<string>> PeopleAsync(CancellationToken cancellationToken) =>
        [.. (await db.People.AsNoTracking().OrderByDescending(p => p.Id).Take(Suggestions).ToListAsync(cancellationToken)).Select(p => Show(p.Facts))];

    /// <summary>Who can take part in the firm's engagements: its employees now, and the people who have an account with it.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(Guid firmId, DateOnly today, CancellationToken cancellationToken) =>
        await db.People.AsNoTracking()
            .Where(p => db.Employments.Any(e => e.PersonId == p.Id && e.OrganizationId == firmId && (e.To == null || e.To >= today)) || db.Users.Any(u => u.PersonId == p.Id && u.Active))
            .OrderBy(p => p.Name).Take(MostColleagues).ToListAsync(cancellationToken);

    /// <exception cref="RefusedException">Nothing, or more than one, is called so.</exception>
    public async Task<Guid> OrganizationAsync(string? typed, string field, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        var found = await FindOrganizationAsync(typed, field, refusals, cancellationToken);
        RefusedException.ThrowIfAny(refusals);
        return found!.Id;
    }

    public async Task<Guid?> OptionalOrganizationAsync(string? typed, string field, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(typed) ? null : await OrganizationAsync(typed, field, cancellationToken);

    /// <summary>By credit code, else by the exact name, present or former.</summary>
    /// <param name="field">The input, for what is refused.</param>
    /// <param name="refusals">Gets the reason when nothing, or more than one, is found.</param>
    public async Task<OrganizationFacts?> FindOrganizationAsync(string? typed, string field, ICollection<Refusal> refusals, CancellationToken cancellationToken)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            refusals.Add(new Refusal(new Message("registry.organization-missing"), field));
            return null;
        }

        var code = text[(text.LastIndexOf(' ') + 1)..].ToUpperInvariant();
        var found = await db.Organizations.AsNoTracking().Where(o => o.Uscc == code).Take(1).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            found = await db.Organizations.AsNoTracking().Where(o => o.Name == text || o.FormerNames.Any(n => n == text)).OrderBy(o => o.Uscc).Take(MaxCandidates).ToListAsync(cancellationToken);
        }

        return One([.. found.Select(o => o.Facts)], Show, "organization", text, field, refusals);
    }

    /// <summary>By mail address, present or former, by name and mark, else by the exact name.</summary>
    public async Task<PersonFacts?> FindPersonAsync(string? typed, string field, ICollection<Refusal> refusals, CancellationToken cancellationToken)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            refusals.Add(new Refusal(new Message("registry.person-missing"), field));
            return null;
        }

        var last = text[(text.LastIndexOf(' ') + 1)..];
        var email = last.ToLowerInvariant();
        var name = last.StartsWith('#') ? text[..^last.Length].Trim() : text;
        var found = last.Contains('@', StringComparison.Ordinal)
            ? await db.People.AsNoTracking().Where(p => p.Email == email || p.FormerEmails.Any(e => e == email)).Take(MaxCandidates).ToListAsync(cancellationToken)
            : await db.People.AsNoTracking().Where(p => p.Name == name || p.FormerNames.Any(n => n == name)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var candidates = found.Where(p => !last.StartsWith('#') || Mark(p.Id) == last[1..]).Select(p => p.Facts).Take(MaxCandidates).ToList();
        return One(candidates, Show, "person", text, field, refusals);
    }

    // The end of an id is its random part; its beginning is only the time.
    private static string Mark(Guid id) => id.ToString("N", CultureInfo.InvariantCulture)[^MarkLength..];

    private static T? One<T>(List<T> found, Func<T, string> show, string kind, string typed, string field, ICollection<Refusal> refusals) where T : class
    {
        if (found.Count == 1)
        {
            return found[0];
        }

        refusals.Add(found.Count == 0
            ? new Refusal(new Message($"registry.{kind}-unknown", ("typed", typed)), field)
            : new Refusal(new Message($"registry.{kind}-ambiguous", ("typed", typed), ("candidates", string.Join(" · ", found.Select(show)))), field));
        return null;
    }
}
