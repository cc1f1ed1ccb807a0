using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Findings;

internal sealed class FindingConfiguration : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.IsRowOfEngagement("findings");
        builder.ComplexProperty(r => r.Facts, facts => facts.Property(f => f.Rounds).HasJson());
    }
}
