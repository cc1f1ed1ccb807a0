using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Checklists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Checklists;

internal sealed class ChecklistAnswerConfiguration : IEntityTypeConfiguration<ChecklistAnswer>
{
    public void Configure(EntityTypeBuilder<ChecklistAnswer> builder)
    {
        builder.IsRowOfEngagement("checklist_answers");
        builder.ComplexProperty(r => r.Facts);
    }
}
