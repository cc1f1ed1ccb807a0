using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Engagements;

internal sealed class EngagementConfiguration : IEntityTypeConfiguration<Engagement>
{
    public void Configure(EntityTypeBuilder<Engagement> builder)
    {
        builder.ToTable("engagements");
        builder.Property(e => e.GuideKey).HasMaxLength(60);
        builder.Property(e => e.GuideDigest).HasMaxLength(64).IsFixedLength();
        builder.HasOne<GuideVersion>().WithMany().HasForeignKey(e => e.GuideDigest).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.OpenedAt);
        builder.HasIndex(e => e.ReviewerId);
        builder.HasIndex(e => e.ApproverId);
        builder.HasIndex(e => e.OpenedBy);
        builder.HasIndex(e => e.ClosedAt);
        builder.Property(e => e.ClosedReason).HasMaxLength(500);
        builder.ComplexProperty(e => e.Event, @event =>
        {
            @event.Property(e => e.Name).HasMaxLength(200);
            @event.Property(e => e.Venue).HasMaxLength(200);
            @event.Property(e => e.City).HasMaxLength(100);
        });
        builder.Ignore(e => e.Amendment);
        builder.Property(e => e.AmendsNumber).HasMaxLength(60);
        builder.Property(e => e.AmendmentReason).HasMaxLength(2000);
        builder.ComplexProperty(e => e.Terms, terms => terms.Property(t => t.PlanSchedule).HasJson());
    }
}

/// <summary>A name that the event of an engagement has or had, as <see cref="EventNames.Key"/> writes it: found without comparing every name.</summary>
public sealed class EventKey
{
    public required Guid EngagementId { get; init; }
    public required string Key { get; init; }
}

internal sealed class EventKeyConfiguration : IEntityTypeConfiguration<EventKey>
{
    public void Configure(EntityTypeBuilder<EventKey> builder)
    {
        builder.ToTable("event_keys");
        builder.HasKey(k => new { k.EngagementId, k.Key });
        builder.Property(k => k.Key).HasMaxLength(EventNames.MaxKey);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(k => k.EngagementId);
        builder.HasIndex(k => k.Key);
    }
}

internal sealed class CaseKeyConfiguration : IEntityTypeConfiguration<CaseKey>
{
    public void Configure(EntityTypeBuilder<CaseKey> builder)
    {
        builder.ToTable("case_keys");
        builder.HasKey(k => new { k.EngagementId, k.TargetId });
        builder.Property(k => k.Key).HasMaxLength(100);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(k => k.EngagementId);
    }
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.IsRowOfEngagement("team_members");
        builder.ComplexProperty(m => m.Facts);
        builder.HasIndex(m => m.PersonId);
    }
}

internal sealed class ContractReviewConfiguration : IEntityTypeConfiguration<ContractReview>
{
    public void Configure(EntityTypeBuilder<ContractReview> builder)
    {
        builder.IsRowOfEngagement("contract_reviews");
        builder.ComplexProperty(r => r.Facts);
    }
}

internal sealed class SiteRecordConfiguration : IEntityTypeConfiguration<SiteRecord>
{
    public void Configure(EntityTypeBuilder<SiteRecord> builder)
    {
        builder.IsRowOfEngagement("site_records");
        builder.ComplexProperty(r => r.Facts);
    }
}

internal static class EngagementRowConfiguration
{
    /// <summary>What all rows of engagements have: a table, their engagement, and an index in the order they are read in.</summary>
    public static void IsRowOfEngagement<T>(this EntityTypeBuilder<T> builder, string table) where T : Row
    {
        builder.ToTable(table);
        builder.HasOne<Engagement>().WithMany().HasForeignKey("EngagementId");
        builder.HasIndex("EngagementId", "Position");
    }
}
