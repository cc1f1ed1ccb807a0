using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Identity;

/// <summary>Why a token lets nobody in.</summary>
public enum TokenFault { Unknown, Expired, Revoked, UserInactive, LongAway }

/// <summary>Makes tokens, takes them back, and tells whose one is. Everybody manages their own.</summary>
public sealed class AccessTokens(SuiteDb db, LedgerWriter ledger, TimeProvider clock)
{
    public const int MaxName = 100;
    public const int MaxDays = 365;

    /// <summary>Of one user, in force; more are a sign that nobody keeps account of them.</summary>
    public const int MaxTokens = 20;

    /// <summary>What an authority says of a person is heard when they sign in there. Who has not for so long may no longer be one of the firm's.</summary>
    public const int DaysAway = 30;

    private static readonly TimeSpan UseIsNoted = TimeSpan.FromHours(1);

    /// <returns>The secret, which cannot be had again.</returns>
    public async Task<string> CreateAsync(Actor actor, string? name, IReadOnlyCollection<string> scopes, int? days, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            throw new ForbiddenException("have tokens");
        }

        var now = clock.GetUtcNow();
        var inForce = await db.AccessTokens.CountAsync(t => t.UserId == actor.UserId && t.RevokedAt == null && t.ExpiresAt > now, cancellationToken);
        new RefusalList().Need("TokenName", name, MaxName)
            .Add(scopes.Count == 0 || scopes.Except(TokenScopes.All).Any(), "Scopes", "token.scopes")
            .Add(days is not (>= 1 and <= MaxDays), "Days", "token.days", ("most", MaxDays))
            .Add(inForce >= MaxTokens, "", "token.too-many", ("most", MaxTokens)).ThrowIfAny();

        var (token, secret) = AccessToken.Make(actor.UserId, name!.Trim(), [.. TokenScopes.All.Where(scopes.Contains)], now, now.AddDays(days!.Value));
        db.AccessTokens.Add(token);
        await RecordAsync(actor, token, "token.created", cancellationToken);
        return secret;
    }

    /// <exception cref="MissingException">The actor has no such token.</exception>
    public async Task RevokeAsync(Actor actor, Guid tokenId, CancellationToken cancellationToken)
    {
        var token = await db.AccessTokens.OneAsync(t => t.Id == tokenId && t.UserId == actor.UserId, cancellationToken);
        new RefusalList().Add(token.RevokedAt is not null, "", "token.revoked-already").ThrowIfAny();
        token.Revoke(clock.GetUtcNow());
        await RecordAsync(actor, token, "token.revoked", cancellationToken);
    }

    public async Task<IReadOnlyList<AccessToken>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        await db.AccessTokens.AsNoTracking().Where(t => t.UserId == actor.UserId).OrderByDescending(t => t.CreatedAt).Take(100).ToListAsync(cancellationToken);

    /// <summary>Whose token this is, and notes, once an hour, that it was used.</summary>
    public async Task<(AccessToken? Token, SuiteUser? User, TokenFault? Fault)> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var digest = AccessToken.DigestOf(secret);
        var found = await (from t in db.AccessTokens.AsNoTracking() join u in db.Users.AsNoTracking() on t.UserId equals u.Id where t.Digest == digest
                           select new { Token = t, User = u, OfAuthority = db.UserLogins.Any(l => l.UserId == u.Id) })
            .SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (found is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(found.Token.Digest), Encoding.ASCII.GetBytes(digest)))
        {
            return (null, null, TokenFault.Unknown);
        }

        TokenFault? fault = found.Token.RevokedAt is not null ? TokenFault.Revoked : found.Token.ExpiresAt <= now ? TokenFault.Expired : !found.User.Active ? TokenFault.UserInactive
            : found.OfAuthority && !(found.User.LastSignInAt > now.AddDays(-DaysAway)) ? TokenFault.LongAway : null;
        if (fault is null && (found.Token.LastUsedAt is not { } last || last < now - UseIsNoted))
        {
            await db.AccessTokens.Where(t => t.Id == found.Token.Id).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, now), cancellationToken);
        }

        return (found.Token, found.User, fault);
    }

    private async Task RecordAsync(Actor actor, AccessToken token, string action, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await ledger.AppendAsync(actor.UserId, null, action, new Dictionary<string, object?>
        {
            ["token"] = token.Id,
            ["name"] = token.Name,
            ["scopes"] = token.Scopes,
            ["expires"] = token.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        }, cancellationToken);
    }
}
