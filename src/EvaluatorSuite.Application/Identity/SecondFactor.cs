using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Identity;

/// <summary>
/// What a user's authenticator app and we both know. It stands apart from the user's row, which is written back whole by whoever
/// counts a failure: an older step written over a newer one would let a code in twice.
/// </summary>
public sealed class SecondFactor(Guid userId, string secret, DateTimeOffset since)
{
    public Guid UserId { get; private init; } = userId;

    /// <summary>Base32, as it is shown to the user.</summary>
    public string Secret { get; private init; } = secret;

    public DateTimeOffset Since { get; private init; } = since;

    /// <summary>The newest time step of which a code was accepted; no code of it or before it is accepted again.</summary>
    public long LastStep { get; private set; }
}

/// <summary>A code for the day when the phone is lost. Only its digest is kept, and the row goes when it is used.</summary>
public sealed class RecoveryCode(Guid userId, string digest)
{
    public Guid UserId { get; private init; } = userId;

    /// <summary>SHA-256 in hex of the user's id and the code; the code has eighty random bits, so nothing slower is needed.</summary>
    public string Digest { get; private init; } = digest;
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("second_factors");
        builder.HasKey(f => f.UserId);
        builder.Property(f => f.UserId).ValueGeneratedNever();
        builder.Property(f => f.Secret).HasMaxLength(64);
        builder.HasOne<SuiteUser>().WithOne().HasForeignKey<SecondFactor>(f => f.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(c => new { c.UserId, c.Digest });
        builder.Property(c => c.Digest).HasMaxLength(64).IsFixedLength();
        builder.HasOne<SuiteUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
