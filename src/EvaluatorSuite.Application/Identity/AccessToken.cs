using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Identity;

/// <summary>What a token is good for; what its user may do in an engagement still comes from their part in it.</summary>
public static class TokenScopes
{
    public const string ReadEngagements = "engagements:read";
    public const string WriteEngagements = "engagements:write";
    public const string WriteEvidence = "evidence:write";
    public const string ReadRegistry = "registry:read";

    public static IReadOnlyList<string> All { get; } = [ReadEngagements, WriteEngagements, WriteEvidence, ReadRegistry];
}

/// <summary>A key by which another system acts for a user. The secret itself is kept nowhere.</summary>
public sealed class AccessToken : Row
{
    /// <summary>By which people and scanners of source code know one.</summary>
    public const string Prefix = "es_";

    private const int SecretBytes = 32;
    private const int ShownLength = 11;

    private AccessToken()
    {
    }

    private AccessToken(Guid userId, string name, string secret, IReadOnlyList<string> scopes, DateTimeOffset at, DateTimeOffset expiresAt) : base(Guid.CreateVersion7()) =>
        (UserId, Name, Digest, Shown, Scopes, CreatedAt, ExpiresAt) = (userId, name, DigestOf(secret), secret[..ShownLength], scopes, at, expiresAt);

    public Guid UserId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of the secret, hexadecimal.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>How the secret begins, so that its owner can tell which one it is.</summary>
    public string Shown { get; private set; } = "";

    public IReadOnlyList<string> Scopes { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static (AccessToken Token, string Secret) Make(Guid userId, string name, IReadOnlyList<string> scopes, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return (new AccessToken(userId, name, secret, scopes, at, expiresAt), secret);
    }

    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public void Revoke(DateTimeOffset at) => RevokedAt = at;
}

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.Property(t => t.Name).HasMaxLength(AccessTokens.MaxName);
        builder.Property(t => t.Digest).HasMaxLength(64).IsFixedLength();
        builder.Property(t => t.Shown).HasMaxLength(20);
        builder.HasIndex(t => t.Digest).IsUnique();
        builder.HasIndex(t => t.UserId);
        builder.HasOne<SuiteUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
