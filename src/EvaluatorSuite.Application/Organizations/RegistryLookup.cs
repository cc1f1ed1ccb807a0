using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>Finds the organization or person that somebody typed into a form, and suggests those that are likely.</summary>
public sealed class RegistryLookup(SuiteDb db)
{
    private const int Suggestions = 100;
    private const int Candidates = 5;

    /// <summary>As it is suggested and understood: the name, then the code.</summary>
    public static string Show(OrganizationFacts organization) => $"{organization.Name} {organization.Uscc}";

    /// <param name="typed">A credit code, a name, or both as suggested.</param>
    /// <exception cref="RefusedException">Nobody, or more than one, is called so; the refusal names the candidates.</exception>
    public async Task<Guid> OrganizationAsync(string? typed, string field, CancellationToken cancellationToken)
    {
        var text = typed?.Trim() ?? "";
        new RefusalList().Need(field, text, 300).ThrowIfAny();
        var code = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].ToUpperInvariant();
        var found = await db.Organizations.AsNoTracking().Where(o => o.Uscc == code || o.Name == text).Take(Candidates + 1).ToListAsync(cancellationToken);
        return found.FirstOrDefault(o => o.Uscc == code)?.Id
            ?? (found.Count == 1 ? found[0].Id : throw new RefusedException([NoneOrMany(field, text, [.. found.Select(o => Show(o.Facts))], "lookup.organization")]));
    }

    public async Task<Guid?> OptionalOrganizationAsync(string? typed, string field, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(typed) ? null : await OrganizationAsync(typed, field, cancellationToken);

    /// <summary>The organizations that were used last, for a list of suggestions.</summary>
    public async Task<IReadOnlyList<string>> OrganizationsAsync(CancellationToken cancellationToken) =>
        [.. (await db.Organizations.AsNoTracking().OrderByDescending(o => o.Id).Take(Suggestions).ToListAsync(cancellationToken)).Select(o => Show(o.Facts))];

    /// <summary>Who can take part in the firm's engagements: its employees now, and the people who have an account with it.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(Guid firmId, DateOnly today, CancellationToken cancellationToken) =>
        await db.People.AsNoTracking()
            .Where(p => db.Employments.Any(e => e.PersonId == p.Id && e.OrganizationId == firmId && (e.To == null || e.To >= today)) || db.Users.Any(u => u.PersonId == p.Id && u.Active))
            .OrderBy(p => p.Name).Take(500).ToListAsync(cancellationToken);

    private static Refusal NoneOrMany(string field, string text, IReadOnlyList<string> candidates, string code) => candidates.Count == 0
        ? new Refusal(new Message($"{code}-none", ("typed", text)), field)
        : new Refusal(new Message($"{code}-many", ("typed", text), ("candidates", string.Join("; ", candidates.Take(Candidates)))), field);
}
