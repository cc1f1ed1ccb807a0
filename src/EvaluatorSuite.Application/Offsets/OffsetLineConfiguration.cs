using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Offsets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Offsets;

internal sealed class OffsetLineConfiguration : IEntityTypeConfiguration<OffsetLine>
{
    public void Configure(EntityTypeBuilder<OffsetLine> builder)
    {
        builder.IsRowOfEngagement("offset_lines");
        builder.ComplexProperty(r => r.Facts);
        builder.Property(r => r.SerialGroup).HasMaxLength(Domain.Offsets.SerialRange.MaxLength * 2);
        builder.Property(r => r.SerialGroupEnd).HasMaxLength(Domain.Offsets.SerialRange.MaxLength * 2);
        builder.Property(r => r.SerialFirst).HasMaxLength(Domain.Offsets.SerialRange.MaxDigits + 3);
        builder.Property(r => r.SerialLast).HasMaxLength(Domain.Offsets.SerialRange.MaxDigits + 3);
        builder.HasIndex(r => new { r.SerialGroup, r.SerialFirst, r.SerialLast });
        builder.HasIndex(r => r.SerialGroupEnd);
    }
}
