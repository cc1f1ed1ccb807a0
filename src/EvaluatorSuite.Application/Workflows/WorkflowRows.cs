using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>One definition as it was given; never changed.</summary>
public sealed class DefinitionVersion
{
    public required string Sha256 { get; init; }
    public required string Key { get; init; }
    public required int Number { get; init; }
    public required byte[] Json { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>Where a process came from: the installation's folder or an administrator's upload.</summary>
public enum ProcessOrigin { Folder, Upload }

/// <summary>The definitions that are run as one; what an engagement pins.</summary>
public sealed class ProcessVersion
{
    public required string Digest { get; init; }

    /// <summary>SHA-256 of each definition, the outermost first.</summary>
    public required IReadOnlyList<string> Definitions { get; init; }

    public required ProcessOrigin Origin { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Whether engagements that are opened now get it: at most one has it.</summary>
    public bool Current { get; set; }

    public DateTimeOffset? ActivatedAt { get; set; }
}

/// <summary>The process of one engagement, under the version that it pinned.</summary>
public sealed class ProcessInstance
{
    public required Guid EngagementId { get; init; }
    public required string ProcessDigest { get; set; }

    /// <summary>The state as JSON; the trace read again gives the same.</summary>
    public required string State { get; set; }

    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Counted with every change: of two that change it at once one fails.</summary>
    public int Version { get; set; }
}

/// <summary>A step at which an engagement stands. Its id names this round of it: nothing said to it can count for a later one.</summary>
public sealed class WaitingStep
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }

    /// <summary><c>Implementation/Documents</c>.</summary>
    public required string Path { get; init; }

    public required int Round { get; init; }

    /// <summary>Stable over versions: <c>impl.documents</c>.</summary>
    public required string Key { get; init; }

    public required StepType Type { get; init; }

    /// <summary>One of <see cref="StepTypes.Roles"/>, or empty.</summary>
    public required string Role { get; init; }

    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required DateTimeOffset Since { get; init; }
    public DateOnly? DueOn { get; set; }

    /// <summary>Since when an independence check before it is not cleared.</summary>
    public DateTimeOffset? HeldSince { get; set; }
}

/// <summary>One thing that happened in a process.</summary>
public sealed class TraceRow
{
    public required Guid EngagementId { get; init; }

    /// <summary>From 1, without gaps, over all versions.</summary>
    public required int Number { get; init; }

    public required TraceKind Kind { get; init; }
    public required string Path { get; init; }
    public required int Round { get; init; }
    public string? Detail { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The user; empty where the process went on by itself.</summary>
    public required Guid ActorId { get; init; }

    public TraceEntry Entry => new(Kind, Path, Round, Detail);
}

internal sealed class DefinitionVersionConfiguration : IEntityTypeConfiguration<DefinitionVersion>
{
    public void Configure(EntityTypeBuilder<DefinitionVersion> builder)
    {
        builder.ToTable("workflow_definitions");
        builder.HasKey(d => d.Sha256);
        builder.Property(d => d.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(d => d.Key).HasMaxLength(60);
    }
}

internal sealed class ProcessVersionConfiguration : IEntityTypeConfiguration<ProcessVersion>
{
    public void Configure(EntityTypeBuilder<ProcessVersion> builder)
    {
        builder.ToTable("workflow_processes");
        builder.HasKey(p => p.Digest);
        builder.Property(p => p.Digest).HasMaxLength(64).IsFixedLength();
        builder.Property(p => p.Definitions).HasJson();
    }
}

internal sealed class ProcessInstanceConfiguration : IEntityTypeConfiguration<ProcessInstance>
{
    public void Configure(EntityTypeBuilder<ProcessInstance> builder)
    {
        builder.ToTable("workflow_instances");
        builder.HasIndex(i => new { i.EndedAt, i.ProcessDigest });
        builder.HasKey(i => i.EngagementId);
        builder.HasOne<Engagement>().WithOne().HasForeignKey<ProcessInstance>(i => i.EngagementId);
        builder.Property(i => i.ProcessDigest).HasMaxLength(64).IsFixedLength();
        builder.HasOne<ProcessVersion>().WithMany().HasForeignKey(i => i.ProcessDigest).OnDelete(DeleteBehavior.Restrict);
        builder.Property(i => i.Version).IsConcurrencyToken();
    }
}

internal sealed class WaitingStepConfiguration : IEntityTypeConfiguration<WaitingStep>
{
    public void Configure(EntityTypeBuilder<WaitingStep> builder)
    {
        builder.ToTable("waiting_steps");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Path).HasMaxLength(200);
        builder.Property(s => s.Key).HasMaxLength(200);
        builder.Property(s => s.Role).HasMaxLength(20);
        builder.Property(s => s.NameZh).HasMaxLength(200);
        builder.Property(s => s.NameEn).HasMaxLength(200);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(s => s.EngagementId);
        builder.HasIndex(s => new { s.EngagementId, s.Path, s.Round }).IsUnique();
        builder.HasIndex(s => new { s.Key, s.Since });
        builder.HasIndex(s => new { s.DueOn, s.Type });
        builder.HasIndex(s => s.HeldSince);
    }
}

internal sealed class TraceRowConfiguration : IEntityTypeConfiguration<TraceRow>
{
    public void Configure(EntityTypeBuilder<TraceRow> builder)
    {
        builder.ToTable("workflow_trace");
        builder.HasKey(t => new { t.EngagementId, t.Number });
        builder.Property(t => t.Path).HasMaxLength(200);
        builder.Property(t => t.Detail).HasMaxLength(400);
        builder.Ignore(t => t.Entry);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(t => t.EngagementId);
    }
}
