using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations");
        builder.Ignore(o => o.Facts);
        builder.Property(o => o.Name).HasMaxLength(200);
        builder.Property(o => o.Uscc).HasMaxLength(SocialCreditCode.Length);
        builder.Property(o => o.LegalRepresentative).HasMaxLength(100);
        builder.Property(o => o.MistakenRepresentatives).HasJson();
        builder.HasIndex(o => o.Uscc).IsUnique();
        builder.HasIndex(o => o.LegalRepresentative);
        builder.HasIndex(o => new { o.Name, o.Id });
    }
}

internal sealed class OwnershipConfiguration : IEntityTypeConfiguration<Ownership>
{
    public void Configure(EntityTypeBuilder<Ownership> builder)
    {
        builder.ToTable("ownerships");
        builder.IsRegisteredFact();
        builder.Ignore(o => o.Facts);
        builder.HasIndex(o => new { o.ParentId, o.ChildId, o.MistakenId }).IsUnique();
        builder.HasIndex(o => o.ChildId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.ChildId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Ignore(p => p.Facts);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.Email).HasMaxLength(200);
        builder.HasIndex(p => p.Email).IsUnique();
        builder.HasIndex(p => new { p.Name, p.Id });
    }
}

internal sealed class EmploymentConfiguration : IEntityTypeConfiguration<Employment>
{
    public void Configure(EntityTypeBuilder<Employment> builder)
    {
        builder.ToTable("employments");
        builder.IsRegisteredFact();
        builder.Ignore(e => e.Facts);
        builder.Property(e => e.Role).HasMaxLength(200);
        builder.HasIndex(e => new { e.PersonId, e.OrganizationId });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(e => e.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<NeutralityService>
{
    public void Configure(EntityTypeBuilder<NeutralityService> builder)
    {
        builder.ToTable("neutrality_services");
        builder.IsRegisteredFact();
        builder.Ignore(s => s.Facts);
        builder.Ignore(s => s.Identity);
        builder.Property(s => s.EventName).HasMaxLength(200);
        builder.Property(s => s.EventKey).HasMaxLength(EventNames.MaxKey);
        builder.HasIndex(s => s.OrganizerId);
        builder.HasIndex(s => s.ProviderId);
        builder.HasIndex(s => s.EventName);
        builder.HasIndex(s => s.EventKey);
        builder.HasIndex(s => s.EngagementEvent);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.ProviderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.OrganizerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class RegisteredFactConfiguration
{
    public static void IsRegisteredFact<T>(this EntityTypeBuilder<T> builder) where T : RegisteredFact
    {
        builder.Ignore(f => f.Counts);
        builder.Property(f => f.MistakenReason).HasMaxLength(RegisteredFact.ReasonLength);
    }
}
