using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>
/// What an upload has taken of its engagement's quota: one for what arrives, which goes when the upload ends; and one for each content that
/// was kept, which goes when it is registered, or else when the sweep of the store has taken the bytes.
/// </summary>
public sealed class UploadReservation
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required long Bytes { get; init; }

    /// <summary>From then on it counts no longer. Put off while bytes arrive: a process that died puts it off no more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class UploadReservationConfiguration : IEntityTypeConfiguration<UploadReservation>
{
    public void Configure(EntityTypeBuilder<UploadReservation> builder)
    {
        builder.ToTable("upload_reservations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);
        builder.HasIndex(r => new { r.EngagementId, r.ExpiresAt });
    }
}
