using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Requests;

/// <summary>A form that came after its session had ended, kept for a day so that nothing typed is lost.</summary>
public sealed class KeptForm
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose session it was; where nobody can tell, the first to sign in with the same browser.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Address and fields, encrypted: drafts of people who have not even signed in are nobody else's to read.</summary>
    public required byte[] Content { get; init; }
}

internal sealed class KeptFormConfiguration : IEntityTypeConfiguration<KeptForm>
{
    public void Configure(EntityTypeBuilder<KeptForm> builder)
    {
        builder.ToTable("kept_forms");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.HasIndex(f => f.At);
    }
}
