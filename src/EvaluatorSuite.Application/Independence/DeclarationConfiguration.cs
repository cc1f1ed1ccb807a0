using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Independence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Independence;

internal sealed class DeclarationConfiguration : IEntityTypeConfiguration<Declaration>
{
    public void Configure(EntityTypeBuilder<Declaration> builder)
    {
        builder.IsRowOfEngagement("declarations");
        builder.ComplexProperty(r => r.Facts, facts => facts.Property(f => f.Threats).HasJson());
    }
}
