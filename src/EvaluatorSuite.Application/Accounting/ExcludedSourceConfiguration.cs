using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Accounting;

internal sealed class ExcludedSourceConfiguration : IEntityTypeConfiguration<ExcludedSource>
{
    public void Configure(EntityTypeBuilder<ExcludedSource> builder)
    {
        builder.IsRowOfEngagement("excluded_sources");
        builder.ComplexProperty(r => r.Facts);
    }
}
