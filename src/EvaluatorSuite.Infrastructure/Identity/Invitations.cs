using System.Security.Cryptography;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Infrastructure.Identity;

public enum InvitationState
{
    Open,

    /// <summary>Accepted, withdrawn, or its user deactivated.</summary>
    Used,

    /// <summary>A newer one was made, or the link was not copied whole.</summary>
    Replaced,

    Expired,
}

/// <summary>
/// An invitation lets whoever has its link become a user: by a password of their own, or by signing in at the authority. It works once and for
/// three days; a newer one voids the older. Without a way of their own into the system people get in by this alone, so it serves forgotten passwords too.
/// </summary>
public sealed class Invitations(UserManager<SuiteUser> users, LedgerWriter ledger, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Makes a new one, in the transaction of the caller.</summary>
    public async Task InviteAsync(Guid actorId, SuiteUser user, CancellationToken cancellationToken)
    {
        (user.InvitationId, user.InvitedAt) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await users.UpdateAsync(user);
        await ledger.AppendAsync(actorId, null, "user.invited", new Dictionary<string, object?> { ["user"] = user.Id }, cancellationToken);
    }

    /// <returns>The path and query of the link; null when there is no open invitation.</returns>
    public string? LinkOf(SuiteUser user) => user.InvitationId is { } id && IsOpen(user)
        ? $"/invitation/{user.Id}?token={Uri.EscapeDataString(Protector(user.Id).Protect(id.ToString("N")))}"
        : null;

    public InvitationState StateOf(SuiteUser user, string token)
    {
        if (user is not { Active: true, InvitationId: { } id })
        {
            return InvitationState.Used;
        }

        return !Fits(user.Id, id, token) ? InvitationState.Replaced : IsOpen(user) ? InvitationState.Open : InvitationState.Expired;
    }

    /// <summary>Sets the password; whoever was signed in as this user is out.</summary>
    public async Task<IdentityResult> AcceptAsync(SuiteUser user, string password, CancellationToken cancellationToken)
    {
        var result = await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
        if (result.Succeeded)
        {
            await users.SetLockoutEndDateAsync(user, null);
            await CloseAsync(user, "user.password-set", [], cancellationToken);
        }

        return result;
    }

    /// <summary>Ties the person at the authority to this user; whoever was signed in as this user is out.</summary>
    public async Task<IdentityResult> AcceptAsync(SuiteUser user, UserLoginInfo login, CancellationToken cancellationToken)
    {
        foreach (var earlier in await users.GetLoginsAsync(user))
        {
            await users.RemoveLoginAsync(user, earlier.LoginProvider, earlier.ProviderKey);
        }

        var result = await users.AddLoginAsync(user, login);
        if (result.Succeeded)
        {
            await CloseAsync(user, "user.linked", new() { ["login"] = login.ProviderKey }, cancellationToken);
        }

        return result;
    }

    private async Task CloseAsync(SuiteUser user, string action, Dictionary<string, object?> values, CancellationToken cancellationToken)
    {
        (user.InvitationId, user.InvitedAt) = (null, null);
        await users.UpdateAsync(user);
        values["user"] = user.Id;
        await ledger.AppendAsync(user.Id, null, action, values, cancellationToken);
    }

    private bool IsOpen(SuiteUser user) => user.Active && user.InvitedAt + Life > clock.GetUtcNow();

    private bool Fits(Guid userId, Guid invitationId, string token)
    {
        try
        {
            return Protector(userId).Unprotect(token) == invitationId.ToString("N");
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private IDataProtector Protector(Guid userId) => protection.CreateProtector("EvaluatorSuite.Invitation", userId.ToString("N"));
}
