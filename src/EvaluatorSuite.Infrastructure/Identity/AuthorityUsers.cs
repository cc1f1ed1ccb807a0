using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>Who the authority says has signed in.</summary>
/// <param name="Name">For people to read; never to know somebody by.</param>
/// <param name="Email">As <paramref name="Name"/>.</param>
/// <param name="Roles">What the groups give.</param>
/// <param name="GroupsAreCut">The authority left the groups out because there are too many.</param>
public sealed record AuthorityPerson(string Issuer, string Subject, string? Name, string? Email, IReadOnlyList<string> Roles, bool GroupsAreCut)
{
    /// <summary>Of the login that a person is known by: whichever authority is configured, its address is part of the key.</summary>
    public const string Provider = "OpenIdConnect";

    /// <summary>What every database takes as part of a key.</summary>
    private const int LongestKey = 400;

    /// <summary>No address has a space in it, so two different people never come to the same key.</summary>
    public string Key => $"{Issuer} {Subject}";

    public bool IsKnowable => Issuer.Length > 0 && Subject.Length > 0 && Key.Length <= LongestKey;

    public UserLoginInfo Login => new(Provider, Key, Provider);
}

/// <summary>Lets people of the authority in: a person is issuer and subject, what they may do comes from their groups.</summary>
public sealed class AuthorityUsers(SuiteDb db, UserManager<SuiteUser> users, LedgerWriter ledger)
{
    public const string NoRole = "no-role";
    public const string Inactive = "inactive";
    public const string TooManyGroups = "too-many-groups";
    public const string Unknowable = "unknowable";

    /// <summary>Why somebody was not let in; each has words in <c>account.refused.</c></summary>
    public static IReadOnlyList<string> Refusals { get; } = [NoRole, Inactive, TooManyGroups, Unknowable];

    public sealed record Answer(SuiteUser? User, string? Refusal);

    public async Task<SuiteUser?> FindAsync(AuthorityPerson person) => await users.FindByLoginAsync(AuthorityPerson.Provider, person.Key);

    public async Task<Answer> AdmitAsync(AuthorityPerson person, CancellationToken cancellationToken)
    {
        try
        {
            return await AdmitOnceAsync(person, cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // The same person came in twice at once for the first time; by now there is the user that the other one made.
            db.ChangeTracker.Clear();
            return await AdmitOnceAsync(person, cancellationToken);
        }
    }

    private async Task<Answer> AdmitOnceAsync(AuthorityPerson person, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var answer = await DecideAsync(person, cancellationToken);
        if (answer.Refusal is { } why)
        {
            await ledger.AppendAsync(answer.User?.Id ?? Guid.Empty, null, "user.refused",
                new Dictionary<string, object?> { ["login"] = person.IsKnowable ? person.Key : null, ["reason"] = why, ["user"] = answer.User?.Id }, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private async Task<Answer> DecideAsync(AuthorityPerson person, CancellationToken cancellationToken)
    {
        if (!person.IsKnowable)
        {
            return new Answer(null, Unknowable);
        }

        var user = await FindAsync(person);
        if (user is { Active: false })
        {
            return new Answer(user, Inactive);
        }

        // With the groups left out nobody knows which roles were given: neither are they taken away for it, nor is anybody let in with old ones.
        if (person.GroupsAreCut)
        {
            return new Answer(user, TooManyGroups);
        }

        if (user is null)
        {
            return person.Roles.Count == 0 ? new Answer(null, NoRole) : new Answer(await CreateAsync(person, cancellationToken), null);
        }

        // An organizer's person stays one, whatever a group says: nobody sits on both sides of the table.
        await RefreshAsync(user, user.Roles.Contains(StaffRoles.Organizer) ? [] : person.Roles, cancellationToken);
        return new Answer(user, user.AllRoles().Count == 0 ? NoRole : null);
    }

    private async Task<SuiteUser> CreateAsync(AuthorityPerson person, CancellationToken cancellationToken)
    {
        var user = new SuiteUser { DisplayName = NameOf(person), GroupRoles = person.Roles };
        user.UserName = $"oidc-{user.Id:N}";

        // The address is there to be read; one that somebody else has is left out.
        var address = users.NormalizeEmail(person.Email);
        user.Email = address is null || await db.Users.AnyAsync(u => u.NormalizedEmail == address, cancellationToken) ? null : person.Email;
        Check(await users.CreateAsync(user));
        Check(await users.AddLoginAsync(user, person.Login));
        await ledger.AppendAsync(user.Id, null, "user.created-from-groups",
            new Dictionary<string, object?> { ["login"] = person.Key, ["roles"] = person.Roles, ["user"] = user.Id }, cancellationToken);
        return user;
    }

    private async Task RefreshAsync(SuiteUser user, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        if (user.GroupRoles.SequenceEqual(roles))
        {
            return;
        }

        var before = user.GroupRoles;
        user.GroupRoles = roles;
        Check(await users.UpdateAsync(user));
        await ledger.AppendAsync(user.Id, null, "user.roles-from-groups",
            new Dictionary<string, object?> { ["roles"] = roles, ["rolesBefore"] = before, ["user"] = user.Id }, cancellationToken);
    }

    private static string NameOf(AuthorityPerson person)
    {
        var name = person.Name ?? person.Email ?? person.Subject;
        return name.Length > 100 ? name[..100] : name;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}
