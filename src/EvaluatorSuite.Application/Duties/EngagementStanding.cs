using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Duties;

/// <summary>Who has to act next.</summary>
public enum Ball { Firm, Organizer, Nobody }

/// <summary>
/// How one engagement stands, kept beside it at every act: lists, search and first pages read this narrow row and evaluate nothing.
/// The pages of the engagement itself always ask the rules.
/// </summary>
public sealed class EngagementStanding
{
    public required Guid EngagementId { get; init; }

    /// <summary>Counted by every act before it begins: acts on one engagement wait for each other here.</summary>
    public int Touched { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }
    public string EventName { get; set; } = "";
    public EventKind EventKind { get; set; }
    public string City { get; set; } = "";
    public DateOnly Start { get; set; }
    public DateOnly End { get; set; }
    public Guid OrganizerId { get; set; }
    public string OrganizerName { get; set; } = "";
    public Guid? LeaderId { get; set; }
    public string LeaderName { get; set; } = "";

    /// <summary><c>prepare</c>, <c>implement</c>, <c>report</c> or <c>closed</c>.</summary>
    public string Phase { get; set; } = "";

    public Ball Ball { get; set; }
    public int Blocks { get; set; }
    public int Warnings { get; set; }

    /// <summary>A conflict of the body itself, which nobody can lift.</summary>
    public bool Conflict { get; set; }

    public Conclusion Conclusion { get; set; }
    public bool MayIssue { get; set; }
    public decimal ClaimedTonnes { get; set; }
    public decimal VerifiedTonnes { get; set; }
    public decimal OffsetTonnes { get; set; }
    public int FindingsOpen { get; set; }

    /// <summary>The most rounds that one finding took.</summary>
    public int FindingRounds { get; set; }

    public int RequestsOpen { get; set; }

    /// <summary>The earliest day on which something is due, by whomever.</summary>
    public DateOnly? NextDue { get; set; }

    public DateTimeOffset EvaluatedAt { get; set; }
}

/// <summary>A time in which an engagement was in one phase and one side had to act.</summary>
public sealed class PhaseSpell
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required string Phase { get; init; }
    public required Ball Ball { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; private set; }

    /// <summary>The same times as whole minutes, which every database can subtract and add up.</summary>
    public long FromMinute { get; set; }

    public long? ToMinute { get; private set; }

    public static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    public void End(DateTimeOffset at)
    {
        To = at;
        CountMinutes();
    }

    public void CountMinutes() => (FromMinute, ToMinute) = (Minute(From), To is { } to ? Minute(to) : null);
}

/// <summary>A duty as it is kept, so that a first page is one indexed question.</summary>
public sealed class DutyRow
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required DutyKind Kind { get; init; }
    public required DutyHolder Holder { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public Guid? PersonId { get; init; }
    public DateOnly? DueOn { get; init; }
    public required DateTimeOffset Since { get; init; }
}

internal sealed class EngagementStandingConfiguration : IEntityTypeConfiguration<EngagementStanding>
{
    public void Configure(EntityTypeBuilder<EngagementStanding> builder)
    {
        builder.ToTable("standings");
        builder.HasKey(s => s.EngagementId);
        builder.HasOne<Engagement>().WithOne().HasForeignKey<EngagementStanding>(s => s.EngagementId);
        builder.Property(s => s.EventName).HasMaxLength(200);
        builder.Property(s => s.City).HasMaxLength(100);
        builder.Property(s => s.OrganizerName).HasMaxLength(200);
        builder.Property(s => s.LeaderName).HasMaxLength(100);
        builder.Property(s => s.Phase).HasMaxLength(20);
        builder.HasIndex(s => new { s.OrganizerId, s.OpenedAt });
    }
}

internal sealed class PhaseSpellConfiguration : IEntityTypeConfiguration<PhaseSpell>
{
    public void Configure(EntityTypeBuilder<PhaseSpell> builder)
    {
        builder.ToTable("phase_spells");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Phase).HasMaxLength(20);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(s => s.EngagementId);
        builder.HasIndex(s => new { s.EngagementId, s.From });
    }
}

internal sealed class DutyRowConfiguration : IEntityTypeConfiguration<DutyRow>
{
    public void Configure(EntityTypeBuilder<DutyRow> builder)
    {
        builder.ToTable("duties");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Subject).HasMaxLength(100);
        builder.Property(d => d.Text).HasMaxLength(500);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(d => d.EngagementId);
        builder.HasIndex(d => d.EngagementId);
        builder.HasIndex(d => new { d.Kind, d.Since });
        builder.HasIndex(d => new { d.PersonId, d.DueOn });
    }
}
