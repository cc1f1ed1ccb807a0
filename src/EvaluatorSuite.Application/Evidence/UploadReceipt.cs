using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>What became of one file of an upload.</summary>
/// <param name="Key">Of the evidence that it is now; null when it was refused.</param>
/// <param name="Sha256">Also of what was refused; null where it was not read.</param>
/// <param name="Refusal">Why it was not taken, in the language of whoever sent it.</param>
public sealed record UploadedFile(string Name, string? Key, string? Sha256, long Size, string? Refusal);

/// <summary>The receipt of one upload, 回执: for whoever handed in, and as long as the evidence is kept.</summary>
public sealed class UploadReceipt
{
    /// <summary>The key of the form: the same form sent again finds its receipt instead of being taken twice.</summary>
    public required Guid Id { get; init; }

    public required Guid EngagementId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required IReadOnlyList<UploadedFile> Files { get; init; }

    /// <summary>Why nothing at all was registered although files arrived whole; empty otherwise.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Whether it answers for these files, by name and content; of one that was not read the name is all that is known.</summary>
    public bool IsOf(IEnumerable<(string Name, string? Sha256)> files)
    {
        var given = files.ToList();
        return given.Count == Files.Count && Files.Zip(given).All(f => f.First.Name == f.Second.Name && (f.First.Sha256 is null || f.First.Sha256 == f.Second.Sha256));
    }
}

internal sealed class UploadReceiptConfiguration : IEntityTypeConfiguration<UploadReceipt>
{
    public void Configure(EntityTypeBuilder<UploadReceipt> builder)
    {
        builder.ToTable("upload_receipts");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Files).HasJson();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);
        builder.HasIndex(r => new { r.EngagementId, r.At });
    }
}
