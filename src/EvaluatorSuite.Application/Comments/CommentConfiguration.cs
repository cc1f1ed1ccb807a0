using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Comments;

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.IsRowOfEngagement("comments");
        builder.ComplexProperty(r => r.Facts, facts =>
        {
            facts.Property(f => f.Key).HasMaxLength(100);
            facts.Property(f => f.TargetKey).HasMaxLength(100);
            facts.Property(f => f.Author).HasMaxLength(100);
            facts.Property(f => f.Replies).HasJson();
        });
    }
}
