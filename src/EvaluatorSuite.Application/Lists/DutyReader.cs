using EvaluatorSuite.Application.Duties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Lists;

/// <summary>The parts of a first page; what is late is mine and past its day.</summary>
public enum TodayPart { Mine, Blocked, Others }

/// <summary>One duty on the first page of one reader.</summary>
public sealed class DutyReader
{
    public required Guid DutyId { get; init; }
    public required Guid ReaderId { get; init; }
    public TodayPart Part { get; set; }

    /// <summary>The last of all days when no day was set.</summary>
    public required DateOnly DueOn { get; init; }
}

internal sealed class DutyReaderConfiguration : IEntityTypeConfiguration<DutyReader>
{
    public void Configure(EntityTypeBuilder<DutyReader> builder)
    {
        builder.ToTable("duty_readers");
        builder.HasKey(d => new { d.DutyId, d.ReaderId });
        builder.Property(d => d.Part).HasMaxLength(10);
        builder.HasOne<DutyRow>().WithMany().HasForeignKey(d => d.DutyId);
        builder.HasIndex(d => new { d.ReaderId, d.Part, d.DueOn, d.DutyId });
    }
}
