using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.TimeStamps;

/// <summary>
/// A third party's word that a digest existed at a moment (RFC 3161): the content root of a signature, or the head of the ledger. Until it
/// has come it is pending; the clock of this machine never stands in for it.
/// </summary>
public sealed class TimeStamp
{
    public required Guid Id { get; init; }
    public Guid? EngagementId { get; init; }

    /// <summary>Whose root is stamped; null for a head of the ledger.</summary>
    public Guid? SignatureId { get; init; }

    /// <summary>Of the entry whose hash is stamped; null for a signature.</summary>
    public long? Sequence { get; init; }

    /// <summary>What is stamped: SHA-256 in hexadecimal.</summary>
    public required string Digest { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>By the authority's clock; null while it is pending.</summary>
    public DateTimeOffset? StampedAt { get; private set; }

    /// <summary>The token as it came, DER.</summary>
    public byte[]? Token { get; private set; }

    /// <summary>Who signed the token, as its certificate calls them.</summary>
    public string? Authority { get; private set; }

    public bool IsPending => StampedAt is null;

    public void Take(Stamped stamped) => (StampedAt, Token, Authority) = (stamped.At, stamped.Token, stamped.Authority.Length > MostName ? stamped.Authority[..MostName] : stamped.Authority);

    internal const int MostName = 300;
}

internal sealed class TimeStampConfiguration : IEntityTypeConfiguration<TimeStamp>
{
    public void Configure(EntityTypeBuilder<TimeStamp> builder)
    {
        builder.ToTable("time_stamps");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Digest).HasMaxLength(64).IsFixedLength();
        builder.Property(s => s.Authority).HasMaxLength(TimeStamp.MostName);
        builder.Ignore(s => s.IsPending);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(s => s.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Signature>().WithMany().HasForeignKey(s => s.SignatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.EngagementId);
        builder.HasIndex(s => s.SignatureId);
        builder.HasIndex(s => s.Sequence);
    }
}
