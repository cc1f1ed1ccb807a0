using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Accounting;

internal sealed class InventoryLineConfiguration : IEntityTypeConfiguration<InventoryLine>
{
    public void Configure(EntityTypeBuilder<InventoryLine> builder)
    {
        builder.IsRowOfEngagement("inventory_lines");
        builder.ComplexProperty(r => r.Facts, facts => facts.ComplexProperty(f => f.OwnFactor));
    }
}
