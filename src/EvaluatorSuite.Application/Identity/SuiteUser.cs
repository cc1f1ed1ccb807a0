using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Identity;

/// <summary>Someone who signs in. What they may do in an engagement comes from their part in it, not from here.</summary>
public sealed class SuiteUser : IdentityUser<Guid>
{
    public SuiteUser() => Id = Guid.CreateVersion7();

    public string DisplayName { get; set; } = "";

    /// <summary>The person of the registry that this user is; null for one who is in no team.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Names of <see cref="StaffRoles"/> that an administrator gave.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>What the groups of the authority gave at the last sign-in there; each sign-in there replaces them, and nothing else does.</summary>
    public IReadOnlyList<string> GroupRoles { get; set; } = [];

    public bool Active { get; set; } = true;

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The open invitation; none when it was accepted or withdrawn. A newer one voids the older.</summary>
    public Guid? InvitationId { get; set; }

    public DateTimeOffset? InvitedAt { get; set; }

    public IReadOnlyList<string> AllRoles() => [.. Roles.Union(GroupRoles)];
}

public static class StaffRoles
{
    /// <summary>Opens engagements and works in those whose team they are in.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reviews or approves where named.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Judges declared threats; sees every engagement.</summary>
    public const string Impartiality = "impartiality";

    /// <summary>Users, guide packs, templates; sees no way to alter a case.</summary>
    public const string Administrator = "administrator";

    /// <summary>Of the portal alone: whoever has it speaks for organizers and is no staff.</summary>
    public const string Organizer = "organizer";

    /// <summary>Roles of the firm's own people.</summary>
    public static IReadOnlyList<string> All { get; } = [Auditor, Reviewer, Impartiality, Administrator];
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<SuiteUser>
{
    public void Configure(EntityTypeBuilder<SuiteUser> builder)
    {
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.DisplayName).HasMaxLength(100);
        builder.HasIndex(u => u.PersonId);
        builder.HasIndex(u => new { u.DisplayName, u.NormalizedUserName });
    }

    public static void NameTables(ModelBuilder builder)
    {
        builder.Entity<SuiteUser>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
    }
}

internal sealed class OrganizerMemberConfiguration : IEntityTypeConfiguration<OrganizerMember>
{
    public void Configure(EntityTypeBuilder<OrganizerMember> builder)
    {
        builder.ToTable("organizer_members");
        builder.HasIndex(m => new { m.OrganizationId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.UserId);
        builder.HasOne<SuiteUser>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Domain.Organizations.Organization>().WithMany().HasForeignKey(m => m.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
