using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Identity;

/// <summary>Ties accounts to the people of the registry by their addresses.</summary>
public static class PersonUsers
{
    /// <summary>
    /// Whoever had an account before their person came into the registry is tied to it, as one who gets an account afterwards is.
    /// An account that is tied already stays as it is.
    /// </summary>
    /// <param name="addresses">Of people whose rows are saved.</param>
    public static async Task LinkUsersAsync(this SuiteDb db, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var people = await db.People.Where(p => p.Email != null && addresses.Contains(p.Email)).ToDictionaryAsync(p => p.Email!.ToUpperInvariant(), p => p.Id, cancellationToken);
        var normalized = people.Keys.ToList();
        foreach (var user in await db.Users.Where(u => u.PersonId == null && normalized.Contains(u.NormalizedEmail!)).ToListAsync(cancellationToken))
        {
            user.PersonId = people[user.NormalizedEmail!];
        }
    }
}
