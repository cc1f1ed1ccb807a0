using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>What an upload under way has taken of its engagement's quota. It goes when the upload ends.</summary>
public sealed class UploadReservation
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Put off while bytes arrive. A process that died puts it off no more, and from then on it counts no longer.</summary>
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
