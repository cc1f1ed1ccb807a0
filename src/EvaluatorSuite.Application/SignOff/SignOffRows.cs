using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>A draft that was put forward for signing, with what it was made of. Its file is kept like evidence.</summary>
public sealed class ReportVersion
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }

    /// <summary>From 1 in each engagement.</summary>
    public required int Number { get; init; }

    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required long Size { get; init; }

    /// <summary>Language of the report: the same content is written again in it.</summary>
    public required string Language { get; init; }

    public required Conclusion Conclusion { get; init; }

    /// <summary>Root of the facts alone.</summary>
    public required string FactsRoot { get; init; }

    /// <summary>Root of the facts with the report's file: what is signed.</summary>
    public required string Root { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
    public required Guid MadeById { get; init; }
    public required string MadeBy { get; init; }
}

/// <summary>The content under a root, so that what changed since can be named; and what a report was written from, under the digest of its file, so that it can be written again.</summary>
public sealed class ContentBody
{
    /// <summary>SHA-256 in hexadecimal, of the content or of the file.</summary>
    public required string Root { get; init; }

    public required Guid EngagementId { get; init; }

    /// <summary>JSON, packed with Brotli; that of content is canonical.</summary>
    public required byte[] Packed { get; init; }
}

public enum SignatureLevel { Review, Approval }

/// <summary>Somebody's sign-off of one draft. It is never taken away: one that no longer holds says since when and why.</summary>
public sealed class Signature
{
    public const int MostNamed = 20;

    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required Guid VersionId { get; init; }
    public required SignatureLevel Level { get; init; }
    public required Guid UserId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>What was signed.</summary>
    public required string Root { get; init; }

    public required string FactsRoot { get; init; }

    /// <summary>How the signer proved who they are in the moment of signing: <c>password+code</c> or <c>authority</c>.</summary>
    public required string Proof { get; init; }

    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Names of what changed, at most <see cref="MostNamed"/>.</summary>
    public IReadOnlyList<string> VoidedBy { get; private set; } = [];

    /// <summary>How many changes there were.</summary>
    public int VoidedCount { get; private set; }

    public bool Stands => VoidedAt is null;

    public void Void(DateTimeOffset at, IReadOnlyList<string> names)
    {
        if (Stands)
        {
            (VoidedAt, VoidedBy, VoidedCount) = (at, [.. names.Take(MostNamed)], names.Count);
        }
    }
}

public enum IssueState { Valid, Superseded, Withdrawn }

/// <summary>
/// A report that was issued. What anybody may ask of it is kept here by value: it still answers when the case behind it has been disposed of.
/// </summary>
public sealed class IssuedReport
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required Guid VersionId { get; init; }

    /// <summary>As the firm's pattern writes it; never used again.</summary>
    public required string Number { get; init; }

    /// <summary>The year and the place in it, without gaps.</summary>
    public required int Year { get; init; }

    public required int Serial { get; init; }

    /// <summary>Goes with the number: without it nobody learns what was evaluated.</summary>
    public required string Code { get; init; }

    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required long Size { get; init; }
    public required string Root { get; init; }
    public required string FactsRoot { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required Guid IssuedById { get; init; }
    public required string IssuedBy { get; init; }
    public required Guid OrganizerId { get; init; }

    public required string Event { get; init; }
    public required DateOnly EventStart { get; init; }
    public required DateOnly EventEnd { get; init; }
    public required string Organizer { get; init; }
    public required string Firm { get; init; }
    public required string Guide { get; init; }
    public required Conclusion Conclusion { get; init; }
    public required decimal VerifiedTonnes { get; init; }
    public required decimal OffsetTonnes { get; init; }

    public IssueState State { get; private set; } = IssueState.Valid;
    public DateTimeOffset? StateAt { get; private set; }
    public string? StateReason { get; private set; }

    /// <summary>Number of the report that took its place.</summary>
    public string? SupersededBy { get; private set; }

    /// <summary>Number of the report in whose place it stands.</summary>
    public string? Replaces { get; init; }

    /// <summary>Since when facts that came up after the issue are looked into.</summary>
    public DateTimeOffset? ExaminedSince { get; private set; }

    public string? ExaminedFor { get; private set; }

    /// <summary>When somebody of the organizer's first fetched it: the receipt of its delivery.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    public string? FetchedBy { get; set; }

    public int Version { get; set; }

    public void Withdraw(DateTimeOffset at, string reason) => (State, StateAt, StateReason) = (IssueState.Withdrawn, at, reason);

    /// <summary>What was withdrawn stays withdrawn, and says what came in its place.</summary>
    public void Supersede(DateTimeOffset at, string by, string reason)
    {
        SupersededBy = by;
        if (State == IssueState.Valid)
        {
            (State, StateAt, StateReason, ExaminedSince, ExaminedFor) = (IssueState.Superseded, at, reason, null, null);
        }
    }

    public void Examine(DateTimeOffset at, string reason) => (ExaminedSince, ExaminedFor) = (at, reason);

    public void EndExamination() => (ExaminedSince, ExaminedFor) = (null, null);
}

/// <summary>The one row that whoever gives a number takes first, so that two never get the same and none is left out.</summary>
public sealed class ReportNumbers
{
    public const int OnlyId = 1;

    public int Id { get; private init; } = OnlyId;
    public int Taken { get; private set; }
}

internal sealed class ReportVersionConfiguration : IEntityTypeConfiguration<ReportVersion>
{
    public void Configure(EntityTypeBuilder<ReportVersion> builder)
    {
        builder.ToTable("report_versions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.FileName).HasMaxLength(300);
        builder.Property(v => v.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(v => v.Language).HasMaxLength(10);
        builder.Property(v => v.FactsRoot).HasMaxLength(64).IsFixedLength();
        builder.Property(v => v.Root).HasMaxLength(64).IsFixedLength();
        builder.Property(v => v.MadeBy).HasMaxLength(100);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(v => v.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.EngagementId, v.Number }).IsUnique();
        builder.HasIndex(v => v.Sha256);
    }
}

internal sealed class ContentBodyConfiguration : IEntityTypeConfiguration<ContentBody>
{
    public void Configure(EntityTypeBuilder<ContentBody> builder)
    {
        builder.ToTable("signed_contents");
        builder.HasKey(b => b.Root);
        builder.Property(b => b.Root).HasMaxLength(64).IsFixedLength();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(b => b.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => b.EngagementId);
    }
}

internal sealed class SignatureConfiguration : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> builder)
    {
        builder.ToTable("signatures");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(100);
        builder.Property(s => s.Proof).HasMaxLength(40);
        builder.Property(s => s.Root).HasMaxLength(64).IsFixedLength();
        builder.Property(s => s.FactsRoot).HasMaxLength(64).IsFixedLength();
        builder.Property(s => s.VoidedBy).HasJson();
        builder.Ignore(s => s.Stands);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(s => s.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReportVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.EngagementId, s.SignedAt });
    }
}

internal sealed class IssuedReportConfiguration : IEntityTypeConfiguration<IssuedReport>
{
    public void Configure(EntityTypeBuilder<IssuedReport> builder)
    {
        builder.ToTable("issued_reports");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Number).HasMaxLength(60);
        builder.Property(r => r.Code).HasMaxLength(40);
        builder.Property(r => r.FileName).HasMaxLength(300);
        builder.Property(r => r.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(r => r.Root).HasMaxLength(64).IsFixedLength();
        builder.Property(r => r.FactsRoot).HasMaxLength(64).IsFixedLength();
        builder.Property(r => r.IssuedBy).HasMaxLength(100);
        builder.Property(r => r.Event).HasMaxLength(200);
        builder.Property(r => r.Organizer).HasMaxLength(200);
        builder.Property(r => r.Firm).HasMaxLength(200);
        builder.Property(r => r.StateReason).HasMaxLength(2000);
        builder.Property(r => r.SupersededBy).HasMaxLength(60);
        builder.Property(r => r.Replaces).HasMaxLength(60);
        builder.Property(r => r.ExaminedFor).HasMaxLength(2000);
        builder.Property(r => r.FetchedBy).HasMaxLength(100);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.VersionId).IsUnique();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.Year, r.Serial }).IsUnique();
        builder.HasIndex(r => r.EngagementId);
        builder.HasIndex(r => r.Sha256);
    }
}

internal sealed class ReportNumbersConfiguration : IEntityTypeConfiguration<ReportNumbers>
{
    public void Configure(EntityTypeBuilder<ReportNumbers> builder)
    {
        builder.ToTable("report_numbers");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasData(new { Id = ReportNumbers.OnlyId, Taken = 0 });
    }
}
