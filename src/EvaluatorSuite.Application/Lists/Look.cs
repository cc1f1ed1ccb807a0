using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Lists;

/// <summary>Up to which entry of the ledger somebody has said to have looked at an engagement.</summary>
public sealed class Look
{
    public required Guid UserId { get; init; }
    public required Guid EngagementId { get; init; }
    public required long Sequence { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class LookConfiguration : IEntityTypeConfiguration<Look>
{
    public void Configure(EntityTypeBuilder<Look> builder)
    {
        builder.ToTable("looks");
        builder.HasKey(l => new { l.UserId, l.EngagementId });
        builder.HasOne<Engagement>().WithMany().HasForeignKey(l => l.EngagementId);
    }
}
