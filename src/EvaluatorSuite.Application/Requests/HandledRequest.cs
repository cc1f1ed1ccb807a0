using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Requests;

/// <summary>A form that has been acted on. Its key makes a form sent again, after a dropped connection or a double click, act once.</summary>
public sealed class HandledRequest(Guid id, Guid userId, DateTimeOffset at)
{
    public Guid Id { get; } = id;

    /// <summary>The answer is for this user alone.</summary>
    public Guid UserId { get; } = userId;

    public DateTimeOffset At { get; } = at;
    public string? Location { get; private set; }

    public void AnsweredWith(string location) => Location = location;
}

internal sealed class HandledRequestConfiguration : IEntityTypeConfiguration<HandledRequest>
{
    public void Configure(EntityTypeBuilder<HandledRequest> builder)
    {
        builder.ToTable("handled_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.UserId);
        builder.Property(r => r.At);
        builder.Property(r => r.Location).HasMaxLength(500);
        builder.HasIndex(r => r.At);
    }
}
