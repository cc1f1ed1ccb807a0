using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Evidence;

internal sealed class EvidenceItemConfiguration : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.IsRowOfEngagement("evidence");
        builder.ComplexProperty(r => r.Facts, facts =>
        {
            facts.Property(f => f.Key).HasMaxLength(100);
            facts.Property(f => f.File).HasMaxLength(400);
            facts.Property(f => f.Sha256).HasMaxLength(64).IsFixedLength();
        });
    }
}

internal sealed class EvidenceRequestConfiguration : IEntityTypeConfiguration<EvidenceRequest>
{
    public void Configure(EntityTypeBuilder<EvidenceRequest> builder)
    {
        builder.IsRowOfEngagement("evidence_requests");
        builder.ComplexProperty(r => r.Facts, facts =>
        {
            facts.Property(f => f.Key).HasMaxLength(100);
            facts.Property(f => f.Title).HasMaxLength(200);
            facts.Property(f => f.Kind).HasMaxLength(60);
        });
    }
}
