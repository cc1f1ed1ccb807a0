using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>What an administrator may do to a user; each act leaves an entry in the ledger, and refuses what would lock the firm out or free the actor of a check.</summary>
public sealed class UserAdministration(SuiteDb db, UserManager<SuiteUser> users, SecondFactors secondFactors, Invitations invitations, LedgerWriter ledger)
{
    /// <param name="PersonAddress">The mail address of the person of the registry that this user is; empty for none.</param>
    public sealed record Edit(string Name, IReadOnlyList<string> Roles, string? PersonAddress);

    public async Task<SuiteUser> GetAsync(Guid userId) => await users.FindByIdAsync(userId.ToString()) ?? throw new MissingException(nameof(SuiteUser));

    /// <summary>Makes the user and an invitation; one whose mail address stands in the registry is that person.</summary>
    public async Task<IdentityResult> CreateAsync(Guid actorId, SuiteUser user, CancellationToken cancellationToken)
    {
        user.PersonId = await PersonAsync(user.Email, cancellationToken);
        if (user.PersonId is { } person && await db.Users.AnyAsync(u => u.PersonId == person, cancellationToken))
        {
            throw new RefusedException([new Refusal("account.users.person-taken", ("address", user.Email!)) { Field = "Account" }]);
        }

        var result = await users.CreateAsync(user);
        if (result.Succeeded)
        {
            await EnterAsync(actorId, "user.created", user, cancellationToken, ("roles", user.Roles), ("person", user.PersonId));
            await invitations.InviteAsync(actorId, user, cancellationToken);
        }

        return result;
    }

    /// <summary>Changes the name, the staff roles that are given by hand, and the person; roles that are not of staff stay as they are.</summary>
    public async Task ChangeAsync(Guid actorId, SuiteUser user, Edit edit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> roles = [.. user.Roles.Except(StaffRoles.All), .. StaffRoles.All.Where(edit.Roles.Contains)];
        var person = string.IsNullOrWhiteSpace(edit.PersonAddress) ? null : await PersonAsync(edit.PersonAddress, cancellationToken);
        var taken = person is not null && await db.Users.AnyAsync(u => u.Id != user.Id && u.PersonId == person, cancellationToken);
        RefusedException.ThrowIfAny([.. RefusalsOf(actorId, user, edit, roles, person, taken)]);
        var before = (user.DisplayName, Roles: user.Roles, user.PersonId);
        (user.DisplayName, user.Roles, user.PersonId) = (edit.Name.Trim(), roles, person);
        Saved(await users.UpdateAsync(user));
        await EnterAsync(actorId, "user.changed", user, cancellationToken,
            ("name", user.DisplayName), ("nameBefore", before.DisplayName), ("roles", roles), ("rolesBefore", before.Roles), ("person", person), ("personBefore", before.PersonId));
        await RefuseWithoutAdministratorAsync(cancellationToken);
    }

    /// <summary>Lets a user in no more, from the next request on, or again.</summary>
    public async Task SwitchAsync(Guid actorId, SuiteUser user, bool active, CancellationToken cancellationToken)
    {
        RefuseOneself(actorId, user, "page.users.not-oneself");
        user.Active = active;
        (user.InvitationId, user.InvitedAt) = (null, null);
        Saved(await users.UpdateSecurityStampAsync(user));
        await EnterAsync(actorId, active ? "user.activated" : "user.deactivated", user, cancellationToken);
        await RefuseWithoutAdministratorAsync(cancellationToken);
    }

    public async Task InviteAsync(Guid actorId, SuiteUser user, CancellationToken cancellationToken)
    {
        RefuseOneself(actorId, user, "account.users.not-own-invitation");
        RefusedException.ThrowIfAny(user.Active ? [] : [new Refusal("account.users.inactive")]);
        await invitations.InviteAsync(actorId, user, cancellationToken);
    }

    public async Task ResetSecondFactorAsync(Guid actorId, SuiteUser user, CancellationToken cancellationToken)
    {
        RefuseOneself(actorId, user, "account.users.not-own-second-factor");
        await secondFactors.SwitchOffAsync(user, cancellationToken);
        await EnterAsync(actorId, "user.second-factor-reset", user, cancellationToken);
    }

    public async Task UnlockAsync(Guid actorId, SuiteUser user, CancellationToken cancellationToken)
    {
        Saved(await users.SetLockoutEndDateAsync(user, null));
        Saved(await users.ResetAccessFailedCountAsync(user));
        await EnterAsync(actorId, "user.unlocked", user, cancellationToken);
    }

    private static IEnumerable<Refusal> RefusalsOf(Guid actorId, SuiteUser user, Edit edit, IReadOnlyList<string> roles, Guid? person, bool taken)
    {
        // Whoever gives roles and says who is who gives themselves none: an administrator would be officer, or somebody without conflicts, the next minute.
        if (actorId == user.Id && !roles.ToHashSet().SetEquals(user.Roles))
        {
            yield return new Refusal("account.users.not-own-role") { Field = "Roles" };
        }

        if (actorId == user.Id && person != user.PersonId)
        {
            yield return new Refusal("account.users.not-own-person") { Field = "PersonAddress" };
        }

        if (taken && person != user.PersonId)
        {
            yield return new Refusal("account.users.person-taken", ("address", edit.PersonAddress!.Trim())) { Field = "PersonAddress" };
        }

        // One person cannot sit on both sides of the table.
        if (roles.Contains(StaffRoles.Organizer) && roles.Any(StaffRoles.All.Contains))
        {
            yield return new Refusal("account.users.is-organizer") { Field = "Roles" };
        }

        if (roles.Count == 0 && user.GroupRoles.Count == 0)
        {
            yield return new Refusal("page.field.roles") { Field = "Roles" };
        }

        if (!string.IsNullOrWhiteSpace(edit.PersonAddress) && person is null)
        {
            yield return new Refusal("account.users.no-such-person", ("address", edit.PersonAddress.Trim())) { Field = "PersonAddress" };
        }
    }

    private static void RefuseOneself(Guid actorId, SuiteUser user, string code)
    {
        if (actorId == user.Id)
        {
            throw new RefusedException([new Refusal(code)]);
        }
    }

    // Asked after the entry in the ledger, whose lock makes two administrators who take each other's role wait for one another.
    private async Task RefuseWithoutAdministratorAsync(CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(u => u.Active && (u.Roles.Contains(StaffRoles.Administrator) || u.GroupRoles.Contains(StaffRoles.Administrator)), cancellationToken))
        {
            throw new RefusedException([new Refusal("account.users.last-administrator")]);
        }
    }

    private async Task<Guid?> PersonAsync(string? address, CancellationToken cancellationToken)
    {
        var lower = address?.Trim().ToLowerInvariant();
        return await db.People.Where(p => p.Email == lower).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static void Saved(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            // The framework hands back as a word what the rest of the program knows as a failure.
            throw new DbUpdateConcurrencyException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }
    }

    private Task<LedgerEntry> EnterAsync(Guid actorId, string action, SuiteUser user, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        ledger.AppendAsync(actorId, null, action, values.Append(("user", user.Id)).ToDictionary(v => v.Item1, v => v.Item2), cancellationToken);
}
